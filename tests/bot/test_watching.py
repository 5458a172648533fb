"""A running bot as an operator's programs see it: its pages, its state file, and nobody in them."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.state_file import read_state, state_path
from tests.journeys.scene import AMINA, CHANNEL, MAYA, QUEUE, Place, Scene
from tests.journeys.staff import number_of

pytestmark = pytest.mark.asyncio


class Watched(Scene):
    """A scene whose bot has its pages open."""

    port = 0

    async def open(self) -> None:
        """Start the sandbox, and choose a port in the settings."""
        await super().open()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        with self.config_file.open("a", encoding="utf-8") as settings:
            settings.write(f"\n[health]\nlisten_port = {self.port}\n")

    async def page(self, path: str) -> tuple[int, str]:
        """Get a page of the bot."""
        address = f"http://127.0.0.1:{self.port}{path}"
        async with aiohttp.ClientSession() as client, client.get(address) as answer:
            return answer.status, await answer.text()

    async def number(self, name: str) -> int:
        """Read one number."""
        _, text = await self.page("/metrics")
        (value,) = re.findall(rf"^tellsafe_{name} (\d+)$", text, re.MULTILINE)
        return int(value)


@pytest_asyncio.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Watched]:
    """Return a scene with a running bot."""
    made = Watched(tmp_path, Place())
    await made.open()
    await made.start_bot()
    yield made
    await made.close()


async def test_a_report_moves_the_numbers_and_leaves_nobody_in_them(scene: Watched) -> None:
    amina = scene.phone("Amina")
    assert await scene.number("updates_handled_total") == 0
    await amina.tells_briefly()
    handled = await scene.number("updates_handled_total")
    assert handled > 8
    assert await scene.number("store_commits_total") > 8
    await amina.sends()
    await scene.delivered()
    assert await scene.number("updates_handled_total") == handled + 1
    assert await scene.number("cards_sent_total") == 1
    assert await scene.number("outbox_waiting") == 0
    _, text = await scene.page("/metrics")
    (card,) = scene.in_queue
    hidden = (AMINA, MAYA, QUEUE, CHANNEL, "Amina", "Maya", number_of(card), "Hackney")
    assert [each for each in hidden if str(each) in text] == []


async def test_a_card_that_waits_is_seen_in_the_queue(scene: Watched) -> None:
    async with scene.without_staff_chats():
        await scene.phone("Amina").reports()
        assert await scene.number("outbox_waiting") == 1


async def test_words_that_fell_back_to_english_are_counted(scene: Watched) -> None:
    before = await scene.number("texts_fallbacks_total")
    scene.program.services.texts.fallbacks["a-key"] += 2
    assert await scene.number("texts_fallbacks_total") == before + 2


async def test_a_bot_that_has_just_started_on_a_quiet_day_is_ready(scene: Watched) -> None:
    assert await scene.page("/readyz") == (200, "ready\n")


async def test_a_bot_that_waits_for_telegram_is_alive_and_not_ready(
    scene: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.program.LONGEST_WAIT", 0.05)
    await scene.stop_bot()
    scene.sandbox.weather = "down"
    starting = asyncio.create_task(scene.start_bot())
    await scene.sandbox.until(lambda: "network_trouble" in scene.log.events)
    assert (await scene.page("/healthz"))[0] == 200
    assert await scene.page("/readyz") == (503, "telegram is silent\n")
    scene.sandbox.weather = "fine"
    await starting


async def test_a_bot_that_never_reached_telegram_can_be_stopped(scene: Watched) -> None:
    await scene.stop_bot()
    scene.sandbox.weather = "down"
    starting = asyncio.create_task(scene.start_bot())
    await scene.sandbox.until(lambda: "network_trouble" in scene.log.events)
    await scene.stop_bot()
    starting.cancel()
    await asyncio.gather(starting, return_exceptions=True)
    assert scene.log.events[-1] == "stopped"


async def test_the_pages_close_with_the_bot(scene: Watched) -> None:
    await scene.stop_bot()
    with pytest.raises(aiohttp.ClientConnectorError):
        await scene.page("/healthz")


async def test_the_heartbeat_leaves_a_state_that_names_nobody(scene: Watched) -> None:
    await scene.phone("Amina").reports()
    watching = scene.program.watching
    await watching.job.function(scene.program.services, scene.log)
    path = state_path(scene.program.config.database)
    state = read_state(path)
    assert state is not None
    assert state.polls
    assert state.polled is not None
    assert str(AMINA) not in path.read_text()


async def test_pages_are_closed_unless_a_port_is_written(tmp_path: Path) -> None:
    scene = Scene(tmp_path, Place())
    await scene.open()
    await scene.start_bot()
    assert scene.program.watching.health is None
    await scene.close()
