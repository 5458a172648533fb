"""Takes the lines of a backup into the two files of a database, and believes none of them.

Whoever has a recipient's public key can seal anything: it has to be whole, and of known tables.
"""

import sqlite3
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import orjson

from storage.backup import FILES, FORMAT, KEPT
from storage.connection import open_file
from storage.migrate import bring_up, migrations
from storage.piece_file import attach_pieces
from storage.problems import BackupProblem

CUT_OFF: Final = "The backup is not whole"
TAKE_ANOTHER: Final = "Take another copy of it. Nothing was restored."


@dataclass
class Intake:
    """Takes the lines of a backup into tables, as they come out of the decryption."""

    path: Path
    made_on: str = ""
    _left: bytes = b""
    _database: sqlite3.Connection | None = None
    _insert: str = ""
    _table: str = ""
    _counts: dict[str, int] = field(default_factory=dict)
    _ended: bool = False

    def take(self, data: bytes) -> None:
        """Take the next bytes."""
        *lines, self._left = (self._left + data).split(b"\n")
        for line in lines:
            self._take_line(_read(line))

    def finish(self) -> None:
        """Commit, once the last line has come."""
        if self._database is None or not self._ended:
            raise BackupProblem(CUT_OFF, TAKE_ANOTHER)
        self._database.execute("COMMIT")

    def close(self) -> None:
        """Close what was opened."""
        if self._database is not None:
            self._database.close()

    def _take_line(self, line: object) -> None:
        match line:
            case {
                "tellsafe_backup": int(form),
                "version": int(version),
                "made_on": str(made_on),
            } if self._database is None:
                self._begin(form, version, made_on)
            case {"table": str(table), "columns": list(columns)}:
                self._begin_table(table, columns)
            case {"end": dict(counts)}:
                self._ended = counts == self._counts
            case list(cells) if self._database is not None and self._insert:
                self._database.execute(self._insert, [_value(cell) for cell in cells])
                self._counts[self._table] += 1
            case _:
                raise BackupProblem(CUT_OFF, TAKE_ANOTHER)

    def _begin(self, form: int, version: int, made_on: str) -> None:
        steps = migrations()
        if form != FORMAT or version > len(steps):
            mend = "Use the program that made it, or a newer one. Nothing was restored."
            raise BackupProblem("The backup is of a newer version", mend)
        bring_up(self.path, steps[:version])
        self.made_on = made_on
        self._database = open_file(self.path, sqlite3.Connection)
        attach_pieces(self._database, self.path)
        self._database.execute("BEGIN IMMEDIATE")

    def _begin_table(self, table: str, columns: list[object]) -> None:
        names = [str(column) for column in columns]
        if self._database is None or table not in (*KEPT, *FILES):
            raise BackupProblem(CUT_OFF, TAKE_ANOTHER)
        known = {name for _, name, *_ in self._database.execute(f"PRAGMA table_info({table})")}
        if not set(names) <= known:
            raise BackupProblem(CUT_OFF, TAKE_ANOTHER)
        marks = ", ".join("?" * len(names))
        self._insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - both known from the schema
        self._table, self._counts[table] = table, 0


def _read(line: bytes) -> object:
    try:
        return orjson.loads(line)
    except ValueError:
        raise BackupProblem(CUT_OFF, TAKE_ANOTHER) from None


def _value(cell: object) -> object:
    match cell:
        case [str(text)]:
            return b64decode(text)
        case _:
            return cell
