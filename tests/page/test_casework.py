"""What staff do with a report on the staff window of the page."""

import asyncio
import re

import pytest
from playwright.async_api import Page, Route, expect

from bot.demo import CHANNEL, MODERATOR, PRIYA, QUEUE, TOM
from tests.journeys.english import option, words
from tests.page.tablet import Tablet
from tests.page.windows import Open, Told

pytestmark = pytest.mark.asyncio(loop_scope="session")

NOTE = "Call the school on Monday"


def last_line(key: str) -> str:
    """Return the last line of words that name a case in their first."""
    return words(key, number="", words="").splitlines()[-1]


async def slow_presses(page: Page) -> asyncio.Event:
    """Hold back what the page presses, as a bad line does, until the event is set."""
    through = asyncio.Event()

    async def hold(route: Route) -> None:
        await through.wait()
        await route.continue_()

    await page.route("**/sim/tap", hold)
    return through


async def test_maya_releases_a_card_tom_takes_it_and_priya_hears_that_he_was_quicker(
    told: Told, open_page: Open
) -> None:
    maya = Tablet(await open_page(told.demo))
    await maya.shows(MODERATOR, QUEUE)
    await expect(maya.card).to_contain_text(option("what", "threats"))
    await maya.presses("staff-action-release")

    tom, priya = Tablet(await open_page(told.demo)), Tablet(await open_page(told.demo))
    await tom.shows(TOM, CHANNEL)
    await priya.shows(PRIYA, CHANNEL)
    through = await slow_presses(priya.page)
    await priya.presses("staff-action-claim")
    await tom.presses("staff-action-claim")
    await expect(tom.card).to_contain_text(words("staff-card-owner", owner="Tom"))
    through.set()
    await expect(priya.device).to_contain_text(words("staff-card-changed", by="Tom"))
    await priya.has_no("staff-action-claim")


async def test_who_looks_next_asks_for_no_chat_of_who_looked_before(
    told: Told, open_page: Open
) -> None:
    page = await open_page(told.demo)
    await page.clock.install()
    for member in (TOM, MODERATOR, PRIYA):
        await page.get_by_test_id(f"staff-member-{member}").check()
    own = re.compile(rf"viewer={PRIYA}&chat={PRIYA}$")
    async with page.expect_response(own):
        await page.clock.run_for(1000)


async def test_a_note_is_written_in_the_private_chat_that_the_button_opens(
    told: Told, open_page: Open
) -> None:
    maya = Tablet(await open_page(told.demo))
    await maya.shows(MODERATOR, QUEUE)
    await maya.presses("staff-action-note")
    await expect(maya.page.get_by_test_id(f"staff-chat-{MODERATOR}")).to_have_attribute(
        "aria-current", "true"
    )
    await expect(maya.screen).to_contain_text(last_line("staff-prompt-note"))
    composer = maya.page.get_by_test_id("staff-composer")
    await composer.fill(NOTE)
    await composer.press("Enter")
    await expect(maya.screen).to_contain_text(last_line("staff-note-added"))
    await expect(maya.screen).to_contain_text(NOTE)
    await maya.shows(MODERATOR, QUEUE)
    await expect(maya.card).to_contain_text(words("staff-card-notes", count=1))
