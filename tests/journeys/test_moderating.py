"""What moderators do together, and what one may do to a sender whom nobody knows."""

import pytest

from sandbox import Message
from tests.journeys.english import bare, words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene
from tests.journeys.staff import Colleague, cards_in
from tests.journeys.test_coming_back import code_in, gives, released, sends

pytestmark = pytest.mark.asyncio


async def in_queue(scene: Scene) -> Message:
    """Return the newest card in the queue."""
    await scene.delivered()
    return cards_in(scene.in_queue)[-1]


async def test_two_moderators_erase_a_case_and_its_reporter_finds_it_gone(
    scene: Scene, amina: Phone, maya: Colleague, noor: Colleague
) -> None:
    await sends(amina, "reply_here")
    await released(scene, maya)
    await amina.says("/case")
    amina.shows("timeline-received")
    card = await in_queue(scene)
    await maya.unfolds("staff-action-erase", card)
    await scene.delivered()
    said = words("staff-proposed-erase", by="Maya")
    assert said in bare((await in_queue(scene)).text)
    assert said in bare(cards_in(scene.in_channel)[-1].text)
    assert await maya.presses("staff-action-confirm", card) == words("staff-needs-another")
    assert await noor.presses("staff-action-confirm", card) == words("staff-toast-erased")
    await scene.delivered()
    assert cards_in(scene.in_queue) == cards_in(scene.in_channel) == []
    await amina.taps("button-proof")
    await amina.says("/case")
    amina.shows("case-gone")


async def test_a_case_that_is_kept_longer_tells_its_reporter_the_new_day(
    scene: Scene, amina: Phone, maya: Colleague, noor: Colleague
) -> None:
    await sends(amina, "mailbox")
    card = await in_queue(scene)
    await maya.unfolds("staff-action-extend", card)
    await maya.presses("staff-choice-extend-30", card)
    await scene.delivered()
    await noor.presses("staff-action-confirm", card)
    await scene.passes(days=100)
    await gives(amina, code_in(amina))
    amina.shows("timeline-received")
    await scene.passes(days=21)
    assert cards_in(scene.in_queue) == []


async def test_a_held_case_outlives_its_day_and_says_so_to_its_reporter(
    scene: Scene, amina: Phone, maya: Colleague, noor: Colleague
) -> None:
    await sends(amina, "mailbox")
    card = await in_queue(scene)
    await maya.unfolds("staff-action-legal-hold", card)
    await scene.delivered()
    await noor.presses("staff-action-confirm", card)
    await scene.passes(days=200)
    await gives(amina, code_in(amina))
    amina.shows("case-held")


async def test_a_muted_sender_is_told_and_keeps_everything_else(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await sends(amina, "mailbox")
    code, card = code_in(amina), await in_queue(scene)
    before = bare(card.text)
    await maya.unfolds("staff-action-mute", card)
    told = await maya.presses("staff-choice-mute-7", card)
    assert told.startswith("Muted until")
    assert bare((await in_queue(scene)).text) == before
    await amina.opens()
    await amina.taps("button-report")
    assert "This bot takes no new reports from you before" in amina.text
    assert "999" in amina.text
    assert amina.has("button-who-to-call")
    await gives(amina, code)
    amina.shows("timeline-received")
    await amina.says("/tips")
    assert "takes no new reports" not in amina.text


async def test_a_mute_meets_a_report_that_was_begun_before_it(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await sends(amina, "mailbox")
    await amina.tells_briefly()
    card = await in_queue(scene)
    await maya.unfolds("staff-action-mute", card)
    await maya.presses("staff-choice-mute-1", card)
    await amina.taps("button-send-report")
    assert "takes no new reports" in amina.text
    assert len(cards_in(scene.in_queue)) == 1
    await scene.passes(days=1)
    await amina.taps("button-send-report")
    amina.sees_receipt()


async def test_a_mute_outlives_a_restart_and_everything_that_a_person_can_erase(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await sends(amina, "none")
    card = await in_queue(scene)
    await maya.unfolds("staff-action-mute", card)
    await maya.presses("staff-choice-mute-7", card)
    await scene.restart_bot()
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    assert "Erased, but for one mark." in amina.text
    await amina.says("/report")
    assert "takes no new reports" in amina.text


async def test_a_mute_is_about_one_sender(scene: Scene, amina: Phone, maya: Colleague) -> None:
    await sends(amina, "none")
    card = await in_queue(scene)
    await maya.unfolds("staff-action-mute", card)
    await maya.presses("staff-choice-mute-30", card)
    await scene.phone("Ola").reports()


async def test_after_a_restart_nobody_can_be_muted_any_more(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await sends(amina, "none")
    card = await in_queue(scene)
    await scene.restart_bot()
    await maya.unfolds("staff-action-mute", card)
    told = await maya.presses("staff-choice-mute-7", card)
    assert told == words("staff-mute-unknown")
