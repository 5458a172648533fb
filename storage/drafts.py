"""Reports that are not sent yet, one a person."""

import sqlite3
from datetime import datetime
from typing import Final

from domain.model.attached import OfDraft
from domain.model.draft import Draft
from domain.model.ids import ReporterKey
from storage.bodies import open_body, seal_body
from storage.epochs import Epochs
from storage.evidence import erase_held_by
from storage.evidence_weeks import take_along
from storage.plain import draft_from_plain, draft_to_plain
from storage.sealing import Keys, Place
from storage.times import day_after, hour_after, hour_of

BODY: Final = Place("drafts", "body_sealed")


class DraftsTable:
    """Implements `domain.ports.Drafts`."""

    def __init__(self, cursor: sqlite3.Cursor, keys: Keys, epochs: Epochs) -> None:
        """Take the cursor of the connection, and the keys."""
        self._cursor = cursor
        self._keys = keys
        self._epochs = epochs

    GET: Final = "SELECT epoch, body_sealed FROM drafts WHERE reporter_key = ?"

    def get(self, reporter: ReporterKey) -> Draft | None:
        """Return the person's draft."""
        row = self._cursor.execute(self.GET, (reporter,)).fetchone()
        if row is None:
            return None
        epoch, sealed = row
        return open_body(
            self._epochs.seal(epoch),
            sealed,
            BODY,
            reporter,
            lambda plain: draft_from_plain(plain, reporter),
        )

    EPOCH: Final = "SELECT epoch FROM drafts WHERE reporter_key = ?"

    def epoch(self, reporter: ReporterKey) -> str | None:
        """Return the week whose key seals the person's draft, for what else belongs to it."""
        row = self._cursor.execute(self.EPOCH, (reporter,)).fetchone()
        return row[0] if row else None

    PUT: Final = """
        INSERT INTO drafts (reporter_key, expires_at, epoch, body_sealed) VALUES (?, ?, ?, ?)
        ON CONFLICT (reporter_key) DO UPDATE
        SET expires_at = excluded.expires_at, epoch = excluded.epoch,
            body_sealed = excluded.body_sealed
    """

    def put(self, draft: Draft) -> None:
        """Store a draft in place of the one before; its files come along into its week."""
        epoch, seal = self._epochs.seal_until(day_after(draft.expires_at))
        if self.epoch(draft.reporter) != epoch:
            # New, and files were offered before it; or kept on, and files know an earlier week.
            holder = OfDraft(reporter=draft.reporter)
            take_along(self._cursor, self._keys, self._epochs, holder, epoch)
        body = seal_body(seal, draft_to_plain(draft), BODY, draft.reporter)
        expires_at = hour_after(draft.expires_at)
        self._cursor.execute(self.PUT, (draft.reporter, expires_at, epoch, body))

    REMOVE: Final = "DELETE FROM drafts WHERE reporter_key = ?"

    def remove(self, reporter: ReporterKey) -> bool:
        """Delete a draft and its files; tell whether there was one."""
        erase_held_by(self._cursor, self._keys, OfDraft(reporter=reporter))
        return self._cursor.execute(self.REMOVE, (reporter,)).rowcount > 0

    EXPIRED: Final = "SELECT reporter_key FROM drafts WHERE expires_at <= ?"

    def remove_expired(self, now: datetime) -> int:
        """Delete every draft whose time is over (up to an hour ago); return how many."""
        expired = self._cursor.execute(self.EXPIRED, (hour_of(now),)).fetchall()
        return sum(self.remove(ReporterKey(reporter)) for (reporter,) in expired)
