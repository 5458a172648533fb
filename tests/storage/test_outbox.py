"""The line to staff: who goes first, what a crash leaves, which refresh takes another's place."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.model.ids import CaseId, CaseNumber, ChatId, MessageId, OutgoingId
from domain.model.outgoing import (
    FILE_ADDED,
    Outgoing,
    Post,
    PostNotice,
    Priority,
    RemovePosts,
    Spot,
)
from domain.ports import Transaction
from storage import SqliteStore, queue_as_stored
from storage.plain import Plain, outgoing_to_plain
from tests.builders import NOW, SeededChance
from tests.storage.samples import CARD, KEYS, outgoing, refresh


def put(tx: Transaction, *messages: Outgoing) -> None:
    for each in messages:
        tx.outbox.put(each)


def take(tx: Transaction, limit: int = 9) -> tuple[Outgoing, ...]:
    return tx.outbox.take(NOW, limit)


def take_at(tx: Transaction, now: datetime) -> tuple[Outgoing, ...]:
    return tx.outbox.take(now, 9)


def remove(tx: Transaction, message: Outgoing) -> None:
    tx.outbox.remove(message.id)


def get(tx: Transaction, message: OutgoingId) -> Outgoing | None:
    return tx.outbox.get(message)


def begun(message: Outgoing) -> Outgoing:
    return replace(message, attempts=message.attempts + 1)


@pytest.mark.asyncio
async def test_a_message_comes_back_as_it_was(store: SqliteStore) -> None:
    posts = (CARD, Post(chat=ChatId(-2), message=MessageId(9), part=1))
    messages = (
        outgoing(1, due_in=-3),
        refresh(2, due_in=-2),
        outgoing(3, RemovePosts(posts=posts), due_in=-1),
    )
    await store.write(put, *messages)
    for each in messages:
        assert await store.read(get, each.id) == each
    assert set(await store.write(take)) == {begun(each) for each in messages}


@pytest.mark.asyncio
async def test_urgent_goes_first_then_the_oldest(store: SqliteStore) -> None:
    late, early = outgoing(1, due_in=-1), outgoing(2, due_in=-9)
    urgent = outgoing(3, priority=Priority.URGENT)
    cosmetic = refresh(4, due_in=-99)
    await store.write(put, late, early, urgent, cosmetic)
    taken = await store.write(take, 3)
    assert [each.id for each in taken] == [urgent.id, early.id, late.id]
    assert [each.id for each in await store.write(take)] == [cosmetic.id]


@pytest.mark.asyncio
async def test_the_order_is_known_after_a_restart_too(store: SqliteStore, path: Path) -> None:
    first, second = outgoing(1, due_in=-9), outgoing(2, priority=Priority.URGENT)
    await store.write(put, first, second)
    await store.close()
    again = await SqliteStore.open(path, KEYS, SeededChance(1))
    taken = await again.write(take)
    await again.close()
    assert [each.id for each in taken] == [second.id, first.id]


@pytest.mark.asyncio
async def test_nothing_is_taken_before_it_is_due(store: SqliteStore) -> None:
    due, later = outgoing(1), outgoing(2, due_in=1)
    await store.write(put, due, later)
    assert [each.id for each in await store.write(take)] == [due.id]
    assert await store.read(lambda tx: tx.outbox.next_due_at()) == later.due_at


@pytest.mark.asyncio
async def test_within_an_hour_it_is_known_to_the_moment_what_is_due(store: SqliteStore) -> None:
    hour = NOW.replace(minute=0)
    messages = [replace(outgoing(at), due_at=hour + timedelta(minutes=at)) for at in (50, 5, 20)]
    await store.write(put, *messages)
    for at in (4, 5, 20, 49, 50):
        now = hour + timedelta(minutes=at)
        expected = [each.id for each in messages if each.due_at == now]
        assert [each.id for each in await store.write(take_at, now)] == expected


@pytest.mark.asyncio
async def test_a_time_that_another_connection_changed_is_seen(store: SqliteStore) -> None:
    await store.write(put, outgoing(1))
    assert await store.read(lambda tx: tx.outbox.next_due_at()) == NOW
    (taken,) = await store.write(take)
    later = replace(taken, due_at=NOW + timedelta(seconds=9))
    await store.write(lambda tx: tx.outbox.release(later))
    assert await store.read(lambda tx: tx.outbox.next_due_at()) == later.due_at
    assert await store.write(take) == ()


@pytest.mark.asyncio
async def test_a_change_that_was_undone_leaves_the_time_as_it_was(store: SqliteStore) -> None:
    await store.write(put, outgoing(1))

    def undone(tx: Transaction) -> None:
        tx.outbox.release(replace(outgoing(1), due_at=NOW + timedelta(days=1)))
        tx.outbox.take(NOW + timedelta(days=1), 9)
        raise KeyError

    with pytest.raises(KeyError):
        await store.write(undone)
    assert [each.id for each in await store.write(take)] == [outgoing(1).id]


@pytest.mark.asyncio
async def test_turns_of_messages_that_are_gone_are_forgotten(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.outbox.SPARE", 3)

    def remembered(tx: Transaction) -> int:
        tx.outbox.next_due_at()
        return len(tx.outbox._seen)  # type: ignore[attr-defined]

    for number in range(20):
        await store.write(put, outgoing(number))
        assert await store.read(remembered) <= 5
        await store.write(remove, outgoing(number))


@pytest.mark.asyncio
async def test_a_row_from_before_times_were_sealed_is_still_sent(
    store: SqliteStore, path: Path
) -> None:
    def without_time(waiting: Outgoing) -> Plain:
        plain = outgoing_to_plain(waiting)
        return {key: each for key, each in plain.items() if key != "due_at"}

    due = replace(outgoing(1), due_at=NOW + timedelta(minutes=3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.outbox.outgoing_to_plain", without_time)
        await store.write(put, due)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE outbox SET due_at = '2026-11-24T20:18:00.000000+00:00'")
    assert await store.read(get, due.id) == due
    assert await store.read(lambda tx: tx.outbox.next_due_at()) == due.due_at
    assert await store.write(take) == ()
    assert (await queue_as_stored(path)).hour == NOW.replace(minute=0)
    (taken,) = await store.write(lambda tx: tx.outbox.take(due.due_at, 9))
    assert taken == begun(due)


@pytest.mark.asyncio
async def test_what_is_being_sent_is_not_taken_again(store: SqliteStore) -> None:
    await store.write(put, outgoing(1))
    assert len(await store.write(take)) == 1
    assert await store.write(take) == ()
    assert await store.read(lambda tx: tx.outbox.next_due_at()) is None
    assert await store.read(lambda tx: tx.outbox.waiting()) == 1


@pytest.mark.asyncio
async def test_a_released_message_waits_as_given(store: SqliteStore) -> None:
    await store.write(put, outgoing(1))
    (taken,) = await store.write(take)
    back = replace(taken, due_at=NOW + timedelta(seconds=5), maybe_repeat=True)
    await store.write(lambda tx: tx.outbox.release(back))
    assert await store.write(take) == ()
    (again,) = await store.write(lambda tx: tx.outbox.take(back.due_at, 1))
    assert again == begun(back)
    assert again.attempts == 2


@pytest.mark.asyncio
async def test_what_was_sent_is_gone(store: SqliteStore) -> None:
    message = outgoing(1)
    await store.write(put, message)
    await store.write(lambda tx: tx.outbox.remove(message.id))
    assert await store.read(lambda tx: tx.outbox.get(message.id)) is None
    assert await store.read(lambda tx: tx.outbox.waiting()) == 0
    await store.write(lambda tx: tx.outbox.release(message))
    assert await store.read(lambda tx: tx.outbox.waiting()) == 0


@pytest.mark.asyncio
async def test_a_crash_while_sending_leaves_a_possible_repeat(store: SqliteStore) -> None:
    caught, waiting = outgoing(1), outgoing(2, due_in=9)
    await store.write(put, caught, waiting)
    await store.write(take)
    assert await store.write(lambda tx: tx.outbox.recover()) == 1
    assert await store.write(lambda tx: tx.outbox.recover()) == 0
    (again,) = await store.write(take)
    assert (again.id, again.maybe_repeat, again.attempts) == (caught.id, True, 2)
    other = await store.read(lambda tx: tx.outbox.get(waiting.id))
    assert other == waiting


@pytest.mark.asyncio
async def test_a_newer_refresh_replaces_the_waiting_one(store: SqliteStore) -> None:
    elsewhere = refresh(3, spot=Spot.STAFF)
    await store.write(put, refresh(1), elsewhere, refresh(2))
    assert {each.id for each in await store.write(take)} == {refresh(2).id, elsewhere.id}


@pytest.mark.asyncio
async def test_a_refresh_that_is_being_sent_is_followed_by_a_new_one(store: SqliteStore) -> None:
    await store.write(put, refresh(1))
    await store.write(take)
    await store.write(put, refresh(2))
    assert [each.id for each in await store.write(take)] == [refresh(2).id]


@pytest.mark.asyncio
async def test_an_overtaken_refresh_does_not_come_back(store: SqliteStore) -> None:
    await store.write(put, refresh(1))
    (taken,) = await store.write(take)
    await store.write(put, refresh(2))
    await store.write(lambda tx: tx.outbox.release(taken))
    assert await store.read(lambda tx: tx.outbox.get(taken.id)) is None
    assert [each.id for each in await store.write(take)] == [refresh(2).id]


@pytest.mark.asyncio
async def test_two_refreshes_caught_by_a_crash_become_one(store: SqliteStore) -> None:
    for message in (refresh(1), refresh(2)):
        await store.write(put, message)
        await store.write(take)
    assert await store.write(lambda tx: tx.outbox.recover()) == 2
    assert await store.read(lambda tx: tx.outbox.waiting()) == 1


@pytest.mark.asyncio
async def test_of_files_that_were_added_one_notice_waits_for_a_spot_and_of_words_each(
    store: SqliteStore,
) -> None:
    def told(number: int, notice: str, case: str = "a", spot: Spot = Spot.QUEUE) -> Outgoing:
        what = PostNotice(spot=spot, notice=notice, number=CaseNumber("7F3-K2"), case=CaseId(case))
        return outgoing(number, what, due_in=-1)

    kept = [
        *(told(2, FILE_ADDED), told(3, FILE_ADDED, case="b"), told(4, FILE_ADDED, spot=Spot.STAFF)),
        *(told(5, "added"), told(6, "added")),
    ]
    await store.write(put, told(1, FILE_ADDED), *kept)
    assert {each.id for each in await store.write(take)} == {each.id for each in kept}
