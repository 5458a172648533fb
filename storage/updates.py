"""Which updates were handled. Keeps a number and a day, nothing of what was in them."""

import sqlite3
from datetime import date
from typing import Final

from domain.model.errors import AlreadyHandled
from domain.model.ids import UpdateId


class UpdatesTable:
    """Implements `domain.ports.Updates`."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        """Take the cursor of the connection."""
        self._cursor = cursor

    CLAIM: Final = """
        INSERT INTO updates (update_id, day) VALUES (?, ?) ON CONFLICT DO NOTHING
    """

    def claim(self, update: UpdateId, on: date) -> None:
        """Note an update as handled by this transaction, or raise `AlreadyHandled`."""
        if self._cursor.execute(self.CLAIM, (update, on.isoformat())).rowcount == 0:
            raise AlreadyHandled

    FORGET: Final = "DELETE FROM updates WHERE day < ?"

    def forget_before(self, day: date) -> int:
        """Delete notes from before a day; return how many."""
        return self._cursor.execute(self.FORGET, (day.isoformat(),)).rowcount
