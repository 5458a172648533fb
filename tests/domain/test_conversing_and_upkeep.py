"""What is remembered of a chat, for how long, and what time alone deletes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.model.case import Case
from domain.model.conversation import MOST_TRACES, Conversation, Keepsake, Receipt
from domain.model.draft import Draft
from domain.model.errors import AlreadyHandled
from domain.model.hate_incident import FORM
from domain.model.ids import CaseId, ChatId, Language, MessageId, ReporterKey
from domain.model.outgoing import Post, RemovePosts, Spot
from domain.ports import Store, Transaction
from domain.usecases import conversing, reporting, upkeep
from storage import Keys
from tests.builders import NOW, POLICY, SeededChance, a_case, a_draft, occasion
from tests.stores import SECRET

pytestmark = pytest.mark.asyncio

KEYS = Keys(SECRET)
ME = ReporterKey("a" * 32)
POST = Post(chat=ChatId(-100), message=MessageId(7))


def put_draft(tx: Transaction, draft: Draft) -> None:
    tx.drafts.put(draft)


def put_case(tx: Transaction, case: Case) -> None:
    tx.cases.add(case)
    tx.posts.add(case.id, Spot.QUEUE, POST)


def claim(tx: Transaction, update: int) -> None:
    tx.updates.claim(occasion(update).update, NOW.date())


async def remember(store: Store, *messages: int, hours_ago: int = 0) -> Conversation:
    return await store.write(
        conversing.remember_messages,
        ME,
        tuple(map(MessageId, messages)),
        screen=MessageId(messages[-1]),
        occasion=occasion(now=NOW - timedelta(hours=hours_ago)),
        policy=POLICY,
    )


async def test_hiding_names_the_messages_that_can_still_be_deleted(store: Store) -> None:
    await remember(store, 1, 2, hours_ago=47)
    await remember(store, 3)
    wiped = await store.write(conversing.hide_chat, ME, occasion=occasion(), policy=POLICY)
    assert wiped == (1, 2, 3)
    # A crash before they were wiped leaves them known.
    again = await store.write(conversing.hide_chat, ME, occasion=occasion(), policy=POLICY)
    assert again == (1, 2, 3)
    await store.write(conversing.forget_wiped, ME, again)
    after = await store.write(conversing.hide_chat, ME, occasion=occasion(), policy=POLICY)
    assert after == ()


async def test_hiding_forgets_the_code_that_the_chat_was_not_given_yet(store: Store) -> None:
    kept = Keepsake(case=CaseId("c" * 16), until=NOW)
    chat = Conversation(reporter=ME, expires_at=NOW + timedelta(hours=1), keepsake=kept)
    await store.write(lambda tx: tx.conversations.put(chat))
    await store.write(conversing.hide_chat, ME, occasion=occasion(), policy=POLICY)
    after = await store.read(conversing.conversation_with, ME)
    assert after is not None
    assert after.keepsake is None


async def test_messages_too_old_to_delete_are_forgotten(store: Store) -> None:
    await remember(store, 1, hours_ago=49)
    chat = await remember(store, 2)
    assert [trace.message for trace in chat.traces] == [2]


async def test_a_program_that_writes_without_end_is_not_remembered_without_end(
    store: Store,
) -> None:
    many = range(1, 2 * MOST_TRACES + 1)
    await remember(store, *many[:MOST_TRACES])
    chat = await remember(store, *many[MOST_TRACES:])
    assert [trace.message for trace in chat.traces] == list(many[MOST_TRACES:])


async def test_a_language_is_spoken_in_the_open_draft_too(store: Store) -> None:
    await store.write(put_draft, a_draft())
    arabic = Language("ar")
    await store.write(conversing.choose_language, ME, arabic, occasion=occasion(), policy=POLICY)
    draft = await store.read(reporting.current_draft, ME)
    assert draft is not None
    assert draft.language == "ar"


async def test_erasing_leaves_nothing_of_a_person(store: Store) -> None:
    await store.write(put_draft, a_draft())
    await remember(store, 1, 2)
    arabic = Language("ar")
    await store.write(conversing.choose_language, ME, arabic, occasion=occasion(), policy=POLICY)
    assert await erase(store, screen=2) == (1,)
    left = await store.read(conversing.conversation_with, ME)
    assert left is not None
    assert left.is_bare
    assert await store.read(reporting.current_draft, ME) is None
    # A crash before it was wiped leaves it known.
    assert await erase(store, screen=2) == (1,)
    await store.write(conversing.forget_wiped, ME, (MessageId(1),))
    assert await store.read(conversing.conversation_with, ME) is None
    assert await erase(store, screen=2) == ()


async def erase(store: Store, *, screen: int) -> tuple[MessageId, ...]:
    return await store.write(
        conversing.forget_person, ME, KEYS.way_back(1), screen=MessageId(screen), now=NOW
    )


@pytest.mark.parametrize("draft_hours", [1, 12, 47, 48, 72])
async def test_messages_to_wipe_are_known_for_as_long_as_they_can_be_wiped(
    store: Store, draft_hours: int
) -> None:
    policy = replace(POLICY, draft_hours=draft_hours)
    chat = Conversation(
        reporter=ME,
        expires_at=policy.draft_expires_at(NOW),
        language=Language("ar"),
        receipt=Receipt(delete_on=NOW.date(), contacts=()),
    ).seen((MessageId(1),), NOW)
    await store.write(lambda tx: tx.conversations.put(chat))
    assert await known_after(store, hours=draft_hours - 1) == chat
    left = await known_after(store, hours=max(47, draft_hours - 1))
    assert left is not None
    assert left.traces == chat.traces
    assert left.is_bare is (draft_hours < 47)
    assert await known_after(store, hours=max(48, draft_hours) + 1) is None


async def known_after(store: Store, *, hours: int) -> Conversation | None:
    await store.write(upkeep.clear_expired, now=NOW + timedelta(hours=hours))
    return await store.read(conversing.conversation_with, ME)


async def test_a_chat_that_goes_on_remembers_no_language_longer_than_a_draft(
    store: Store,
) -> None:
    policy = replace(POLICY, draft_hours=12)
    old = Conversation(reporter=ME, expires_at=policy.draft_expires_at(NOW)).seen(
        [MessageId(1)], NOW
    )
    await store.write(lambda tx: tx.conversations.put(old))
    later = NOW + timedelta(hours=20)
    await store.write(upkeep.clear_expired, now=later)
    arabic = Language("ar")
    await store.write(
        conversing.choose_language, ME, arabic, occasion=occasion(now=later), policy=policy
    )
    await store.write(upkeep.clear_expired, now=later + timedelta(hours=13))
    left = await store.read(conversing.conversation_with, ME)
    assert left is not None
    assert (left.language, left.traces) == (None, old.traces)


async def test_a_draft_is_deleted_when_its_time_is_over_and_not_before(store: Store) -> None:
    await store.write(put_draft, a_draft())
    early, late = NOW + timedelta(hours=71), NOW + timedelta(hours=73)
    assert (await store.write(upkeep.clear_expired, now=early)).drafts == 0
    assert (await store.write(upkeep.clear_expired, now=late)).drafts == 1
    assert await store.read(reporting.current_draft, ME) is None


async def test_a_late_tick_deletes_all_that_came_due_meanwhile(store: Store) -> None:
    await store.write(put_draft, a_draft())
    await remember(store, 1)
    cleared = await store.write(upkeep.clear_expired, now=NOW + timedelta(days=400))
    assert (cleared.drafts, cleared.conversations) == (1, 1)


async def test_a_case_is_erased_on_its_day_with_its_messages(store: Store) -> None:
    case = a_case()
    await store.write(put_case, case)
    day_before = NOW.replace(year=2027, month=2, day=21)
    now = day_before + timedelta(days=1)
    early = await store.write(
        upkeep.erase_due_cases, now=day_before, chance=SeededChance(), form=FORM
    )
    assert early == 0
    assert await store.write(upkeep.erase_due_cases, now=now, chance=SeededChance(), form=FORM) == 1
    assert await store.read(lambda tx: tx.cases.get(case.id)) is None
    (removal,) = await store.write(lambda tx: tx.outbox.take(now, 9))
    assert removal.what == RemovePosts(posts=(POST,))


async def test_messages_of_one_chat_wait_for_no_other_chat_to_be_removed(store: Store) -> None:
    case = a_case()
    await store.write(put_case, case)
    private = Post(chat=ChatId(7), message=MessageId(8))
    await store.write(lambda tx: tx.posts.add(case.id, Spot.WORDS, private))
    now = NOW + timedelta(days=400)
    await store.write(upkeep.erase_due_cases, now=now, chance=SeededChance(), form=FORM)
    removals = {each.what for each in await store.write(lambda tx: tx.outbox.take(now, 9))}
    assert removals == {RemovePosts(posts=(POST,)), RemovePosts(posts=(private,))}


async def test_repeats_are_noticed_for_two_days(store: Store) -> None:
    await store.write(claim, 1)
    await store.write(upkeep.clear_expired, now=NOW + timedelta(days=2))
    with pytest.raises(AlreadyHandled):
        await store.write(claim, 1)
    await store.write(upkeep.clear_expired, now=NOW + timedelta(days=3))
    await store.write(claim, 1)
