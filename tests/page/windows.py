"""Opens the demo's page in windows of some size and taste, and notes what they complain about."""

from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Literal, Protocol

from playwright.async_api import Browser, ConsoleMessage, Page

from bot.demo import Demo

DESK = (1440, 980)
PHONE = (390, 844)
NARROW = (360, 740)

Scheme = Literal["light", "dark"]


class Open(Protocol):
    """Opens a demo's page in a window of its own."""

    def __call__(
        self, demo: Demo, size: tuple[int, int] = DESK, scheme: Scheme = "light"
    ) -> Awaitable[Page]:
        """Return the page, loaded."""


@dataclass(kw_only=True)
class Room:
    """Where windows stand open together: the browser, and what all of them complained about."""

    browser: Browser
    windows: AsyncExitStack = field(default_factory=AsyncExitStack)
    complaints: list[str] = field(default_factory=list)

    def hears(self, said: ConsoleMessage) -> None:
        """Note what a page says in its console, if it is a complaint."""
        if said.type in {"error", "warning"}:
            self.complaints.append(said.text)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A demo in which a report was told by tapping, and what the page complained of meanwhile."""

    demo: Demo
    complaints: tuple[str, ...]


async def opened(
    room: Room, demo: Demo, size: tuple[int, int] = DESK, scheme: Scheme = "light"
) -> Page:
    """Open the page of a demo in a room with a browser, which notes what it complains of."""
    width, height = size
    context = await room.browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        has_touch=width < DESK[0],
    )
    room.windows.push_async_callback(context.close)
    page = await context.new_page()
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: room.complaints.append(str(error)))
    page.on("console", room.hears)
    await page.goto(demo.sandbox.base_url)
    return page
