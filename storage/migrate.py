"""Brings a database to this version of the program: plain SQL files, in order, each whole."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from storage.connection import open_file, reason
from storage.piece_file import ensure_not_alone
from storage.problems import NewerDatabase, UnreadableDatabase

FOLDER: Final = Path(__file__).parent / "migrations"

OURS: Final = 0x54656C6C
"""``PRAGMA application_id`` of our databases; the letters "Tell"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Migration:
    """One step; ``version`` is what the database is at afterwards."""

    version: int
    sql: str


def migrations(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Return all steps in order; they are numbered from 1 without a gap."""
    files = sorted(folder.glob("*.sql"))
    found = tuple(
        Migration(version=int(file.name.split("_")[0]), sql=file.read_text(encoding="utf-8"))
        for file in files
    )
    if [each.version for each in found] != list(range(1, len(found) + 1)):
        raise ValueError("migrations are not numbered 1, 2, 3 …")
    return found


def current_version(path: Path) -> int:
    """Return the version a database is at, 0 for one that is new or not there yet.

    Raises `UnreadableDatabase`; changes nothing, but undoes what a power cut left half done.
    """
    if not path.exists():
        return 0
    try:
        return _version_in(path, "ro")
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(path, reason(error)) from None


async def migrate(path: Path, steps: tuple[Migration, ...] | None = None) -> None:
    """Bring a database to the newest version, making it if it is not there.

    Raises `NewerDatabase`, `PiecesAlone` or `UnreadableDatabase`, and then leaves everything as it
    was.
    """
    ensure_not_alone(path)
    await asyncio.to_thread(bring_up, path, migrations() if steps is None else steps)


def bring_up(path: Path, steps: tuple[Migration, ...]) -> None:
    """Do what `migrate` does, on this thread."""
    # Looked at before it is opened for writing, so that a foreign file stays untouched.
    _ensure_known(path, current_version(path), steps)
    try:
        with closing(open_file(path, sqlite3.Connection)) as database:
            for step in steps:
                _apply(database, step)
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(path, reason(error)) from error


def _apply(database: sqlite3.Connection, step: Migration) -> None:
    database.execute("BEGIN IMMEDIATE")
    try:
        # Read inside the transaction: another process may have been quicker.
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version < step.version:
            for statement in _statements(step.sql):
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {step.version:d}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _statements(sql: str) -> Iterator[str]:
    # Not `executescript`: it would commit what was begun.
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _version_in(path: Path, mode: str) -> int:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)) as found:
            return _version(found, path)
    except sqlite3.OperationalError as error:
        # Cut off while it was being made: whoever may only read may not undo that.
        if mode == "ro" and error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            return _version_in(path, "rw")
        raise


def _version(database: sqlite3.Connection, path: Path) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (owner,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if tables and owner != OURS:
        raise UnreadableDatabase(path, "it belongs to another program")
    return int(version)


def _ensure_known(path: Path, found: int, steps: tuple[Migration, ...]) -> None:
    if found > len(steps):
        raise NewerDatabase(path, found, len(steps))
