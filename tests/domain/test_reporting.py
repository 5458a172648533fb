"""A person writes, changes and sends a report: on the real store."""

from dataclasses import replace
from datetime import timedelta
from typing import TypedDict

import pytest

from domain.model.answers import Skipped, When, WhenKind, Where, WhereKind, Written
from domain.model.case import Case, Status
from domain.model.draft import REVIEW, Draft
from domain.model.errors import AlreadyHandled, AnswerRefused, NoDraft, NotReadyToSend, StaleButton
from domain.model.form import Form
from domain.model.hate_incident import FORM
from domain.model.ids import Language, OptionId, ReporterKey, StepId
from domain.model.occasion import Occasion
from domain.model.outgoing import Outgoing, PostCard, Priority, Spot
from domain.model.policy import Policy
from domain.ports import Store, Transaction
from domain.usecases import conversing, reporting, submitting
from domain.usecases.submitting import Sent
from tests.builders import (
    NOW,
    POLICY,
    REQUIRED,
    SeededChance,
    a_draft,
    chosen,
    new_mailbox,
    occasion,
    written,
)

pytestmark = pytest.mark.asyncio

ME = ReporterKey("a" * 32)
STORY = StepId("story")


class Setting(TypedDict):
    """What a use case of reporting is told."""

    occasion: Occasion
    form: Form
    policy: Policy


def at(update: int) -> Setting:
    return {"occasion": occasion(update), "form": FORM, "policy": POLICY}


def put_draft(tx: Transaction, draft: Draft) -> None:
    tx.drafts.put(draft)


def cases(tx: Transaction) -> list[Case]:
    due = tx.cases.due_for_deletion(NOW.date() + timedelta(days=9999), 99)
    return [case for each in due if (case := tx.cases.get(each))]


def queued(tx: Transaction) -> tuple[Outgoing, ...]:
    return tx.outbox.take(NOW + timedelta(days=1), 99)


async def sends(
    store: Store, update: int = 1, *, policy: Policy = POLICY, chance: SeededChance | None = None
) -> Sent:
    return await store.write(
        submitting.submit_report,
        ME,
        occasion=occasion(update),
        form=FORM,
        policy=policy,
        chance=chance or SeededChance(update),
        sender=(),
        reach=new_mailbox(update),
    )


async def test_a_report_begins_with_danger(store: Store) -> None:
    draft = await store.write(
        reporting.begin_report, ME, **at(1), language=Language("en"), short=False
    )
    assert draft.at == "safe_now"
    assert await store.read(reporting.current_draft, ME) == draft


async def test_an_answer_is_kept_and_leads_on(store: Store) -> None:
    await store.write(put_draft, a_draft(at="safe_now"))
    after = await store.write(
        reporting.answer_step, ME, StepId("safe_now"), chosen("danger"), **at(1)
    )
    assert after.danger
    assert after.draft.at == "role"
    stored = await store.read(reporting.current_draft, ME)
    assert stored is not None
    assert stored.answers == {"safe_now": chosen("danger")}


async def test_whoever_is_safe_again_stays_urgent_and_where_they_are(store: Store) -> None:
    safe_now, reading = StepId("safe_now"), When(kind=WhenKind.PERIOD)
    draft = replace(a_draft({safe_now: chosen("danger")}, at="when"), pending=reading)
    await store.write(put_draft, draft)
    for update in 1, 2:
        after = await store.write(reporting.say_safe, ME, **at(update))
        assert after == replace(draft, answers={safe_now: chosen("danger", "safe")})
    assert FORM.is_urgent(after.answers)


async def test_the_same_update_twice_changes_nothing(store: Store) -> None:
    await store.write(put_draft, a_draft(at="what"))
    what, threats = StepId("what"), OptionId("threats")
    first = await store.write(reporting.toggle_option, ME, what, threats, **at(1))
    with pytest.raises(AlreadyHandled):
        await store.write(reporting.toggle_option, ME, what, threats, **at(1))
    assert await store.read(reporting.current_draft, ME) == first


async def test_a_refused_answer_leaves_the_draft_as_it_was(store: Store) -> None:
    draft = a_draft({STORY: written("first")}, at="story")
    await store.write(put_draft, draft)
    with pytest.raises(AnswerRefused) as refused:
        await store.write(reporting.add_words, ME, STORY, "x" * 20_001, **at(1))
    assert refused.value.limit == 20_000
    assert await store.read(reporting.current_draft, ME) == draft


async def test_a_refused_answer_can_be_given_again_under_the_same_update(store: Store) -> None:
    await store.write(put_draft, a_draft(at="story"))
    for _ in range(2):
        with pytest.raises(AnswerRefused):
            await store.write(reporting.add_words, ME, STORY, "x" * 20_001, **at(1))


async def test_a_button_of_another_step_is_stale(store: Store) -> None:
    await store.write(put_draft, a_draft(at="what"))
    with pytest.raises(StaleButton):
        await store.write(reporting.answer_step, ME, StepId("role"), chosen("me"), **at(1))


async def test_a_long_answer_grows_message_by_message(store: Store) -> None:
    await store.write(put_draft, a_draft(at="story"))
    await store.write(reporting.add_words, ME, STORY, "one", **at(1))
    after = await store.write(reporting.add_words, ME, STORY, "two", **at(2))
    assert after.answers[STORY] == Written(parts=("one", "two"))
    assert after.at == "story"
    cleared = await store.write(reporting.clear_answer, ME, STORY, **at(3))
    assert STORY not in cleared.answers


async def test_words_from_elsewhere_join_the_story_wherever_the_person_is(store: Store) -> None:
    await store.write(put_draft, a_draft({STORY: written("mine")}, at="weapon"))
    after = await store.write(reporting.add_to_story, ME, STORY, ("forwarded",), **at(1))
    assert after.answers[STORY] == Written(parts=("mine", "forwarded"))
    assert after.at == "weapon"


async def test_a_story_of_which_some_was_forwarded_stays_so_until_it_is_cleared(
    store: Store,
) -> None:
    await store.write(put_draft, a_draft(at="story"))
    await store.write(reporting.add_words, ME, STORY, "theirs", forwarded=True, **at(1))
    after = await store.write(reporting.add_words, ME, STORY, "mine", **at(2))
    assert after.answers[STORY] == Written(parts=("theirs", "mine"), forwarded=True)
    await store.write(reporting.clear_answer, ME, STORY, **at(3))
    anew = await store.write(reporting.add_words, ME, STORY, "mine", **at(4))
    assert anew.answers[STORY] == Written(parts=("mine",))


async def test_a_reading_waits_for_a_yes(store: Store) -> None:
    await store.write(put_draft, a_draft(at="when"))
    day = When(kind=WhenKind.DAY, day=NOW.date(), words="today, I think")
    proposed = await store.write(reporting.propose_answer, ME, StepId("when"), day, **at(1))
    assert proposed.pending == day
    assert "when" not in proposed.answers
    after = await store.write(reporting.answer_step, ME, StepId("when"), day, **at(2))
    assert after.draft.answers[StepId("when")] == day
    assert after.draft.pending is None


async def test_going_back_is_for_the_step_the_person_sees(store: Store) -> None:
    await store.write(put_draft, a_draft({StepId("safe_now"): chosen("safe")}, at="role"))
    before = await store.write(reporting.go_back, ME, StepId("role"), **at(1))
    assert before is not None
    assert before.at == "safe_now"
    with pytest.raises(StaleButton):
        await store.write(reporting.go_back, ME, StepId("role"), **at(2))


async def test_checking_is_refused_until_the_facts_are_there(store: Store) -> None:
    await store.write(put_draft, a_draft({StepId("safe_now"): chosen("safe")}, at="role"))
    with pytest.raises(NotReadyToSend) as refused:
        await store.write(reporting.review_answers, ME, **at(1))
    assert refused.value.missing == ("what", "when", "where")
    await store.write(put_draft, a_draft(REQUIRED, at="role"))
    assert (await store.write(reporting.review_answers, ME, **at(2))).at == REVIEW


async def test_questions_left_out_can_be_answered_after_all(store: Store) -> None:
    await store.write(put_draft, a_draft(REQUIRED, at=REVIEW))
    after = await store.write(reporting.resume_questions, ME, **at(1))
    assert after.at == "role"


async def test_an_answer_is_changed_and_the_review_comes_back(store: Store) -> None:
    await store.write(put_draft, a_draft(REQUIRED, at=REVIEW))
    where = StepId("where")
    changing = await store.write(reporting.change_answer, ME, where, **at(1))
    assert (changing.at, changing.changing) == ("where", True)
    place = Where(kind=WhereKind.WORDS, words="elsewhere")
    after = await store.write(reporting.answer_step, ME, where, place, **at(2))
    assert (after.draft.at, after.draft.changing) == (REVIEW, False)


async def test_sending_makes_one_case_one_card_and_no_draft(store: Store) -> None:
    await store.write(put_draft, a_draft(REQUIRED, at=REVIEW))
    sent = await sends(store)
    (case,) = await store.read(cases)
    assert case.status is Status.RECEIVED
    assert case.report.answers == REQUIRED
    assert case.delete_on == sent.receipt.delete_on == NOW.date() + timedelta(days=90)
    (card,) = await store.write(queued)
    assert card.what == PostCard(case=case.id, spot=Spot.QUEUE)
    assert await store.read(reporting.current_draft, ME) is None
    chat = await store.read(conversing.conversation_with, ME)
    assert chat is not None
    assert (chat.receipt, chat.keepsake) == (sent.receipt, sent.keepsake)
    with pytest.raises(NoDraft):
        await sends(store, 2)
    assert len(await store.read(cases)) == 1


async def test_the_chat_keeps_nothing_of_a_sent_report_but_its_day(store: Store) -> None:
    answers = {**REQUIRED, StepId("why"): chosen("religion")}
    await store.write(put_draft, a_draft(answers, at=REVIEW))
    sent = await sends(store)
    assert sent.receipt.contacts
    chat = await store.read(conversing.conversation_with, ME)
    assert chat is not None
    assert chat.receipt == replace(sent.receipt, contacts=())


async def test_a_report_without_the_facts_is_not_sent(store: Store) -> None:
    await store.write(put_draft, a_draft({StepId("what"): chosen("threats")}, at=REVIEW))
    with pytest.raises(NotReadyToSend):
        await store.write(submitting.submit_report, ME, chance=SeededChance(), sender=(), **at(1))
    assert await store.read(cases) == []
    assert await store.read(reporting.current_draft, ME) is not None


async def test_a_case_keeps_the_part_of_the_day_and_not_the_hour(store: Store) -> None:
    await store.write(put_draft, a_draft(REQUIRED, at=REVIEW))
    await sends(store)
    (case,) = await store.read(cases)
    assert (case.report.received_on, case.report.received_part) == (NOW.date(), "evening")


async def test_the_card_of_an_urgent_report_is_not_held_back(store: Store) -> None:
    slow = Policy(delay_minutes=600)
    urgent = {**REQUIRED, StepId("weapon"): chosen("yes")}
    due: list[Outgoing] = []
    chance = SeededChance()
    for update, answers in ((1, REQUIRED), (2, urgent)):
        await store.write(put_draft, a_draft(answers, at=REVIEW))
        await sends(store, update, policy=slow, chance=chance)
        due += await store.write(queued)
    assert [each.priority for each in due] == [Priority.CARD, Priority.URGENT]
    assert due[0].due_at > NOW
    assert due[1].due_at == NOW


async def test_the_wait_before_a_card_is_another_each_time_and_bounded(store: Store) -> None:
    slow, chance = Policy(delay_minutes=10), SeededChance()
    due: list[Outgoing] = []
    for update in range(1, 41):
        await store.write(put_draft, a_draft(REQUIRED, at=REVIEW))
        await sends(store, update, policy=slow, chance=chance)
        due += await store.write(queued)
    waits = [(each.due_at - NOW).total_seconds() for each in due]
    assert len(set(waits)) > 30
    assert min(waits) < 120
    assert 480 < max(waits) <= 600


async def test_deleting_a_draft_leaves_nothing_of_it(store: Store) -> None:
    await store.write(put_draft, a_draft({STORY: written("gone soon")}))
    assert await store.write(reporting.discard_draft, ME, occasion=occasion(1))
    assert await store.read(reporting.current_draft, ME) is None


async def test_skipping_is_an_answer_and_is_not_asked_again(store: Store) -> None:
    await store.write(put_draft, a_draft(at="role"))
    after = await store.write(reporting.answer_step, ME, StepId("role"), Skipped(), **at(1))
    assert after.draft.at == "what"
