"""One row that tells at start whether the key file belongs to this database."""

import sqlite3
from typing import Final

from storage.problems import WrongKey
from storage.sealing import Keys

NOTE: Final = "INSERT INTO key_check (only_row, tag) VALUES (1, ?) ON CONFLICT DO NOTHING"
GET: Final = "SELECT tag FROM key_check"


def ensure_key_fits(connection: sqlite3.Connection, keys: Keys) -> bool:
    """Note the key of a new database and return True; raise `WrongKey` if it is another one's."""
    is_new = connection.execute(NOTE, (keys.check_tag,)).rowcount > 0
    if connection.execute(GET).fetchone() != (keys.check_tag,):
        raise WrongKey
    return is_new


def key_noted(connection: sqlite3.Connection) -> bytes | None:
    """Return which key a database says is its own; None for one that never saw a key."""
    row = connection.execute(GET).fetchone()
    return row[0] if row else None


CHANGE: Final = "UPDATE key_check SET tag = ?"


def change_key(connection: sqlite3.Connection, keys: Keys) -> None:
    """Note that a database has another key from now on."""
    connection.execute(CHANGE, (keys.check_tag,))
