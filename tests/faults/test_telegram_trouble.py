"""Telegram refuses: the token, the staff chat, a late answer; what people did is not lost."""

import asyncio
import gc

import pytest

from bot.config_problems import TokenRefused
from bot.logs import watch_loop
from sandbox import Fault
from tests.journeys.english import option, words
from tests.journeys.phone import Phone
from tests.journeys.scene import CHANNEL, QUEUE, Scene
from tests.journeys.staff import Colleague

pytestmark = pytest.mark.asyncio


async def later(scene: Scene) -> None:
    """Let the pause after a refusal pass, and wait until everything is sent."""
    await scene.passes(hours=0.2)


async def test_a_token_revoked_in_the_middle_loses_nothing(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    scene.sandbox.faults.add(Fault(kind="unauthorized", method="getUpdates"))
    await amina.actor.taps(option("safe_now", "safe"), message=amina.screen.id)
    await scene.sandbox.until(lambda: "token_refused" in scene.log.events)
    with pytest.raises(TokenRefused):
        await scene.stop_bot()
    await scene.start_bot()
    await scene.quiet()
    amina.is_asked("role")


async def test_a_card_that_the_token_was_refused_for_is_sent_later(
    scene: Scene, amina: Phone
) -> None:
    scene.sandbox.faults.add(Fault(kind="unauthorized", method="sendMessage", chat_id=QUEUE))
    await amina.reports()
    await scene.sandbox.until(lambda: "delivery_refused" in scene.log.events)
    await later(scene)
    assert [words("staff-repeat-mark") in each.text for each in scene.in_queue] == [False]


async def test_a_second_poller_takes_nothing_away(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.LONGEST_WAIT", 0.01)
    await amina.begins()
    scene.sandbox.faults.add(Fault(kind="conflict", method="getUpdates", times=3))
    await amina.is_safe()
    await amina.answers(role=None)
    assert scene.log.events.count("polling_conflict") == 3
    assert "network_fine_again" in scene.log.events
    amina.is_asked("what")


async def removed(scene: Scene, maya: Colleague) -> None:
    """Throw the bot out of the staff channel."""
    await maya.actor.removes_bot(CHANNEL)


async def without_rights(scene: Scene, maya: Colleague) -> None:
    """Leave the bot in the staff channel, without the right to post."""
    await maya.actor.adds_bot(CHANNEL, administrator=False)


@pytest.mark.parametrize("trouble", [removed, without_rights])
async def test_a_released_report_reaches_the_channel_once_the_bot_may_post_again(
    scene: Scene, amina: Phone, maya: Colleague, trouble: object
) -> None:
    assert callable(trouble)
    await amina.reports()
    await scene.delivered()
    (card,) = scene.in_queue
    await trouble(scene, maya)
    assert await maya.presses("staff-action-release", card) == words("staff-toast-release")
    await scene.sandbox.until(lambda: "delivery_refused" in scene.log.events)
    assert scene.in_channel == []
    await maya.actor.adds_bot(CHANNEL)
    await later(scene)
    assert [words("staff-repeat-mark") in each.text for each in scene.in_channel] == [False]


async def test_a_reporter_whose_account_is_gone_holds_up_nobody(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    ola = scene.phone("Ola")
    await ola.begins()
    forbidden = Fault(kind="forbidden", chat_id=amina.actor.id, times=10)
    scene.sandbox.faults.add(forbidden)
    await amina.actor.taps(option("safe_now", "safe"), message=amina.screen.id)
    await ola.is_safe()
    ola.is_asked("role")
    await scene.quiet()
    scene.sandbox.faults.clear()
    await amina.opens()
    await amina.taps("button-resume")
    amina.is_asked("role")


async def test_a_press_that_is_too_old_to_be_answered_counts_all_the_same(
    scene: Scene, amina: Phone
) -> None:
    watch_loop(asyncio.get_running_loop(), scene.log.note_error)
    await amina.begins()
    await scene.stop_bot()
    press = await amina.actor.taps(option("safe_now", "safe"), message=amina.screen.id)
    scene.sandbox.clock.advance(3600)
    await scene.start_bot()
    await scene.quiet()
    assert press is not None
    assert press.answer is None
    amina.is_asked("role")
    # An error that nobody awaited is told when its task is forgotten; the scene looks for it.
    gc.collect()


async def test_words_older_than_the_draft_they_were_meant_for_are_answered_calmly(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    await amina.is_safe()
    await scene.passes(hours=60)
    await scene.stop_bot()
    await amina.actor.says("My name is nobody's business")
    scene.sandbox.clock.advance(20 * 3600)
    await scene.start_bot()
    await scene.quiet()
    await scene.passes(hours=0)
    assert amina.has("button-report") or amina.has("button-hide")
    await amina.reports()
    await scene.delivered()
    (card,) = scene.in_queue
    assert "business" not in card.text


async def test_a_tap_older_than_the_draft_on_the_screen_changes_no_answer_of_it(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    old = amina.data(option("safe_now", "safe"))
    await amina.is_safe()
    await amina.answers(role="me")
    await scene.stop_bot()
    await amina.actor.taps_data(old, amina.screen.id)
    await scene.start_bot()
    await scene.quiet()
    amina.is_asked("what")
    await amina.taps("button-back")
    assert amina.ticked == [option("role", "me")]
