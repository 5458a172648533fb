"""By which week's key files are sealed: when their draft moves on, and where they had none yet.

The key of a draft's file, and how a file is fetched, are sealed by the key of a week. It has to be
the week of the draft itself, or an old copy would open the files when it no longer opens the draft.
"""

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Final

from domain.model.attached import OfDraft
from domain.model.ids import ReporterKey
from storage.epochs import NO_EPOCH, Epochs
from storage.evidence import KEY, erase_files
from storage.requests import REQUEST
from storage.sealing import Keys, Place, Seal

Values = tuple[str, bytes, bytes | None]
"""A file's id, its key as it is wrapped, and how it is fetched as that is sealed."""

OF_OTHER_WEEKS: Final = """
    SELECT epoch, evidence_id, key_wrapped, request_sealed FROM evidence
    WHERE holder_tag = ? AND epoch <> ?
"""


def take_along(
    cursor: sqlite3.Cursor, keys: Keys, epochs: Epochs, draft: OfDraft, epoch: str
) -> None:
    """Seal the files of a draft by the week that the draft is sealed by now."""
    tag = keys.holder_tag(draft)
    for before, *values in cursor.execute(OF_OTHER_WEEKS, (tag, epoch)).fetchall():
        _hand_over(cursor, (*values,), epochs.seal(before), epoch, epochs.seal(epoch))


OF_WEEK: Final = "SELECT evidence_id FROM evidence WHERE epoch = ?"


def erase_of_week(cursor: sqlite3.Cursor, epoch: str) -> None:
    """Erase every file that cannot be opened, or not be fetched, without the key of a week."""
    erase_files(cursor, cursor.execute(OF_WEEK, (epoch,)).fetchall())


FROM_BEFORE: Final = """
    SELECT holder_tag, expires_at, evidence_id, key_wrapped, request_sealed
    FROM evidence WHERE epoch = ?
"""
NEEDS_NONE: Final = "UPDATE evidence SET epoch = NULL WHERE evidence_id = ?"


def adopt_files(database: sqlite3.Connection, keys: Keys, epochs: Epochs) -> int:
    """Seal by its week what the server key sealed before files had one; return of how many files.

    Drafts must have their weeks already, and the keys must hash as this database does.
    """
    cursor, count = database.cursor(), 0
    rows = cursor.execute(FROM_BEFORE, (NO_EPOCH,)).fetchall()
    drafts = _weeks_of_drafts(cursor, keys) if rows else {}
    for tag, expires_at, *values in rows:
        evidence, *sealed = values
        if not any(keys.server.sealed(each) for each in sealed):
            cursor.execute(NEEDS_NONE, (evidence,))
        elif epoch := drafts.get(tag) or _week_of(epochs, expires_at):
            _hand_over(cursor, (*values,), keys.server, epoch, epochs.seal(epoch))
            count += 1
        else:
            # Of a draft that is not there: nobody could send or remove it any more.
            erase_files(cursor, [(evidence,)])
    return count


DRAFTS: Final = "SELECT reporter_key, epoch FROM drafts"


def _weeks_of_drafts(cursor: sqlite3.Cursor, keys: Keys) -> Mapping[bytes, str]:
    rows = cursor.execute(DRAFTS).fetchall()
    return {
        keys.holder_tag(OfDraft(reporter=ReporterKey(reporter))): epoch for reporter, epoch in rows
    }


def _week_of(epochs: Epochs, expires_at: str | None) -> str | None:
    return epochs.seal_until(date.fromisoformat(expires_at[:10]))[0] if expires_at else None


HAND_OVER: Final = """
    UPDATE evidence SET epoch = ?, key_wrapped = ?, request_sealed = ? WHERE evidence_id = ?
"""


def _hand_over(
    cursor: sqlite3.Cursor, values: Values, before: Seal, epoch: str, after: Seal
) -> None:
    evidence, key, request = values

    def handed(value: bytes | None, place: Place) -> bytes | None:
        # The key of a case's file is under the key of its case, and stays there.
        if value is None or not before.sealed(value):
            return value
        return before.handed_over(value, after, place, evidence)

    cursor.execute(HAND_OVER, (epoch, handed(key, KEY), handed(request, REQUEST), evidence))
