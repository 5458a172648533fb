"""Telegram asks to wait, is down, or loses answers; nobody loses anything."""

import asyncio

import pytest

from bot.limits import Limits
from sandbox import Fault
from sandbox.faults import FaultKind
from tests.journeys.english import option, prompt, words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene
from tests.journeys.staff import Colleague, number_of

pytestmark = pytest.mark.asyncio


def marks(scene: Scene) -> list[bool]:
    """Tell of each card in the queue whether it is marked as a possible repeat."""
    return [words("staff-repeat-mark") in each.text for each in scene.in_queue]


async def later(scene: Scene) -> None:
    """Let enough time pass for a new try, and wait until everything is sent."""
    await scene.passes(hours=0.2)


async def test_a_chat_that_telegram_wants_left_alone_holds_up_nobody_else(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The limits keep to the pause; that they space out messages as well would only take time.
    for name in "CHAT_BURST", "OVERALL_SECOND":
        monkeypatch.setattr(f"bot.limits.{name}", 10_000)
    scene.limits = Limits()
    await scene.restart_bot()
    ola = scene.phone("Ola")
    await amina.begins()
    await ola.begins()
    flood = Fault(kind="flood", method="editMessageText", chat_id=amina.actor.id, retry_after=2)
    scene.sandbox.faults.add(flood)
    press = await amina.actor.taps(option("safe_now", "safe"), message=amina.screen.id)
    await amina.actor.answer_to(press)
    before = asyncio.get_running_loop().time()
    await ola.is_safe()
    await ola.answers(role=None, what=("threats",), why=None)
    assert asyncio.get_running_loop().time() - before < 2
    assert amina.text.startswith(prompt("safe_now"))
    await amina.actor.sees(prompt("role"))


async def test_a_flood_in_the_queue_is_waited_out_and_nothing_is_marked(
    scene: Scene, amina: Phone
) -> None:
    queue = scene.place.queue
    scene.sandbox.faults.add(
        Fault(kind="flood", method="sendMessage", chat_id=queue, retry_after=30)
    )
    await amina.reports()
    await scene.phone("Ola").reports()
    await later(scene)
    assert marks(scene) == [False, False]


@pytest.mark.parametrize("kind", ["lost_after", "server_error", "refused_before"])
async def test_a_card_of_which_nobody_knows_comes_again_with_a_mark(
    scene: Scene, amina: Phone, kind: FaultKind
) -> None:
    scene.sandbox.faults.add(Fault(kind=kind, method="sendMessage", chat_id=scene.place.queue))
    await amina.reports()
    await scene.sandbox.until(lambda: "delivery_later" in scene.log.events)
    await later(scene)
    assert marks(scene) == ([False, True] if kind == "lost_after" else [True])
    assert len({number_of(each) for each in scene.in_queue}) == 1


async def test_a_card_that_came_twice_says_so_when_the_wrong_one_is_pressed(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    scene.sandbox.faults.add(
        Fault(kind="lost_after", method="sendMessage", chat_id=scene.place.queue)
    )
    await amina.reports()
    await scene.sandbox.until(lambda: "delivery_later" in scene.log.events)
    await later(scene)
    stray, known = scene.in_queue
    told = await maya.presses("staff-action-release", stray)
    assert told == words("staff-duplicate-toast")
    await scene.sandbox.until(lambda: stray.text == words("staff-duplicate-card"))
    assert await maya.presses("staff-action-release", known) == words("staff-toast-release")
    await scene.delivered()
    assert len(scene.in_channel) == 1


async def test_nothing_is_lost_while_telegram_is_down(scene: Scene, amina: Phone) -> None:
    await amina.tells_briefly()
    scene.sandbox.weather = "down"
    await amina.actor.taps(words("button-send-report"), message=amina.screen.id)
    await scene.sandbox.until(lambda: "network_trouble" in scene.log.events)
    scene.sandbox.weather = "fine"
    await scene.quiet()
    await later(scene)
    amina.sees_receipt()
    assert marks(scene) == [False]


@pytest.mark.parametrize("kind", ["lost_after", "server_error", "refused_before"])
async def test_a_screen_whose_answer_was_lost_is_shown_all_the_same(
    scene: Scene, amina: Phone, kind: FaultKind
) -> None:
    await amina.begins()
    chat = amina.actor.id
    scene.sandbox.faults.add(Fault(kind=kind, method="editMessageText", chat_id=chat))
    await amina.actor.taps(option("safe_now", "safe"), message=amina.screen.id)
    await amina.actor.sees(prompt("role"))
    await scene.quiet()
    assert len(amina.theirs) == 1


async def test_a_lost_answer_to_a_press_changes_nothing(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    scene.sandbox.faults.add(Fault(kind="refused_before", method="answerCallbackQuery"))
    await amina.actor.taps(option("safe_now", "safe"), message=amina.screen.id)
    await scene.quiet()
    amina.is_asked("role")


async def test_a_queue_that_the_bot_was_thrown_out_of_gets_its_cards_later(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await maya.actor.removes_bot(scene.place.queue)
    await amina.reports()
    await scene.sandbox.until(lambda: "delivery_refused" in scene.log.events)
    await maya.actor.adds_bot(scene.place.queue)
    await later(scene)
    assert marks(scene) == [False]


async def test_another_bot_with_the_same_token_is_noticed(scene: Scene) -> None:
    scene.sandbox.faults.add(Fault(kind="conflict", method="getUpdates"))
    amina = scene.phone("Amina")
    await amina.actor.opens()
    await scene.sandbox.until(lambda: "polling_conflict" in scene.log.events)
