"""People send what is no text: pins, pictures, stickers, contacts, and words of others."""

from collections.abc import Awaitable, Callable

import pytest

from domain.model.answers import Grid
from domain.model.place import CELL_METRES, rounded
from sandbox import Actor, Message
from tests.journeys.english import option, words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene
from tests.journeys.test_typing import comes_to

pytestmark = pytest.mark.asyncio

HERE = 51.54321, -0.05678
"""A very exact spot."""

Deed = Callable[[Actor], Awaitable[Message]]

UNTAKEN: dict[str, Deed] = {
    "sticker": lambda actor: actor.sends_sticker(),
    "contact": lambda actor: actor.sends_contact(),
    "venue": lambda actor: actor.sends_venue("Old Cinema", "1 High Street"),
    "location": lambda actor: actor.sends_location(*HERE),
    "poll": lambda actor: actor.sends_poll("Who was it?"),
    "story": lambda actor: actor.sends_story(),
    "paid-media": lambda actor: actor.sends_paid_media(),
    "checklist": lambda actor: actor.sends_checklist("To do"),
    "dice": lambda actor: actor.sends_dice(),
}
"""What cannot be taken, by the key of the words that answer it."""

TAKEN_OUT = ("contact", "venue", "location")
"""What tells who or where somebody is, and so is deleted from the chat."""


@pytest.mark.parametrize("kind", UNTAKEN)
async def test_what_cannot_be_taken_is_answered_in_words_and_the_draft_stays(
    amina: Phone, kind: str
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    await amina.toggles("what", "threats")
    sent = await UNTAKEN[kind](amina.actor)
    await amina.does(amina.actor.reacts(sent.id, "👍"))
    amina.shows(f"unsupported-{kind}")
    amina.is_asked("what")
    assert amina.ticked == [option("what", "threats")]
    assert sent.deleted is (kind in TAKEN_OUT)


@pytest.mark.parametrize("kind", UNTAKEN)
async def test_what_cannot_be_taken_is_answered_in_words_without_a_report_too(
    amina: Phone, kind: str
) -> None:
    await amina.opens()
    await amina.does(UNTAKEN[kind](amina.actor))
    amina.shows(f"unsupported-{kind}")
    assert amina.has("button-report") or amina.has("button-hide")


@pytest.mark.parametrize("grid", Grid)
async def test_a_pin_is_kept_as_rough_as_the_person_says_and_its_message_goes(
    scene: Scene, amina: Phone, grid: Grid
) -> None:
    await comes_to(amina, "where")
    sent = await amina.actor.sends_location(*HERE)
    await scene.quiet()
    assert sent.deleted
    amina.shows("where-pin-grid-prompt")
    await amina.taps(f"grid-{grid.value}", metres=CELL_METRES[grid])
    await amina.taps("button-check-and-send")
    await amina.sends()
    await scene.delivered()
    latitude, longitude = rounded(*rounded(*HERE, Grid.STREET), grid)
    (card,) = scene.in_queue
    place = {"latitude": f"{latitude:.4f}", "longitude": f"{longitude:.4f}"}
    assert words("answer-where-pin", metres=CELL_METRES[grid], **place) in card.text
    assert abs(latitude - HERE[0]) <= 0.05
    assert "51.5432" not in card.text


async def test_a_pin_can_be_taken_back_by_typing_a_place(amina: Phone) -> None:
    await comes_to(amina, "where")
    await amina.does(amina.actor.sends_location(*HERE))
    await amina.says("near the park")
    await amina.taps("button-check-and-send")
    amina.shows("answer-where-words", words="near the park")


async def test_a_live_pin_is_refused_and_its_message_goes(scene: Scene, amina: Phone) -> None:
    await comes_to(amina, "where")
    sent = await amina.actor.sends_location(*HERE, live=True)
    await scene.quiet()
    assert sent.deleted
    amina.shows("where-live-refused")
    amina.is_asked("where")


async def test_forwarded_words_offer_a_report_and_go_into_its_story(
    scene: Scene, amina: Phone
) -> None:
    await amina.opens()
    await amina.does(amina.actor.forwards("We know where you live", "Somebody Else"))
    amina.shows("forwarded-offer")
    await amina.taps("button-report-with-this")
    await amina.is_safe()
    await amina.answers(
        what=("threats",), when="unknown", where="Hackney", contact=None, sharing=None
    )
    amina.shows("review-title")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert "We know where you live" in card.text
    assert "Somebody Else" not in card.text


async def test_plain_words_without_a_report_offer_one_too(amina: Phone) -> None:
    await amina.says("Somebody spat at me on the bus")
    amina.shows("forwarded-offer")
    await amina.taps("button-not-now")
    assert amina.has("button-report")


async def test_forwarded_words_in_a_report_are_added_to_its_story_without_losing_the_place(
    scene: Scene, amina: Phone
) -> None:
    await comes_to(amina, "when")
    await amina.does(amina.actor.forwards("You are next", "Somebody Else"))
    amina.shows("forwarded-offer-in-report")
    await amina.taps("button-add-to-report")
    amina.is_asked("when")
    await amina.answers(when="unknown", where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    assert "You are next" in amina.text


@pytest.mark.parametrize("at", ["start", "story", "when"])
async def test_staff_learn_that_words_were_forwarded_and_not_from_whom(
    scene: Scene, amina: Phone, at: str
) -> None:
    forward = amina.actor.forwards("You are next", "Somebody Else")
    if at == "when":
        await comes_to(amina, at)
        await amina.does(forward)
        await amina.taps("button-add-to-report")
        await amina.answers(when="unknown", where_kind=None, where="Hackney")
        await amina.taps("button-check-and-send")
    else:
        await begins_with(amina, forward, at)
        await amina.answers(what=("threats",), when="unknown", where="Hackney")
        await amina.answers(contact=None, sharing=None)
    await amina.taps("button-what-staff-see")
    preview = amina.text
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    for told in preview, card.text:
        assert words("staff-card-words-forwarded") in told
        assert "Somebody Else" not in told


async def begins_with(phone: Phone, forward: Awaitable[Message], at: str) -> None:
    """Begin a short report with words of somebody else: before it, or as its story."""
    if at == "start":
        await phone.does(forward)
        await phone.taps("button-report-with-this")
        await phone.is_safe()
        return
    await phone.begins(short=True)
    await phone.is_safe()
    phone.is_asked(at)
    await phone.does(forward)
    await phone.taps("button-done")


async def test_of_words_that_nobody_forwarded_staff_are_told_nothing_of_the_kind(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.answers(story=("He shouted.",), what=("threats",), when="unknown", where="Camden")
    await amina.answers(contact=None, sharing=None)
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert words("staff-card-own-words-below") in card.text
    assert words("staff-card-words-forwarded") not in card.text


async def test_a_command_nobody_knows_keeps_the_place(amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.says("/dance")
    amina.shows("unknown-command")
    amina.is_asked("when")
