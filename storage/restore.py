"""Puts a backup in the place of a database that is not there.

What the backup holds of weeks whose keys were destroyed stays what it was promised to be: gone.
Nothing is at its place until all of it is whole, readable with the keys, and on the disk.
"""

import os
import sqlite3
from base64 import b64decode
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from domain.model.ids import OutgoingId
from domain.ports import Chance
from storage.age_files import open_stream
from storage.backup import FORMAT, KEPT
from storage.cases import BELONGINGS
from storage.connection import open_file, reason
from storage.epoch_files import EpochFolder
from storage.epochs import epoch_of
from storage.giving_up import let_go
from storage.key_file import sync_folder
from storage.migrate import bring_up, migrations
from storage.outbox import OutboxTable
from storage.problems import BackupProblem, EpochsLost, UnreadableDatabase
from storage.resealing import epochs_in_use
from storage.sealing import Keys
from storage.unlocking import transaction, unlock_held

CUT_OFF: Final = "The backup is not whole"
TAKE_ANOTHER: Final = "Take another copy of it. Nothing was restored."


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What came back, and what did not.

    ``cases`` came back, and ``waiting`` messages that may be repeats.  ``gone``: cases that can no
    longer be read.  ``erased``: cases that were erased after the backup was made.
    """

    made_on: str
    cases: int
    gone: int
    erased: int
    waiting: int


def restore(
    source: Path,
    identity: Path,
    *,
    database: Path,
    keys: Keys,
    epochs: Path,
    chance: Chance,
    today: date,
) -> Restored:
    """Open a backup and make a database of it; raises `StorageProblem` and changes nothing then."""
    if database.exists():
        mend = "Move it away first; a restore never writes over a database."
        raise BackupProblem(f"{database} is there already", mend)
    folder = EpochFolder(epochs, alone=True)
    partial = database.with_name(f"{database.name}.restoring")
    try:
        _remove(partial)
        with _opened(source) as file:
            made_on = _take_in(file, identity, partial)
        bring_up(partial, migrations())
        restored = _made_ready(partial, folder, keys, chance, today)
        # A link, unlike a rename, fails if somebody was quicker.
        os.link(partial, database)
        sync_folder(database.parent)
        return replace(restored, made_on=made_on)
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(partial, reason(error)) from None
    finally:
        _remove(partial)
        folder.close()


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        mend = "Let --from name a backup that this user may read."
        raise BackupProblem(f"{source} cannot be read ({error.strerror})", mend) from None


def _take_in(file: BinaryIO, identity: Path, partial: Path) -> str:
    with closing(_Intake(partial)) as intake:
        open_stream(file, identity, intake.take)
        intake.finish()
        return intake.made_on


@dataclass
class _Intake:
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
        self._database.execute("BEGIN IMMEDIATE")

    def _begin_table(self, table: str, columns: list[object]) -> None:
        names = [str(column) for column in columns]
        if self._database is None or table not in KEPT:
            raise BackupProblem(CUT_OFF, TAKE_ANOTHER)
        known = {name for _, name, *_ in self._database.execute(f"PRAGMA table_info({table})")}
        if not set(names) <= known:
            raise BackupProblem(CUT_OFF, TAKE_ANOTHER)
        marks = ", ".join("?" * len(names))
        self._insert = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - both known from the schema
        self._table, self._counts[table] = table, 0


def _made_ready(
    path: Path, folder: EpochFolder, keys: Keys, chance: Chance, today: date
) -> Restored:
    with closing(open_file(path, sqlite3.Connection)) as database:
        with transaction(database):
            # Posts go too: they were removed when their day came, before the key was destroyed.
            destroyed = _destroyed(database, folder, today)
            gone = sum(let_go(database, epoch)["cases"] for epoch in destroyed)
            unlocked = unlock_held(database, keys, folder, chance)
            erased = _erase_again(database, folder, unlocked.keys)
            outbox = OutboxTable(database.cursor(), unlocked.keys)
            waiting = _doubted(database, outbox)
            ((cases,),) = database.execute("SELECT count(*) FROM cases").fetchall()
        database.execute("VACUUM")
    return Restored(made_on="", cases=cases, gone=gone, erased=erased, waiting=waiting)


def _destroyed(database: sqlite3.Connection, folder: EpochFolder, today: date) -> frozenset[str]:
    missing = epochs_in_use(database) - folder.load().keys()
    this_week = epoch_of(today)
    lost = tuple(sorted(each for each in missing if each >= this_week))
    if lost:
        raise EpochsLost(folder.path, lost)
    return missing


def _erase_again(database: sqlite3.Connection, folder: EpochFolder, keys: Keys) -> int:
    noted = folder.erased()
    cases = [case for (case,) in database.execute("SELECT case_id FROM cases")] if noted else []
    again = [(case,) for case in cases if keys.erased_tag(case).hex() in noted]
    for table in (*BELONGINGS, "cases"):
        database.executemany(f"DELETE FROM {table} WHERE case_id = ?", again)  # noqa: S608 - names of ours
    return len(again)


def _doubted(database: sqlite3.Connection, outbox: OutboxTable) -> int:
    rows = database.execute("SELECT outgoing_id FROM outbox").fetchall()
    for (name,) in rows:
        waiting = outbox.get(OutgoingId(name))
        if waiting is not None:
            # It may have been sent after the backup was made.
            outbox.release(replace(waiting, maybe_repeat=True))
    return len(rows)


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


def _remove(path: Path) -> None:
    for each in _with_side_files(path):
        with suppress(FileNotFoundError):
            each.unlink()


def _with_side_files(path: Path) -> Iterator[Path]:
    yield path
    for ending in ("-wal", "-shm", "-journal"):
        yield path.with_name(f"{path.name}{ending}")
