"""Random keys that stay when the key file changes, each wrapped by the server key."""

import sqlite3
from typing import Final

from storage.sealing import Place, Seal

KEY: Final = Place("secrets", "key_wrapped")


class SecretsTable:
    """A few keys by name."""

    def __init__(self, database: sqlite3.Connection | sqlite3.Cursor, server: Seal) -> None:
        """Take the connection and the key that wraps them."""
        self._database = database
        self._server = server

    GET: Final = "SELECT key_wrapped FROM secrets WHERE name = ?"

    def get(self, name: str) -> bytes | None:
        """Return a key."""
        row = self._database.execute(self.GET, (name,)).fetchone()
        return self._server.unwrapped(row[0], KEY, name) if row else None

    PUT: Final = "INSERT INTO secrets (name, key_wrapped) VALUES (?, ?)"

    def put(self, name: str, key: bytes) -> None:
        """Keep a new key."""
        self._database.execute(self.PUT, (name, self._server.wrap(key, KEY, name)))
