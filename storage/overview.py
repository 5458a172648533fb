"""The tables as they lie in the file, seen without the key: by a thief, or by an operator.

Opens nothing that is sealed, and writes nothing.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import aiosqlite

from storage.connection import reason
from storage.problems import UnreadableDatabase
from storage.times import hour_of, moment_from, next_hour

MOST_ROWS: Final = 100

TABLES: Final = {
    "cases": "SELECT * FROM cases LIMIT ?",
    "mailboxes": "SELECT * FROM mailboxes LIMIT ?",
    "letters": "SELECT * FROM letters LIMIT ?",
    "routes": "SELECT * FROM routes LIMIT ?",
    "evidence": "SELECT * FROM evidence LIMIT ?",
    "posts": "SELECT * FROM posts LIMIT ?",
    "drafts": "SELECT * FROM drafts LIMIT ?",
    "conversations": "SELECT * FROM conversations LIMIT ?",
    "outbox": "SELECT * FROM outbox LIMIT ?",
    "desks": "SELECT * FROM desks LIMIT ?",
    "mutes": "SELECT * FROM mutes LIMIT ?",
    "chat_moves": "SELECT * FROM chat_moves LIMIT ?",
    "updates": "SELECT * FROM updates LIMIT ?",
    "audit": "SELECT * FROM audit LIMIT ?",
    "audit_ends": "SELECT * FROM audit_ends LIMIT ?",
    "tombstones": "SELECT * FROM tombstones LIMIT ?",
    "erased": "SELECT * FROM erased LIMIT ?",
    "secrets": "SELECT * FROM secrets LIMIT ?",
    "key_check": "SELECT * FROM key_check LIMIT ?",
}
"""Every table, the most telling first."""

StoredTable = tuple[str, list[str], list[list[str | int | float | None]]]


async def tables_as_stored(path: Path) -> list[StoredTable]:
    """Return name, columns and the first rows of every table; bytes as hexadecimal digits."""
    async with aiosqlite.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as database:
        tables = []
        for table, rows_of in TABLES.items():
            cursor = await database.execute(rows_of, (MOST_ROWS,))
            columns = [column for column, *_ in cursor.description]
            rows = [[_shown(value) for value in row] for row in await cursor.fetchall()]
            tables.append((table, columns, rows))
        return tables


@dataclass(frozen=True, kw_only=True, slots=True)
class Queue:
    """How many messages to staff wait or are being sent, and the hour in which the oldest was due.

    The moment is sealed; `hour` is when that hour began.
    """

    waiting: int
    hour: datetime | None


QUEUE: Final = "SELECT count(*), min(due_at) FROM outbox WHERE ? IS NULL OR due_at < ?"


async def queue_as_stored(path: Path, until: datetime | None = None) -> Queue:
    """Count what waits for staff, due until that hour if a time is given; or `UnreadableDatabase`.

    Without the key nobody can tell more than hours.
    """
    # Looked at first: where opening fails, aiosqlite's thread answers a loop that may be closed.
    if not path.is_file():
        raise UnreadableDatabase(path, "there is no such file")
    try:
        async with aiosqlite.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as database:
            limit = next_hour(until) if until else None
            ((waiting, due_at),) = await database.execute_fetchall(QUEUE, (limit, limit))
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(path, reason(error)) from None
    hour = moment_from(hour_of(moment_from(due_at))) if due_at else None
    return Queue(waiting=waiting, hour=hour)


def _shown(value: str | float | bytes | None) -> str | int | float | None:
    return value.hex() if isinstance(value, bytes) else value
