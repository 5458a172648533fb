"""The bot is killed without warning; nothing is lost, and nothing comes twice without a mark.

A process takes the bot's place for the moment that matters; before and after, it is the same
program in the test's own loop, on the same files.
"""

import pytest

from bot.demo import BotProcess
from sandbox import Fault, Message
from tests.journeys.english import option, words
from tests.journeys.phone import BRIEF, Phone
from tests.journeys.process import as_a_process
from tests.journeys.scene import Scene
from tests.journeys.staff import number_of

pytestmark = pytest.mark.asyncio


async def dies(process: BotProcess, scene: Scene, *, calls: int) -> None:
    """Kill the bot when it has made so many more calls."""
    enough = len(scene.calls) + calls
    await scene.sandbox.until(lambda: len(scene.calls) >= enough)
    await process.kill()


async def comes_to_the_review(phone: Phone) -> None:
    """Answer what is needed, with a kind of thing that nobody else reports."""
    await phone.begins()
    await phone.is_safe()
    await phone.answers(**{**BRIEF, "what": ("arson",)})
    await phone.taps("button-check-and-send")


async def cards_in_the_end(scene: Scene) -> list[Message]:
    """Have somebody else report as well; return the cards of the first report."""
    await scene.phone("Ola").reports()
    await scene.delivered()
    await scene.colleague("Maya").actor.sees(option("what", "threats"), chat=scene.place.queue)
    return [each for each in scene.in_queue if option("what", "arson") in each.text]


def is_marked(card: Message) -> bool:
    """Tell whether a card says that it may be a repeat."""
    return words("staff-repeat-mark") in card.text


async def test_a_kill_in_the_middle_of_the_form_loses_no_answer(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    async with as_a_process(scene) as process:
        await amina.answers(role="me")
        await amina.toggles("what", "threats")
        await process.kill()
    await amina.toggles("what", "damage")
    await amina.taps("button-continue")
    amina.is_asked("why")
    await amina.taps("button-back")
    assert amina.ticked == [option("what", "threats"), option("what", "damage")]


@pytest.mark.parametrize("calls", range(4))
async def test_a_kill_just_after_a_tick_keeps_it_ticked(
    scene: Scene, amina: Phone, calls: int
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    async with as_a_process(scene) as process:
        await amina.actor.taps(option("what", "threats"), message=amina.screen.id)
        await dies(process, scene, calls=calls)
    amina.is_asked("what")
    assert amina.ticked == [option("what", "threats")]


@pytest.mark.parametrize("calls", range(5))
async def test_a_kill_just_after_send_leaves_the_case_exactly_once_and_shows_the_receipt(
    scene: Scene, amina: Phone, calls: int
) -> None:
    await comes_to_the_review(amina)
    async with as_a_process(scene) as process:
        await amina.actor.taps(words("button-send-report"), message=amina.screen.id)
        await dies(process, scene, calls=calls)
    amina.sees_receipt()
    cards = await cards_in_the_end(scene)
    assert len({number_of(each) for each in cards}) == 1
    assert [each for each in cards[1:] if not is_marked(each)] == []


async def test_a_card_whose_sending_was_cut_by_a_kill_comes_again_with_a_mark(
    scene: Scene, amina: Phone
) -> None:
    queue = scene.place.queue
    await comes_to_the_review(amina)
    async with as_a_process(scene) as process:
        slow = Fault(kind="slow", method="sendMessage", chat_id=queue, seconds=30)
        scene.sandbox.faults.add(slow)
        await amina.actor.taps(words("button-send-report"), message=amina.screen.id)
        await scene.sandbox.until(lambda: len(scene.in_queue) == 1)
        await process.kill()
    first, second = await cards_in_the_end(scene)
    assert number_of(first) == number_of(second)
    assert [is_marked(first), is_marked(second)] == [False, True]
    assert "delivery_recovered" in scene.log.events


async def test_a_bot_that_is_asked_to_stop_ends_what_it_began(scene: Scene, amina: Phone) -> None:
    await comes_to_the_review(amina)
    async with as_a_process(scene) as process:
        begun = len(scene.calls)
        await amina.actor.taps(words("button-send-report"), message=amina.screen.id)
        await scene.sandbox.until(lambda: len(scene.calls) > begun)
        await process.stop()
    amina.sees_receipt()
    assert "delivery_recovered" not in scene.log.events
    (card,) = await cards_in_the_end(scene)
    assert not is_marked(card)
