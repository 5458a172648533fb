"""A case lies open in a chat: what can be written to it, what closes it, and codes typed there."""

import pytest

from tests.journeys.english import words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene
from tests.journeys.staff import Colleague
from tests.journeys.test_coming_back import code_in, gives, released, sends

pytestmark = pytest.mark.asyncio


async def closes(scene: Scene, maya: Colleague, tom: Colleague) -> None:
    """Let staff work on the newest report and be done with it."""
    card = await released(scene, maya)
    await tom.presses("staff-action-claim", card)
    await tom.picks("staff-action-close", "staff-choice-close-advice-given", card)
    await scene.delivered()


async def test_words_for_a_closed_case_are_refused_at_once_and_lead_to_a_new_report(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "mailbox")
    await closes(scene, maya, tom)
    await gives(amina, code_in(amina))
    await amina.says("He is outside my door again.")
    amina.shows("case-takes-no-words")
    assert "999" in words("case-takes-no-words")
    assert amina.has("button-emergency")
    assert not amina.has("button-send-to-staff")
    await amina.taps("button-report")
    assert amina.has("button-start")


async def test_words_for_a_case_that_is_closed_meanwhile_are_told_not_to_be_sent(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "mailbox")
    await gives(amina, code_in(amina))
    await amina.says("He is outside my door again.")
    await closes(scene, maya, tom)
    await amina.taps("button-send-to-staff")
    amina.shows("case-takes-no-words")
    await amina.taps("button-back-to-case")
    amina.shows("timeline-close", choice="advice-given")
    assert "outside my door" not in amina.text


async def test_a_closed_case_says_that_it_takes_no_more_and_where_to_go(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "mailbox")
    await closes(scene, maya, tom)
    await gives(amina, code_in(amina))
    amina.shows("case-is-over")
    await amina.taps("button-report")
    assert amina.has("button-start")
