"""The benchmark's reporters really walk the whole form, so that its figures mean what they say."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks.household import Household
from benchmarks.loopback import Json, Loopback
from benchmarks.people import FIRST_PERSON, Reporters, question
from bot.app import assemble
from bot.chance import SystemChance
from bot.config import load_config
from bot.limits import Limits
from bot.logs import EventLog
from domain.model.hate_incident import FORM

PATIENCE = 30.0


@dataclass
class OneReporter:
    """The first of the benchmark's reporters, until their report is sent, and what they saw."""

    reporters: Reporters
    asked: set[str] = field(default_factory=set)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def shown(self, chat: int, message: Json) -> None:
        if chat == FIRST_PERSON:
            self.asked.add(question(message))
            self.reporters.act(0, message)
        if self.reporters.sent or self.reporters.lost:
            self.done.set()


@pytest.mark.asyncio
async def test_a_reporter_of_the_benchmark_meets_every_question(tmp_path: Path) -> None:
    telegram, home = Loopback(), Household(tmp_path)
    home.furnish(await telegram.start())
    telegram.crowd = one = OneReporter(Reporters(telegram))
    chance, stop = SystemChance(), asyncio.Event()
    program = await assemble(
        load_config(home.settings, home.environment),
        log=EventLog(chance=chance),
        chance=chance,
        limits=Limits(enabled=False),
    )
    running = asyncio.create_task(program.run(stop))
    one.reporters.act(0, None)
    async with asyncio.timeout(PATIENCE):
        await one.done.wait()
        await telegram.rest()
        stop.set()
        await running
    await telegram.stop()
    assert one.reporters.lost == ""
    assert one.reporters.sent == 1
    assert telegram.complaints == set()
    assert {step.id for step in FORM.steps} <= one.asked
