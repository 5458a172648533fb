"""Staff and somebody they do not know write to each other, and neither can slip."""

import pytest

from sandbox import Message
from tests.journeys.english import bare, words
from tests.journeys.phone import Phone
from tests.journeys.scene import AMINA, Scene
from tests.journeys.staff import Colleague, buttons_of, cards_in
from tests.journeys.test_chat import speaks_arabic
from tests.journeys.test_coming_back import code_in, gives, released, sends

pytestmark = pytest.mark.asyncio

QUESTION = "Did he wear <b>a badge</b>?"
ANSWER = "Yes, a round one."


async def taken(scene: Scene, maya: Colleague, tom: Colleague) -> Message:
    """Release the newest report, let Tom take it, and return its card in the channel."""
    card = await released(scene, maya)
    await tom.presses("staff-action-claim", card)
    await scene.delivered()
    return cards_in(scene.in_channel)[-1]


async def asks(scene: Scene, tom: Colleague, card: Message, question: str = QUESTION) -> str:
    """Ask the reporter something; return the preview."""
    await tom.begins_letter("staff-action-ask", "staff-choice-ask-own-words", card)
    await tom.writes(question)
    preview = tom.text
    await tom.taps("staff-letter-send")
    await scene.delivered()
    return preview


async def test_a_question_is_asked_read_just_as_previewed_and_answered(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "reply_here")
    card = await taken(scene, maya, tom)
    preview = await asks(scene, tom, card)
    amina.shows("case-news")
    assert QUESTION not in amina.actor.reads()
    await amina.taps("button-open-case")
    letter = amina.text[amina.text.index(words("timeline-letter")) :].splitlines()[:2]
    assert letter[1] == QUESTION
    assert "\n".join(letter) in preview
    await amina.says(ANSWER)
    await amina.taps("button-send-to-staff")
    await scene.delivered()
    (shown,) = cards_in(scene.in_channel)
    assert words("staff-card-additions", count=1) in bare(shown.text)
    assert words("staff-status-in-progress") in shown.text
    await tom.follows("staff-action-read", shown)
    assert ANSWER in tom.text


async def test_a_card_has_its_buttons_again_once_a_choice_is_made(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "reply_here")
    card = await taken(scene, maya, tom)
    before = buttons_of(card)
    await tom.begins_letter("staff-action-answer", "staff-choice-answer-own-words", card)
    assert buttons_of(card) == before


async def test_a_prompt_for_words_loses_its_button_once_they_are_written(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "reply_here")
    card = await taken(scene, maya, tom)
    await tom.begins_letter("staff-action-answer", "staff-choice-answer-own-words", card)
    asked = tom.actor.screen()
    assert asked.buttons
    await tom.writes("We read it.")
    assert not asked.buttons
    assert tom.actor.screen().buttons


async def test_an_open_menu_closes_when_the_reporter_writes(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "reply_here")
    card = await taken(scene, maya, tom)
    await asks(scene, tom, card)
    await tom.presses("staff-action-answer", card)
    assert words("staff-choice-answer-own-words") in buttons_of(card)
    await amina.taps("button-open-case")
    for said in ANSWER, "And a red one.":
        await amina.says(said)
        await amina.taps("button-send-to-staff")
        await scene.delivered()
        assert words("staff-action-read") in buttons_of(card)
        await tom.presses("staff-action-answer", card)


async def test_an_open_menu_closes_when_a_letter_is_sent(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "reply_here")
    card = await taken(scene, maya, tom)
    before = buttons_of(card)
    await tom.begins_letter("staff-action-answer", "staff-choice-answer-own-words", card)
    await tom.writes("We read it.")
    await tom.presses("staff-action-close", card)
    assert buttons_of(card) != before
    await tom.taps("staff-letter-send")
    await scene.delivered()
    assert buttons_of(card) == before


async def test_what_waits_in_a_mailbox_opens_with_the_code_and_nobody_is_told(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "mailbox")
    card = await taken(scene, maya, tom)
    sent_before = [call for call in scene.calls if call.chat_id == AMINA]
    await asks(scene, tom, card)
    assert [call for call in scene.calls if call.chat_id == AMINA] == sent_before
    ola = scene.phone("Ola")
    await ola.opens()
    await gives(ola, code_in(amina))
    assert QUESTION in ola.text
    assert "Tom" not in ola.text


async def test_staff_cannot_tell_a_reader_from_somebody_who_left(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "reply_here")
    card = await taken(scene, maya, tom)
    await asks(scene, tom, card)
    told = tom.text
    await amina.actor.blocks()
    await asks(scene, tom, card)
    assert tom.text == told
    assert scene.log.errors == []


async def test_nothing_is_sent_but_by_the_button_under_the_preview(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "reply_here")
    card = await taken(scene, maya, tom)
    await tom.writes("typed without being asked")
    await maya.actor.says("a remark in the channel", chat=card.chat_id, reply_to=card.id)
    await tom.begins_letter("staff-action-answer", "staff-choice-answer-own-words", card)
    await tom.writes("first words")
    await tom.writes("words under the preview")
    assert words("staff-letter-not-taken") in tom.text
    await tom.taps("staff-letter-change")
    await tom.writes("second words")
    await tom.taps("staff-prompt-cancel")
    await scene.delivered()
    await amina.says("/case")
    amina.shows("timeline-received")
    assert words("timeline-letter") not in amina.text


async def test_a_canned_question_is_read_in_the_language_of_the_report(
    scene: Scene, maya: Colleague, tom: Colleague
) -> None:
    yusuf = scene.phone("Yusuf")
    await yusuf.opens()
    await speaks_arabic(yusuf)
    await sends(yusuf, "reply_here")
    card = await taken(scene, maya, tom)
    await tom.begins_letter("staff-action-ask", "staff-choice-ask-which-day", card)
    assert words("canned-which-day") in tom.text
    assert words("canned-which-day", "ar") in tom.text
    await tom.taps("staff-letter-send")
    await scene.delivered()
    await yusuf.taps("button-open-case")
    yusuf.shows("canned-which-day")


async def test_writing_is_not_offered_where_nobody_can_be_reached(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "none")
    card = await taken(scene, maya, tom)
    assert not [each for each in buttons_of(card) if words("staff-action-ask") in each]


async def test_a_reporter_reached_in_the_chat_is_told_when_the_case_is_closed(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "reply_here")
    card = await taken(scene, maya, tom)
    await tom.picks("staff-action-close", "staff-choice-close-referred", card)
    await scene.delivered()
    amina.shows("case-news")
    await amina.taps("button-open-case")
    amina.shows("timeline-close", choice="referred")
