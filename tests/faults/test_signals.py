"""Signals in the middle: the first stops the bot, more of them change nothing."""

import asyncio
import signal
from collections.abc import Callable

import pytest

from bot.demo import BotProcess
from bot.limits import CHAT_BURST, Limits, Timer
from sandbox import Fault
from tests.journeys.belongings import a_photo
from tests.journeys.english import option, words
from tests.journeys.phone import Phone
from tests.journeys.process import as_a_process
from tests.journeys.scene import MAYA, QUEUE, Scene
from tests.journeys.staff import Colleague
from tests.journeys.test_evidence import comes_to_evidence, files_before, looks, reports_with

pytestmark = pytest.mark.asyncio


def child_of(process: BotProcess) -> asyncio.subprocess.Process:
    """Return the process itself."""
    assert process._process is not None
    return process._process


@pytest.mark.parametrize(
    "signals",
    [
        (signal.SIGTERM,),
        (signal.SIGTERM, signal.SIGTERM, signal.SIGTERM),
        (signal.SIGINT, signal.SIGTERM),
    ],
    ids=["once", "three times", "two kinds"],
)
async def test_a_stop_waits_for_a_card_that_is_being_sent_however_often_it_is_asked(
    scene: Scene, amina: Phone, signals: tuple[signal.Signals, ...]
) -> None:
    await amina.tells_briefly()
    async with as_a_process(scene) as process:
        child = child_of(process)
        slow = Fault(kind="slow", method="sendMessage", chat_id=QUEUE, seconds=1)
        scene.sandbox.faults.add(slow)
        await amina.actor.taps(words("button-send-report"), message=amina.screen.id)
        await scene.sandbox.until(lambda: len(scene.in_queue) == 1)
        for each in signals:
            child.send_signal(each)
            await asyncio.sleep(0)
        assert await child.wait() == 0
    await scene.delivered()
    assert [words("staff-repeat-mark") in each.text for each in scene.in_queue] == [False]
    assert "delivery_recovered" not in scene.log.events
    amina.sees_receipt()


async def test_a_stop_in_the_middle_of_a_queue_marks_no_card_that_waited_for_its_turn(
    scene: Scene,
) -> None:
    somebody_waits = asyncio.Event()

    def never(_: float, call: Callable[[], None]) -> Timer:
        """Let no time pass: after the first cards nobody's turn comes."""
        somebody_waits.set()
        return asyncio.get_running_loop().call_later(3600, call)

    async with scene.without_staff_chats():
        for name in "Amina", "Yusuf", "Ola", "Tom", "Priya":
            await Phone(scene.sandbox.person(name), scene.quiet).reports()
        scene.limits = Limits(monotonic=lambda: 0.0, later=never)
    await somebody_waits.wait()
    assert len(scene.in_queue) == CHAT_BURST
    scene.limits = Limits(enabled=False)
    await scene.restart_bot()
    await scene.delivered()
    assert [words("staff-repeat-mark") in each.text for each in scene.in_queue] == [False] * 5
    assert "delivery_recovered" not in scene.log.events
    assert "drain_cut_short" not in scene.log.events


async def test_a_stop_waits_for_a_file_that_is_being_sent_to_staff_and_marks_none(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await reports_with(scene, amina, "red", "blue")
    async with as_a_process(scene) as process:
        child = child_of(process)
        slow = Fault(kind="slow", method="sendPhoto", chat_id=MAYA, seconds=1)
        scene.sandbox.faults.add(slow)
        await maya.presses("staff-action-evidence", card)
        await maya.actor.follows_link()
        await scene.sandbox.until(lambda: len(files_before(scene, MAYA)) == 1)
        child.send_signal(signal.SIGTERM)
        child.send_signal(signal.SIGTERM)
        assert await child.wait() == 0
        assert len(files_before(scene, MAYA)) == 1
    await scene.delivered()
    shown = files_before(scene, MAYA)
    assert [words("staff-repeat-mark") in each.text for each in shown] == [False, False]
    assert "delivery_recovered" not in scene.log.events
    await maya.presses("staff-evidence-done", shown[0])
    await scene.delivered()
    assert files_before(scene, MAYA) == []


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_a_stop_while_a_file_is_fetched_only_delays_it(
    scene: Scene, amina: Phone, maya: Colleague, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    fetching = fetches_noticed(scene, monkeypatch)
    await comes_to_evidence(amina)
    async with as_a_process(scene) as process:
        child = child_of(process)
        scene.sandbox.faults.add(Fault(kind="slow", method=method, seconds=1))
        await amina.actor.sends_file("photo", a_photo())
        await scene.sandbox.until(lambda: method in fetching)
        child.send_signal(signal.SIGTERM)
        assert await child.wait() == 0
    await scene.cleaned()
    amina.is_asked("evidence", files=1)
    await amina.taps("button-done")
    await amina.sends()
    await scene.delivered()
    assert len(await looks(scene, maya, scene.in_queue[0])) == 1


def fetches_noticed(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows by the name of each step of a fetch that begins."""
    begun: list[str] = []
    files = scene.sandbox.world.files
    for method, what in ("getFile", "link"), ("download", "at"):
        monkeypatch.setattr(files, what, noticed(begun, scene, method, getattr(files, what)))
    return begun


def noticed(
    begun: list[str], scene: Scene, method: str, does: Callable[[str], object]
) -> Callable[[str], object]:
    """Return the same deed, told to whoever waits for it."""

    def told(what: str) -> object:
        begun.append(method)
        scene._announce()
        return does(what)

    return told


async def test_a_stop_in_the_middle_of_many_answers_loses_none(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    async with as_a_process(scene) as process:
        child = child_of(process)
        for name in "threats", "damage", "graffiti":
            await amina.actor.taps(option("what", name), message=amina.screen.id)
        child.send_signal(signal.SIGTERM)
        child.send_signal(signal.SIGTERM)
        assert await child.wait() == 0
    await scene.quiet()
    assert set(amina.ticked) == {option("what", each) for each in ("threats", "damage", "graffiti")}


async def test_a_revoked_token_ends_the_process_with_its_own_exit_code(
    scene: Scene, amina: Phone
) -> None:
    async with as_a_process(scene) as process:
        child = child_of(process)
        scene.sandbox.faults.add(Fault(kind="unauthorized", method="getUpdates"))
        await amina.actor.opens()
        assert await child.wait() == 3
    await scene.quiet()
    assert amina.has("button-report")
