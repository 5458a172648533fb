"""Makes the keys of a database ready at start, and refuses, in words, where one is missing.

Rows from before there were epochs are handed over to them here.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from domain.ports import Chance
from storage.audit import AuditTable
from storage.connection import open_file, reason
from storage.epoch_files import EpochFolder
from storage.epochs import Epochs
from storage.key_check import ensure_key_fits, key_noted
from storage.problems import UnreadableDatabase, WrongKey
from storage.resealing import adopt, epochs_in_use
from storage.sealing import KEY_BYTES, Keys
from storage.secrets import SecretsTable

TAGS: Final = "tags"
"""The secret that hashes are keyed with; databases from before it key them with the master."""

AUDIT: Final = "audit"
TOMBSTONES: Final = "tombstones"
"""Secrets of what outlives cases, and outlives the server key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unlocked:
    """The keys that fit a database, and what they open."""

    keys: Keys
    epochs: Epochs
    audit: bytes
    tombstones: bytes


def unlock(path: Path, keys: Keys, folder: Path, chance: Chance) -> Unlocked:
    """Return the keys of a database that is at this version; raises `StorageProblem`."""
    held = EpochFolder(folder)
    try:
        with closing(open_file(path, sqlite3.Connection)) as database, transaction(database):
            return unlock_held(database, keys, held, chance)
    except sqlite3.DatabaseError as error:
        held.close()
        raise UnreadableDatabase(path, reason(error)) from error
    except BaseException:
        held.close()
        raise


def keys_of(database: sqlite3.Connection, keys: Keys) -> Keys:
    """Return the keys with the hashes of this database, or raise `WrongKey`; changes nothing."""
    if key_noted(database) != keys.check_tag:
        raise WrongKey
    tags = SecretsTable(database, keys.server).get(TAGS)
    return keys if tags is None else keys.with_tags(tags)


def unlock_held(
    database: sqlite3.Connection, keys: Keys, folder: EpochFolder, chance: Chance
) -> Unlocked:
    """Do the same in a transaction and with a folder of its caller."""
    is_new = ensure_key_fits(database, keys)
    secrets = SecretsTable(database, keys.server)
    if is_new:
        # Of its own, so that a new key file changes no hash, and an old one makes none.
        secrets.put(TAGS, chance.token(KEY_BYTES))
    tags = secrets.get(TAGS)
    keys = keys if tags is None else keys.with_tags(tags)
    epochs = Epochs(folder, keys, chance)
    in_use = epochs_in_use(database)
    epochs.ensure_there(in_use)
    # A crash came between setting keys aside and a commit that never happened.
    epochs.take_back(in_use & folder.retired)
    adopt(database, keys, epochs)
    return Unlocked(
        keys=keys,
        epochs=epochs,
        audit=_audit(database, secrets, chance),
        tombstones=_secret(secrets, TOMBSTONES, chance),
    )


def _audit(database: sqlite3.Connection, secrets: SecretsTable, chance: Chance) -> bytes:
    is_new = secrets.get(AUDIT) is None
    key = _secret(secrets, AUDIT, chance)
    if is_new:
        # From now on a log without its ends is one that somebody took them from.
        AuditTable(database.cursor(), key).begin()
    return key


def _secret(secrets: SecretsTable, name: str, chance: Chance) -> bytes:
    found = secrets.get(name)
    if found is None:
        found = chance.token(KEY_BYTES)
        secrets.put(name, found)
    return found


@contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Let all of it happen or none."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
