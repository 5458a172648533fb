"""Hands everything that is sealed over to other keys: rows from before epochs, and a new key file.

Knows which column is sealed by which key, and nothing of what is in it. Works in pages, inside
the transaction of its caller: all of it happens or none.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from storage.epochs import NO_EPOCH, Epochs
from storage.evidence_weeks import adopt_files
from storage.sealing import Keys, Place, Seal

AT_ONCE: Final = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Sealed:
    """One column that the server key or an epoch key seals for the row that ``row`` names.

    ``weekly``: the key of the week seals it that stands in its row, unless none does.
    ``until``: the column with the day by which it is deleted, which tells its week.
    ``partly``: some rows hold nothing, or something under the key of their case, which stays.
    """

    table: str
    row: str
    column: str = "body_sealed"
    weekly: bool = False
    until: str = ""
    partly: bool = False

    @property
    def place(self) -> Place:
        """Return what its values are bound to besides the row."""
        return Place(self.table, self.column)


BY_SERVER: Final = (
    Sealed(table="outbox", row="outgoing_id"),
    Sealed(table="desks", row="staff_key"),
    Sealed(table="chat_moves", row="chat_tag"),
    Sealed(table="secrets", row="name", column="key_wrapped"),
)
"""What the server key seals: it names cases, chats and members of staff, and has no words."""

DATED: Final = (
    Sealed(table="cases", row="case_id", column="key_wrapped", weekly=True, until="delete_on"),
    Sealed(table="drafts", row="reporter_key", weekly=True, until="expires_at"),
    Sealed(table="conversations", row="reporter_key", weekly=True, until="expires_at"),
)
"""Of these every row names the day that its week comes from."""

FILES: Final = Sealed(table="evidence", row="evidence_id", weekly=True, partly=True)

BY_EPOCH: Final = (
    *DATED,
    replace(FILES, column="key_wrapped"),
    replace(FILES, column="request_sealed"),
)
"""What holds words or leads to a person: dead in every copy once its week is over.

Files go by the week of their draft; see `storage.evidence_weeks`.
"""

BY_KEYS_THAT_STAY: Final = frozenset(
    {
        *((table, "body_sealed") for table in ("cases", "posts", "letters", "evidence")),
        *((table, "body_sealed") for table in ("audit", "tombstones")),
        ("routes", "chat_sealed"),
    }
)
"""What a key seals that lies wrapped in one of the columns above."""

Change = Callable[[str, str, bytes], tuple[str, bytes]]
"""From a row's name, its epoch and what is sealed: the new epoch, and the same sealed anew."""


def epochs_in_use(database: sqlite3.Connection | sqlite3.Cursor) -> frozenset[str]:
    """Return every week whose key something in the database needs."""
    rows = [
        row
        for table in {each.table for each in BY_EPOCH}
        for row in database.execute(
            f"SELECT DISTINCT epoch FROM {table} WHERE epoch IS NOT NULL"  # noqa: S608 - names from above
        ).fetchall()
    ]
    return frozenset(epoch for (epoch,) in rows) - {NO_EPOCH}


def adopt(database: sqlite3.Connection, keys: Keys, epochs: Epochs) -> int:
    """Seal rows from before there were epochs by the key of their week; return how many.

    The keys must hash as this database does: files are found by what their drafts hash to.
    """
    rows = sum(_adopt(database, each, keys.server, epochs) for each in DATED)
    return rows + adopt_files(database, keys, epochs)


def _adopt(database: sqlite3.Connection, sealed: Sealed, before: Seal, epochs: Epochs) -> int:
    where = f"epoch = '{NO_EPOCH}'"
    count = 0
    for row, _, until, value in _rows(database, sealed, where):
        epoch, seal = epochs.seal_until(date.fromisoformat(until[:10]))
        handed = before.handed_over(value, seal, sealed.place, _name(row))
        _put(database, sealed, row, epoch, handed)
        count += 1
    return count


def reseal(database: sqlite3.Connection, old: tuple[Keys, Epochs], new: tuple[Keys, Epochs]) -> int:
    """Hand everything from one server key over to another; return how many values."""
    count = 0
    for each in (*BY_SERVER, *BY_EPOCH):
        where = "epoch IS NOT NULL" if each.weekly else "TRUE"
        for row, epoch, _, value in _rows(database, each, where):
            before = old[1].seal(epoch) if each.weekly else old[0].server
            after = new[1].seal(epoch) if each.weekly else new[0].server
            if each.partly and not before.sealed(value):
                continue
            handed = before.handed_over(value, after, each.place, _name(row))
            _put(database, each, row, epoch, handed)
            count += 1
    return count


Row = tuple[str | bytes, str, str, bytes]


def _rows(database: sqlite3.Connection, sealed: Sealed, where: str) -> Iterator[Row]:
    epoch, until = ("epoch" if sealed.weekly else "''"), sealed.until or "''"
    page = (
        f"SELECT {sealed.row}, {epoch}, {until}, {sealed.column} FROM {sealed.table} "  # noqa: S608 - names from above
        f"WHERE {where} AND (?1 IS NULL OR {sealed.row} > ?1) ORDER BY {sealed.row} LIMIT {AT_ONCE}"
    )
    last = None
    while rows := database.execute(page, (last,)).fetchall():
        yield from rows
        last = rows[-1][0]


def _put(
    database: sqlite3.Connection, sealed: Sealed, row: str | bytes, epoch: str, value: bytes
) -> None:
    also = ", epoch = ?3" if sealed.weekly else ""
    database.execute(
        f"UPDATE {sealed.table} SET {sealed.column} = ?2{also} WHERE {sealed.row} = ?1",  # noqa: S608 - names from above
        (row, value, epoch) if also else (row, value),
    )


def _name(row: str | bytes) -> str:
    return row if isinstance(row, str) else row.hex()


def needless_epochs(
    database: sqlite3.Connection | sqlite3.Cursor, epochs: Epochs, today: date
) -> frozenset[str]:
    """Return the weeks that are over and whose keys nothing needs any more."""
    return epochs.over(today) - epochs_in_use(database)
