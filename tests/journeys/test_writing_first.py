"""Somebody begins by writing, before any report is there: what the bot offers and what goes in."""

import pytest

from tests.journeys.belongings import a_photo
from tests.journeys.english import words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene
from tests.journeys.test_coming_back import code_in, gives, sends

pytestmark = pytest.mark.asyncio

WROTE = ("He hit me in the face", "on the 253 bus", "please help")


async def writes_first(phone: Phone) -> None:
    """Write several messages without starting a report."""
    for each in WROTE:
        await phone.says(each)


async def goes_to_the_review(phone: Phone) -> None:
    """Answer what is left of a report that was started with words."""
    await phone.is_safe()
    await phone.answers(what=("threats",), when="unknown", where="Hackney")
    await phone.answers(contact=None, sharing=None)
    phone.shows("review-title")


async def test_every_message_written_before_a_report_goes_into_it(
    scene: Scene, amina: Phone
) -> None:
    await writes_first(amina)
    amina.shows("forwarded-offer-several", count=3)
    await amina.taps("button-report-with-this")
    await goes_to_the_review(amina)
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    told = [card.text.find(each) for each in WROTE]
    assert -1 not in told
    assert told == sorted(told)


async def test_words_that_were_not_wanted_are_not_offered_again(amina: Phone) -> None:
    await writes_first(amina)
    await amina.taps("button-not-now")
    assert amina.has("button-report")
    await amina.says("something else")
    amina.shows("forwarded-offer")


async def test_after_a_restart_only_the_quoted_message_is_left_and_that_is_said(
    scene: Scene, amina: Phone
) -> None:
    await writes_first(amina)
    await scene.restart_bot()
    await amina.taps("button-report-with-this")
    amina.shows("offered-words-lost")
    await goes_to_the_review(amina)
    assert WROTE[2] in amina.text
    assert WROTE[0] not in amina.text


async def test_words_written_long_ago_are_no_part_of_a_new_offer(
    scene: Scene, amina: Phone
) -> None:
    await amina.says(WROTE[0])
    await scene.passes(hours=1)
    await amina.says(WROTE[1])
    amina.shows("forwarded-offer")


async def test_a_hidden_chat_forgets_the_words_it_was_asked_about(amina: Phone) -> None:
    await amina.says(WROTE[0])
    await amina.taps("button-hide")
    await amina.says(WROTE[1])
    amina.shows("forwarded-offer")


async def test_several_forwarded_messages_go_into_a_report_under_way(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    for each in "You are next", "We know where you live":
        await amina.does(amina.actor.forwards(each, "Somebody Else"))
    amina.shows("forwarded-offer-in-report-several", count=2)
    await amina.taps("button-add-to-report")
    amina.is_asked("role")
    await amina.answers(role=None, what=("threats",), why=None, when="unknown")
    await amina.answers(where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    assert "You are next" in amina.text
    assert "We know where you live" in amina.text


async def sees_the_card_and_comes_back(phone: Phone) -> None:
    """Look at the emergency card and say that one is safe."""
    await phone.taps("button-emergency")
    phone.shows("emergency-card")
    await phone.taps("button-safe-continue")


async def test_whoever_begins_by_writing_reads_first_whom_to_call(amina: Phone) -> None:
    await amina.says("help me he is here with a knife")
    assert amina.text.startswith(words("offer-in-danger"))
    assert "999" in words("offer-in-danger")


async def test_the_emergency_card_is_one_tap_away_from_words_that_wait_and_leads_back(
    amina: Phone,
) -> None:
    await writes_first(amina)
    await sees_the_card_and_comes_back(amina)
    amina.shows("forwarded-offer-several", count=3)
    await amina.taps("button-report-with-this")
    await goes_to_the_review(amina)
    for each in WROTE:
        assert each in amina.text


async def test_the_emergency_card_is_one_tap_away_from_a_file_that_waits_and_leads_back(
    amina: Phone,
) -> None:
    await amina.does(amina.actor.sends_file("photo", a_photo()))
    await sees_the_card_and_comes_back(amina)
    amina.shows("evidence-offer", count=1)


async def test_the_emergency_card_is_one_tap_away_at_a_case_and_leads_back(
    scene: Scene, amina: Phone
) -> None:
    await sends(amina, "mailbox")
    await gives(amina, code_in(amina))
    await sees_the_card_and_comes_back(amina)
    amina.shows("timeline-received")
    await amina.does(amina.actor.sends_file("photo", a_photo()))
    await sees_the_card_and_comes_back(amina)
    amina.shows("case-offer-files", count=1)
    await amina.taps("button-do-not-take")
    await amina.says("He is outside again.")
    await sees_the_card_and_comes_back(amina)
    amina.shows("case-confirm-words")
    await amina.taps("button-send-to-staff")
    amina.shows("timeline-reporter-added")
    assert "He is outside again." in amina.text


async def test_the_words_are_quoted_by_the_question_about_them_and_by_no_later_screen(
    amina: Phone,
) -> None:
    await writes_first(amina)
    assert quoted(amina) == WROTE[-1]
    await sees_the_card_and_comes_back(amina)
    assert quoted(amina) == WROTE[-1]
    await amina.taps("button-report-with-this")
    assert quoted(amina) == ""
    assert len(amina.theirs) == 1
    await goes_to_the_review(amina)
    await amina.sends()
    assert quoted(amina) == ""


async def test_words_that_are_not_wanted_are_quoted_by_no_later_screen(amina: Phone) -> None:
    await writes_first(amina)
    await amina.taps("button-not-now")
    assert quoted(amina) == ""
    assert len(amina.theirs) == 1


@pytest.mark.parametrize("choice", ["button-send-to-staff", "button-do-not-send"])
async def test_words_for_a_case_are_quoted_by_the_question_about_them_only(
    amina: Phone, choice: str
) -> None:
    await sends(amina, "mailbox")
    await gives(amina, code_in(amina))
    await amina.says("It was the red door.")
    assert quoted(amina) == "It was the red door."
    await sees_the_card_and_comes_back(amina)
    await amina.taps(choice)
    amina.shows("timeline-received")
    assert quoted(amina) == ""


def quoted(phone: Phone) -> str:
    """Return the words that the screen quotes, because it answers them."""
    answered = phone.screen.reply_to
    return answered.text if answered else ""


async def test_a_second_tap_does_not_put_the_words_in_twice(scene: Scene, amina: Phone) -> None:
    await amina.says(WROTE[0])
    screen, data = amina.screen.id, amina.data(words("button-report-with-this"))
    for _ in range(2):
        await amina.actor.taps_data(data, screen)
    await scene.quiet()
    await goes_to_the_review(amina)
    assert amina.text.count(WROTE[0]) == 1


async def test_erasing_what_is_held_forgets_the_words_too(amina: Phone) -> None:
    await amina.says(WROTE[0])
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    await amina.says(WROTE[1])
    amina.shows("forwarded-offer")
