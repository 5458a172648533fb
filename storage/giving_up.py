"""Deletes what nobody can read any more, because the key of its week is lost.

The way out for an operator whose offline copy is lost too: without it the bot would never start.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.cases import BELONGINGS
from storage.connection import open_file, reason
from storage.epoch_files import EpochFolder
from storage.problems import EpochFileProblem, UnreadableDatabase
from storage.resealing import BY_EPOCH
from storage.unlocking import transaction


def give_up(database: Path, epochs: Path, epoch: str) -> dict[str, int]:
    """Delete what needs a lost key and return how many rows of each table; raises in words."""
    folder = EpochFolder(epochs, alone=True)
    try:
        if epoch in folder.load():
            mend = "Nothing under it is lost, and nothing was deleted."
            raise EpochFileProblem(folder.path, f"holds the key of {epoch}", mend)
        with closing(open_file(database, sqlite3.Connection)) as file:
            with transaction(file):
                counts = let_go(file, epoch)
            file.execute("VACUUM")
        return counts
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(database, reason(error)) from None
    finally:
        folder.close()


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
        for each in BY_EPOCH
    }
