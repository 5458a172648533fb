"""What is remembered of chats for a short while."""

import sqlite3
from datetime import datetime
from typing import Final

from domain.model.conversation import Conversation
from domain.model.ids import ReporterKey
from storage.bodies import open_body, seal_body
from storage.epochs import Epochs
from storage.plain import conversation_from_plain, conversation_to_plain
from storage.problems import StorageProblem
from storage.sealing import Place
from storage.times import day_after, hour_after, hour_of

BODY: Final = Place("conversations", "body_sealed")


class ConversationsTable:
    """Implements `domain.ports.Conversations`."""

    def __init__(self, cursor: sqlite3.Cursor, epochs: Epochs) -> None:
        """Take the cursor of the connection and the keys."""
        self._cursor = cursor
        self._epochs = epochs

    GET: Final = "SELECT epoch, body_sealed FROM conversations WHERE reporter_key = ?"

    def get(self, reporter: ReporterKey) -> Conversation | None:
        """Return what is remembered of a chat."""
        row = self._cursor.execute(self.GET, (reporter,)).fetchone()
        if row is None:
            return None
        epoch, sealed = row
        return open_body(
            self._epochs.seal(epoch),
            sealed,
            BODY,
            reporter,
            lambda plain: conversation_from_plain(plain, reporter),
        )

    PUT: Final = """
        INSERT INTO conversations (reporter_key, expires_at, epoch, body_sealed) VALUES (?, ?, ?, ?)
        ON CONFLICT (reporter_key) DO UPDATE
        SET expires_at = excluded.expires_at, epoch = excluded.epoch,
            body_sealed = excluded.body_sealed
    """

    def put(self, conversation: Conversation) -> None:
        """Remember it in place of what was there before."""
        reporter = conversation.reporter
        epoch, seal = self._epochs.seal_until(day_after(conversation.due_at))
        body = seal_body(seal, conversation_to_plain(conversation), BODY, reporter)
        expires_at = hour_after(conversation.due_at)
        self._cursor.execute(self.PUT, (reporter, expires_at, epoch, body))

    REMOVE: Final = "DELETE FROM conversations WHERE reporter_key = ?"

    def remove(self, reporter: ReporterKey) -> bool:
        """Forget a chat; tell whether anything was remembered."""
        return self._cursor.execute(self.REMOVE, (reporter,)).rowcount > 0

    DUE: Final = "SELECT reporter_key FROM conversations WHERE expires_at <= ?"

    def due(self, now: datetime) -> tuple[Conversation, ...]:
        """List the chats of which something had to be forgotten (up to an hour ago).

        One that cannot be read is forgotten at once: its time is over, and it holds up no other.
        """
        rows = self._cursor.execute(self.DUE, (hour_of(now),)).fetchall()
        found = []
        for (reporter,) in rows:
            try:
                found.append(self.get(ReporterKey(reporter)))
            except StorageProblem:
                self.remove(ReporterKey(reporter))
        return tuple(each for each in found if each is not None)
