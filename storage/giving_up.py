"""Deletes what nobody can read any more, because the key of its week is lost.

The way out for an operator whose offline copy is lost too: without it the bot would never start.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from domain.model.attached import OfCase
from storage.cases import BELONGINGS
from storage.connection import open_file, reason
from storage.epoch_files import EpochFolder
from storage.evidence import erase_held_by
from storage.evidence_weeks import erase_of_week
from storage.piece_file import attach_pieces
from storage.problems import EpochFileProblem, UnreadableDatabase
from storage.resealing import DATED
from storage.sealing import Keys
from storage.sweeping import Sweeping
from storage.unlocking import keys_of, transaction


def give_up(database: Path, keys: Keys, epochs: Path, epoch: str) -> dict[str, int]:
    """Delete what needs a lost key and return how many rows of each table; raises in words.

    The files of lost cases and drafts go too. Killed on the way, the bot sweeps the rest of them.
    """
    folder = EpochFolder(epochs, alone=True)
    try:
        if epoch in folder.load():
            mend = "Nothing under it is lost, and nothing was deleted."
            raise EpochFileProblem(folder.path, f"holds the key of {epoch}", mend)
        with closing(open_file(database, sqlite3.Connection)) as file:
            attach_pieces(file, database)
            with transaction(file):
                _erase_files(file, keys_of(file, keys), epoch)
                counts = let_go(file, epoch)
            _sweep(file)
            file.execute("VACUUM")
        return counts
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(database, reason(error)) from None
    finally:
        folder.close()


def _erase_files(database: sqlite3.Connection, keys: Keys, epoch: str) -> None:
    cursor = database.cursor()
    cases = cursor.execute("SELECT case_id FROM cases WHERE epoch = ?", (epoch,)).fetchall()
    for (case,) in cases:
        erase_held_by(cursor, keys, OfCase(case=case))
    erase_of_week(cursor, epoch)


def _sweep(database: sqlite3.Connection) -> None:
    sweeping, more = Sweeping(database.cursor()), True
    while more:
        with transaction(database):
            more = sweeping.some()


def let_go(database: sqlite3.Connection, epoch: str) -> dict[str, int]:
    """Delete every row that only the key of a week could open, and what belongs to it."""
    for table in BELONGINGS:
        database.execute(
            f"DELETE FROM {table} WHERE case_id IN (SELECT case_id FROM cases WHERE epoch = ?)",  # noqa: S608  names of ours
            (epoch,),
        )
    return {
        each.table: database.execute(
            f"DELETE FROM {each.table} WHERE epoch = ?",  # noqa: S608 - names of ours
            (epoch,),
        ).rowcount
        for each in DATED
    }
