"""One account sends hundreds of messages; everybody else is answered all the same."""

import pytest

from bot.limits import Limits
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene

pytestmark = pytest.mark.asyncio

MANY = 500
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
