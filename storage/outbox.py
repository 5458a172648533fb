"""What waits to be sent to staff. A row vanishes when it was sent."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from heapq import nsmallest
from typing import Final

from domain.model.ids import CaseId, OutgoingId
from domain.model.outgoing import (
    FILE_ADDED,
    Outgoing,
    PostNotice,
    Priority,
    RefreshCard,
    TellReporter,
)
from storage.bodies import open_body, seal_body
from storage.plain import outgoing_from_plain, outgoing_to_plain
from storage.sealing import Keys, Place
from storage.times import moment, moment_from

BODY: Final = Place("outbox", "body_sealed")


class OutboxTable:
    """Implements `domain.ports.Outbox`."""

    def __init__(self, cursor: sqlite3.Cursor, keys: Keys) -> None:
        """Take the cursor of the connection and the keys."""
        self._cursor = cursor
        self._keys = keys
        # A priority is sealed, because it tells that a case is urgent, and never changes:
        # remembering it saves opening the whole line to find who goes first.
        self._priorities: dict[str, Priority] = {}

    REPLACE: Final = "DELETE FROM outbox WHERE merge_tag = ? AND state = 'new'"
    PUT: Final = """
        INSERT INTO outbox (outgoing_id, state, due_at, merge_tag, body_sealed)
        VALUES (?, 'new', ?, ?, ?)
    """

    def put(self, outgoing: Outgoing) -> None:
        """Queue a message in place of a waiting one that shows or tells just the same."""
        tag = self._merge_tag(outgoing)
        if tag is not None:
            self._cursor.execute(self.REPLACE, (tag,))
        self._priorities[outgoing.id] = outgoing.priority
        self._cursor.execute(
            self.PUT, (outgoing.id, moment(outgoing.due_at), tag, self._sealed(outgoing))
        )

    DUE: Final = "SELECT outgoing_id, due_at FROM outbox WHERE state = 'new' AND due_at <= ?"
    MARK: Final = "UPDATE outbox SET state = 'sending', body_sealed = ? WHERE outgoing_id = ?"

    def take(self, now: datetime, limit: int) -> tuple[Outgoing, ...]:
        """Mark due messages as being sent and return them, urgent first, then oldest first.

        Each counts one attempt more than before.
        """
        due = self._cursor.execute(self.DUE, (moment(now),)).fetchall()
        first = nsmallest(limit, due, key=self._turn)
        taken = [replace(each, attempts=each.attempts + 1) for each in self._each(first)]
        for each in taken:
            self._cursor.execute(self.MARK, (self._sealed(each), each.id))
        return tuple(taken)

    GET: Final = "SELECT due_at, body_sealed FROM outbox WHERE outgoing_id = ?"

    def get(self, outgoing: OutgoingId) -> Outgoing | None:
        """Return one message, if it still waits or is being sent."""
        row = self._cursor.execute(self.GET, (outgoing,)).fetchone()
        if row is None:
            return None
        due_at, sealed = row
        return open_body(
            self._keys.server,
            sealed,
            BODY,
            outgoing,
            lambda plain: outgoing_from_plain(plain, outgoing, due_at),
        )

    RELEASE: Final = """
        UPDATE outbox SET state = 'new', due_at = ?, body_sealed = ? WHERE outgoing_id = ?
    """
    TWIN: Final = """
        SELECT 1 FROM outbox WHERE merge_tag = ? AND state = 'new' AND outgoing_id <> ?
    """

    def release(self, outgoing: Outgoing) -> None:
        """Put a message that is being sent back in line as given (due time, repeat mark).

        A refresh that was overtaken by a newer one of the same card is dropped instead.
        """
        tag = self._merge_tag(outgoing)
        if tag is not None and self._cursor.execute(self.TWIN, (tag, outgoing.id)).fetchone():
            self.remove(outgoing.id)
            return
        body = self._sealed(outgoing)
        self._cursor.execute(self.RELEASE, (moment(outgoing.due_at), body, outgoing.id))

    REMOVE: Final = "DELETE FROM outbox WHERE outgoing_id = ?"

    def remove(self, outgoing: OutgoingId) -> None:
        """Delete a message: it was sent, or there is nothing left to send."""
        self._priorities.pop(outgoing, None)
        self._cursor.execute(self.REMOVE, (outgoing,))

    SENDING: Final = "SELECT outgoing_id, due_at FROM outbox WHERE state = 'sending'"

    def recover(self) -> int:
        """Put messages that a crash caught while being sent back in line as possible repeats."""
        caught = self._each(self._cursor.execute(self.SENDING).fetchall())
        for each in caught:
            self.release(replace(each, maybe_repeat=True))
        return len(caught)

    ALL: Final = "SELECT outgoing_id, due_at FROM outbox"

    def forget(self, case: CaseId) -> int:
        """Delete every message about a case; return how many. Opens the whole line."""
        waiting = self._each(self._cursor.execute(self.ALL).fetchall())
        about = [each.id for each in waiting if getattr(each.what, "case", None) == case]
        for outgoing in about:
            self.remove(outgoing)
        return len(about)

    NEXT: Final = "SELECT min(due_at) FROM outbox WHERE state = 'new'"

    def next_due_at(self) -> datetime | None:
        """Tell when the next waiting message is due."""
        (due_at,) = self._cursor.execute(self.NEXT).fetchone()
        return moment_from(due_at) if due_at else None

    WAITING: Final = "SELECT count(*) FROM outbox WHERE ? IS NULL OR due_at <= ?"

    def waiting(self, until: datetime | None = None) -> int:
        """Count messages that wait or are being sent; those due until then, if a time is given."""
        limit = moment(until) if until else None
        (count,) = self._cursor.execute(self.WAITING, (limit, limit)).fetchone()
        return int(count)

    def _turn(self, due: tuple[str, str]) -> tuple[Priority, str]:
        outgoing_id, due_at = due
        if outgoing_id not in self._priorities:
            for each in self._each([due]):
                self._priorities[outgoing_id] = each.priority
        return self._priorities[outgoing_id], due_at

    def _each(self, rows: Iterable[tuple[str, str]]) -> list[Outgoing]:
        found = (self.get(OutgoingId(outgoing_id)) for outgoing_id, _ in rows)
        return [each for each in found if each is not None]

    def _sealed(self, outgoing: Outgoing) -> bytes:
        return seal_body(self._keys.server, outgoing_to_plain(outgoing), BODY, outgoing.id)

    def _merge_tag(self, outgoing: Outgoing) -> bytes | None:
        match outgoing.what:
            case RefreshCard(case=case, spot=spot):
                return self._keys.merge_tag(case, spot)
            case TellReporter(case=case):
                return self._keys.merge_tag(case, "reporter")
            case PostNotice(notice=notice, case=str(case), spot=spot) if notice == FILE_ADDED:
                return self._keys.merge_tag(CaseId(case), f"{spot} {notice}")
            case _:
                return None
