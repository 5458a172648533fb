"""A thousand people report within one minute, under Telegram's real limits.

Everybody hears at once; staff's queue drains as fast as Telegram lets it, the urgent ones first.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

import pytest

from benchmarks.household import QUEUE, Household
from benchmarks.loopback import TOKEN
from benchmarks.ready import Counted, Telephone, cast, is_urgent, write_drafts
from bot.app import assemble
from bot.config import load_config
from bot.limits import GROUP_MINUTE, GROUP_RESERVE, Limits
from bot.program import Program
from sandbox import Sandbox
from tests.bot.told import Told
from tests.builders import SeededChance
from tests.journeys.english import catalogue, words
from tests.reliability.moved_time import MovedTime

pytestmark = pytest.mark.asyncio

PEOPLE = 1_000
A_SECOND = 17
"""1,000 in one minute; Telegram lets 30 messages a second go to all chats together."""

PATIENCE = 20.0
UNDER_WAY = 2
"""Cards that may have been begun when an urgent one came: one, and one that was let go."""


class Rush:
    """A bot, a thousand telephones, and one more on which somebody wants a tip."""

    def __init__(self, sandbox: Sandbox, program: Program, time: MovedTime, limits: Limits) -> None:
        """Hand out the telephones."""
        self.sandbox, self.program, self.time, self.limits = sandbox, program, time, limits
        self.telephones = [Telephone(sandbox, each) for each in range(PEOPLE)]
        self.seeker = Telephone(sandbox, PEOPLE)
        self.floods = Counted(sandbox)
        self.began = time.now()

    @property
    def cards(self) -> list[str]:
        """Return the texts of the cards that moderators see, the oldest first."""
        return [each.text for each in self.sandbox.world.chats[QUEUE].messages.values()]

    async def everybody_reports(self) -> int:
        """Let them press within a minute; return how many cards were there at its end."""
        for start in range(0, PEOPLE, A_SECOND):
            some = self.telephones[start : start + A_SECOND]
            for each in some:
                await each.presses("deliver")
            before = self.seeker.screen.text
            await self.seeker.presses(f"tip:abused:{start // A_SECOND % 2}")
            # Time stands still: whoever had to wait for the queue would wait in vain.
            await self._answered(some, before)
            await self._all_arrived()
            self.time.pass_until(self.time.now() + 1.0)
        # On a slow machine some that were let go are still on their way.
        await self._all_in_line()
        return len(self.cards)

    async def drains(self) -> None:
        """Let time pass from one message to the next until nothing waits for staff."""
        while await self.program.store.read(lambda tx: tx.outbox.waiting()):
            await self._all_in_line()
            self.time.pass_until(self.time.next_at or await self._next_due())
            await self.program.delivery._take()

    async def _all_in_line(self) -> None:
        """Let what is under way arrive: time passes only where everybody waits for it."""
        line = self.limits._chat(QUEUE).line
        while len(self.program.delivery._working) > sum(not each.go.done() for each in line):  # noqa: ASYNC110  it takes turns of the loop, not time
            await asyncio.sleep(0)

    async def _all_arrived(self) -> None:
        seats = self.limits._overall.taken
        while any(each.arrived > self.time.now() for each in seats):  # noqa: ASYNC110  as above
            await asyncio.sleep(0)

    async def _next_due(self) -> float:
        due_at = await self.program.store.read(lambda tx: tx.outbox.next_due_at())
        return due_at.timestamp() if due_at else self.time.now()

    async def _answered(self, reporters: list[Telephone], before: str) -> None:
        receipts, tip = attrgetter("has_receipt"), self.seeker.shows_tip_after
        await self.sandbox.until(lambda: all(map(receipts, reporters)) and tip(before), PATIENCE)


@asynccontextmanager
async def a_rush(folder: Path) -> AsyncIterator[Rush]:
    """Let a thousand people stand before the last button."""
    home = Household(folder)
    async with Sandbox(cast(PEOPLE), TOKEN, record=False) as sandbox:
        home.furnish(sandbox.base_url)
        await write_drafts(home, PEOPLE, sandbox)
        time = MovedTime(sandbox)
        limits = Limits(monotonic=time.now, later=time.later)
        program = await assemble(
            load_config(home.settings, home.environment),
            log=Told(),
            chance=SeededChance(),
            clock=lambda: datetime.fromtimestamp(time.now(), UTC),
            limits=limits,
            texts=catalogue(),
        )
        stop = asyncio.Event()
        running = asyncio.create_task(program.run(stop))
        sandbox.weather = "limits"
        try:
            yield Rush(sandbox, program, time, limits)
        finally:
            stop.set()
            await running


async def test_a_thousand_reports_in_a_minute_are_answered_at_once_and_reach_staff_in_order(
    tmp_path: Path,
) -> None:
    async with a_rush(tmp_path) as rush:
        in_time = await rush.everybody_reports()
        await rush.drains()
        cards, minutes = rush.cards, (rush.time.now() - rush.began) / 60
        assert rush.floods.refused == 0
        assert len(cards) == PEOPLE
        assert all(each.has_keepsake for each in rush.telephones)
        assert not any(words("staff-repeat-mark") in each for each in cards)
        # As fast as Telegram lets it, and not faster.
        assert minutes + 1 >= PEOPLE / (GROUP_MINUTE + GROUP_RESERVE)
        assert minutes <= PEOPLE / GROUP_MINUTE + 2
        urgent = [words("staff-card-urgent") in each for each in cards]
        assert sum(urgent) == sum(map(is_urgent, range(PEOPLE)))
        first_calm = urgent.index(False, in_time + UNDER_WAY)
        assert not any(urgent[first_calm:])
        assert isinstance(rush.program.log, Told)
        assert rush.program.log.errors == []
