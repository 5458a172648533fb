"""Whose reports are not taken for a while. Keeps a tag that changes weekly, and a day."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Final

from domain.model.ids import SenderTag


class MutesTable:
    """Implements `domain.ports.Mutes`."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        """Take the cursor of the connection."""
        self._cursor = cursor

    ADD: Final = """
        INSERT INTO mutes (sender_tag, until) VALUES (?, ?)
        ON CONFLICT (sender_tag) DO UPDATE SET until = max(until, excluded.until)
    """

    def add(self, sender: SenderTag, until: date) -> None:
        """Take no reports from a sender before a day; an earlier mute may last longer."""
        self._cursor.execute(self.ADD, (sender, until.isoformat()))

    UNTIL: Final = "SELECT until FROM mutes WHERE sender_tag = ? AND until > ?"

    def until(self, sender: Sequence[SenderTag], today: date) -> date | None:
        """Return the day from which reports of a sender are taken again; None where they are."""
        days = [
            row[0]
            for tag in sender
            for row in self._cursor.execute(self.UNTIL, (tag, today.isoformat()))
        ]
        return date.fromisoformat(max(days)) if days else None

    REMOVE_EXPIRED: Final = "DELETE FROM mutes WHERE until <= ?"

    def remove_expired(self, today: date) -> int:
        """Forget every mute that is over; return how many."""
        return self._cursor.execute(self.REMOVE_EXPIRED, (today.isoformat(),)).rowcount
