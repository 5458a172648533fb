"""A person changes their mind: back, change from the review, write anew."""

import pytest

from domain.model.hate_incident import FORM
from domain.model.ids import StepId
from domain.model.step import Date, Files, LongWords, ManyOf, OneOf, Place, Step, Words
from tests.journeys.belongings import a_photo
from tests.journeys.english import label, option, words
from tests.journeys.phone import BRIEF, Given, Phone
from tests.journeys.test_reporting import FROM_THE_WITNESSES, TO_THE_STORY, tells_everything

pytestmark = pytest.mark.asyncio

OTHERWISE: dict[str, str] = {
    "contact": "reply_here",
    "safe_now": "safe",
    "role": "for_someone_else",
    "agreed": "cannot_ask",
    "day_part": "night",
    "where_kind": "public_transport",
    "again": "before",
    "weapon": "yes",
    "witnesses": "nobody",
}
"""Another option for each question that takes one; none that closes a later question."""

ONCE_MORE: dict[str, str] = {
    "what": "arson",
    "why": "race",
    "why_signs": "symbols",
    "harm": "shaken",
    "told": "school",
    "wanted": "record",
    "needs": "housing",
    "sharing": "quote",
}
"""One more option for each question that takes several."""


async def changes(phone: Phone, step: Step) -> str:
    """Answer a question anew and return what the review must show now."""
    match step:
        case OneOf():
            await phone.answer(step.id, OTHERWISE[step.id])
            return option(step.id, OTHERWISE[step.id])
        case ManyOf():
            await phone.answer(step.id, ONCE_MORE[step.id])
            return option(step.id, ONCE_MORE[step.id])
        case Words():
            await phone.says(f"New words for {step.id}")
            return f"New words for {step.id}"
        case LongWords():
            await phone.says("One more thing.")
            await phone.taps("button-done")
            return "One more thing."
        case Files():
            await phone.does(phone.actor.sends_file("photo", a_photo()))
            await phone.taps("button-done")
            return words("answer-files", count=1, kinds="photo")
        case Date():
            await phone.taps("when-just-now")
            return "just before it was told"
        case Place():
            await phone.says("Behind the market")
            return "Behind the market"
        case _:
            raise AssertionError(step.id)


@pytest.mark.parametrize("step", FORM.steps, ids=lambda step: step.id)
async def test_an_answer_can_be_changed_from_the_review_and_leads_back(
    amina: Phone, step: Step
) -> None:
    await tells_everything(amina)
    await amina.taps("button-change", label=label(step.id))
    amina.is_asked(step.id)
    shown = await changes(amina, step)
    if amina.has("button-safe-continue"):
        await amina.taps("button-safe-continue")
    amina.shows("review-title")
    assert shown in amina.text


async def test_a_change_can_be_left_without_changing_anything(amina: Phone) -> None:
    await tells_everything(amina)
    before = amina.text
    for step in FORM.path({}, short=True):
        await amina.taps("button-change", label=label(step.id))
        await amina.taps("button-back")
        assert amina.text == before


async def test_a_changed_answer_asks_the_questions_that_it_opens(amina: Phone) -> None:
    await amina.tells_briefly()
    await amina.taps("button-change", label=label("role"))
    await amina.answers(role="for_someone_else", agreed="they_agree")
    amina.shows("review-title")
    assert option("agreed", "they_agree") in amina.text


async def test_an_answer_whose_question_is_gone_is_shown_and_sent_no_more(amina: Phone) -> None:
    await tells_everything(amina)
    assert option("agreed", "they_agree") in amina.text
    await amina.taps("button-change", label=label("role"))
    await amina.answer("role", "me")
    assert option("agreed", "they_agree") not in amina.text
    await amina.taps("button-what-staff-see")
    assert option("agreed", "they_agree") not in amina.text


async def test_every_question_leads_back_to_the_one_before(amina: Phone) -> None:
    await amina.begins()
    assert not amina.has("button-back")
    await amina.is_safe()
    before = "safe_now"
    given: Given = "safe"
    calm: dict[str, Given] = {"again": "before", "harm": ("shaken",), "weapon": "no"}
    for step, answer in {**TO_THE_STORY, **calm, **FROM_THE_WITNESSES}.items():
        amina.is_asked(step)
        await amina.taps("button-back")
        amina.is_asked(before)
        await confirms(amina, before, given)
        await amina.answers(**{step: answer})
        before, given = step, answer
    amina.shows("review-title")


async def confirms(phone: Phone, step_id: str, given: Given) -> None:
    """Go on from an answered question without changing the answer."""
    step = FORM.step(StepId(step_id))
    match step:
        case ManyOf():
            await phone.taps("button-continue")
        case Words() | LongWords():
            await phone.taps("button-done")
        case _:
            await phone.answer(step_id, given)


async def test_the_review_leads_back_to_the_last_question(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    for step in FORM.steps[1:]:
        if not step.ask_if:
            await amina.answers(**{step.id: BRIEF[step.id] if step.required else None})
    amina.shows("review-title")
    await amina.taps("button-back")
    amina.is_asked("sharing")


async def test_an_answered_question_shows_its_answer(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role="me")
    await amina.taps("button-back")
    assert amina.ticked == [option("role", "me")]


async def test_ticks_can_be_taken_off_again(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    await amina.toggles("what", "threats")
    await amina.toggles("what", "damage")
    await amina.toggles("what", "threats")
    assert amina.ticked == [option("what", "damage")]
    await amina.toggles("what", "damage")
    assert not amina.has("button-continue")


async def test_the_one_option_that_stands_alone_takes_off_the_others(amina: Phone) -> None:
    await tells_everything(amina)
    await amina.taps("button-change", label=label("told"))
    await amina.toggles("told", "nobody")
    assert amina.ticked == [option("told", "nobody")]


async def test_a_story_can_be_written_anew(amina: Phone) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.says("First try")
    await amina.taps("button-write-anew")
    assert not amina.has("button-done")
    await amina.says("Second try")
    await amina.taps("button-done")
    await amina.answers(what=("theft",), when="unknown", where="Camden", contact=None, sharing=None)
    assert "Second try" in amina.text
    assert "First try" not in amina.text


async def test_the_questions_follow_whose_story_it_is(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role="witness")
    amina.is_asked("what")
    assert amina.role == "witness"


async def test_questions_that_were_left_out_can_be_answered_from_the_review(amina: Phone) -> None:
    await amina.tells_briefly()
    await amina.taps("button-more-questions")
    await amina.answers(story=("There is more to tell.",), who_did_it=None, again="first_time")
    amina.is_asked("harm")
    await amina.taps("button-check-and-send")
    assert "There is more to tell." in amina.text
    assert option("again", "first_time") in amina.text
