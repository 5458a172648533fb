"""Opening the database file with the settings that people's safety depends on, each verified."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from storage.problems import OldSqlite, SettingRefused, UnreadableDatabase

C = TypeVar("C", bound=sqlite3.Connection)

OLDEST_SQLITE: Final = (3, 37, 0)
"""The first with STRICT tables."""

OWNER_ONLY: Final = 0o600

PAGE_SIZE: Final = 8192
"""Bytes of a page in a new file; an old one keeps what it was made with.

A sealed report has 1,000 to 2,000 bytes. On SQLite's own pages of 4,096 bytes one of more than
1,002 takes a page to itself besides, and the file becomes nearly three times as large.
"""

SETTINGS: Final = (
    # Waits for another process (a backup, the operator's shell) instead of failing at once.
    ("busy_timeout", "PRAGMA busy_timeout", "PRAGMA busy_timeout = 5000", 5000),
    # Readers never wait for the writer, and one sync makes a commit durable.
    ("journal_mode", "PRAGMA journal_mode", "PRAGMA journal_mode = WAL", "wal"),
    # What was acknowledged survives a power cut; NORMAL lost a third of it in a trial.
    ("synchronous", "PRAGMA synchronous", "PRAGMA synchronous = FULL", 2),
    # Deleted rows are overwritten. Some builds of SQLite have this on, most do not.
    ("secure_delete", "PRAGMA secure_delete", "PRAGMA secure_delete = ON", 1),
    # 32 MB of pages in memory; with the 2 MB of the default a busy day is read again and again.
    ("cache_size", "PRAGMA cache_size", "PRAGMA cache_size = -32000", -32000),
    ("foreign_keys", "PRAGMA foreign_keys", "PRAGMA foreign_keys = ON", 1),
    # What SQLite sorts or sets aside never touches the disk.
    ("temp_store", "PRAGMA temp_store", "PRAGMA temp_store = MEMORY", 2),
    # Functions named in a schema that somebody tampered with are not run.
    ("trusted_schema", "PRAGMA trusted_schema", "PRAGMA trusted_schema = OFF", 0),
)
"""Name, question, order and the answer that is needed."""


def ensure_sqlite_is_new_enough(found: tuple[int, ...] = sqlite3.sqlite_version_info) -> None:
    """Raise `OldSqlite` unless this SQLite has what the schema needs."""
    if found < OLDEST_SQLITE:
        raise OldSqlite(_dotted(found), _dotted(OLDEST_SQLITE))


def open_file(path: Path, kind: type[C]) -> C:
    """Open a database file, made for its owner only if it is new, with every setting verified."""
    ensure_sqlite_is_new_enough()
    try:
        make_private(path)
        # Opened on one thread and used on another, never on two at a time.
        connection = kind(str(path), isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.OperationalError):
        why = "it cannot be opened; the folder has to exist and the bot's user to own both"
        raise UnreadableDatabase(path, why) from None
    try:
        _apply_settings(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise UnreadableDatabase(path, reason(error)) from None
    except BaseException:
        connection.close()
        raise
    return connection


def reason(error: sqlite3.Error) -> str:
    """Say in words why SQLite gave up on a file."""
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_SHMSIZE:
        # The first file that a start makes longer is the small one beside the database.
        return "the disk is full"
    match primary_code(error):
        case sqlite3.SQLITE_NOTADB:
            return "it is not an SQLite database"
        case sqlite3.SQLITE_CORRUPT:
            return "it is damaged"
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return "another program holds it locked"
        case sqlite3.SQLITE_FULL:
            return "the disk is full"
        case _:
            return "it cannot be read and written; look at its owner, its rights and its disk"


def primary_code(error: sqlite3.Error) -> int:
    """Return the primary result code, or 0 where SQLite was not asked at all."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def make_private(path: Path) -> None:
    """Make a file for its owner only, unless it is there."""
    # SQLite gives its side files the rights of the database, so this one has to be right first.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, OWNER_ONLY))


def _apply_settings(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE:d}")
    for name, question, order, wanted in SETTINGS:
        connection.execute(order).fetchall()
        (found,) = connection.execute(question).fetchone()
        if found != wanted:
            raise SettingRefused(name, found, wanted)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
