"""Fixtures of the page's tests: one Chromium, a demo of its own for each test, pages to look at it.

The demo is the real one: the sandbox in this process, the bot as a child beside it. Whatever a
page complains about in its console fails the test that opened it.
"""

import shutil
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.demo import Demo, start_demo
from tests.page.phone import Phone
from tests.page.windows import PHONE, Open, Room, Told, opened

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIETLY = (
    *("--no-sandbox", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)
PATIENCE = 20_000.0
"""Milliseconds until something that must come is missed; the bot keeps Telegram's limits."""


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Start the Chromium of this machine; without one the page cannot be looked at."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        pytest.skip(f"the page is not tested: no Chromium here ({', '.join(CHROMIUM)})")
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=program, args=QUIETLY)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="session")
async def demo(browser: Browser, tmp_path: Path) -> AsyncIterator[Demo]:
    """Run a demo that nobody has used yet."""
    started = await start_demo(tmp_path, port=0)
    yield started
    await started.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser) -> AsyncIterator[Open]:
    """Return how to open a demo's page; it must have no reason to complain."""
    room = Room(browser=browser)
    async with room.windows:
        yield partial(opened, room)
    assert room.complaints == []


@pytest_asyncio.fixture(loop_scope="session")
async def page(demo: Demo, open_page: Open) -> Page:
    """Open the page on a large screen."""
    return await open_page(demo)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def told(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Told]:
    """Run a demo in which Amina has told something on a small screen, and never typed a word."""
    demo = await start_demo(tmp_path_factory.mktemp("told"), port=0)
    room = Room(browser=browser)
    try:
        async with room.windows:
            phone = Phone(await opened(room, demo, PHONE))
            await phone.begins()
            await phone.taps("button-skip")
            await phone.answers_the_rest()
        yield Told(demo=demo, complaints=tuple(room.complaints))
    finally:
        await demo.close()
