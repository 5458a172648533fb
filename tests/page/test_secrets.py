"""What the page shows to those who should not read: a passer-by, and a thief of the disk."""

import pytest
from playwright.async_api import Page, expect

from tests.journeys.english import words
from tests.page.phone import Phone

pytestmark = pytest.mark.asyncio(loop_scope="session")

RARE = ("turnip", "Zebedee", "xylophone")
"""Words that nothing but the report can have brought where they are found."""


async def test_a_lock_screen_tells_of_news_without_a_word_of_the_report(page: Page) -> None:
    phone = Phone(page)
    await phone.begins()
    await page.get_by_test_id("bot-stop").click()
    await expect(page.get_by_test_id("bot-status")).to_have_text("stopped")
    await phone.writes(" ".join(RARE))
    await page.get_by_test_id("phone-lock").click()
    await page.get_by_test_id("bot-start").click()
    locked = page.get_by_test_id("phone-lockscreen")
    note = locked.get_by_test_id("phone-notifications").locator(".note-card")
    await expect(note).to_have_count(1)
    await expect(note).to_be_in_viewport()
    for word in RARE:
        await expect(locked).not_to_contain_text(word)
    await page.get_by_test_id("phone-unlock").click()
    await expect(locked).to_be_hidden()
    await expect(phone.button(words("button-done"))).to_be_visible()


async def test_what_the_server_knows_holds_none_of_the_words_that_were_typed(page: Page) -> None:
    phone = Phone(page)
    await phone.begins()
    await phone.tells(" ".join(RARE))
    peek = page.get_by_test_id("peek")
    await peek.get_by_text("What the server knows").click()
    drafts = peek.get_by_role("region", name="Table drafts")
    await expect(drafts).to_be_visible()
    await expect(drafts.locator("td.sealed").first).to_be_visible()
    held = (await peek.inner_html()).casefold()
    assert [word for word in RARE if word.casefold() in held] == []
