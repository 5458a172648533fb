"""Staff read, mask, release, claim, note and close; wrong hands are refused in words."""

import pytest

from sandbox import Message
from tests.journeys.english import words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene
from tests.journeys.staff import Colleague, buttons_of, cards_in, number_of

pytestmark = pytest.mark.asyncio

SECRET = "Gregor Samsa"


async def tells(phone: Phone, story: str) -> None:
    """Send a report with a story, by the short way."""
    await phone.begins(short=True)
    await phone.is_safe()
    await phone.answers(story=(story,), what=("threats",), when="unknown", where="Camden")
    await phone.answers(contact=None, sharing=None)
    await phone.sends()


async def new_card(scene: Scene, phone: Phone, story: str = "It happened at noon.") -> Message:
    """Send a report and return its card in the queue."""
    await tells(phone, story)
    await scene.delivered()
    return cards_in(scene.in_queue)[-1]


async def released(
    scene: Scene, phone: Phone, maya: Colleague, story: str = "It happened at noon."
) -> Message:
    """Send a report, release it, and return its card in the channel."""
    card = await new_card(scene, phone, story)
    await maya.presses("staff-action-release", card)
    await scene.delivered()
    return cards_in(scene.in_channel)[-1]


def bytes_sent_to(scene: Scene, chat: int) -> str:
    """Return everything the bot ever asked Telegram to show in a chat."""
    return "\n".join(str(call.parameters) for call in scene.calls if call.chat_id == chat)


async def test_a_released_report_goes_to_the_team_with_its_words(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await new_card(scene, amina)
    assert scene.in_channel == []
    assert await maya.presses("staff-action-release", card) == words("staff-toast-release")
    await scene.delivered()
    (shown,) = scene.in_channel
    assert number_of(shown) == number_of(card)
    assert "It happened at noon." in shown.text
    assert words("staff-status-accepted") in scene.in_queue[0].text
    assert words("staff-action-release") not in buttons_of(scene.in_queue[0])


async def test_cards_can_be_neither_forwarded_nor_saved(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await released(scene, amina, maya)
    assert all(each.protected for each in (*scene.in_queue, *scene.in_channel))


async def test_a_masked_word_is_in_no_byte_sent_to_the_team(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await new_card(scene, amina, f"It was {SECRET}. I know {SECRET.upper()} well.")
    await maya.follows("staff-action-mask", card)
    await maya.writes(SECRET.lower())
    assert "█" in maya.text
    assert SECRET not in maya.text.replace(words("staff-mask-list-line", words=SECRET.lower()), "")
    await maya.taps("staff-mask-done")
    await maya.presses("staff-action-release", card)
    await scene.delivered()
    (shown,) = scene.in_channel
    assert "█" * len(SECRET) in shown.text
    await tom.presses("staff-action-claim", shown)
    await tom.follows("staff-action-history", shown)
    await scene.delivered()
    everywhere = bytes_sent_to(scene, scene.place.channel) + bytes_sent_to(scene, tom.actor.id)
    assert SECRET.casefold() not in everywhere.casefold()
    assert "samsa" not in everywhere.casefold()


async def test_a_mask_can_be_undone_until_the_release(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await new_card(scene, amina, f"It was {SECRET}.")
    await maya.follows("staff-action-mask", card)
    await maya.writes("no such words")
    assert maya.text.startswith(words("staff-mask-not-found"))
    await maya.writes(SECRET)
    assert f"It was {SECRET}." not in maya.text
    await maya.taps_words(words("staff-mask-undo", words=SECRET))
    assert f"It was {SECRET}." in maya.text
    await maya.taps("staff-mask-done")
    await maya.presses("staff-action-release", card)
    await scene.delivered()
    assert SECRET in scene.in_channel[0].text


async def test_nothing_can_be_masked_after_the_release(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await new_card(scene, amina, f"It was {SECRET}.")
    await maya.follows("staff-action-mask", card)
    await maya.presses("staff-action-release", card)
    await maya.writes(SECRET)
    status = words("staff-status-accepted")
    assert words("staff-not-possible-now", status=status) in maya.text
    await scene.delivered()
    assert SECRET in scene.in_channel[0].text


async def test_a_declined_report_keeps_its_reason_and_never_reaches_the_team(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await new_card(scene, amina)
    await maya.presses("staff-action-decline", card)
    await maya.presses("staff-choice-decline-spam", card)
    await scene.delivered()
    assert words("staff-choice-decline-spam") in card.text
    assert words("staff-status-declined") in card.text
    assert scene.in_channel == []
    await maya.presses("staff-action-take-back", card)
    await scene.delivered()
    assert words("staff-action-release") in buttons_of(card)


async def test_a_duplicate_names_the_case_it_repeats(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    first = await new_card(scene, amina)
    second = await new_card(scene, scene.phone("Ola"))
    await maya.presses("staff-action-decline", second)
    await maya.follows("staff-choice-decline-duplicate", second)
    await maya.writes("ZZZ-ZZ")
    assert words("staff-duplicate-unknown", number="ZZZ-ZZ") in maya.text
    await maya.writes(number_of(second))
    assert words("staff-duplicate-same") in maya.text
    await maya.writes(number_of(first).lower().replace("-", " "))
    await scene.delivered()
    assert words("staff-choice-decline-duplicate") in second.text
    assert number_of(first) in second.text


async def test_a_choice_can_be_left_again(scene: Scene, amina: Phone, maya: Colleague) -> None:
    card = await new_card(scene, amina)
    before = buttons_of(card)
    await maya.presses("staff-action-decline", card)
    assert buttons_of(card) != before
    await maya.presses("staff-action-back", card)
    assert buttons_of(card) == before


async def test_a_case_is_claimed_worked_on_and_closed(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    assert await tom.presses("staff-action-claim", card) == words("staff-toast-claim")
    await scene.delivered()
    assert words("staff-card-owner", owner="Tom") in card.text
    await tom.presses("staff-action-status", card)
    await tom.presses("staff-choice-status-waiting-for-reporter", card)
    await scene.delivered()
    assert words("staff-status-waiting-for-reporter") in card.text
    await tom.presses("staff-action-close", card)
    await tom.presses("staff-choice-close-referred", card)
    await scene.delivered()
    assert words("staff-choice-close-referred") in card.text
    assert words("staff-status-closed") in scene.in_queue[0].text


async def test_a_closed_case_can_be_opened_again_by_anybody_of_the_team(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    for key in "action-claim", "action-close", "choice-close-recorded":
        await tom.presses(f"staff-{key}", card)
        await scene.delivered()
    await scene.colleague("Priya").presses("staff-action-reopen", card)
    await scene.delivered()
    assert words("staff-card-no-owner") in card.text
    assert words("staff-action-claim") in buttons_of(card)


async def test_the_second_of_two_claims_is_refused_and_told_who_was_quicker(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    priya = scene.colleague("Priya")
    claim = words("staff-action-claim")
    presses = [
        await each.actor.taps(claim, chat=card.chat_id, message=card.id) for each in (tom, priya)
    ]
    toms, priyas = [
        await each.actor.answer_to(press) for each, press in zip((tom, priya), presses, strict=True)
    ]
    await scene.delivered()
    told = {toms.text, priyas.text}
    assert words("staff-toast-claim") in told
    owner = "Tom" if toms.text == words("staff-toast-claim") else "Priya"
    assert words("staff-card-changed", by=owner) in told
    assert words("staff-card-owner", owner=owner) in card.text


async def test_only_who_has_a_case_gives_it_back(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    await tom.presses("staff-action-claim", card)
    await scene.delivered()
    priya = scene.colleague("Priya")
    told = await priya.presses("staff-action-give-back", card)
    assert told == words("staff-not-allowed-owner", owner="Tom")
    assert await tom.presses("staff-action-give-back", card) == words("staff-toast-give-back")
    await scene.delivered()
    assert await priya.presses("staff-action-claim", card) == words("staff-toast-claim")


async def test_whoever_has_no_role_is_refused_in_words(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    sam = scene.colleague("Sam")
    needed = words("staff-not-allowed", role="case-worker")
    assert await sam.presses("staff-action-claim", card) == needed
    release = f"c:{case_of(card)}:2:release"
    assert await sam.forges(release, card) == needed
    assert await tom.forges(release, card) != words("staff-toast-release")
    await scene.delivered()
    assert words("staff-card-no-owner") in card.text


async def test_a_case_worker_cannot_release(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    shown = await released(scene, amina, maya)
    waiting = await new_card(scene, scene.phone("Ola"))
    told = await tom.forges(f"c:{case_of(waiting)}:1:release", shown)
    assert told == words("staff-not-allowed", role="moderator")
    await scene.delivered()
    assert len(scene.in_channel) == 1


async def test_a_reporter_cannot_press_a_button_of_staff(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await new_card(scene, amina)
    case = case_of(card)
    for data in f"c:{case}:1:release", f"spage:read:{case}:0", f"smask:{case}:0":
        await amina.forges(data)
        assert "It happened at noon." not in amina.text
    await amina.opens(f"s_read_{case}")
    assert "It happened at noon." not in amina.text
    await scene.delivered()
    assert words("staff-status-received") in card.text


async def test_a_note_stays_among_staff(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    await tom.presses("staff-action-claim", card)
    await scene.delivered()
    await tom.follows("staff-action-note", card)
    await tom.writes("Ring the <b>council</b>")
    number = number_of(card)
    assert words("staff-note-added", number=number, words="Ring the <b>council</b>") in tom.text
    await scene.delivered()
    assert words("staff-card-notes", count=1) in card.text
    assert "council" not in bytes_sent_to(scene, scene.place.channel)
    assert "council" not in bytes_sent_to(scene, amina.actor.id)
    await scene.colleague("Priya").follows("staff-action-history", card)
    assert "Ring the <b>council</b>" in scene.colleague("Priya").text


async def test_a_note_of_somebody_else_leaves_an_open_menu_open(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    await tom.presses("staff-action-claim", card)
    await scene.delivered()
    await scene.colleague("Priya").follows("staff-action-note", card)
    await tom.presses("staff-action-close", card)
    menu = buttons_of(card)
    await scene.colleague("Priya").writes("Ring the council")
    await scene.delivered()
    assert words("staff-card-notes", count=1) in card.text
    assert buttons_of(card) == menu
    await tom.presses("staff-action-back", card)
    assert words("staff-action-history") in buttons_of(card)


async def test_a_menu_that_was_left_closes_when_the_case_moves_on(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    await tom.presses("staff-action-claim", card)
    await scene.delivered()
    data = [each.data or "" for row in card.buttons for each in row]
    await tom.presses("staff-action-close", card)
    await tom.forges(next(each for each in data if "give_back" in each), card)
    await scene.delivered()
    assert words("staff-action-claim") in " ".join(buttons_of(card))


async def test_a_note_can_be_left_unwritten(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    await tom.follows("staff-action-note", card)
    await tom.taps("staff-prompt-cancel")
    assert words("staff-prompt-cancelled") in tom.text
    await scene.delivered()
    assert words("staff-card-notes", count=1) not in card.text


async def test_a_prompt_for_staff_is_over_after_an_hour(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya)
    await tom.follows("staff-action-note", card)
    scene.sandbox.clock.advance(3700)
    await tom.writes("Too late")
    assert words("staff-prompt-expired") in tom.text
    assert words("staff-card-notes", count=1) not in card.text


async def test_staff_can_report_like_anybody_else(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    phone = scene.phone("Tom")
    await phone.reports()
    await scene.delivered()
    assert len(scene.in_queue) == 1
    assert "Tom" not in scene.in_queue[0].text


async def test_talk_among_staff_is_let_be(scene: Scene, maya: Colleague) -> None:
    await maya.actor.says("Good morning", chat=scene.place.queue)
    await maya.actor.says("/help", chat=scene.place.queue)
    await scene.quiet()
    (answer,) = [each for each in scene.in_queue if each.from_bot]
    assert answer.text == words("staff-help")


def case_of(card: Message) -> str:
    """Read the case's id from the buttons of its card."""
    data = card.buttons[0][0].data
    assert data is not None
    return data.split(":")[1]
