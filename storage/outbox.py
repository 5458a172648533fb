"""What waits to be sent to staff. A row vanishes when it was sent.

In the open a row says only in which hour it is due: the moment would be that of somebody's tap.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from heapq import nsmallest
from typing import Final, NamedTuple

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
from storage.sealing import BODY_AT, Keys, Place
from storage.times import hour_of, moment_from, next_hour

BODY: Final = Place("outbox", "body_sealed")


class Turn(NamedTuple):
    """When a message goes: the more urgent first, then the one that has been due for longer."""

    priority: Priority
    due_at: datetime


class Seen(NamedTuple):
    """A turn, and the nonce of the body that said so: a body that was sealed anew has another."""

    nonce: bytes
    turn: Turn


SPARE: Final = 1000
"""Turns of messages that are gone, which may be remembered beside those that wait."""


class OutboxTable:
    """Implements `domain.ports.Outbox`."""

    def __init__(self, cursor: sqlite3.Cursor, keys: Keys) -> None:
        """Take the cursor of the connection and the keys."""
        self._cursor = cursor
        self._keys = keys
        # What is urgent and since when is sealed: remembering it saves opening the whole line to
        # find who goes first. Each connection remembers for itself, and any of them may change it.
        self._seen: dict[str, Seen] = {}

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
        self._cursor.execute(
            self.PUT, (outgoing.id, hour_of(outgoing.due_at), tag, self._sealed(outgoing))
        )

    DUE: Final = """
        SELECT outgoing_id, substr(body_sealed, 1, ?) FROM outbox
        WHERE state = 'new' AND due_at < ?
    """
    MARK: Final = "UPDATE outbox SET state = 'sending', body_sealed = ? WHERE outgoing_id = ?"

    def take(self, now: datetime, limit: int) -> tuple[Outgoing, ...]:
        """Mark due messages as being sent and return them, urgent first, then oldest first.

        Each counts one attempt more than before.
        """
        turns = self._turns(self._cursor.execute(self.DUE, (BODY_AT, next_hour(now))).fetchall())
        due = [(turn, outgoing) for outgoing, turn in turns.items() if turn.due_at <= now]
        first = (outgoing for _, outgoing in nsmallest(limit, due))
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
        self._cursor.execute(self.RELEASE, (hour_of(outgoing.due_at), body, outgoing.id))

    REMOVE: Final = "DELETE FROM outbox WHERE outgoing_id = ?"

    def remove(self, outgoing: OutgoingId) -> None:
        """Delete a message: it was sent, or there is nothing left to send."""
        self._seen.pop(outgoing, None)
        self._cursor.execute(self.REMOVE, (outgoing,))

    SENDING: Final = "SELECT outgoing_id, due_at FROM outbox WHERE state = 'sending'"

    def recover(self) -> int:
        """Put messages that a crash caught while being sent back in line as possible repeats."""
        caught = self._each(name for name, _ in self._cursor.execute(self.SENDING).fetchall())
        for each in caught:
            self.release(replace(each, maybe_repeat=True))
        return len(caught)

    ALL: Final = "SELECT outgoing_id FROM outbox"

    def forget(self, case: CaseId) -> int:
        """Delete every message about a case; return how many. Opens the whole line."""
        waiting = self._each(name for (name,) in self._cursor.execute(self.ALL).fetchall())
        about = [each.id for each in waiting if getattr(each.what, "case", None) == case]
        for outgoing in about:
            self.remove(outgoing)
        return len(about)

    NEXT: Final = "SELECT min(due_at) FROM outbox WHERE state = 'new'"

    def next_due_at(self) -> datetime | None:
        """Tell when the next waiting message is due."""
        (hour,) = self._cursor.execute(self.NEXT).fetchone()
        if hour is None:
            return None
        before = next_hour(moment_from(hour))
        turns = self._turns(self._cursor.execute(self.DUE, (BODY_AT, before)).fetchall())
        return min(turn.due_at for turn in turns.values())

    WAITING: Final = "SELECT count(*) FROM outbox WHERE ? IS NULL OR due_at < ?"
    IN_HOUR: Final = """
        SELECT outgoing_id, substr(body_sealed, 1, ?) FROM outbox
        WHERE due_at >= ? AND due_at < ?
    """

    def waiting(self, until: datetime | None = None) -> int:
        """Count messages that wait or are being sent; those due until then, if a time is given."""
        hour = hour_of(until) if until else None
        (count,) = self._cursor.execute(self.WAITING, (hour, hour)).fetchone()
        if until is None:
            return int(count)
        times = (hour, next_hour(until))
        rows = self._cursor.execute(self.IN_HOUR, (BODY_AT, *times)).fetchall()
        return int(count) + sum(turn.due_at <= until for turn in self._turns(rows).values())

    def _turns(self, rows: list[tuple[str, bytes]]) -> dict[str, Turn]:
        """Return the turns of messages, given with the beginnings of their bodies."""
        for name, nonce in rows:
            seen = self._seen.get(name)
            if seen is None or seen.nonce != nonce:
                for each in self._each([name]):
                    self._seen[name] = Seen(nonce, Turn(each.priority, each.due_at))
        if len(self._seen) > 2 * len(rows) + SPARE:
            self._seen = {name: self._seen[name] for name, _ in rows}
        return {name: self._seen[name].turn for name, _ in rows}

    def _each(self, names: Iterable[str]) -> list[Outgoing]:
        found = (self.get(OutgoingId(name)) for name in names)
        return [each for each in found if each is not None]

    def _sealed(self, outgoing: Outgoing) -> bytes:
        body = seal_body(self._keys.server, outgoing_to_plain(outgoing), BODY, outgoing.id)
        turn = Turn(outgoing.priority, outgoing.due_at)
        self._seen[outgoing.id] = Seen(body[:BODY_AT], turn)
        return body

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
