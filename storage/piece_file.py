"""The file beside the database in which the cleaned bytes of people's files lie, in sealed pieces.

It is apart because the database is now and then written anew in memory, which films would make
slow and large. Whatever loses its key in the database is noise here, so nothing is overwritten.
"""

import sqlite3
from pathlib import Path
from typing import Final

from storage.connection import make_private, reason
from storage.problems import PiecesAlone, SettingRefused, UnreadableDatabase

SUFFIX: Final = "-files"

ATTACH: Final = "ATTACH DATABASE ? AS pieces"

SETTINGS: Final = (
    ("pieces.journal_mode", "PRAGMA pieces.journal_mode = WAL", "wal"),
    # A piece is on the disk before the file it belongs to counts as stored.
    ("pieces.synchronous", "PRAGMA pieces.synchronous = FULL", 2),
    # Without their key pieces are noise already; overwriting a film would keep everybody waiting.
    ("pieces.secure_delete", "PRAGMA pieces.secure_delete = OFF", 0),
    # A long backup lets the log of this file grow; afterwards the disk has the room back.
    ("pieces.journal_size_limit", "PRAGMA pieces.journal_size_limit = 4000000", 4000000),
)
"""Name, order and the answer that is needed afterwards."""

SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS pieces.evidence_pieces (
        evidence_id TEXT NOT NULL,
        part INTEGER NOT NULL,
        number INTEGER NOT NULL,
        bytes_sealed BLOB NOT NULL,
        PRIMARY KEY (evidence_id, part, number)
    ) STRICT, WITHOUT ROWID
"""


def piece_file_of(database: Path) -> Path:
    """Return where the pieces of a database lie."""
    return database.with_name(f"{database.stem}{SUFFIX}{database.suffix}")


def ensure_not_alone(database: Path) -> None:
    """Raise `PiecesAlone` where a new database would be made beside the pieces of another one.

    It knows none of them, so all of them would be swept out.
    """
    pieces = piece_file_of(database)
    if pieces.exists() and not database.exists():
        raise PiecesAlone(pieces, database)


def attach_pieces(connection: sqlite3.Connection, database: Path) -> None:
    """Open the file of pieces beside a database, making it for its owner only if it is new."""
    path = piece_file_of(database)
    try:
        make_private(path)
        connection.execute(ATTACH, (str(path),))
        for name, order, wanted in SETTINGS:
            connection.execute(order).fetchall()
            (found,) = connection.execute(f"PRAGMA {name}").fetchone()
            if found != wanted:
                raise SettingRefused(name, found, wanted)
        connection.execute(SCHEMA)
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(path, reason(error)) from None
    except OSError:
        raise UnreadableDatabase(path, "it cannot be made or opened") from None
