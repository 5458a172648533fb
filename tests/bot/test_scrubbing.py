"""The log is emptied soon after somebody asked, once for many askings, and again if it failed."""

import asyncio

import pytest

from bot.scrubbing import Scrubbing
from domain.ports import StoreUnavailableError

pytestmark = pytest.mark.asyncio


class Log:
    """Counts how often it was emptied; the first times somebody may be in the way."""

    def __init__(self, busy: int = 0) -> None:
        """Be busy so many times."""
        self.busy = busy
        self.emptied = 0
        self.changed = asyncio.Event()

    async def empty(self) -> None:
        """Empty it, or say that somebody reads."""
        await asyncio.sleep(0)
        if self.busy:
            self.busy -= 1
            raise StoreUnavailableError("somebody reads")
        self.emptied += 1
        self.changed.set()


async def at_once(_: float) -> None:
    await asyncio.sleep(0)


async def test_many_askings_become_one() -> None:
    log = Log()
    scrubbing = Scrubbing(log.empty, pause=at_once)
    for _ in range(100):
        scrubbing.soon()
    scrubbing.start()
    await asyncio.wait_for(log.changed.wait(), 5)
    await scrubbing.stop()
    assert log.emptied == 1


async def test_it_is_tried_again_while_somebody_is_in_the_way() -> None:
    log = Log(busy=3)
    scrubbing = Scrubbing(log.empty, pause=at_once)
    scrubbing.start()
    scrubbing.soon()
    await asyncio.wait_for(log.changed.wait(), 5)
    await scrubbing.stop()
    assert (log.busy, log.emptied) == (0, 1)
