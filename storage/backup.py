"""A backup: the tables that have to be kept, as they lie in the file, sealed once more for others.

Taken from one moment of the database while the bot writes on. What leads to a person is not in
it: no drafts, no chats. The epoch keys are not in it either: once they are destroyed, so is what
a backup holds of their weeks.
"""

import os
import sqlite3
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from storage.age_files import recipients_from, seal_stream
from storage.connection import reason
from storage.key_file import OWNER_ONLY, sync_folder
from storage.migrate import current_version, migrations
from storage.problems import BackupProblem, UnreadableDatabase

FORMAT: Final = 1

KEPT: Final = (
    *("key_check", "secrets", "cases", "mailboxes", "letters", "posts", "outbox", "chat_moves"),
    *("audit", "audit_ends", "tombstones", "erased"),
)
"""Tables that are in a backup, in an order in which they can be put back."""

LEFT_OUT: Final = frozenset(
    {"updates", "drafts", "conversations", "routes", "desks", "mutes", "evidence"}
)
"""Tables that are not: they lead to people, are over in days, or would make a backup as large as
all the films that people sent."""

ROWS_AT_ONCE: Final = 200


def back_up(database: Path, to: Path, recipients: Sequence[str], today: date) -> dict[str, int]:
    """Write a backup and return how many rows of each table it holds; raises `StorageProblem`."""
    keys = recipients_from(recipients)
    if current_version(database) != len(migrations()):
        mend = "Start the bot once, or run: python -m bot migrate"
        raise BackupProblem(f"{database} is not at this version of the program", mend)
    if to.exists():
        raise BackupProblem(f"{to} is there already", "Name another file; none is overwritten.")
    partial = to.with_name(f".{to.name}.partial")
    counts: dict[str, int] = {}
    try:
        with _private(partial) as file:
            seal_stream(_lines(database, today, counts), file, keys)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(to)
        sync_folder(to.parent)
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(database, reason(error)) from error
    except OSError as error:
        mend = "Make room, or name a folder that this user may write to."
        raise BackupProblem(f"{to} cannot be written ({error.strerror})", mend) from None
    finally:
        with suppress(OSError):
            partial.unlink()
    return counts


def _private(path: Path) -> BinaryIO:
    with suppress(FileNotFoundError):
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    return os.fdopen(descriptor, "wb")


def _lines(database: Path, today: date, counts: dict[str, int]) -> Iterator[bytes]:
    yield _line(
        {"tellsafe_backup": FORMAT, "version": len(migrations()), "made_on": today.isoformat()}
    )
    uri = f"{database.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as file:
        file.execute("BEGIN")  # one moment for all tables, however long it takes
        for table in KEPT:
            cursor = file.execute(f"SELECT * FROM {table}")  # noqa: S608 - names from above
            yield _line({"table": table, "columns": [name for name, *_ in cursor.description]})
            counts[table] = 0
            while rows := cursor.fetchmany(ROWS_AT_ONCE):
                counts[table] += len(rows)
                yield b"".join(_line([_cell(value) for value in row]) for row in rows)
    yield _line({"end": counts})


def _cell(value: str | float | bytes | None) -> object:
    # Bytes are a list of one text, which nothing else is.
    return [b64encode(value).decode("ascii")] if isinstance(value, bytes) else value


def _line(value: object) -> bytes:
    return orjson.dumps(value) + b"\n"
