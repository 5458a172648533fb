"""Start and memory: how soon the first update is handled, and how much a busy bot holds."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.archive import fill_drafts
from benchmarks.conversation import PEOPLE
from benchmarks.household import Household
from benchmarks.loopback import Loopback
from benchmarks.people import Hurried, Reporters
from benchmarks.processes import running

BUSY_SECONDS = 5.0


@dataclass(frozen=True)
class Size:
    """Seconds from the start of the process to the first answer; resident MB then and later."""

    start: float
    at_first: float
    when_busy: float


async def size(*, core: int | None) -> Size:
    """Start the bot on a database with 10,000 open drafts and keep it busy for a while."""
    telegram = Loopback()
    base_url = await telegram.start()
    with TemporaryDirectory() as folder:
        home = Household(Path(folder))
        home.furnish(base_url)
        await fill_drafts(home)
        crowd = telegram.crowd = Hurried(Reporters(telegram).act, PEOPLE)
        crowd.begin()
        began = time.perf_counter()
        async with running(
            "benchmarks.bots.tellsafe",
            *(str(home.settings), "0"),
            core=core,
            environment=home.environment,
        ) as child:
            await child.answers(crowd.first)
            start, at_first = time.perf_counter() - began, child.resident()
            await asyncio.sleep(BUSY_SECONDS)
            when_busy = child.resident()
            await telegram.rest()
        await telegram.stop()
    return Size(start=start, at_first=at_first, when_busy=when_busy)
