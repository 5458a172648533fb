"""Telegram calls the bot: it knows where and by what secret; nobody else gets in, nothing is lost.

What people and staff do is in `test_the_same_journeys.py`.
"""

import sqlite3
from contextlib import closing

import aiohttp
import pytest

from bot.webhook import SECRET_HEADER
from domain.ports import StoreUnavailableError
from sandbox import Fault
from tests.journeys.english import option, words
from tests.journeys.phone import Phone
from tests.journeys.staff import Colleague, buttons_of, number_of
from tests.journeys_webhook.scene import SECRET, CalledScene

pytestmark = pytest.mark.asyncio

REFUSED = 503


async def post(scene: CalledScene, raw: object, secret: str | None) -> int:
    """Call the bot as somebody who knows its address, and perhaps its secret."""
    headers = {} if secret is None else {SECRET_HEADER: secret}
    async with (
        aiohttp.ClientSession() as client,
        client.post(scene.address, json=raw, headers=headers) as answer,
    ):
        return answer.status


async def test_telegram_is_told_the_secret_and_never_asked(
    scene: CalledScene, amina: Phone
) -> None:
    await amina.reports()
    (told,) = [call for call in scene.calls if call.method == "setWebhook"]
    assert scene.sandbox.world.webhook.secret == SECRET
    assert told.parameters["secret_token"] == SECRET
    assert not [call for call in scene.calls if call.method in ("getUpdates", "deleteWebhook")]


async def test_a_report_reaches_the_team_and_is_claimed(
    scene: CalledScene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await amina.reports()
    await scene.delivered()
    (card,) = scene.in_queue
    assert await maya.presses("staff-action-release", card) == words("staff-toast-release")
    await scene.delivered()
    (released,) = scene.in_channel
    assert number_of(released) == number_of(card)
    assert option("what", "threats") in released.text
    await tom.presses("staff-action-claim", released)
    await scene.delivered()
    assert words("staff-action-release") not in buttons_of(released)
    assert words("staff-action-claim") not in buttons_of(released)
    assert words("staff-action-give-back") in buttons_of(released)


async def test_two_people_report_side_by_side(scene: CalledScene, amina: Phone) -> None:
    ola = scene.phone("Ola")
    await amina.begins()
    await ola.begins()
    await amina.is_safe()
    await ola.is_safe()
    amina.is_asked("role")
    ola.is_asked("role")


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET.upper(), f"{SECRET} "[:-2]])
async def test_whoever_does_not_know_the_secret_changes_nothing(
    scene: CalledScene, amina: Phone, secret: str | None
) -> None:
    await amina.begins()
    forged = {
        "update_id": 999_999,
        "message": {
            "message_id": 999,
            "date": 0,
            "chat": {"id": amina.actor.id, "type": "private", "first_name": "Amina"},
            "from": {"id": amina.actor.id, "is_bot": False, "first_name": "Amina"},
            "text": "/delete",
        },
    }
    begun = len(scene.calls)
    assert await post(scene, forged, secret) == 403
    await scene.quiet()
    assert len(scene.calls) == begun
    assert "webhook_refused" in scene.log.events
    assert await post(scene, forged, SECRET) == 200
    await scene.quiet()
    assert len(scene.calls) > begun


async def test_an_update_that_storage_cannot_take_is_refused_and_comes_again(
    scene: CalledScene, amina: Phone
) -> None:
    await amina.tells_briefly()
    writer = scene.program.store._writer.connection
    await writer.execute_fetchall("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(scene.program.config.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await amina.actor.taps(words("button-send-report"), message=amina.screen.id)
        webhook = scene.sandbox.world.webhook
        await scene.sandbox.until(lambda: str(REFUSED) in webhook.error)
        assert len(scene.sandbox.world.updates) == 1
        assert scene.in_queue == []
        other.execute("ROLLBACK")
    await scene.quiet()
    amina.sees_receipt()
    await scene.delivered()
    assert len(scene.in_queue) == 1
    assert words("staff-repeat-mark") not in scene.in_queue[0].text
    assert {type(each) for each in scene.log.errors} == {StoreUnavailableError}
    scene.log.errors.clear()


async def test_what_happens_while_the_bot_is_stopped_is_brought_later(
    scene: CalledScene, amina: Phone
) -> None:
    await amina.tells_briefly()
    await scene.stop_bot()
    await amina.actor.taps(words("button-send-report"), message=amina.screen.id)
    await scene.sandbox.until(lambda: scene.sandbox.world.webhook.error != "")
    await scene.start_bot()
    await scene.quiet()
    amina.sees_receipt()
    await scene.delivered()
    assert len(scene.in_queue) == 1


async def test_a_send_that_is_brought_twice_sends_one_report(
    scene: CalledScene, amina: Phone
) -> None:
    await amina.tells_briefly()
    scene.sandbox.faults.add(Fault(kind="duplicated"))
    await amina.sends()
    await scene.delivered()
    assert len(scene.in_queue) == 1


async def test_an_update_that_cannot_be_read_is_set_aside(scene: CalledScene, amina: Phone) -> None:
    await amina.begins()
    scene.sandbox.faults.add(Fault(kind="poisoned"))
    await amina.is_safe()
    amina.is_asked("role")
    assert "update_set_aside" in scene.log.events
    assert scene.sandbox.world.webhook.error == ""
    scene.log.errors.clear()
