"""Staff write to a reporter they do not know: shown first, sent by one press, readable once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.acting import DESK_TIME, OnDesk
from domain.model.actions import ACTIONS, offered
from domain.model.case import Case, Status
from domain.model.contact import Contact, WayBack
from domain.model.errors import (
    AnswerRefused,
    CaseGone,
    ConditionUnmet,
    NotAllowed,
    NotPossibleNow,
    StaleButton,
)
from domain.model.outgoing import Outgoing, TellReporter
from domain.model.policy import READ_AFTER_END
from domain.model.staff import StaffMember
from domain.ports import Store, Transaction
from domain.usecases import casework, letters, visiting
from storage import Keys
from tests.builders import NOW, SeededChance, a_case, new_mailbox, occasion
from tests.handlers.staff.setting import MAYA, PRIYA, TOM
from tests.stores import SECRET

pytestmark = pytest.mark.asyncio

ME = 5_550_000_501
ROUTE_ENDS = NOW.date() + timedelta(days=30)
WORDS = "Can we call the shelter for you?"


def my_way() -> WayBack:
    return Keys(SECRET).way_back(ME)


def put(tx: Transaction, case: Case) -> None:
    tx.cases.add(case)
    if case.contact is Contact.MAILBOX:
        tx.mailboxes.add(case.id, new_mailbox().mailbox)
    if case.contact is Contact.REPLY_HERE:
        tx.routes.add(case.id, my_way(), ROUTE_ENDS)


def rows(tx: Transaction) -> tuple[Outgoing, ...]:
    return tx.outbox.take(NOW + timedelta(days=1), 100)


def change(tx: Transaction, case: Case) -> None:
    tx.cases.put(case)


async def taken(store: Store, contact: Contact = Contact.REPLY_HERE) -> Case:
    """Store a case that Tom has, whose reporter can be reached in a way."""
    case = replace(
        a_case(status=Status.IN_PROGRESS), owner=TOM.id, owner_name=TOM.name, contact=contact
    )
    await store.write(put, case)
    return case


async def opens(store: Store, case: Case, action: str = "ask", member: StaffMember = TOM) -> Case:
    return await store.write(
        casework.open_desk, case.id, action, member, occasion=occasion(1), choice="own_words"
    )


async def drafts(store: Store, words: str = WORDS, member: StaffMember = TOM) -> OnDesk:
    return await store.write(
        letters.draft_letter, member, words, occasion=occasion(2), chance=SeededChance(2)
    )


async def sends(store: Store, stamp: str, *, update: int = 3, minutes: int = 0) -> Case:
    return await store.write(
        letters.send_letter,
        TOM,
        stamp,
        occasion=occasion(update, now=NOW + timedelta(minutes=minutes)),
        chance=SeededChance(update),
        one_place=False,
    )


def read_by_me(tx: Transaction, case: Case) -> list[str]:
    return [each.words for each in tx.letters.read(case.id, my_way())]


async def test_a_question_waits_for_the_reporter_who_is_told_only_that_there_is_news(
    store: Store,
) -> None:
    case = await taken(store)
    await opens(store, case)
    shown = await drafts(store)
    assert await store.read(read_by_me, case) == []
    after = await sends(store, shown.desk.stamp)
    assert after.status is Status.WAITING_FOR_REPORTER
    assert await store.read(read_by_me, case) == [WORDS]
    told = [each.what for each in await store.write(rows)]
    assert told == [TellReporter(case=case.id)]


async def test_an_answer_leaves_the_status_as_it_is(store: Store) -> None:
    case = await taken(store)
    await opens(store, case, "answer")
    shown = await drafts(store)
    after = await sends(store, shown.desk.stamp)
    assert after.status is Status.IN_PROGRESS
    own = await store.read(visiting.own_case, case.id, my_way())
    assert own.story[-1].what == visiting.LETTER
    assert own.story[-1].words == WORDS


async def test_nobody_is_told_of_a_letter_in_a_mailbox(store: Store) -> None:
    case = await taken(store, Contact.MAILBOX)
    await opens(store, case)
    shown = await drafts(store)
    await sends(store, shown.desk.stamp)
    assert await store.write(rows) == ()


async def test_the_case_keeps_no_word_of_a_letter(store: Store) -> None:
    case = await taken(store, Contact.MAILBOX)
    await opens(store, case)
    shown = await drafts(store)
    after = await sends(store, shown.desk.stamp)
    assert after.history[-1].action == "ask"
    assert after.history[-1].detail == ""
    assert WORDS not in repr(after)
    assert await store.read(casework.desk_of, TOM.id) is None


async def test_only_what_was_shown_last_is_sent(store: Store) -> None:
    case = await taken(store)
    await opens(store, case)
    first = await drafts(store)
    again = await store.write(
        letters.draft_letter, TOM, "other", occasion=occasion(5), chance=SeededChance(5)
    )
    with pytest.raises(StaleButton):
        await sends(store, first.desk.stamp)
    assert await store.read(read_by_me, case) == []
    await sends(store, again.desk.stamp, update=6)
    assert await store.read(read_by_me, case) == ["other"]


async def test_words_that_were_dropped_to_be_changed_are_not_sent(store: Store) -> None:
    case = await taken(store)
    await opens(store, case)
    shown = await drafts(store)
    await store.write(letters.rewrite_letter, TOM, shown.desk.stamp, occasion=occasion(3))
    for stamp in (shown.desk.stamp, ""):
        with pytest.raises(StaleButton):
            await sends(store, stamp)
    desk = await store.read(casework.desk_of, TOM.id)
    assert desk
    assert desk.words == ""


async def test_a_second_press_sends_nothing_more(store: Store) -> None:
    case = await taken(store)
    await opens(store, case)
    shown = await drafts(store)
    await sends(store, shown.desk.stamp)
    with pytest.raises(StaleButton):
        await sends(store, shown.desk.stamp, update=4)
    assert await store.read(read_by_me, case) == [WORDS]


async def test_a_letter_left_for_an_hour_is_not_sent(store: Store) -> None:
    case = await taken(store)
    await opens(store, case)
    shown = await drafts(store)
    with pytest.raises(StaleButton):
        await sends(store, shown.desk.stamp, minutes=int(DESK_TIME.total_seconds() // 60))
    assert await store.read(read_by_me, case) == []


async def test_a_letter_for_a_case_closed_meanwhile_is_not_sent(store: Store) -> None:
    case = await taken(store)
    await opens(store, case)
    shown = await drafts(store)
    await store.write(change, replace(case, status=Status.CLOSED))
    with pytest.raises(NotPossibleNow):
        await sends(store, shown.desk.stamp)
    assert await store.read(read_by_me, case) == []


async def test_a_letter_for_a_case_handed_on_meanwhile_is_not_sent(store: Store) -> None:
    case = await taken(store)
    await opens(store, case)
    shown = await drafts(store)
    await store.write(change, replace(case, owner=PRIYA.id, owner_name=PRIYA.name))
    with pytest.raises(NotAllowed):
        await sends(store, shown.desk.stamp)


async def test_a_letter_for_somebody_who_gave_up_being_reached_is_not_sent(store: Store) -> None:
    case = await taken(store)
    await opens(store, case)
    shown = await drafts(store)
    await store.write(change, case.without_way_back())
    with pytest.raises(ConditionUnmet):
        await sends(store, shown.desk.stamp)


async def test_a_letter_for_a_case_erased_meanwhile_is_not_sent(store: Store) -> None:
    case = await taken(store)
    await opens(store, case)
    shown = await drafts(store)
    await store.write(lambda tx: tx.cases.erase(case.id))
    with pytest.raises(CaseGone):
        await sends(store, shown.desk.stamp)


@pytest.mark.parametrize(("words", "reason"), [(" \n", "empty"), ("😀" * 1501, "too-long")])
async def test_words_that_do_not_do_can_be_written_again(
    store: Store, words: str, reason: str
) -> None:
    case = await taken(store)
    await opens(store, case)
    with pytest.raises(AnswerRefused) as refused:
        await drafts(store, words)
    assert refused.value.reason == reason
    assert (await drafts(store)).desk.words == WORDS


@pytest.mark.parametrize("action", [each.id for each in ACTIONS if each.writes_letter])
async def test_writing_is_offered_only_where_somebody_can_be_reached(
    store: Store, action: str
) -> None:
    case = await taken(store, Contact.NONE)
    assert action not in {each.id for each in offered(case)}
    assert action in {each.id for each in offered(replace(case, contact=Contact.MAILBOX))}
    with pytest.raises(ConditionUnmet):
        await opens(store, case, action)


@pytest.mark.parametrize("action", [each.id for each in ACTIONS if each.writes_letter])
async def test_a_press_alone_or_words_without_a_showing_never_send(
    store: Store, action: str
) -> None:
    case = await taken(store)
    with pytest.raises(StaleButton):
        await press(store, case, action, TOM, "own_words")
    await opens(store, case, action)
    with pytest.raises(StaleButton):
        await store.write(
            casework.take_desk,
            TOM,
            WORDS,
            occasion=occasion(9),
            chance=SeededChance(9),
            one_place=False,
        )
    assert await store.read(read_by_me, case) == []


async def press(
    store: Store,
    case: Case,
    action: str,
    member: StaffMember,
    choice: str,
    *,
    update: int = 8,
) -> None:
    await store.write(
        casework.perform_action,
        case.id,
        action,
        case.version,
        member,
        occasion=occasion(update),
        chance=SeededChance(update),
        one_place=False,
        detail=choice,
    )


async def test_a_reporter_reached_in_their_chat_is_told_that_a_case_was_closed(
    store: Store,
) -> None:
    case = await taken(store)
    await press(store, case, "close", TOM, "recorded")
    assert TellReporter(case=case.id) in [each.what for each in await store.write(rows)]


async def test_a_reporter_reached_in_their_chat_is_told_that_a_case_was_declined(
    store: Store,
) -> None:
    case = replace(a_case(), contact=Contact.REPLY_HERE)
    await store.write(put, case)
    await press(store, case, "decline", MAYA, "not_for_us")
    assert TellReporter(case=case.id) in [each.what for each in await store.write(rows)]


@pytest.mark.parametrize(
    ("status", "acts", "member"),
    [
        (Status.IN_PROGRESS, ("close", "recorded", "reopen"), TOM),
        (Status.RECEIVED, ("decline", "not_for_us", "take_back"), MAYA),
    ],
)
async def test_a_way_to_a_chat_ends_a_week_after_the_work_also_if_that_is_taken_up_again(
    store: Store, status: Status, acts: tuple[str, str, str], member: StaffMember
) -> None:
    ends, choice, undoes = acts
    case = replace(await taken(store), status=status)
    await store.write(change, case)
    a_week_later = NOW.date() + READ_AFTER_END
    assert await store.read(lambda tx: tx.routes.due(a_week_later)) == ()
    await press(store, case, ends, member, choice)
    assert await store.read(lambda tx: tx.routes.due(a_week_later - timedelta(days=1))) == ()
    assert await store.read(lambda tx: tx.routes.due(a_week_later)) == (case.id,)
    ended = await store.read(casework.case_for_staff, case.id)
    await press(store, ended, undoes, member, "", update=9)
    assert await store.read(lambda tx: tx.routes.due(a_week_later)) == (case.id,)


async def test_other_acts_tell_the_reporter_nothing(store: Store) -> None:
    case = replace(a_case(), contact=Contact.REPLY_HERE)
    await store.write(put, case)
    await press(store, case, "release", MAYA, "")
    assert TellReporter(case=case.id) not in [each.what for each in await store.write(rows)]


async def test_the_audit_log_says_that_a_letter_was_sent_and_no_word_of_it(store: Store) -> None:
    case = await taken(store, Contact.MAILBOX)
    await opens(store, case)
    shown = await drafts(store)
    await sends(store, shown.desk.stamp)
    (line,) = await store.read(lambda tx: tx.audit.entries(case.number))
    assert (line.action, line.by_name, line.detail) == ("ask", "Tom", "")
