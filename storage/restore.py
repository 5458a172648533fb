"""Puts a backup in the place of a database that is not there.

What the backup holds of weeks whose keys were destroyed stays what it was promised to be: gone.
Nothing is at its place until all of it is whole, readable with the keys, and on the disk. The
pieces of files come to their place first: alone they are noise, and a start beside them is
refused; a database without them would look whole.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

from domain.model.attached import OfCase
from domain.model.contact import Contact
from domain.model.ids import CaseId, OutgoingId
from domain.ports import Chance
from storage.age_files import open_stream
from storage.cases import BELONGINGS, CasesTable
from storage.connection import open_file, reason
from storage.epoch_files import EpochFolder
from storage.epochs import epoch_of
from storage.giving_up import let_go
from storage.key_file import sync_folder
from storage.migrate import bring_up, migrations
from storage.outbox import OutboxTable
from storage.piece_file import attach_pieces, piece_file_of
from storage.problems import BackupProblem, EpochsLost, Unreadable, UnreadableDatabase, WrongKey
from storage.resealing import epochs_in_use
from storage.sealing import Keys
from storage.taking_in import Intake
from storage.unlocking import transaction, unlock_held

MARK: Final = ".restoring"
"""How the name of a file ends that is not whole yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Restored:
    """What came back, and what did not.

    ``cases`` came back with ``files`` of theirs, and ``waiting`` messages that may be repeats.
    ``gone``: cases that can no longer be read.  ``erased``: cases that were erased after the backup
    was made.  ``cut``: cases whose reporter wanted answers in the chat, to which no way is left.
    """

    made_on: str
    cases: int
    gone: int
    erased: int
    waiting: int
    files: int = 0
    cut: int = 0


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
    _ensure_free(database)
    folder = EpochFolder(epochs, alone=True)
    partial = database.with_name(f"{database.name}{MARK}")
    try:
        _remove(partial)
        with _opened(source) as file:
            made_on = _take_in(file, identity, partial)
        bring_up(partial, migrations())
        restored = _made_ready(partial, folder, keys, chance, today)
        _put_in_place(partial, database)
        return replace(restored, made_on=made_on)
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(partial, reason(error)) from None
    finally:
        _remove(partial)
        folder.close()


def _ensure_free(database: Path) -> None:
    for place in (database, piece_file_of(database)):
        if place.exists():
            mend = "Move it away first; a restore never writes over anything."
            raise BackupProblem(f"{place} is there already", mend)


def _put_in_place(partial: Path, database: Path) -> None:
    places = {piece_file_of(partial): piece_file_of(database), partial: database}
    placed: list[Path] = []
    try:
        for source, place in places.items():
            # A link, unlike a rename, fails if somebody was quicker.
            os.link(source, place)
            placed.append(place)
            sync_folder(place.parent)
    except OSError as error:
        for place in placed:
            place.unlink()
        mend = "Nothing was restored."
        raise BackupProblem(f"{database} cannot be put in place ({error.strerror})", mend) from None


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        mend = "Let --from name a backup that this user may read."
        raise BackupProblem(f"{source} cannot be read ({error.strerror})", mend) from None


def _take_in(file: BinaryIO, identity: Path, partial: Path) -> str:
    with closing(Intake(partial)) as intake:
        open_stream(file, identity, intake.take)
        intake.finish()
        return intake.made_on


def _made_ready(
    path: Path, folder: EpochFolder, keys: Keys, chance: Chance, today: date
) -> Restored:
    with closing(open_file(path, sqlite3.Connection)) as database:
        attach_pieces(database, path)
        with transaction(database):
            # Posts go too: they were removed when their day came, before the key was destroyed.
            destroyed = _destroyed(database, folder, today)
            gone = sum(let_go(database, epoch)["cases"] for epoch in destroyed)
            unlocked = unlock_held(database, keys, folder, chance)
            erased = _erase_again(database, folder, unlocked.keys)
            names = [CaseId(case) for (case,) in database.execute("SELECT case_id FROM cases")]
            files = _files_kept(database, unlocked.keys, names)
            table = CasesTable(database.cursor(), unlocked.keys, unlocked.epochs, chance)
            cut = _cut(table, names)
            outbox = OutboxTable(database.cursor(), unlocked.keys)
            waiting = _doubted(database, outbox)
        database.execute("VACUUM")
    return Restored(
        made_on="",
        cases=len(names),
        gone=gone,
        erased=erased,
        waiting=waiting,
        files=files,
        cut=cut,
    )


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


def _files_kept(database: sqlite3.Connection, keys: Keys, cases: list[CaseId]) -> int:
    """Keep the files of the cases that are there, and no row without a piece nor a piece alone."""
    held = {keys.holder_tag(OfCase(case=case)) for case in cases}
    rows = database.execute("SELECT evidence_id, holder_tag FROM evidence").fetchall()
    alone = [(evidence,) for evidence, holder in rows if holder not in held]
    database.executemany("DELETE FROM evidence WHERE evidence_id = ?", alone)
    for one, other in (("evidence", "evidence_pieces"), ("evidence_pieces", "evidence")):
        database.execute(
            f"DELETE FROM {one} WHERE evidence_id NOT IN (SELECT evidence_id FROM {other})"  # noqa: S608 - names from above
        )
    ((files,),) = database.execute("SELECT count(*) FROM evidence").fetchall()
    return int(files)


def _cut(cases: CasesTable, names: list[CaseId]) -> int:
    """Let staff see of whom they can no longer ask anything: no way to a chat is in a backup."""
    count = 0
    for name in names:
        # One case that was damaged before the backup must not keep all others from coming back.
        with suppress(Unreadable, WrongKey):
            case = cases.get(name)
            if case is not None and case.contact is Contact.REPLY_HERE:
                cases.put(case.without_way_back())
                count += 1
    return count


def _doubted(database: sqlite3.Connection, outbox: OutboxTable) -> int:
    rows = database.execute("SELECT outgoing_id FROM outbox").fetchall()
    for (name,) in rows:
        waiting = outbox.get(OutgoingId(name))
        if waiting is not None:
            # It may have been sent after the backup was made.
            outbox.release(replace(waiting, maybe_repeat=True))
    return len(rows)


def _remove(path: Path) -> None:
    for file in (path, piece_file_of(path)):
        for each in _with_side_files(file):
            with suppress(FileNotFoundError):
                each.unlink()


def _with_side_files(path: Path) -> Iterator[Path]:
    yield path
    for ending in ("-wal", "-shm", "-journal"):
        yield path.with_name(f"{path.name}{ending}")
