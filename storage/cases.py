"""What staff work on. Each case has a random key of its own; without that key it is noise."""

import sqlite3
from datetime import date
from typing import Final

from domain.model.attached import OfCase
from domain.model.case import Case
from domain.model.errors import CaseGone
from domain.model.ids import CaseId, CaseNumber
from domain.ports import Chance
from storage.bodies import open_body, seal_body
from storage.evidence import erase_held_by
from storage.plain import case_from_plain, case_to_plain
from storage.sealing import KEY_BYTES, Keys, Place, Seal

BODY: Final = Place("cases", "body_sealed")
KEY: Final = Place("cases", "key_wrapped")


class CasesTable:
    """Implements `domain.ports.Cases`."""

    def __init__(self, cursor: sqlite3.Cursor, keys: Keys, chance: Chance) -> None:
        """Take the cursor of the connection, the keys, and where new keys come from."""
        self._cursor = cursor
        self._keys = keys
        self._chance = chance

    ADD: Final = """
        INSERT INTO cases
            (case_id, number_tag, version, status, delete_on, key_wrapped, body_sealed)
        VALUES (?, ?, ?, ?, ?, ?, ?)
    """

    def add(self, case: Case) -> None:
        """Store a new case under a new key of its own."""
        key = self._chance.token(KEY_BYTES)
        self._cursor.execute(
            self.ADD,
            (
                case.id,
                self._keys.number_tag(case.number),
                case.version,
                case.status,
                case.delete_on.isoformat(),
                self._keys.server.wrap(key, KEY, case.id),
                _sealed(Seal(key), case),
            ),
        )

    GET: Final = """
        SELECT version, status, delete_on, key_wrapped, body_sealed FROM cases WHERE case_id = ?
    """

    def get(self, case: CaseId) -> Case | None:
        """Return a case."""
        row = self._cursor.execute(self.GET, (case,)).fetchone()
        if row is None:
            return None
        version, status, delete_on, wrapped, sealed = row
        return open_body(
            self._keys.server.unwrap(wrapped, KEY, case),
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
        UPDATE cases SET version = ?, status = ?, delete_on = ?, body_sealed = ?
        WHERE case_id = ?
    """

    def put(self, case: Case) -> None:
        """Store a changed case, or raise `CaseGone`."""
        seal = self.seal(case.id)
        if seal is None:
            raise CaseGone
        self._cursor.execute(
            self.PUT,
            (
                case.version,
                case.status,
                case.delete_on.isoformat(),
                _sealed(seal, case),
                case.id,
            ),
        )

    KEY_OF: Final = "SELECT key_wrapped FROM cases WHERE case_id = ?"

    def seal(self, case: CaseId) -> Seal | None:
        """Return the key of a case, for what else belongs to it."""
        row = self._cursor.execute(self.KEY_OF, (case,)).fetchone()
        return self._keys.server.unwrap(row[0], KEY, case) if row else None

    DUE: Final = """
        SELECT case_id FROM cases WHERE delete_on <= ? ORDER BY delete_on, case_id LIMIT ?
    """

    def due_for_deletion(self, today: date, limit: int) -> tuple[CaseId, ...]:
        """List cases whose deletion day has come."""
        rows = self._cursor.execute(self.DUE, (today.isoformat(), limit)).fetchall()
        return tuple(CaseId(case) for (case,) in rows)

    OVERWRITE_KEY: Final = """
        UPDATE cases SET key_wrapped = zeroblob(length(key_wrapped)) WHERE case_id = ?
    """
    BELONGINGS: Final = (
        "DELETE FROM posts WHERE case_id = ?",
        "DELETE FROM letters WHERE case_id = ?",
        "DELETE FROM mailboxes WHERE case_id = ?",
        "DELETE FROM routes WHERE case_id = ?",
    )
    ERASE: Final = "DELETE FROM cases WHERE case_id = ?"

    def erase(self, case: CaseId) -> None:
        """Overwrite the case's key and those of its files, and delete their rows."""
        erase_held_by(self._cursor, self._keys, OfCase(case=case))
        self._cursor.execute(self.OVERWRITE_KEY, (case,))
        for belonging in self.BELONGINGS:
            self._cursor.execute(belonging, (case,))
        self._cursor.execute(self.ERASE, (case,))


def _sealed(seal: Seal, case: Case) -> bytes:
    bound = _bound(case.id, case.version, case.status, case.delete_on.isoformat())
    return seal_body(seal, case_to_plain(case), BODY, bound)


def _bound(case: CaseId, version: int, status: str, delete_on: str) -> str:
    # The open columns are bound too: a status that somebody changed in the file opens nothing.
    return f"{case}\0{version}\0{status}\0{delete_on}"
