"""Copies of the database: a backup made in the middle of writes, and a file without its log."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import pytest

from domain.model.ids import ReporterKey, UpdateId
from domain.ports import Transaction
from storage import SqliteStore
from tests.builders import NOW, SeededChance
from tests.storage.samples import DRAFT, KEYS

pytestmark = pytest.mark.asyncio

MANY, PARTS = 100, 10


def name_of(number: int, part: int) -> ReporterKey:
    return ReporterKey(f"{number:016x}{part:016x}")


def belonging(tx: Transaction, number: int) -> None:
    """Write rows that belong together."""
    tx.updates.claim(UpdateId(number), NOW.date())
    for part in range(PARTS):
        tx.drafts.put(replace(DRAFT, reporter=name_of(number, part)))


def whole(tx: Transaction) -> set[int]:
    """Return of which numbers every draft can be opened."""
    return {
        number
        for number in range(MANY + 2)
        if all(tx.drafts.get(name_of(number, part)) for part in range(PARTS))
    }


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(path, KEYS, SeededChance())
    yield store
    await store.close()


def numbers(path: Path) -> set[int]:
    with closing(sqlite3.connect(path)) as database:
        return {each for (each,) in database.execute("SELECT update_id FROM updates")}


def back_up(path: Path, copy: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


async def test_a_backup_made_during_writes_is_whole_and_opens_with_the_key(tmp_path: Path) -> None:
    path, copy = tmp_path / "tellsafe.db", tmp_path / "copy.db"
    async with opened(path) as store:
        writes = [asyncio.create_task(store.write(belonging, each)) for each in range(MANY // 2)]
        await writes[0]
        backup = asyncio.create_task(asyncio.to_thread(back_up, path, copy))
        for each in range(MANY // 2, MANY):
            await store.write(belonging, each)
        await asyncio.gather(backup, *writes)
    copied = numbers(copy)
    assert 0 in copied
    async with opened(copy) as restored:
        assert await restored.read(whole) == copied
        await restored.write(belonging, MANY + 1)


async def test_a_file_whose_log_is_missing_holds_what_was_in_it_before(tmp_path: Path) -> None:
    path, copy = tmp_path / "tellsafe.db", tmp_path / "copy.db"
    async with opened(path) as store:
        await store.write(belonging, 0)
    async with opened(path) as store:
        await store.write(belonging, 1)
        shutil.copyfile(path, copy)
    async with opened(copy) as left:
        assert await left.read(whole) == {0}
        await left.write(belonging, 2)
        assert await left.read(whole) == {0, 2}
    assert numbers(path) == {0, 1}
