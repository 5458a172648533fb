"""What members of staff are in the middle of, in their private chats with the bot."""

import sqlite3
from datetime import datetime
from typing import Final

from domain.model.desk import Desk
from domain.model.ids import StaffId
from storage.bodies import open_body, seal_body
from storage.plain import desk_from_plain, desk_to_plain
from storage.sealing import Keys, Place
from storage.times import hour_after, hour_of

BODY: Final = Place("desks", "body_sealed")


class DesksTable:
    """Implements `domain.ports.Desks`."""

    def __init__(self, cursor: sqlite3.Cursor, keys: Keys) -> None:
        """Take the cursor of the connection and the keys."""
        self._cursor = cursor
        self._keys = keys

    GET: Final = "SELECT body_sealed FROM desks WHERE staff_key = ?"

    def get(self, member: StaffId) -> Desk | None:
        """Return what they are in the middle of."""
        key = self._keys.staff_key(member)
        row = self._cursor.execute(self.GET, (key,)).fetchone()
        if row is None:
            return None
        (sealed,) = row
        return open_body(self._keys.server, sealed, BODY, key, desk_from_plain)

    PUT: Final = """
        INSERT INTO desks (staff_key, expires_at, body_sealed) VALUES (?, ?, ?)
        ON CONFLICT (staff_key) DO UPDATE
        SET expires_at = excluded.expires_at, body_sealed = excluded.body_sealed
    """

    def put(self, member: StaffId, desk: Desk) -> None:
        """Remember what they are in the middle of."""
        key = self._keys.staff_key(member)
        body = seal_body(self._keys.server, desk_to_plain(desk), BODY, key)
        self._cursor.execute(self.PUT, (key, hour_after(desk.expires_at), body))

    REMOVE: Final = "DELETE FROM desks WHERE staff_key = ?"

    def remove(self, member: StaffId) -> None:
        """Forget it."""
        self._cursor.execute(self.REMOVE, (self._keys.staff_key(member),))

    REMOVE_EXPIRED: Final = "DELETE FROM desks WHERE expires_at <= ?"

    def remove_expired(self, now: datetime) -> int:
        """Forget every one whose time is over (up to an hour ago); return how many."""
        return self._cursor.execute(self.REMOVE_EXPIRED, (hour_of(now),)).rowcount
