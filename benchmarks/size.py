"""Start and memory: how soon the first update is handled, and how much a busy bot holds."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.conversation import PEOPLE
from benchmarks.household import Household
from benchmarks.loopback import Loopback
from benchmarks.people import Hurried, Reporters
from benchmarks.processes import running
from bot.chance import SystemChance
from bot.clock import SystemClock
from domain.model.answers import Answer, Chosen, Written
from domain.model.hate_incident import FORM
from domain.model.ids import Language, OptionId, ReporterKey, StepId, UpdateId
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.usecases.reporting import begin_report
from storage import SqliteStore

DRAFTS = 10_000
BUSY_SECONDS = 5.0
POLICY = Policy(response_window_days=3, draft_hours=72, retention_days=90, delay_minutes=0)


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
        await _fill(home)
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


async def _fill(home: Household) -> None:
    chance = SystemChance()
    clock = SystemClock()
    store = await SqliteStore.open(home.database, home.keys(), chance, epochs=home.epochs)
    words = Written(parts=("They stood in my way and shouted. " * 10,))
    answers: dict[StepId, Answer] = {
        StepId("role"): Chosen(options=(OptionId("witness"),)),
        StepId("story"): words,
        StepId("who_did_it"): words,
    }
    writes = (
        store.write(
            begin_report,
            ReporterKey(chance.token(16).hex()),
            occasion=Occasion(now=clock(), update=UpdateId(number)),
            form=FORM,
            policy=POLICY,
            language=Language("en"),
            answers=answers,
        )
        for number in range(DRAFTS)
    )
    await asyncio.gather(*writes)
    await store.close()
