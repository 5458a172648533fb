"""Says what is right and what is wrong with a set-up, and how to mend it; changes nothing of it."""

import asyncio
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from telegram import Bot

from bot.chance import SystemChance
from bot.check_telegram import look_at_telegram
from bot.clock import Clock, SystemClock
from bot.config import Config
from bot.config_secrets import EPOCHS_DIR, KEY_FILE
from bot.findings import LEAST_FREE, Finding, render
from bot.transport import AiohttpRequest
from storage import Keys, SqliteStore, StorageProblem, current_version, load_key_file
from storage.migrate import migrations
from texts.contacts import Contacts

__all__ = ["Finding", "check", "render"]

KEY, DATABASE, CONTACTS = "Key", "Database", "Contacts"

STALE_DAYS = 180
"""After so many days somebody should call a number and see that it still answers."""

OTHERS = 0o077
"""Permission bits of everybody but the owner."""


async def check(config: Config, *, clock: Clock | None = None) -> list[Finding]:
    """Look at everything a set-up needs; takes a few seconds if Telegram is slow."""
    found = await asyncio.to_thread(_look_at_files, config)
    found += await _look_into_database(config)
    found += _look_at_contacts(clock or SystemClock())
    request = AiohttpRequest()
    bot = Bot(
        config.token.get_secret_value(),
        base_url=config.bot_url,
        base_file_url=config.file_url,
        request=request,
        get_updates_request=request,
    )
    await request.initialize()
    try:
        found += [finding async for finding in look_at_telegram(bot, config)]
    finally:
        await request.shutdown()
    return found


def _look_at_files(config: Config) -> list[Finding]:
    data = config.database.parent
    return [
        *_look_at_key(config.key_file, data),
        *_look_at_epochs(config.epochs, data),
        _look_at_folder(config),
    ]


def _look_at_key(file: Path, data: Path) -> list[Finding]:
    try:
        load_key_file(file)
    except StorageProblem as problem:
        return [Finding(KEY, ok=False, what=str(problem))]
    found = [Finding(KEY, ok=True, what="The key file is there and holds a key.")]
    if file.stat().st_mode & OTHERS:
        what, mend = "Others on this machine can read the key file.", f"chmod 600 {file}"
        found.append(Finding(KEY, ok=False, what=what, mend=mend))
    if file.resolve().is_relative_to(data.resolve()):
        what = "The key file lies in the data folder, so a backup of that folder opens itself."
        mend = f"Move it elsewhere and tell {KEY_FILE}."
        found.append(Finding(KEY, ok=False, what=what, mend=mend))
    return found


def _look_at_epochs(folder: Path, data: Path) -> list[Finding]:
    found = []
    if folder.exists() and folder.stat().st_mode & OTHERS:
        what, mend = "Others on this machine can read the epoch keys.", f"chmod 700 {folder}"
        found.append(Finding(KEY, ok=False, what=what, mend=mend))
    if folder.resolve().is_relative_to(data.resolve()):
        what = "The epoch keys lie in the data folder, so an old copy of that folder opens itself."
        mend = f"Move them elsewhere and tell {EPOCHS_DIR}."
        found.append(Finding(KEY, ok=False, what=what, mend=mend))
    return found


def _look_at_folder(config: Config) -> Finding:
    folder = config.database.parent
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        mend = "Let the user that runs the bot own it."
        return Finding(DATABASE, ok=False, what=f"{there} cannot be written.", mend=mend)
    free = shutil.disk_usage(there).free
    if free < LEAST_FREE:
        what = f"Only {free // 1024**2} MB of disk are free."
        return Finding(DATABASE, ok=False, what=what, mend="Make room: a full disk takes nothing.")
    return Finding(DATABASE, ok=True, what=f"{there} can be written; {free // 1024**2} MB free.")


async def _look_into_database(config: Config) -> list[Finding]:
    path, newest = config.database, len(migrations())
    if not await asyncio.to_thread(path.exists):
        what = "There is no database yet; the first start makes it."
        return [Finding(DATABASE, ok=None, what=what)]
    try:
        version = await asyncio.to_thread(current_version, path)
    except StorageProblem as problem:
        return [Finding(DATABASE, ok=False, what=str(problem))]
    if version < newest:
        what = f"The database is at version {version}; this program brings it to {newest}."
        mend = "Make a backup, then: python -m bot migrate"
        return [Finding(DATABASE, ok=None, what=what, mend=mend)]
    try:
        # At this version opening does no more than a start: it checks settings and keys.
        keys = Keys(load_key_file(config.key_file))
        store = await SqliteStore.open(path, keys, SystemChance(), epochs=config.epochs)
    except StorageProblem as problem:
        return [Finding(DATABASE, ok=False, what=str(problem))]
    await store.close()
    what = f"The database is at version {version} and opens with the key."
    return [Finding(DATABASE, ok=True, what=what)]


def _look_at_contacts(clock: Clock, load: Callable[[], Contacts] = Contacts.load) -> list[Finding]:
    contacts = load()
    stale = contacts.stale(clock().date(), STALE_DAYS)
    if not stale:
        what = f"All {len(contacts.all)} contacts were checked in the last {STALE_DAYS} days."
        return [Finding(CONTACTS, ok=True, what=what)]
    names = ", ".join(each.id for each in stale)
    what = f"Nobody has checked these for over {STALE_DAYS} days: {names}."
    mend = "Call or open each, correct texts/contacts.toml, and put today's date there."
    return [Finding(CONTACTS, ok=None, what=what, mend=mend)]
