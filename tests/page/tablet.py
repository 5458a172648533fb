"""The staff window on the page: who looks, which chat is open, and the cards in it."""

from playwright.async_api import Page, expect

from tests.journeys.english import words


class Tablet:
    """The staff window on a page."""

    def __init__(self, page: Page) -> None:
        """Take the page."""
        self.page = page
        self.device = page.get_by_test_id("staff")
        self.messages = page.get_by_test_id("staff-messages").locator("[data-message-id]")
        self.card = self.messages.first
        self.screen = self.messages.and_(page.locator(".in")).last

    async def shows(self, member: int, chat: int) -> None:
        """Let a member of staff look at a chat."""
        await self.page.get_by_test_id(f"staff-member-{member}").check()
        await self.page.get_by_test_id(f"staff-chat-{chat}").click()

    async def presses(self, key: str) -> None:
        """Press a button of the card."""
        await self.card.get_by_role("button", name=words(key), exact=True).click()

    async def has_no(self, key: str) -> None:
        """Wait until the card has lost a button."""
        button = self.card.get_by_role("button", name=words(key), exact=True)
        await expect(button).to_have_count(0)
