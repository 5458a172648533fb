"""The phone on the page: presses its buttons, writes, and waits for what the bot shows.

Buttons and questions are named by the keys of the bot's words.
"""

import re
from datetime import date

from playwright.async_api import Locator, Page, expect

from tests.journeys.english import bare, headline, option, prompt, words

MARK = r"^(?:[☐☑●]\ufe0e? )?"
"""What may stand before the words of an option."""

SOME_DAY = date(2000, 1, 1)
"""A day that words need and that is not in their first line."""


class Phone:
    """The phone on a page, whoever holds it."""

    def __init__(self, page: Page, language: str = "en") -> None:
        """Take the page, and the language in which the bot speaks."""
        self.page = page
        self.language = language
        self.device = page.get_by_test_id("phone")
        self.body = self.device.locator(".phone-body")
        self.glass = self.body.locator(".screen")
        self.messages = page.get_by_test_id("phone-messages").locator("[data-message-id]")
        self.composer = page.get_by_test_id("phone-composer")

    @property
    def screen(self) -> Locator:
        """Return the bot's newest message."""
        return self.messages.and_(self.page.locator(".in")).last

    def button(self, text: str) -> Locator:
        """Return the button of the screen with these words, chosen or not."""
        wanted = re.compile(f"{MARK}{re.escape(text)}$")
        return self.screen.locator(".inline-button").filter(has_text=wanted)

    async def starts(self) -> None:
        """Press START and wait for the first screen."""
        await self.page.get_by_test_id("phone-start").click()
        await expect(self.button(words("button-report", self.language))).to_be_visible()

    async def taps_words(self, text: str) -> None:
        """Tap a button by its words and wait until the screen has changed."""
        button = self.button(text)
        await expect(button).to_be_visible()
        before = await self.screen.inner_text()
        await button.click()
        await expect(self.screen).not_to_have_text(before, use_inner_text=True)

    async def taps(self, *keys: str) -> None:
        """Tap buttons, one screen after the other."""
        for key in keys:
            await self.taps_words(words(key, self.language))

    async def picks(self, step: str, name: str) -> None:
        """Tap an option of a question."""
        await self.is_asked(step)
        await self.taps_words(option(step, name, self.language))

    async def writes(self, text: str) -> None:
        """Type words into the composer and send them with Enter; the bot answers below them."""
        await self.composer.press_sequentially(text)
        await self.composer.press("Enter")
        own = self.messages.and_(self.page.locator(".out")).filter(has_text=text)
        await expect(own).to_be_visible()

    async def is_asked(self, step: str) -> None:
        """Wait until the screen asks a question."""
        asked = prompt(step, language=self.language).partition("\n")[0]
        await expect(self.screen).to_contain_text(bare(asked))

    async def shows(self, key: str, **values: str | int | date) -> None:
        """Wait until the screen has the first line of the words of a key."""
        await expect(self.screen).to_contain_text(headline(key, self.language, **values))

    async def shows_first_screen(self) -> None:
        """Wait until the screen says what this is."""
        await self.shows("menu-welcome", organisation="")

    async def shows_receipt(self) -> None:
        """Wait until the screen says that the report has arrived."""
        await self.shows("receipt-title")

    async def begins(self) -> None:
        """Start a report of one message, up to where it is written."""
        await self.starts()
        await self.taps("button-report", "button-short-way")
        await self.picks("safe_now", "safe")
        await self.is_asked("story")

    async def tells(self, story: str) -> None:
        """Write the message and see that it was taken."""
        await self.writes(story)
        await expect(self.button(words("button-done", self.language))).to_be_visible()

    async def answers_the_rest(self) -> None:
        """Answer by taps what a report cannot do without, and send it at the first offer."""
        await self.picks("what", "threats")
        await self.taps("button-continue")
        await self.is_asked("when")
        await self.taps("when-unknown")
        await self.is_asked("where")
        await self.taps_words("Hackney")
        await self.taps("button-check-and-send", "button-send-report")
        await self.shows_receipt()
