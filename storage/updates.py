"""Which updates were handled. Keeps a number and a day, nothing of what was in them."""

import sqlite3
from datetime import date
from typing import Final

from domain.model.errors import AlreadyHandled
from domain.model.ids import UpdateId

AT_ONCE: Final = 10_000
"""Notes that are deleted together; upkeep comes round every minute."""


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

    OLDEST: Final = "SELECT day FROM updates ORDER BY update_id LIMIT 1"
    FORGET: Final = """
        DELETE FROM updates WHERE update_id IN (
            SELECT update_id FROM updates WHERE day < ? ORDER BY update_id LIMIT ?
        )
    """

    def forget_before(self, day: date) -> int:
        """Delete notes from before a day, so many at a time; return how many.

        Numbers count up, so the first tells whether there is anything to do. To look through three
        million of them, two very busy days, took a tenth of a second, every minute.
        """
        oldest = self._cursor.execute(self.OLDEST).fetchone()
        if oldest is None or oldest[0] >= day.isoformat():
            return 0
        return self._cursor.execute(self.FORGET, (day.isoformat(), AT_ONCE)).rowcount
