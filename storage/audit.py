"""The audit log: sealed lines, each linked to the one before by a keyed hash.

A line that is changed, taken out, put in or moved breaks the chain where it stood. Lines taken off
the end are noticed because the ends are noted with a keyed hash of their own; all of it put back
to an older state, by the head that the operator wrote down elsewhere (`storage.audit_check`).
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Final

from domain.model.audit import Entry
from domain.model.ids import CaseNumber, StaffId
from storage.bodies import open_body, seal_body
from storage.plain import Plain
from storage.sealing import KEY_BYTES, Place, Seal
from storage.times import moment, moment_from

BODY: Final = Place("audit", "body_sealed")
LINK_BYTES: Final = 32
NO_LINK: Final = bytes(LINK_BYTES)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ends:
    """Where the log begins and ends: the last line dropped for its age, and the last line."""

    dropped: int = 0
    dropped_link: bytes = NO_LINK
    last: int = 0
    last_link: bytes = NO_LINK


class Chain:
    """The keyed hashes that hold the lines together."""

    def __init__(self, key: bytes) -> None:
        """Take the secret of the log."""
        self._key = blake2b(b"tellsafe/audit chain", key=key, digest_size=KEY_BYTES).digest()

    def link(self, before: bytes, line: int, sealed: bytes) -> bytes:
        """Return what a line adds to the chain."""
        return self._hash(b"line", before, line.to_bytes(8, "big"), sealed)

    def tag(self, ends: Ends) -> bytes:
        """Return what vouches for the ends."""
        numbers = ends.dropped.to_bytes(8, "big") + ends.last.to_bytes(8, "big")
        return self._hash(b"ends", numbers, ends.dropped_link, ends.last_link)

    def _hash(self, kind: bytes, *parts: bytes) -> bytes:
        return blake2b(kind + b"".join(parts), key=self._key, digest_size=LINK_BYTES).digest()


class AuditTable:
    """Implements `domain.ports.Audit`."""

    def __init__(self, cursor: sqlite3.Cursor, key: bytes) -> None:
        """Take the cursor of the connection and the secret of the log."""
        self._cursor = cursor
        self._seal = Seal(blake2b(b"tellsafe/audit seal", key=key, digest_size=KEY_BYTES).digest())
        self.chain = Chain(key)

    ADD: Final = "INSERT INTO audit (line, link, body_sealed) VALUES (?, ?, ?)"

    def add(self, entry: Entry) -> None:
        """Write one line below the others."""
        found = self.ends()
        ends = found[0] if found else Ends()
        line = ends.last + 1
        sealed = seal_body(self._seal, _entry_to_plain(entry), BODY, str(line))
        link = self.chain.link(ends.last_link, line, sealed)
        self._cursor.execute(self.ADD, (line, link, sealed))
        self._note(
            Ends(
                dropped=ends.dropped,
                dropped_link=ends.dropped_link,
                last=line,
                last_link=link,
            )
        )

    def entries(self, case: CaseNumber | None = None) -> tuple[Entry, ...]:
        """Return all lines, or those of one case, oldest first."""
        found = (self._opened(line, sealed) for line, _, sealed in self.lines())
        return tuple(each for each in found if case is None or each.case == case)

    DROP: Final = "DELETE FROM audit WHERE line <= ?"

    def drop_before(self, at: datetime) -> int:
        """Drop lines that are older than a time; the rest still holds together."""
        found = self.ends()
        if found is None:
            return 0
        ends, dropped = found[0], 0
        for line, link, sealed in self.lines():
            if self._opened(line, sealed).at >= at:
                break
            ends = Ends(dropped=line, dropped_link=link, last=ends.last, last_link=ends.last_link)
            dropped += 1
        if dropped:
            self._cursor.execute(self.DROP, (ends.dropped,))
            self._note(ends)
        return dropped

    LINES: Final = (
        "SELECT line, link, body_sealed FROM audit WHERE line > ? ORDER BY line LIMIT 100"
    )

    def lines(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Return every line as stored: its number, its link, what is sealed."""
        last = -1
        while rows := self._cursor.execute(self.LINES, (last,)).fetchall():
            yield from rows
            last = rows[-1][0]

    ENDS: Final = "SELECT dropped, dropped_link, last, last_link, tag FROM audit_ends"

    def ends(self) -> tuple[Ends, bytes] | None:
        """Return the ends and what vouches for them, as stored."""
        row = self._cursor.execute(self.ENDS).fetchone()
        if row is None:
            return None
        dropped, dropped_link, last, last_link, tag = row
        ends = Ends(dropped=dropped, dropped_link=dropped_link, last=last, last_link=last_link)
        return ends, tag

    NOTE: Final = """
        INSERT OR REPLACE INTO audit_ends (only_row, dropped, dropped_link, last, last_link, tag)
        VALUES (1, ?, ?, ?, ?, ?)
    """

    def begin(self) -> None:
        """Note that there is a log and that it is empty."""
        self._note(Ends())

    def _note(self, ends: Ends) -> None:
        row = (ends.dropped, ends.dropped_link, ends.last, ends.last_link, self.chain.tag(ends))
        self._cursor.execute(self.NOTE, row)

    def _opened(self, line: int, sealed: bytes) -> Entry:
        return open_body(self._seal, sealed, BODY, str(line), _entry_from_plain)


def _entry_to_plain(entry: Entry) -> Plain:
    return {
        "action": entry.action,
        "by": entry.by,
        "by_name": entry.by_name,
        "at": moment(entry.at),
        "case": entry.case,
        "detail": entry.detail,
    }


def _entry_from_plain(plain: object) -> Entry:
    match plain:
        case {
            "action": str(action),
            "by": (None | int()) as by,
            "by_name": str(by_name),
            "at": str(at),
            "case": (None | str()) as case,
            "detail": str(detail),
            **rest,
        } if not rest:
            return Entry(
                action=action,
                by=StaffId(by) if by is not None else None,
                by_name=by_name,
                at=moment_from(at),
                case=CaseNumber(case) if case is not None else None,
                detail=detail,
            )
        case _:
            raise ValueError("not a line of the audit log")
