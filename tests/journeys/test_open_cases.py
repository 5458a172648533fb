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


async def test_an_open_case_offers_to_give_another_code(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    ola = scene.phone("Ola")
    await sends(ola, "mailbox")
    await gives(ola, code_in(amina))
    await ola.says("/case")
    ola.shows("timeline-received")
    await ola.taps("button-another-code")
    ola.shows("case-enter-code")
    await ola.says("no code at all")
    ola.shows("case-code-slip")
    await ola.says("/case")
    ola.shows("case-enter-code")
    await ola.says(code_in(ola))
    ola.shows("timeline-received")


@pytest.mark.parametrize("way", ["button", "command"])
async def test_the_first_screen_closes_the_case(scene: Scene, amina: Phone, way: str) -> None:
    await sends(amina, "mailbox")
    await gives(amina, code_in(amina))
    if way == "button":
        await amina.taps("button-menu")
    else:
        await amina.says("/start")
    await amina.taps("button-case")
    amina.shows("case-enter-code")


async def test_an_open_case_says_how_long_it_stays_open_and_what_closes_it(
    scene: Scene, amina: Phone
) -> None:
    await sends(amina, "mailbox")
    await gives(amina, code_in(amina))
    amina.shows("case-stays-open", minutes=30)
    await scene.passes(hours=0.49)
    await amina.says("/case")
    amina.shows("case-stays-open", minutes=30)
    await scene.passes(hours=0.51)
    await amina.says("/case")
    amina.shows("case-enter-code")
    await gives(amina, code_in(amina))
    code = code_in(amina)
    await amina.taps("button-hide")
    await amina.says("/case")
    amina.shows("case-enter-code")
    assert code not in amina.actor.reads()


@pytest.mark.parametrize("there", [True, False], ids=["at a case", "without a report"])
@pytest.mark.parametrize("spaced", ["-", " ", ""], ids=["dashes", "spaces", "none"])
async def test_a_mistyped_code_is_taken_out_of_the_chat_and_never_offered(
    scene: Scene, amina: Phone, spaced: str, *, there: bool
) -> None:
    await sends(amina, "mailbox")
    if there:
        await gives(amina, code_in(amina))
    said = await amina.says("k7qm-29xd-4tpb-w3ha".replace("-", spaced))
    amina.shows("case-code-slip")
    assert said.id not in [each.id for each in amina.actor.messages()]
    await amina.says(code_in(amina))
    amina.shows("timeline-received")


async def test_after_a_slip_the_open_case_can_be_shown_again_and_written_to(
    scene: Scene, amina: Phone
) -> None:
    await sends(amina, "mailbox")
    await gives(amina, code_in(amina))
    await amina.says("K7QM-29XD-4TPB-W3HA")
    await amina.taps("button-back-to-case")
    amina.shows("timeline-received")
    await amina.says("It was the red door.")
    amina.shows("case-confirm-words")
