"""Changes the server key: makes a new one and hands over to it everything the old one sealed.

Can be killed at any moment and called again. Where it stands is told by two things: whether the
new key file is there yet, and which of the two keys the database says is its own. In between
there is one transaction, so that nothing is ever sealed half by one key and half by the other.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from domain.ports import Chance
from storage.connection import open_file, reason
from storage.epoch_files import EpochFolder, overwrite
from storage.epochs import Epochs
from storage.key_check import change_key, key_noted
from storage.key_file import make_key_file, next_to, read_key, sync_folder
from storage.migrate import migrate
from storage.problems import UnreadableDatabase, WrongKey
from storage.resealing import adopt, epochs_in_use, reseal
from storage.sealing import Keys
from storage.secrets import SecretsTable
from storage.unlocking import TAGS, transaction

STEPS: Final = ("made", "resealing", "resealed", "rewritten", "overwritten", "moved")
"""What is passed, in order; the callback hears of each."""


async def rotate(
    database: Path,
    key_file: Path,
    epochs: Path,
    chance: Chance,
    passed: Callable[[str], None] = lambda _: None,
) -> None:
    """Give a database a new server key; raises `StorageProblem`, and can then be called again.

    The old key opens nothing afterwards, older backups included.
    """
    folder = EpochFolder(epochs, alone=True)
    try:
        await migrate(database)
        fresh = next_to(key_file)
        if not fresh.exists():
            _ensure_is_its_key(database, key_file)
            make_key_file(fresh, chance)
        passed("made")
        _hand_over(database, key_file, folder, chance, passed)
        _put_in_place(key_file, passed)
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(database, reason(error)) from error
    finally:
        folder.close()


def _ensure_is_its_key(path: Path, key_file: Path) -> None:
    with closing(open_file(path, sqlite3.Connection)) as database:
        if key_noted(database) not in {None, Keys(read_key(key_file)).check_tag}:
            raise WrongKey


def _hand_over(
    path: Path, key_file: Path, folder: EpochFolder, chance: Chance, passed: Callable[[str], None]
) -> None:
    new = Keys(read_key(next_to(key_file)))
    # Which key the database names as its own decides alone whether this was done before.
    with closing(open_file(path, sqlite3.Connection)) as database:
        if key_noted(database) != new.check_tag:
            with transaction(database):
                _reseal(database, read_key(key_file), new, folder, chance)
                passed("resealing")
                change_key(database, new)
        passed("resealed")
        # What the old key sealed lies about in the file and its log until both are written anew.
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    passed("rewritten")


def _reseal(
    database: sqlite3.Connection, master: bytes, new: Keys, folder: EpochFolder, chance: Chance
) -> None:
    old = Keys(master)
    before = Epochs(folder, old, chance)
    before.ensure_there(epochs_in_use(database))
    secrets = SecretsTable(database, old.server)
    tags = secrets.get(TAGS)
    if tags is None:
        # From before hashes had a secret of their own: they were keyed with the master.
        tags = master
        secrets.put(TAGS, tags)
    adopt(database, old.with_tags(tags), before)
    reseal(database, (old, before), (new, Epochs(folder, new, chance)))


def _put_in_place(key_file: Path, passed: Callable[[str], None]) -> None:
    if key_file.exists():
        overwrite(key_file)
    passed("overwritten")
    next_to(key_file).replace(key_file)
    sync_folder(key_file.parent)
    passed("moved")
