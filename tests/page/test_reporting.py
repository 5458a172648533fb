"""Somebody meets the bot on the phone of the page, and reports."""

import pytest
from playwright.async_api import Page, expect

from tests.journeys.english import words
from tests.page.phone import Phone
from tests.page.windows import PHONE, Open, Told

pytestmark = pytest.mark.asyncio(loop_scope="session")

STORY = "Somebody threw a turnip"
AFTERTHOUGHT = "It was a large one"

OTHERS = {
    "Sticker": "unsupported-sticker",
    "Place with a name": "unsupported-venue",
    "Poll": "unsupported-poll",
    "Story": "unsupported-story",
    "Paid content": "unsupported-paid-media",
    "Checklist": "unsupported-checklist",
    "Dice": "unsupported-dice",
}
"""What the paper clip calls what cannot be taken, and the words that answer it."""


def taken(*parts: str) -> str:
    """Return how the bot says that it has these messages."""
    return words("report-story-part-taken", parts=len(parts), characters=len("".join(parts)))


async def test_a_first_visitor_presses_start_and_sees_the_first_screen(page: Page) -> None:
    phone = Phone(page)
    await expect(phone.device).to_contain_text(words("bot-description").partition("\n")[0])
    await phone.starts()
    await phone.shows_first_screen()


async def test_a_person_reports_on_a_small_screen_by_tapping_only(
    told: Told, open_page: Open
) -> None:
    phone = Phone(await open_page(told.demo, PHONE))
    await phone.shows_receipt()
    own = phone.messages.and_(phone.page.locator(".out"))
    await expect(own.locator(".words")).to_contain_text(["/start"])


async def test_a_whole_walk_leaves_nothing_in_the_console(told: Told) -> None:
    assert told.complaints == ()


async def test_words_typed_into_the_composer_become_part_of_the_report(page: Page) -> None:
    phone = Phone(page)
    await phone.begins()
    await expect(page.get_by_test_id("phone-send")).to_have_accessible_name("Voice message")
    await phone.composer.fill(STORY)
    await page.get_by_test_id("phone-send").click()
    await expect(phone.button(words("button-done"))).to_be_visible()
    await expect(phone.composer).to_have_value("")
    await phone.tells(AFTERTHOUGHT)
    await expect(phone.screen).to_contain_text(taken(STORY, AFTERTHOUGHT))


async def test_every_other_kind_of_message_can_be_tried_and_is_answered_in_words(
    page: Page,
) -> None:
    phone = Phone(page)
    await phone.begins()
    for kind, key in OTHERS.items():
        await page.get_by_test_id("phone-attach").click()
        await page.get_by_role("menuitem", name="Other kinds", exact=True).click()
        await page.get_by_role("menuitem", name=kind, exact=True).click()
        await phone.shows(key)
    await phone.is_asked("story")
    await phone.tells(STORY)
    await expect(phone.screen).to_contain_text(taken(STORY))


async def test_hide_empties_the_chat(page: Page) -> None:
    phone = Phone(page)
    await phone.begins()
    await phone.tells(STORY)
    await phone.taps("button-hide")
    await expect(phone.messages).to_have_count(1)
    await phone.shows("hide-done")
    await expect(phone.device).not_to_contain_text(STORY)


async def test_a_bot_killed_in_the_middle_asks_the_same_question_and_goes_on(page: Page) -> None:
    phone = Phone(page)
    await phone.begins()
    await phone.tells(STORY)
    status = page.get_by_test_id("bot-status")
    await page.get_by_test_id("bot-kill").click()
    await expect(status).to_have_text("stopped")
    await page.get_by_test_id("bot-start").click()
    await expect(status).to_have_text("running")
    await page.reload()
    await phone.is_asked("story")
    await phone.tells(AFTERTHOUGHT)
    await expect(phone.screen).to_contain_text(taken(STORY, AFTERTHOUGHT))
    await phone.taps("button-done")
    await phone.is_asked("what")
