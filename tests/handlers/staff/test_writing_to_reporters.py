"""Writing to a reporter: a button, a text, a preview, and nothing sent by anything but Send."""

from dataclasses import replace

import pytest
import pytest_asyncio

from domain.model.case import Case, Status
from domain.model.contact import Contact, Letter
from domain.model.desk import Desk
from domain.model.ids import Language
from domain.model.outgoing import Spot
from domain.ports import Transaction
from domain.usecases.casework import case_for_staff, desk_of
from handlers.context import Services
from handlers.letter_view import letter_html
from handlers.staff.card import card
from tests.builders import NOW, a_case
from tests.handlers.staff.private import opens, presses, says, screen
from tests.handlers.staff.setting import KEYS, MAYA, TOM, Hands
from texts.catalogue import Catalogue

pytestmark = pytest.mark.asyncio

TEXTS = Catalogue.load()
ME = 5_550_000_501
CASE = replace(
    a_case(status=Status.IN_PROGRESS),
    owner=TOM.id,
    owner_name=TOM.name,
    contact=Contact.REPLY_HERE,
)
ASK = f"s_ask_{CASE.id}_own_words"
WORDS = "Can we <call> you?"


@pytest_asyncio.fixture
async def used(used: Services) -> Services:
    await used.store.write(put, CASE)
    return used


def put(tx: Transaction, case: Case) -> None:
    tx.cases.add(case)


def change(tx: Transaction, case: Case) -> None:
    tx.cases.put(case)


def letters_of(tx: Transaction) -> tuple[Letter, ...]:
    return tx.letters.read(CASE.id, KEYS.way_back(ME))


async def sent(used: Services) -> list[str]:
    return [each.words for each in await used.store.read(letters_of)]


async def desk(used: Services) -> Desk | None:
    return await used.store.read(desk_of, TOM.id)


async def test_the_preview_shows_the_letter_just_as_its_reporter_will_read_it(
    used: Services,
) -> None:
    await opens(used, ASK, TOM)
    shown = screen(await says(used, WORDS, TOM))
    theirs = letter_html(used, Language("en"), WORDS, NOW.date())
    assert theirs in shown.text
    assert "Not sent yet" in shown.text
    assert await sent(used) == []


async def test_only_the_button_under_the_preview_sends(used: Services) -> None:
    await opens(used, ASK, TOM)
    shown = screen(await says(used, WORDS, TOM))
    told = screen(await presses(used, shown, "Send to reporter", TOM))
    assert await sent(used) == [WORDS]
    assert "wait for the reporter" in told.text
    assert WORDS not in told.text
    assert told.rows == ()
    assert (await used.store.read(case_for_staff, CASE.id)).history[-1].by == TOM.id


@pytest.mark.parametrize("contact", [Contact.REPLY_HERE, Contact.MAILBOX])
async def test_staff_are_told_the_same_whichever_way_their_words_wait(
    used: Services, contact: Contact
) -> None:
    await used.store.write(change, replace(CASE, contact=contact))
    await opens(used, ASK, TOM)
    shown = screen(await says(used, WORDS, TOM))
    told = screen(await presses(used, shown, "Send to reporter", TOM))
    assert told.text == TEXTS.say(Language("en"), "staff-letter-sent", number=CASE.number)


async def test_words_typed_under_a_preview_are_not_taken(used: Services) -> None:
    await opens(used, ASK, TOM)
    await says(used, WORDS, TOM)
    shown = screen(await says(used, "lunch?", TOM, update=3))
    assert "was not taken" in shown.text
    assert "lunch" not in shown.text
    await presses(used, shown, "Send to reporter", TOM, update=4)
    assert await sent(used) == [WORDS]


async def test_words_typed_without_the_prompt_go_nowhere(used: Services) -> None:
    assert await says(used, WORDS, TOM) is None
    assert await sent(used) == []


async def test_words_can_be_changed_before_they_are_sent(used: Services) -> None:
    await opens(used, ASK, TOM)
    first = screen(await says(used, WORDS, TOM))
    asked = screen(await presses(used, first, "Change", TOM))
    assert "Write your question" in asked.text
    shown = screen(await says(used, "better", TOM, update=4))
    stale = await presses(used, first, "Send to reporter", TOM, update=5)
    assert stale.toast.startswith("Nothing was sent")
    await presses(used, shown, "Send to reporter", TOM, update=6)
    assert await sent(used) == ["better"]


async def test_a_cancelled_letter_is_gone_from_the_desk(used: Services) -> None:
    await opens(used, ASK, TOM)
    shown = screen(await says(used, WORDS, TOM))
    await presses(used, shown, "Cancel", TOM)
    assert await desk(used) is None
    stale = await presses(used, shown, "Send to reporter", TOM, update=4)
    assert stale.toast.startswith("Nothing was sent")
    assert await sent(used) == []


async def test_nobody_else_can_send_what_a_colleague_wrote(used: Services) -> None:
    await opens(used, ASK, TOM)
    shown = screen(await says(used, WORDS, TOM))
    await presses(used, shown, "Send to reporter", MAYA)
    assert await sent(used) == []


async def test_a_letter_left_too_long_says_so(used: Services, hands: Hands) -> None:
    await opens(used, ASK, TOM)
    shown = screen(await says(used, WORDS, TOM))
    hands.now = NOW.replace(hour=22)
    stale = await presses(used, shown, "Send to reporter", TOM)
    assert stale.toast.startswith("Nothing was sent")


async def test_a_letter_for_a_closed_case_is_refused_in_words(used: Services) -> None:
    await opens(used, ASK, TOM)
    shown = screen(await says(used, WORDS, TOM))
    await used.store.write(change, replace(CASE, status=Status.CLOSED))
    refused = await presses(used, shown, "Send to reporter", TOM)
    assert "closed" in refused.toast
    assert await sent(used) == []


async def test_a_letter_for_somebody_out_of_reach_is_refused_in_words(used: Services) -> None:
    await opens(used, ASK, TOM)
    shown = screen(await says(used, WORDS, TOM))
    await used.store.write(change, CASE.without_way_back())
    refused = await presses(used, shown, "Send to reporter", TOM)
    assert "cannot be reached" in refused.toast


async def test_a_letter_that_is_too_long_can_be_written_again(used: Services) -> None:
    await opens(used, ASK, TOM)
    assert "3,000" in screen(await says(used, "x" * 3001, TOM)).text
    assert "Not sent yet" in screen(await says(used, WORDS, TOM, update=3)).text


async def test_a_canned_text_is_shown_in_both_languages_and_sent_in_the_reporters(
    used: Services,
) -> None:
    report = replace(CASE.report, language=Language("ar"))
    await used.store.write(change, replace(CASE, report=report))
    shown = await opens(used, f"s_ask_{CASE.id}_still_in_danger", TOM)
    arabic = TEXTS.plain(Language("ar"), "canned-still-in-danger")
    assert arabic in shown.text
    assert TEXTS.plain(Language("en"), "canned-still-in-danger") in shown.text
    await presses(used, shown, "Send to reporter", TOM)
    assert await sent(used) == [arabic]


async def test_own_words_are_shown_once_whatever_the_reporters_language(used: Services) -> None:
    report = replace(CASE.report, language=Language("ar"))
    await used.store.write(change, replace(CASE, report=report))
    await opens(used, ASK, TOM)
    shown = screen(await says(used, "Hello", TOM))
    assert shown.text.count("Hello") == 1
    assert TEXTS.plain(Language("ar"), "timeline-letter") in shown.text


async def test_the_card_offers_writing_only_where_somebody_can_be_reached(used: Services) -> None:
    def offers(case: Case) -> set[str]:
        return {each.words for row in card(used, case, Spot.STAFF).rows for each in row}

    assert {"Ask the reporter ▾", "Answer the reporter ▾"} <= offers(CASE)
    assert not {"Ask the reporter ▾"} & offers(CASE.without_way_back())
