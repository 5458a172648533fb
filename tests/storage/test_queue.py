"""The length of the queue is seen without the key, and says nothing of who or what waits."""

from datetime import timedelta
from pathlib import Path

import pytest

from domain.model.outgoing import Outgoing
from domain.ports import Transaction
from storage import Queue, SqliteStore, UnreadableDatabase, queue_as_stored
from tests.builders import NOW
from tests.storage.samples import outgoing


def put(tx: Transaction, message: Outgoing) -> None:
    tx.outbox.put(message)


@pytest.mark.asyncio
async def test_an_empty_queue_has_no_oldest(store: SqliteStore, path: Path) -> None:
    assert await store.read(lambda tx: tx.outbox.waiting()) == 0
    assert await queue_as_stored(path) == Queue(waiting=0, hour=None)


@pytest.mark.asyncio
async def test_what_waits_and_what_is_being_sent_are_counted(
    store: SqliteStore, path: Path
) -> None:
    for each, due_in in enumerate((60, -60, 120)):
        await store.write(put, outgoing(each, due_in=due_in))
    await store.write(lambda tx: tx.outbox.take(NOW, 1))
    queue = await queue_as_stored(path)
    assert queue == Queue(waiting=3, hour=NOW.replace(minute=0))


@pytest.mark.asyncio
async def test_what_is_due_in_later_hours_is_not_counted(store: SqliteStore, path: Path) -> None:
    for each, minutes in enumerate((0, 44, 46)):
        await store.write(put, outgoing(each, due_in=60 * minutes))
    soon = timedelta(minutes=30)
    assert (await queue_as_stored(path, NOW + soon)).waiting == 2
    assert await store.read(lambda tx: tx.outbox.waiting(NOW + soon)) == 1
    assert await store.read(lambda tx: tx.outbox.waiting(NOW + timedelta(minutes=46))) == 3


@pytest.mark.asyncio
async def test_looking_takes_nothing_and_locks_nobody_out(store: SqliteStore, path: Path) -> None:
    await store.write(put, outgoing(1))
    for _ in range(3):
        assert (await queue_as_stored(path)).waiting == 1
    assert len(await store.write(lambda tx: tx.outbox.take(NOW, 10))) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("held", [None, b"no database, but long enough to look like a file"])
async def test_what_is_no_database_is_told_in_words(tmp_path: Path, held: bytes | None) -> None:
    file = tmp_path / "other.db"
    if held is not None:
        file.write_bytes(held)
    with pytest.raises(UnreadableDatabase):
        await queue_as_stored(file)
    assert file.exists() is (held is not None)
