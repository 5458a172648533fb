"""Burst: 1,000 people report within one minute, to the program as it is run, limits and all.

Here Telegram is the sandbox with its real flood limits. Time is real, so the queue is watched for
half a minute longer and not for the hour that it takes to drain; a test drains it all.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.conversation import NotFairError
from benchmarks.household import QUEUE, Household
from benchmarks.loopback import TOKEN
from benchmarks.page import Aim
from benchmarks.processes import running
from benchmarks.ready import URGENT_EVERY, Counted, Telephone, cast, write_drafts
from sandbox import Sandbox

PEOPLE = 1_000
BURST_SECONDS = 60.0
WATCHED_SECONDS = 60.0
ALLOWED = 20
"""Messages a minute that Telegram takes in a group."""

TIP_EVERY = 40
"""Somebody turns to another tip whenever so many have pressed, hence every 2.4 seconds."""

PATIENCE = 30.0
URGENT_SIGN = "🔴"


@dataclass(frozen=True)
class Burst:
    """How long receipts and tips took (seconds, in order of length), and what staff received.

    ``refused`` counts how often Telegram said 429; ``in_time`` the cards that were sent, and
    ``urgent`` the urgent ones among them; ``rate`` is cards a minute after the burst.
    """

    receipts: tuple[float, ...]
    tips: tuple[float, ...]
    refused: int
    in_time: int
    urgent: int
    rate: float

    def aims(self) -> list[Aim]:
        """Compare with the aims."""
        worst, tip = self.receipts[-1], self.tips[-1]
        return [
            Aim("burst: slowest of 1,000 receipts", "at once", f"{worst:.2f} s", worst <= 1),
            Aim("burst: slowest tip meanwhile", "at once", f"{tip:.2f} s", tip <= 1),
            Aim("burst: 429 provoked", "0", str(self.refused), self.refused == 0),
            Aim(
                "burst: the queue drains",
                "18-20 a minute",
                f"{self.rate:.0f} a minute",
                ALLOWED - 2 <= self.rate <= ALLOWED,
            ),
        ]

    def told(self) -> list[str]:
        """Return what the page says besides."""
        half, worst = self.receipts[len(self.receipts) // 2] * 1000, self.receipts[-1]
        pressed = (
            f"{PEOPLE:,} people who had told everything pressed Send within "
            f"{BURST_SECONDS:.0f} s; one report in {URGENT_EVERY} was urgent, and somebody else "
            f"read tips. Half of the receipts took less than {half:.0f} ms, the slowest "
            f"{worst:.2f} s; the slowest tip {self.tips[-1]:.2f} s. Of the {self.in_time} cards "
            f"that reached staff in that time and {WATCHED_SECONDS:.0f} s more, {self.urgent} "
            f"were urgent. Telegram said 429 {self.refused} times."
        )
        drains = (
            f"At {self.rate:.0f} cards a minute the last one goes out after "
            f"{PEOPLE / self.rate:.0f} minutes. That was not waited for here: "
            "`tests/reliability/test_burst.py` drains it with a clock that is moved."
        )
        return [pressed, "", drains]


@dataclass
class Watch:
    """Notes when a telephone shows what its person waits for."""

    sandbox: Sandbox
    waits: list[float] = field(default_factory=list)

    async def receipt(self, telephone: Telephone) -> None:
        """Press Send and wait for the receipt."""
        began = time.perf_counter()
        await telephone.presses("deliver")
        await self._until(telephone, lambda: telephone.has_receipt)
        self.waits.append(time.perf_counter() - began)

    async def tip(self, telephone: Telephone, number: int) -> None:
        """Turn to another tip and wait for it."""
        before, began = telephone.screen.text, time.perf_counter()
        await telephone.presses(f"tip:abused:{number % 2}")
        await self._until(telephone, lambda: telephone.shows_tip_after(before))
        self.waits.append(time.perf_counter() - began)

    async def _until(self, telephone: Telephone, seen: Callable[[], bool]) -> None:
        chat = telephone.screen.chat.id
        if not await self.sandbox.world.changes.first(seen, chat=chat, within=PATIENCE):
            raise NotFairError("somebody got no answer")


async def burst(*, core: int | None) -> Burst:
    """Measure."""
    async with Sandbox(cast(PEOPLE), TOKEN, record=False) as sandbox:
        with TemporaryDirectory() as folder:
            home = Household(Path(folder))
            home.furnish(sandbox.base_url)
            await write_drafts(home, PEOPLE, sandbox)
            sandbox.weather = "limits"
            counted = Counted(sandbox)
            telephones = [Telephone(sandbox, each) for each in range(PEOPLE + 1)]
            command = ("bot", "run", "--config", str(home.settings))
            receipts, tips = Watch(sandbox), Watch(sandbox)
            async with running(*command, core=core, environment=home.environment):
                # The first tip tells that the bot is there.
                await tips.tip(telephones[-1], 1)
                tips.waits.clear()
                await _rush(telephones, receipts, tips)
                before = len(_cards(sandbox))
                await asyncio.sleep(WATCHED_SECONDS)
                cards = _cards(sandbox)
            _check(home)
    return Burst(
        receipts=tuple(sorted(receipts.waits)),
        tips=tuple(sorted(tips.waits)),
        refused=counted.refused,
        in_time=len(cards),
        urgent=sum(URGENT_SIGN in each for each in cards),
        rate=(len(cards) - before) / WATCHED_SECONDS * 60,
    )


async def _rush(telephones: list[Telephone], receipts: Watch, tips: Watch) -> None:
    *reporters, seeker = telephones
    began, under_way = time.perf_counter(), set[asyncio.Task[None]]()
    for number, each in enumerate(reporters):
        at = began + number * BURST_SECONDS / PEOPLE
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        under_way.add(asyncio.create_task(receipts.receipt(each)))
        if number % TIP_EVERY == 0:
            under_way.add(asyncio.create_task(tips.tip(seeker, number // TIP_EVERY)))
    await asyncio.gather(*under_way)


def _cards(sandbox: Sandbox) -> list[str]:
    return [each.text for each in sandbox.world.chats[QUEUE].messages.values()]


def _check(home: Household) -> None:
    with closing(sqlite3.connect(home.database)) as database:
        ((stored,),) = database.execute("SELECT count(*) FROM cases")
    if stored != PEOPLE:
        raise NotFairError(f"{PEOPLE} receipts, but {stored} cases")
