"""Latency at Telegram's own ceiling: 30 updates a second, evenly, by people all over the form."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from benchmarks.conversation import NotFairError
from benchmarks.household import Household
from benchmarks.loopback import Loopback
from benchmarks.people import Reporters, Unhurried
from benchmarks.processes import running

A_SECOND = 30
PEOPLE = 100
WARM_UP = 2.0


@dataclass(frozen=True)
class Latency:
    """How long answers took (seconds, in order of length) and the processor's share."""

    waits: tuple[float, ...]
    share: float

    def percentile(self, percent: int) -> float:
        """Return the wait that so many of a hundred stay below, in milliseconds."""
        at = min(len(self.waits) - 1, len(self.waits) * percent // 100)
        return self.waits[at] * 1000


async def latency(*, seconds: float, core: int | None) -> Latency:
    """Measure from the moment an update can be had until its answer has arrived."""
    telegram = Loopback()
    base_url = await telegram.start()
    with TemporaryDirectory() as folder:
        home = Household(Path(folder))
        home.furnish(base_url)
        reporters = Reporters(telegram)
        crowd = telegram.crowd = Unhurried(reporters.act, telegram, PEOPLE)
        crowd.begin()
        async with running(
            "benchmarks.bots.tellsafe",
            *(str(home.settings), "0"),
            core=core,
            environment=home.environment,
        ) as child:
            crowd.tick()
            await child.answers(crowd.first)
            await tick_evenly(crowd, WARM_UP)
            crowd.waits.clear()
            worked = child.seconds()
            elapsed = await tick_evenly(crowd, seconds)
            share = (child.seconds() - worked) / elapsed
            await telegram.rest()
        await telegram.stop()
    if reporters.lost:
        raise NotFairError(f"a reporter lost the way {reporters.lost}")
    return Latency(waits=tuple(sorted(crowd.waits)), share=share)


class Ticking(Protocol):
    """People of whom one acts when told."""

    def tick(self) -> None:
        """Let somebody act."""


async def tick_evenly(crowd: Ticking, seconds: float) -> float:
    """Let people act at Telegram's ceiling for so long; return how long that took."""
    began = time.perf_counter()
    for number in range(int(seconds * A_SECOND)):
        await asyncio.sleep(max(0.0, began + number / A_SECOND - time.perf_counter()))
        crowd.tick()
    return time.perf_counter() - began
