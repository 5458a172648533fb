"""Throughput: 200 people at once, each acting as soon as they see the answer to what they did.

Rounds of all bots alternate, because a machine is not equally fast from one minute to the next.
"""

import asyncio
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.household import Household
from benchmarks.loopback import TOKEN, Loopback
from benchmarks.people import Echoers, Hurried, Reporters
from benchmarks.processes import Child, core_seconds, running

PEOPLE = 200
WARM_UP = 2.0

OURS, STOCK, AIOGRAM = "Tellsafe", "python-telegram-bot echo", "aiogram echo"
SLOW = "Tellsafe, 4 ms a sync"


class NotFairError(Exception):
    """A round whose figures would not mean what they say."""


@dataclass(frozen=True)
class Contestant:
    """A bot: its module and the interpreter that runs it; ``sync`` slows its disk (seconds)."""

    name: str
    module: str
    python: str = sys.executable
    reports: bool = False
    sync: float = 0.0


@dataclass(frozen=True)
class Round:
    """One bot's round: updates answered, seconds, and processor seconds of whom.

    ``processor``: the bot's.  ``loopback``: the server's.  ``others``: on the bot's core besides.
    """

    updates: int
    seconds: float
    processor: float
    loopback: float
    others: float

    @property
    def pace(self) -> float:
        """Return updates a second."""
        return self.updates / self.seconds

    @property
    def thrift(self) -> float:
        """Return updates a second of processor time; what else the machine does hardly shows."""
        return self.updates / self.processor if self.processor else 0.0


@dataclass
class Contest:
    """All rounds of all bots."""

    rounds: dict[str, list[Round]] = field(default_factory=dict)

    def ratios(self, other: str) -> tuple[float, float] | None:
        """Return ours to another's, by pace and by thrift: medians of what each turn gave."""
        pairs = list(zip(self.rounds[OURS], self.rounds.get(other, ()), strict=False))
        if not pairs:
            return None
        paces = median(ours.pace / theirs.pace for ours, theirs in pairs)
        thrifts = median(_ratio(ours.thrift, theirs.thrift) for ours, theirs in pairs)
        return paces, thrifts


def contestants(peers: str | None) -> Iterator[Contestant]:
    """List the bots; aiogram only where its environment could be made."""
    yield Contestant(OURS, "benchmarks.bots.tellsafe", reports=True)
    yield Contestant(STOCK, "benchmarks.bots.echo_ptb")
    if peers is not None:
        yield Contestant(AIOGRAM, "benchmarks.bots.echo_aiogram", python=peers)
    yield Contestant(SLOW, "benchmarks.bots.tellsafe", reports=True, sync=0.004)


async def contest(
    bots: list[Contestant], *, rounds: int, seconds: float, core: int | None
) -> Contest:
    """Run the rounds, one bot after the other."""
    result = Contest({bot.name: [] for bot in bots})
    for _ in range(rounds):
        for bot in bots:
            result.rounds[bot.name].append(await play(bot, seconds=seconds, core=core))
    return result


async def play(
    bot: Contestant, *, seconds: float, core: int | None, profile: Path | None = None
) -> Round:
    """Run one round, and make sure that it was what it was meant to be."""
    telegram = Loopback()
    base_url = await telegram.start()
    with TemporaryDirectory() as folder:
        home = Household(Path(folder))
        home.furnish(base_url)
        crowd = Reporters(telegram) if bot.reports else Echoers(telegram)
        hurried = telegram.crowd = Hurried(crowd.act, PEOPLE)
        hurried.begin()
        arguments = (base_url, TOKEN)
        if bot.reports:
            arguments = (str(home.settings), str(bot.sync), *((str(profile),) if profile else ()))
        async with running(
            bot.module, *arguments, python=bot.python, core=core, environment=home.environment
        ) as child:
            measured = await _measured(hurried, telegram, child, seconds, core)
            await telegram.rest()
        await telegram.stop()
        _check(telegram, crowd, home)
    return measured


async def _measured(
    crowd: Hurried, telegram: Loopback, child: Child, seconds: float, core: int | None
) -> Round:
    await child.answers(crowd.everybody)
    await asyncio.sleep(WARM_UP)
    seen, worked, busy, began = crowd.seen, child.seconds(), telegram.busy, time.perf_counter()
    all_work = core_seconds(core)
    await asyncio.sleep(seconds)
    processor = child.seconds() - worked
    return Round(
        updates=crowd.seen - seen,
        seconds=time.perf_counter() - began,
        processor=processor,
        loopback=telegram.busy - busy,
        others=max(0.0, core_seconds(core) - all_work - processor),
    )


def _check(telegram: Loopback, crowd: Reporters | Echoers, home: Household) -> None:
    if telegram.complaints:
        raise NotFairError(f"the loopback server does not know {sorted(telegram.complaints)}")
    if isinstance(crowd, Echoers):
        return
    if crowd.lost:
        raise NotFairError(f"a reporter lost the way {crowd.lost}")
    with closing(sqlite3.connect(home.database)) as database:
        ((stored,),) = database.execute("SELECT count(*) FROM cases")
    if stored < crowd.sent:
        raise NotFairError(f"{crowd.sent} receipts, but {stored} cases")


def _ratio(ours: float, theirs: float) -> float:
    return ours / theirs if theirs else 0.0
