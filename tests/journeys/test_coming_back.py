"""Somebody comes back to a case: by its code from any account, or in the chat it is tied to."""

import re
import sqlite3
from contextlib import closing

import pytest

from domain.model.code import read_code
from sandbox import Message
from storage import Keys, load_key_file
from tests.journeys.english import bare, words
from tests.journeys.phone import Phone
from tests.journeys.scene import AMINA, Scene
from tests.journeys.staff import Colleague, buttons_of, cards_in, number_of
from tests.journeys.test_time import stored_rows
from tests.storage.thief import stolen

pytestmark = pytest.mark.asyncio

STORY = "He said the word nobody should hear."


async def sends(phone: Phone, contact: str, story: str = STORY) -> None:
    """Send a report with a story and a way of being reached."""
    await phone.begins(short=True)
    await phone.is_safe()
    await phone.answers(story=(story,), what=("threats",), when="unknown", where="Camden")
    await phone.answers(contact=contact, sharing=None)
    await phone.taps("button-send-report")


def keepsake(phone: Phone) -> Message:
    """Return the receipt, which stays in the chat."""
    return next(
        each
        for each in reversed(phone.theirs)
        if any((button.data or "").startswith("unsend:") for row in each.buttons for button in row)
    )


def code_in(phone: Phone) -> str:
    """Return the case code that the chat was given."""
    found = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", bare(keepsake(phone).text))
    assert found, keepsake(phone).text
    return found[0]


async def gives(phone: Phone, code: str) -> Message:
    """Write a code after asking for it."""
    await phone.says("/case")
    return await phone.says(code)


async def released(scene: Scene, maya: Colleague) -> Message:
    """Release the newest report and return its card in the channel."""
    await scene.delivered()
    await maya.presses("staff-action-release", cards_in(scene.in_queue)[-1])
    await scene.delivered()
    return cards_in(scene.in_channel)[-1]


async def test_a_mailbox_gives_a_code_with_a_copy_button(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    code = code_in(amina)
    copy = [each.copy for row in keepsake(amina).buttons for each in row if each.copy]
    assert copy == [code]
    assert read_code(code) is not None
    await scene.delivered()
    assert number_of(scene.in_queue[0]) not in code


async def test_the_code_opens_the_case_from_another_account(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "mailbox")
    card = await released(scene, maya)
    await tom.presses("staff-action-claim", card)
    ola = scene.phone("Ola")
    await ola.opens()
    await gives(ola, code_in(amina).lower().replace("-", " "))
    for line in ("timeline-received", "timeline-release", "timeline-claim"):
        ola.shows(line)
    assert "Tom" not in ola.text


async def test_a_code_in_a_link_opens_the_case(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    ola = scene.phone("Ola")
    await ola.opens(f"c_{code_in(amina)}")
    ola.shows("timeline-received")
    assert code_in(amina) not in ola.actor.reads()


async def test_the_message_with_a_code_is_taken_out_of_the_chat(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    said = await gives(amina, code_in(amina))
    amina.shows("timeline-received")
    assert said.id not in [each.id for each in amina.actor.messages()]


async def test_a_code_is_never_taken_for_a_part_of_a_story(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    code = code_in(amina)
    await amina.begins(short=True)
    await amina.is_safe()
    await scene.restart_bot()
    await amina.says(code)
    amina.shows("timeline-received")
    await amina.opens()
    await amina.taps("button-resume")
    amina.is_asked("story")
    assert not amina.has("button-done")


async def test_wrong_codes_are_told_apart_and_limited(scene: Scene, amina: Phone) -> None:
    await amina.opens()
    await gives(amina, "K7QM-29XD-4TPB-W3HA")
    amina.shows("case-code-slip")
    for number in range(5):
        await amina.says(f"{number:08d}{'0' * 7}{_check(number)}")
        amina.shows("case-code-unknown")
    await amina.says("0" * 16)
    amina.shows("case-code-too-many")
    await sends(scene.phone("Ola"), "mailbox")
    await amina.says(code_in(scene.phone("Ola")))
    amina.shows("case-code-too-many")
    await scene.passes(hours=0.2)
    await gives(amina, code_in(scene.phone("Ola")))
    amina.shows("timeline-received")


def _check(number: int) -> str:
    start = f"{number:08d}{'0' * 7}"
    return next(each for each in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" if read_code(start + each))


async def test_words_for_staff_are_shown_first_and_arrive_on_the_case(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "mailbox")
    card = await released(scene, maya)
    await tom.presses("staff-action-claim", card)
    await gives(amina, code_in(amina))
    await amina.says("It was the red door.")
    amina.shows("case-confirm-words")
    await scene.delivered()
    assert "reporter wrote" not in str([each.text for each in scene.in_channel])
    await amina.taps("button-send-to-staff")
    amina.shows("timeline-reporter-added")
    assert "It was the red door." in amina.text
    await scene.delivered()
    told = words("staff-notice-added", number=number_of(card))
    assert told in [bare(each.text) for each in scene.in_channel]


async def test_what_could_name_somebody_is_pointed_out_and_can_be_hidden(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await sends(amina, "mailbox")
    await released(scene, maya)
    await gives(amina, code_in(amina))
    await amina.says("Write to amina.k@example.org today.")
    assert "amina.k@example.org" not in amina.text
    await amina.taps("button-hide-and-send")
    amina.shows("timeline-reporter-added")
    assert words("clue-hidden-email") in amina.text
    assert "amina.k@" not in amina.text


async def test_words_that_are_not_sent_are_kept_nowhere(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    await gives(amina, code_in(amina))
    await amina.says("Never mind this.")
    await amina.taps("button-do-not-send")
    amina.shows("timeline-received")
    assert "Never mind this." not in amina.text


async def test_away_from_the_case_words_are_not_for_staff(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    await gives(amina, code_in(amina))
    await amina.taps("button-menu")
    await amina.says("Something else happened.")
    amina.shows("forwarded-offer")


async def test_a_report_can_be_taken_back_for_five_minutes(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await sends(amina, "mailbox")
    await scene.delivered()
    assert len(scene.in_queue) == 1
    press = await amina.actor.taps(words("button-take-back"), message=keepsake(amina).id)
    await amina.actor.answer_to(press)
    await scene.delivered()
    amina.shows("taken-back")
    left = await stored_rows(scene)
    assert left["cases"] == left["mailboxes"] == left["outbox"] == left["posts"] == 0
    assert STORY not in str([each.text for each in scene.in_queue])
    assert [each for each in scene.in_queue if STORY in each.text or each.buttons] == []


async def test_what_was_not_shown_yet_is_taken_back_without_a_word_to_staff(
    scene: Scene, amina: Phone
) -> None:
    await scene.program.delivery.stop(1)
    await sends(amina, "none")
    press = await amina.actor.taps(words("button-take-back"), message=keepsake(amina).id)
    await amina.actor.answer_to(press)
    await scene.delivered()
    assert scene.in_queue == []
    await scene.restart_bot()


async def test_after_five_minutes_nothing_is_taken_back(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    await scene.passes(hours=0.1)
    press = await amina.actor.taps(words("button-take-back"), message=keepsake(amina).id)
    answer = await amina.actor.answer_to(press)
    assert bare(answer.text) == words("take-back-too-late")
    assert (await stored_rows(scene))["cases"] == 1


async def test_a_forged_ticket_takes_nothing_back(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    assert await amina.forges("unsend:" + "A" * 48) == words("take-back-too-late")
    assert (await stored_rows(scene))["cases"] == 1


async def test_a_withdrawn_report_is_gone_and_staff_are_told_only_that(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await sends(amina, "mailbox")
    card = await released(scene, maya)
    number, code = number_of(card), code_in(amina)
    await gives(amina, code)
    await amina.taps("button-withdraw")
    await amina.taps("button-withdraw-surely")
    amina.shows("case-withdrawn")
    await scene.delivered()
    (told,) = [bare(each.text) for each in scene.in_channel]
    assert told == words("staff-notice-withdrawn", number=number)
    assert (await stored_rows(scene))["cases"] == 0
    await gives(amina, code)
    amina.shows("case-code-unknown")


async def test_a_proof_of_receipt_is_confirmed_without_opening_the_report(
    scene: Scene, amina: Phone, tom: Colleague
) -> None:
    await sends(amina, "mailbox")
    code = code_in(amina)
    await gives(amina, code)
    await amina.taps("button-proof")
    found = re.search(r"P-[0-9A-Z-]{19}", amina.text)
    assert found
    assert found[0][2:] != code
    await tom.actor.opens()
    await tom.writes(f"/proof {found[0]}")
    assert tom.text == words("staff-proof-real", day=scene.now().date())
    await tom.writes("/proof P-0000-0000-0000-0000")
    assert tom.text == words("staff-proof-unknown")
    ola = scene.phone("Ola")
    await ola.opens()
    await ola.says(f"/proof {found[0]}")
    ola.shows("unknown-command")


async def test_in_the_chat_the_case_opens_without_a_code(scene: Scene, amina: Phone) -> None:
    await sends(amina, "reply_here")
    await amina.says("/case")
    amina.shows("timeline-received")
    ola = scene.phone("Ola")
    await ola.opens()
    await ola.says("/case")
    ola.shows("case-enter-code")


async def test_the_way_to_the_chat_can_be_cut(scene: Scene, amina: Phone) -> None:
    await sends(amina, "reply_here")
    await scene.delivered()
    await amina.says("/case")
    await amina.taps("button-cut")
    await amina.taps("button-cut-surely")
    amina.shows("case-cut-done")
    assert (await stored_rows(scene))["routes"] == 0
    await scene.delivered()
    told = words("staff-notice-cut", number=number_of(scene.in_queue[0]))
    assert told in [bare(each.text) for each in scene.in_queue]
    await amina.says("/case")
    amina.shows("case-enter-code")


async def test_erasing_what_is_held_cuts_every_way_to_the_chat(scene: Scene, amina: Phone) -> None:
    await sends(amina, "reply_here")
    await sends(scene.phone("Ola"), "reply_here")
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    left = await stored_rows(scene)
    assert (left["routes"], left["cases"]) == (1, 2)


async def test_a_way_to_a_chat_ends_on_its_own_day(scene: Scene, amina: Phone) -> None:
    await sends(amina, "reply_here")
    await scene.passes(days=29)
    assert (await stored_rows(scene))["routes"] == 1
    await scene.passes(days=1)
    left = await stored_rows(scene)
    assert (left["routes"], left["cases"]) == (0, 1)


@pytest.mark.parametrize("contact", ["mailbox", "none"])
async def test_no_account_leads_to_a_case_that_keeps_no_way_back(
    scene: Scene, amina: Phone, contact: str
) -> None:
    """A thief with the file and every key tries the account on every value that is stored."""
    await sends(amina, contact)
    await scene.delivered()
    keys = Keys(load_key_file(scene.folder / "tellsafe.key"))
    case = scene.program.store
    (case_id,) = await case.read(
        lambda tx: tx.cases.due_for_deletion(scene.now().date().replace(year=2099), 9)
    )
    tags = {
        keys.reporter_key(AMINA),
        keys.person_tag(keys.chat_behind(keys.way_back(AMINA)), case_id).hex(),
        str(AMINA),
    }
    with closing(sqlite3.connect(scene.program.config.database)) as database:
        tables = ("cases", "mailboxes", "letters", "routes", "posts", "outbox")
        rows = [row for table in tables for row in database.execute(f"SELECT * FROM {table}")]  # noqa: S608  names from above
    cells = {each.hex() if isinstance(each, bytes) else str(each) for row in rows for each in row}
    assert not [cell for cell in cells for tag in tags if tag in cell]
    opened = await case.read(lambda tx: repr(tx.cases.get(case_id)))
    assert not [tag for tag in tags if tag in opened]


async def test_the_code_is_in_no_file_once_the_chat_has_it(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    code = code_in(amina)
    chat = await scene.program.store.read(
        lambda tx: tx.conversations.get(scene.program.services.reporter_key(AMINA))
    )
    assert chat is not None
    assert chat.keepsake is None
    files = stolen(scene.program.config.database)
    for told in (code.encode(), code.replace("-", "").encode()):
        assert told not in files


async def test_a_kill_before_the_code_was_shown_does_not_lose_it(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.answers(story=(STORY,), what=("threats",), when="unknown", where="Camden")
    await amina.answers(contact="mailbox", sharing=None)
    scene.program.showing._call = None  # type: ignore[assignment]  # nothing can be shown any more
    await amina.actor.taps(words("button-send-report"), message=amina.screen.id)
    await scene.sandbox.until(lambda: len(scene.log.errors) > 0)
    scene.log.errors.clear()
    await scene.restart_bot()
    await amina.says("/help")
    code = code_in(amina)
    await gives(amina, code)
    amina.shows("timeline-received")


async def test_hiding_takes_the_code_out_of_the_chat(scene: Scene, amina: Phone) -> None:
    await sends(amina, "mailbox")
    code = code_in(amina)
    await amina.taps("button-hide")
    amina.shows("hide-done")
    assert code not in amina.actor.reads()
    assert buttons_of(amina.screen) == []
