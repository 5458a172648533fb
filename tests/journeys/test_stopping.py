"""A person stops, comes back, or takes it all away; the bot stops and starts in between."""

import pytest

from domain.model.hate_incident import FORM
from tests.journeys.english import headline, option
from tests.journeys.phone import BRIEF, SOME_DAY, Phone
from tests.journeys.scene import Scene

pytestmark = pytest.mark.asyncio


async def is_on_the_way(phone: Phone) -> None:
    """Answer the first questions and stop at the fourth."""
    await phone.begins()
    await phone.is_safe()
    await phone.answers(role="me", what=("threats", "damage"))
    phone.is_asked("why")


async def test_a_stopped_report_can_be_kept_and_gone_on_with(amina: Phone) -> None:
    await is_on_the_way(amina)
    await amina.says("/cancel")
    await amina.taps("button-keep-draft")
    assert headline("draft-kept", when=SOME_DAY) in amina.text
    await amina.taps("button-resume")
    amina.is_asked("why")


async def test_a_kept_report_is_offered_again_at_the_start(amina: Phone) -> None:
    await is_on_the_way(amina)
    await amina.taps("button-stop")
    await amina.taps("button-keep-draft")
    for command in "/start", "/report":
        await amina.says(command)
        await amina.taps("button-resume")
        amina.is_asked("why")


async def test_a_stopped_report_can_be_deleted(amina: Phone) -> None:
    await is_on_the_way(amina)
    await amina.taps("button-stop")
    await amina.taps("button-delete-draft")
    amina.shows("draft-deleted")
    await amina.opens()
    assert amina.has("button-report")
    assert not amina.has("button-resume")


async def test_a_stopped_report_can_be_sent_as_it_is(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(**BRIEF)
    await amina.taps("button-stop")
    await amina.taps("button-send-what-i-have")
    amina.shows("review-title")
    await amina.sends()
    await scene.delivered()
    assert len(scene.in_queue) == 1


async def test_a_report_without_what_is_required_cannot_be_sent_when_stopped(amina: Phone) -> None:
    await is_on_the_way(amina)
    await amina.taps("button-stop")
    assert not amina.has("button-send-what-i-have")
    await amina.taps("button-back-to-report")
    amina.is_asked("why")


async def test_a_new_start_replaces_the_old_report_only_when_it_begins(amina: Phone) -> None:
    await is_on_the_way(amina)
    await amina.says("/report")
    await amina.taps("button-start-over")
    await amina.says("/report")
    await amina.taps("button-resume")
    amina.is_asked("why")
    await amina.says("/report")
    await amina.taps("button-start-over")
    await amina.taps("button-start")
    amina.is_asked("safe_now")


async def test_there_is_nothing_to_cancel_without_a_report(amina: Phone) -> None:
    await amina.opens()
    await amina.says("/cancel")
    amina.shows("cancel-nothing")


async def test_the_bot_goes_on_at_the_very_question_after_a_restart(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    await amina.is_safe()
    for step in FORM.steps[1:]:
        if step.ask_if:
            continue
        await scene.restart_bot()
        await amina.says("/report")
        await amina.taps("button-resume")
        await amina.answers(**{step.id: BRIEF[step.id] if step.required else None})
    await scene.restart_bot()
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert option("what", "threats") in card.text


async def test_buttons_from_before_a_restart_work_after_it(scene: Scene, amina: Phone) -> None:
    await is_on_the_way(amina)
    await scene.restart_bot()
    await amina.answers(why=("race",), why_signs=None)
    amina.is_asked("when")


async def test_what_happens_while_the_bot_is_stopped_is_not_lost(
    scene: Scene, amina: Phone
) -> None:
    await is_on_the_way(amina)
    await scene.stop_bot()
    await amina.actor.taps(option("why", "race"), message=amina.screen.id)
    await amina.actor.says("not a choice")
    await scene.start_bot()
    await scene.quiet()
    amina.is_asked("why")
    amina.shows("refusal-not-an-option")
    assert amina.ticked == [option("why", "race")]


async def test_a_draft_is_deleted_when_its_time_is_over(scene: Scene, amina: Phone) -> None:
    await is_on_the_way(amina)
    await scene.passes(hours=71)
    await amina.says("/report")
    assert amina.has("button-resume")
    await scene.passes(hours=73)
    await amina.says("/report")
    assert amina.has("button-start")


async def test_every_answer_gives_a_draft_its_whole_time_again(scene: Scene, amina: Phone) -> None:
    await is_on_the_way(amina)
    await scene.passes(hours=70)
    await amina.answers(why=None)
    await scene.passes(hours=70)
    await amina.says("/report")
    await amina.taps("button-resume")
    amina.is_asked("when")
