"""What staff work on. Each case has a random key of its own; without that key it is noise."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Final

from domain.model.attached import OfCase
from domain.model.case import Case
from domain.model.errors import CaseGone
from domain.model.ids import CaseId, CaseNumber
from domain.ports import Chance
from storage.bodies import open_body, seal_body
from storage.epochs import Epochs
from storage.erased import note_erased
from storage.evidence import erase_held_by
from storage.plain import case_from_plain, case_to_plain
from storage.sealing import KEY_BYTES, Keys, Place, Seal

BODY: Final = Place("cases", "body_sealed")
KEY: Final = Place("cases", "key_wrapped")


BELONGINGS: Final = ("posts", "letters", "mailboxes", "routes")
"""Tables whose rows go with their case."""


class CasesTable:
    """Implements `domain.ports.Cases`."""

    def __init__(self, cursor: sqlite3.Cursor, keys: Keys, epochs: Epochs, chance: Chance) -> None:
        """Take the cursor of the connection, the keys, and where new keys come from."""
        self._cursor = cursor
        self._keys = keys
        self._epochs = epochs
        self._chance = chance

    ADD: Final = """
        INSERT INTO cases
            (case_id, number_tag, version, status, delete_on, epoch, key_wrapped, body_sealed)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """

    def add(self, case: Case) -> None:
        """Store a new case under a new key of its own."""
        key = self._chance.token(KEY_BYTES)
        epoch, wrapping = self._epochs.seal_until(case.delete_on)
        self._cursor.execute(
            self.ADD,
            (
                case.id,
                self._keys.number_tag(case.number),
                case.version,
                case.status,
                case.delete_on.isoformat(),
                epoch,
                wrapping.wrap(key, KEY, case.id),
                _sealed(Seal(key), case),
            ),
        )

    GET: Final = """
        SELECT version, status, delete_on, epoch, key_wrapped, body_sealed
        FROM cases WHERE case_id = ?
    """

    def get(self, case: CaseId) -> Case | None:
        """Return a case."""
        row = self._cursor.execute(self.GET, (case,)).fetchone()
        if row is None:
            return None
        version, status, delete_on, epoch, wrapped, sealed = row
        return open_body(
            self._epochs.seal(epoch).unwrap(wrapped, KEY, case),
            sealed,
            BODY,
            _bound(case, version, status, delete_on),
            lambda plain: case_from_plain(
                plain, case, version=version, status=status, delete_on=delete_on
            ),
        )

    FIND: Final = "SELECT case_id FROM cases WHERE number_tag = ?"

    def find(self, number: CaseNumber) -> CaseId | None:
        """Find a case by the number staff use."""
        row = self._cursor.execute(self.FIND, (self._keys.number_tag(number),)).fetchone()
        return CaseId(row[0]) if row else None

    PUT: Final = """
        UPDATE cases
        SET version = ?, status = ?, delete_on = ?, epoch = ?, key_wrapped = ?, body_sealed = ?
        WHERE case_id = ?
    """

    def put(self, case: Case) -> None:
        """Store a changed case, or raise `CaseGone`."""
        row = self._cursor.execute(self.KEY_OF, (case.id,)).fetchone()
        if row is None:
            raise CaseGone
        before, wrapped = row
        seal = self._epochs.seal(before).unwrap(wrapped, KEY, case.id)
        epoch, wrapping = self._epochs.seal_until(case.delete_on)
        if epoch != before:
            # Deleted later than planned: its key must not keep the key of its old week alive.
            wrapped = self._epochs.seal(before).handed_over(wrapped, wrapping, KEY, case.id)
        self._cursor.execute(
            self.PUT,
            (
                case.version,
                case.status,
                case.delete_on.isoformat(),
                epoch,
                wrapped,
                _sealed(seal, case),
                case.id,
            ),
        )

    KEY_OF: Final = "SELECT epoch, key_wrapped FROM cases WHERE case_id = ?"

    def seal(self, case: CaseId) -> Seal | None:
        """Return the key of a case, for what else belongs to it."""
        row = self._cursor.execute(self.KEY_OF, (case,)).fetchone()
        if row is None:
            return None
        epoch, wrapped = row
        return self._epochs.seal(epoch).unwrap(wrapped, KEY, case)

    DUE: Final = """
        SELECT case_id FROM cases WHERE delete_on <= ? ORDER BY delete_on, case_id LIMIT ?
    """

    def due_for_deletion(self, today: date, limit: int) -> tuple[CaseId, ...]:
        """List cases whose deletion day has come."""
        rows = self._cursor.execute(self.DUE, (today.isoformat(), limit)).fetchall()
        return tuple(CaseId(case) for (case,) in rows)

    EVERY: Final = "SELECT case_id FROM cases"

    def every(self) -> Iterator[Case]:
        """Return all cases, in no order that tells anything."""
        for (case,) in self._cursor.execute(self.EVERY).fetchall():
            found = self.get(CaseId(case))
            if found is not None:
                yield found

    OVERWRITE_KEY: Final = """
        UPDATE cases SET key_wrapped = zeroblob(length(key_wrapped)) WHERE case_id = ?
    """
    ERASE: Final = "DELETE FROM cases WHERE case_id = ?"

    def erase(self, case: CaseId) -> None:
        """Overwrite the case's key and those of its files, and delete their rows."""
        erase_held_by(self._cursor, self._keys, OfCase(case=case))
        note_erased(self._cursor, self._keys, case)
        self._cursor.execute(self.OVERWRITE_KEY, (case,))
        for table in BELONGINGS:
            self._cursor.execute(f"DELETE FROM {table} WHERE case_id = ?", (case,))  # noqa: S608  names of ours
        self._cursor.execute(self.ERASE, (case,))


def _sealed(seal: Seal, case: Case) -> bytes:
    bound = _bound(case.id, case.version, case.status, case.delete_on.isoformat())
    return seal_body(seal, case_to_plain(case), BODY, bound)


def _bound(case: CaseId, version: int, status: str, delete_on: str) -> str:
    # The open columns are bound too: a status that somebody changed in the file opens nothing.
    return f"{case}\0{version}\0{status}\0{delete_on}"
