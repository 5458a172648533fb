"""Remembers which cases were erased, so that a backup from before does not bring them back.

Written with the erasing into a table, moved soon after into a file beside the epoch keys, which
is there when the database is lost. What is written is a keyed hash; it goes with its week's key.
"""

import sqlite3
from collections.abc import Mapping
from typing import Final

from domain.model.ids import CaseId
from storage.sealing import Keys

NOTE: Final = """
    INSERT INTO erased (case_tag, epoch) SELECT ?, epoch FROM cases WHERE case_id = ?
    ON CONFLICT DO NOTHING
"""
WAITING: Final = "SELECT case_tag, epoch FROM erased"
NOTED: Final = "DELETE FROM erased WHERE case_tag = ?"

Notes = Mapping[bytes, str]
"""Hashes of erased cases, each with the week of its key."""


def note_erased(cursor: sqlite3.Cursor, keys: Keys, case: CaseId) -> None:
    """Remember that a case is about to be erased."""
    cursor.execute(NOTE, (keys.erased_tag(case), case))


def waiting_notes(cursor: sqlite3.Cursor) -> Notes:
    """Return what is not yet in the files."""
    return dict(cursor.execute(WAITING).fetchall())


def drop_notes(cursor: sqlite3.Cursor, notes: Notes) -> None:
    """Forget what is in the files by now."""
    cursor.executemany(NOTED, [(tag,) for tag in notes])
