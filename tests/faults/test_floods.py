"""One account sends hundreds of messages; everybody else is answered all the same."""

import os
from pathlib import Path

import pytest

from bot.limits import Limits
from domain.model.conversation import MOST_TRACES
from tests.faults.test_signals import child_of
from tests.journeys.phone import Phone
from tests.journeys.process import as_a_process
from tests.journeys.scene import Scene
from tests.reliability.bounds import LONG

pytestmark = pytest.mark.asyncio

MANY = 500
VERY_MANY = 10_000 if LONG else 2_000
PATIENCE = 120.0
ROOM_MB = 16
"""How much more memory very many messages may take than the first few hundred did."""

FEW = 20
"""Answers that one chat gets while hundreds of its messages are handled, with room to spare."""


async def test_hundreds_of_messages_of_one_account_hold_up_nobody_else(
    scene: Scene, amina: Phone
) -> None:
    scene.limits = Limits()
    await scene.restart_bot()
    ola = scene.phone("Ola")
    for number in range(MANY):
        await amina.actor.says(f"word {number}")
    await ola.actor.opens()
    await ola.actor.sees("Safer Streets")
    answers = [call for call in scene.calls if call.chat_id == amina.actor.id]
    sent = [call for call in answers if call.method in ("sendMessage", "editMessageText")]
    assert 0 < len(sent) < FEW
    assert "update_set_aside" not in scene.log.events


async def test_a_flood_into_a_report_changes_nothing_but_its_answers(
    scene: Scene, amina: Phone
) -> None:
    ola = scene.phone("Ola")
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    for number in range(MANY):
        await amina.actor.says(f"no such choice {number}")
    await ola.begins()
    await ola.is_safe()
    ola.is_asked("role")
    await scene.quiet()
    amina.is_asked("what")
    assert amina.ticked == []


def resident_mb(process: int) -> float:
    """Return how much memory a process holds."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux to see memory")
async def test_thousands_of_messages_of_one_account_take_no_memory_and_others_are_answered(
    scene: Scene, amina: Phone
) -> None:
    ola = scene.phone("Ola")
    async with as_a_process(scene) as process:
        child = child_of(process)
        for number in range(MOST_TRACES):
            await amina.actor.says(f"word {number}")
        await scene.sandbox.until(lambda: len(scene.sandbox.world.updates) == 0, PATIENCE)
        before = resident_mb(child.pid)
        for number in range(VERY_MANY - MOST_TRACES):
            await amina.actor.says(f"word {number}")
        await ola.actor.opens()
        await ola.actor.sees("Safer Streets", timeout=PATIENCE)
        assert resident_mb(child.pid) - before < ROOM_MB
    reporter = scene.program.services.reporter_key(amina.actor.id)
    kept = await scene.program.store.read(lambda tx: tx.conversations.get(reporter))
    assert kept is not None
    assert len(kept.traces) == MOST_TRACES
    answers = [call for call in scene.calls if call.chat_id == amina.actor.id]
    assert len([call for call in answers if call.method == "sendMessage"]) < VERY_MANY / 10
