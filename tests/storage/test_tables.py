"""Every table gives back exactly what it was given, and forgets what it has to."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, timedelta, timezone
from pathlib import Path

import pytest

from domain.model.answers import Written
from domain.model.case import Case, Status
from domain.model.conversation import Conversation
from domain.model.draft import Draft
from domain.model.errors import AlreadyHandled, CaseGone
from domain.model.ids import CaseId, CaseNumber, ChatId, MessageId, ReporterKey, StaffId, UpdateId
from domain.model.outgoing import Post, Spot
from domain.ports import Transaction
from storage import SqliteStore
from tests.builders import NOW, a_case
from tests.storage.samples import CARD, CASE, CONVERSATION, DESK, DRAFT, MEMBER, REPORTER

OTHER = ReporterKey("b" * 32)
EMPTY = Conversation(reporter=OTHER, expires_at=NOW)
NAUGHTY = (
    "\0 between\0",
    "Ω≈ç√∫ ﷽ 𝕋𝕖𝕝𝕝 🏳️‍🌈 👩🏿‍🦽",
    "'; DROP TABLE cases; --",
    '"\\u0000\\ud800 %s {0} ${x} <b>&amp;',
    "\u202ertl\u202c \u200d \ufeff \uffff \U0010ffff",
    "",
    " \t\r\n ",
    "a" * 20_000,
)


async def put_drafts(store: SqliteStore, *drafts: Draft) -> None:
    def put(tx: Transaction) -> None:
        for draft in drafts:
            tx.drafts.put(draft)

    await store.write(put)


async def add_case(store: SqliteStore, case: Case) -> None:
    await store.write(lambda tx: tx.cases.add(case))


@pytest.mark.asyncio
async def test_a_draft_comes_back_as_it_was(store: SqliteStore) -> None:
    await put_drafts(store, DRAFT)
    assert await store.read(lambda tx: tx.drafts.get(REPORTER)) == DRAFT
    assert await store.read(lambda tx: tx.drafts.get(OTHER)) is None


@pytest.mark.asyncio
async def test_a_draft_takes_the_place_of_the_one_before(store: SqliteStore) -> None:
    await put_drafts(store, replace(DRAFT, short=False), DRAFT)
    assert await store.read(lambda tx: tx.drafts.get(REPORTER)) == DRAFT


@pytest.mark.asyncio
async def test_answers_keep_their_order(store: SqliteStore) -> None:
    turned = replace(DRAFT, answers=dict(reversed(list(DRAFT.answers.items()))))
    await put_drafts(store, turned)
    found = await store.read(lambda tx: tx.drafts.get(REPORTER))
    assert found is not None
    assert list(found.answers) == list(turned.answers)


@pytest.mark.asyncio
async def test_removing_a_draft_tells_whether_there_was_one(store: SqliteStore) -> None:
    await put_drafts(store, DRAFT)
    assert await store.write(lambda tx: tx.drafts.remove(REPORTER)) is True
    assert await store.write(lambda tx: tx.drafts.remove(REPORTER)) is False


@pytest.mark.asyncio
async def test_drafts_go_at_the_full_hour_after_their_time(store: SqliteStore) -> None:
    await put_drafts(
        store,
        replace(DRAFT, expires_at=NOW),  # a quarter past
        replace(DRAFT, expires_at=NOW + timedelta(hours=1), reporter=OTHER),
    )
    full_hour = NOW.replace(hour=21, minute=0)
    early = full_hour - timedelta(seconds=1)
    assert await store.write(lambda tx: tx.drafts.remove_expired(early)) == 0
    assert await store.write(lambda tx: tx.drafts.remove_expired(full_hour)) == 1
    assert await store.read(lambda tx: tx.drafts.get(OTHER)) is not None


@pytest.mark.asyncio
@pytest.mark.parametrize("words", NAUGHTY)
async def test_words_come_back_as_they_were_written(store: SqliteStore, words: str) -> None:
    answer = Written(parts=(words, words))
    await put_drafts(store, replace(DRAFT, pending=answer))
    found = await store.read(lambda tx: tx.drafts.get(REPORTER))
    assert found is not None
    assert found.pending == answer


@pytest.mark.asyncio
async def test_half_a_character_is_refused_and_nothing_is_stored(store: SqliteStore) -> None:
    broken = replace(DRAFT, pending=Written(parts=("\ud83d",)))
    with pytest.raises(TypeError):
        await put_drafts(store, broken)
    assert await store.read(lambda tx: tx.drafts.get(REPORTER)) is None


@pytest.mark.asyncio
async def test_times_may_be_given_in_any_zone_but_not_without(store: SqliteStore) -> None:
    elsewhere = DRAFT.expires_at.astimezone(timezone(timedelta(hours=5, minutes=45)))
    await put_drafts(store, replace(DRAFT, expires_at=elsewhere))
    found = await store.read(lambda tx: tx.drafts.get(REPORTER))
    assert found is not None
    assert (found.expires_at, found.expires_at.tzinfo) == (DRAFT.expires_at, UTC)
    with pytest.raises(ValueError, match="zone"):
        await put_drafts(store, replace(DRAFT, expires_at=elsewhere.replace(tzinfo=None)))


@pytest.mark.asyncio
@pytest.mark.parametrize("conversation", [CONVERSATION, EMPTY])
async def test_a_conversation_comes_back_as_it_was(
    store: SqliteStore, conversation: Conversation
) -> None:
    await store.write(lambda tx: tx.conversations.put(EMPTY))
    await store.write(lambda tx: tx.conversations.put(conversation))
    found = await store.read(lambda tx: tx.conversations.get(conversation.reporter))
    assert found == conversation


@pytest.mark.asyncio
async def test_a_chat_that_cannot_be_read_holds_up_the_forgetting_of_no_other(
    store: SqliteStore, path: Path
) -> None:
    await store.write(lambda tx: tx.conversations.put(replace(EMPTY, reporter=REPORTER)))
    await store.write(lambda tx: tx.conversations.put(EMPTY))
    with closing(sqlite3.connect(path)) as database:
        change = "UPDATE conversations SET body_sealed = zeroblob(99) WHERE reporter_key = ?"
        database.execute(change, (REPORTER,))
        database.commit()
    later = NOW + timedelta(hours=1)
    assert await store.write(lambda tx: tx.conversations.due(later)) == (EMPTY,)
    assert await store.read(lambda tx: tx.conversations.get(REPORTER)) is None


@pytest.mark.asyncio
async def test_conversations_are_forgotten(store: SqliteStore) -> None:
    await store.write(lambda tx: tx.conversations.put(CONVERSATION))
    await store.write(lambda tx: tx.conversations.put(EMPTY))
    later = NOW + timedelta(hours=1)
    assert await store.write(lambda tx: tx.conversations.due(later)) == (EMPTY,)
    assert await store.write(lambda tx: tx.conversations.remove(REPORTER)) is True
    assert await store.write(lambda tx: tx.conversations.remove(REPORTER)) is False


@pytest.mark.asyncio
@pytest.mark.parametrize("case", [CASE, a_case()])
async def test_a_case_comes_back_as_it_was(store: SqliteStore, case: Case) -> None:
    await add_case(store, case)
    assert await store.read(lambda tx: tx.cases.get(case.id)) == case
    assert await store.read(lambda tx: tx.cases.get(CaseId("0" * 16))) is None


@pytest.mark.asyncio
async def test_a_changed_case_comes_back_changed(store: SqliteStore) -> None:
    await add_case(store, a_case())
    changed = replace(CASE, status=Status.CLOSED, delete_on=date(2027, 1, 1))
    await store.write(lambda tx: tx.cases.put(changed))
    assert await store.read(lambda tx: tx.cases.get(CASE.id)) == changed


@pytest.mark.asyncio
async def test_a_case_is_found_by_its_number(store: SqliteStore) -> None:
    await add_case(store, CASE)
    assert await store.read(lambda tx: tx.cases.find(CASE.number)) == CASE.id
    assert await store.read(lambda tx: tx.cases.find(CaseNumber("AAA-AA"))) is None


@pytest.mark.asyncio
async def test_cases_are_due_from_their_day_on(store: SqliteStore) -> None:
    numbers = ("AAA-AA", "BBB-BB", "CCC-CC")
    cases = [
        replace(a_case(each), delete_on=date(2027, 1, 3 - i)) for i, each in enumerate(numbers)
    ]
    for case in cases:
        await add_case(store, case)

    def due(tx: Transaction, day: int, limit: int) -> tuple[CaseId, ...]:
        return tx.cases.due_for_deletion(date(2027, 1, day), limit)

    assert await store.read(due, 2, 9) == (cases[2].id, cases[1].id)
    assert await store.read(due, 3, 1) == (cases[2].id,)


@pytest.mark.asyncio
async def test_an_erased_case_is_gone_with_its_posts(store: SqliteStore) -> None:
    await add_case(store, CASE)
    await store.write(lambda tx: tx.posts.add(CASE.id, Spot.QUEUE, CARD))
    await store.write(lambda tx: tx.cases.erase(CASE.id))
    assert await store.read(lambda tx: tx.cases.get(CASE.id)) is None
    assert await store.read(lambda tx: tx.posts.of(CASE.id)) == ()
    with pytest.raises(CaseGone):
        await store.write(lambda tx: tx.cases.put(CASE))
    with pytest.raises(CaseGone):
        await store.write(lambda tx: tx.posts.add(CASE.id, Spot.QUEUE, CARD))


@pytest.mark.asyncio
async def test_posts_of_a_case_come_cards_first(store: SqliteStore) -> None:
    await add_case(store, CASE)
    parts = [
        (Spot.STAFF, Post(chat=ChatId(-2), message=MessageId(3), part=1)),
        (Spot.QUEUE, Post(chat=ChatId(-1001), message=MessageId(6), part=2)),
        (Spot.STAFF, Post(chat=ChatId(-2), message=MessageId(2))),
        (Spot.QUEUE, CARD),
    ]

    def add(tx: Transaction) -> None:
        for spot, post in parts:
            tx.posts.add(CASE.id, spot, post)

    await store.write(add)
    queue = await store.read(lambda tx: tx.posts.of(CASE.id, Spot.QUEUE))
    assert queue == (CARD, parts[1][1])
    both = await store.read(lambda tx: tx.posts.of(CASE.id))
    assert [post.part for post in both] == [0, 0, 1, 2]


@pytest.mark.asyncio
async def test_a_desk_comes_back_and_goes(store: SqliteStore) -> None:
    await store.write(lambda tx: tx.desks.put(MEMBER, replace(DESK, step=None, choice="")))
    await store.write(lambda tx: tx.desks.put(MEMBER, DESK))
    assert await store.read(lambda tx: tx.desks.get(MEMBER)) == DESK
    assert await store.read(lambda tx: tx.desks.get(StaffId(1))) is None
    await store.write(lambda tx: tx.desks.remove(MEMBER))
    assert await store.read(lambda tx: tx.desks.get(MEMBER)) is None
    await store.write(lambda tx: tx.desks.put(MEMBER, DESK))
    assert await store.write(lambda tx: tx.desks.remove_expired(NOW)) == 0
    later = NOW + timedelta(hours=2)
    assert await store.write(lambda tx: tx.desks.remove_expired(later)) == 1


@pytest.mark.asyncio
async def test_an_update_is_handled_once_until_it_is_forgotten(store: SqliteStore) -> None:
    def claim(tx: Transaction) -> None:
        tx.updates.claim(UpdateId(5), NOW.date())

    await store.write(claim)
    with pytest.raises(AlreadyHandled):
        await store.write(claim)
    assert await store.write(lambda tx: tx.updates.forget_before(NOW.date())) == 0
    tomorrow = NOW.date() + timedelta(days=1)
    assert await store.write(lambda tx: tx.updates.forget_before(tomorrow)) == 1
    await store.write(claim)


@pytest.mark.asyncio
async def test_chats_are_followed_however_often_they_move(store: SqliteStore) -> None:
    def move(tx: Transaction) -> None:
        for old, new in ((-1, -100), (-100, -200), (-7, -8), (-8, -7)):
            tx.chat_moves.put(ChatId(old), ChatId(new))

    await store.write(move)
    assert await store.read(lambda tx: tx.chat_moves.current(ChatId(-1))) == -200
    assert await store.read(lambda tx: tx.chat_moves.current(ChatId(-3))) == -3
    assert await store.read(lambda tx: tx.chat_moves.current(ChatId(-7))) == -8


@pytest.mark.asyncio
async def test_many_updates_are_forgotten_a_part_at_a_time(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def claim(tx: Transaction) -> None:
        for number in range(5):
            tx.updates.claim(UpdateId(number), NOW.date())

    await store.write(claim)
    monkeypatch.setattr("storage.updates.AT_ONCE", 3)
    tomorrow = NOW.date() + timedelta(days=1)
    rounds = [await store.write(lambda tx: tx.updates.forget_before(tomorrow)) for _ in range(3)]
    assert rounds == [3, 2, 0]
