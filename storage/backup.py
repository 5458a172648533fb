"""A backup: what has to be kept, as it lies in the files, sealed once more for others.

Taken from one moment of the database while the bot writes on. What leads to a person is not in
it: no drafts nor their files, no chats. The epoch keys are not in it either: once they are
destroyed, so is what a backup holds of their weeks.
"""

import os
import sqlite3
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import orjson

from storage.age_files import recipients_from, seal_stream
from storage.connection import reason
from storage.evidence import OF_A_CASE
from storage.key_file import OWNER_ONLY, sync_folder
from storage.migrate import current_version, migrations
from storage.piece_file import piece_file_of
from storage.problems import BackupProblem, UnreadableDatabase

FORMAT: Final = 1

KEPT: Final = (
    *("key_check", "secrets", "cases", "mailboxes", "letters", "posts", "outbox", "chat_moves"),
    *("audit", "audit_ends", "tombstones", "erased"),
)
"""Tables that are in a backup as a whole, in an order in which they can be put back."""

ROWS_AT_ONCE: Final = 200

PIECES_AT_ONCE: Final = 4
"""Each may have a quarter of a megabyte."""

FILES: Final = {
    "evidence": (
        "SELECT evidence_id, holder_tag, state, key_wrapped, body_sealed "  # noqa: S608 - words of ours
        f"FROM evidence WHERE {OF_A_CASE}"
    ),
    "evidence_pieces": (
        "SELECT piece.* FROM temp.evidence CROSS JOIN evidence_pieces AS piece USING (evidence_id)"
    ),
}
"""Tables of which the files of cases are in a backup. A draft's are not, and never how a file
could be fetched: both lead to a person."""

LEFT_OUT: Final = frozenset({"updates", "drafts", "conversations", "routes", "desks", "mutes"})
"""Tables that are not: they lead to people, or are over in days."""


def back_up(
    database: Path,
    to: Path,
    recipients: Sequence[str],
    today: date,
    *,
    with_files: bool = True,
) -> dict[str, int]:
    """Write a backup and return how many rows of each table it holds; raises `StorageProblem`.

    ``with_files``: take the files of cases too, which makes it about as large as all of them.
    """
    keys = recipients_from(recipients)
    if current_version(database) != len(migrations()):
        mend = "Start the bot once, or run: python -m bot migrate"
        raise BackupProblem(f"{database} is not at this version of the program", mend)
    if to.exists():
        raise BackupProblem(f"{to} is there already", "Name another file; none is overwritten.")
    partial = to.with_name(f".{to.name}.partial")
    counts: dict[str, int] = {}
    try:
        with _private(partial) as file:
            lines = _lines(database, today, counts, with_files=with_files)
            seal_stream(lines, file, keys)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(to)
        sync_folder(to.parent)
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(database, reason(error)) from error
    except OSError as error:
        mend = "Make room, or name a folder that this user may write to."
        raise BackupProblem(f"{to} cannot be written ({error.strerror})", mend) from None
    finally:
        with suppress(OSError):
            partial.unlink()
    return counts


def _private(path: Path) -> BinaryIO:
    with suppress(FileNotFoundError):
        path.unlink()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    return os.fdopen(descriptor, "wb")


def _lines(
    database: Path, today: date, counts: dict[str, int], *, with_files: bool = True
) -> Iterator[bytes]:
    yield _line(
        {"tellsafe_backup": FORMAT, "version": len(migrations()), "made_on": today.isoformat()}
    )
    with closing(_begun(database)) as file:  # one moment for all tables, however long it takes
        if with_files and _has_files(file, database):
            yield from _with_files(file, database, counts)
        else:
            yield from _kept(file, counts)
    yield _line({"end": counts})


def _begun(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    file = sqlite3.connect(uri, uri=True, isolation_level=None)
    file.execute("PRAGMA temp_store = MEMORY")
    file.execute("BEGIN")
    file.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # the first look is the moment
    return file


def _has_files(file: sqlite3.Connection, database: Path) -> bool:
    pieces = piece_file_of(database)
    if not pieces.exists() and file.execute(f"{FILES['evidence']} LIMIT 1").fetchone():
        mend = "Bring it back to its place, or call this with --without-files."
        raise BackupProblem(f"{pieces} is missing, where the files of cases lie", mend)
    return pieces.exists()


def _with_files(
    file: sqlite3.Connection, database: Path, counts: dict[str, int]
) -> Iterator[bytes]:
    # Pieces are stored before the row that counts on them, so theirs is the later moment of the
    # two; what is missing in it was erased in between.
    with closing(_begun(piece_file_of(database))) as pieces:
        yield from _kept(file, counts)
        yield from _table(file, "evidence", counts)
        pieces.execute("CREATE TEMP TABLE evidence (evidence_id TEXT)")
        names = file.execute(f"SELECT evidence_id FROM evidence WHERE {OF_A_CASE}")  # noqa: S608 - words of ours
        pieces.executemany("INSERT INTO temp.evidence VALUES (?)", names)
        # Films take minutes, and the log of the database is not to be kept from emptying so long.
        file.execute("COMMIT")
        yield from _table(pieces, "evidence_pieces", counts)


def _kept(file: sqlite3.Connection, counts: dict[str, int]) -> Iterator[bytes]:
    for table in KEPT:
        yield from _table(file, table, counts)


def _table(file: sqlite3.Connection, table: str, counts: dict[str, int]) -> Iterator[bytes]:
    cursor = file.execute(FILES.get(table, f"SELECT * FROM {table}"))  # noqa: S608 - names from above
    yield _line({"table": table, "columns": [name for name, *_ in cursor.description]})
    counts[table] = 0
    at_once = PIECES_AT_ONCE if table == "evidence_pieces" else ROWS_AT_ONCE
    while rows := cursor.fetchmany(at_once):
        counts[table] += len(rows)
        yield b"".join(_line([_cell(value) for value in row]) for row in rows)


def _cell(value: str | float | bytes | None) -> object:
    # Bytes are a list of one text, which nothing else is.
    return [b64encode(value).decode("ascii")] if isinstance(value, bytes) else value


def _line(value: object) -> bytes:
    return orjson.dumps(value) + b"\n"
