"""Faults strike the calls they are meant for, as often as they are meant to, and then no more."""

import asyncio

import aiohttp
import pytest

from sandbox import Fault, Sandbox
from sandbox.faults import FaultKind, Weather
from sandbox.updates import TAKEN_OVER
from tests.sandbox.asking import Bot, polled
from tests.sandbox.conftest import AMINA, QUEUE


async def lost(bot: Bot, text: str) -> None:
    """Write, and get no answer."""
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await bot.say(AMINA, text)


@pytest.mark.asyncio
async def test_a_flood_says_how_long_to_wait(known: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="flood", method="sendMessage", retry_after=3))
    answer = await known.answer("sendMessage", chat_id=AMINA, text="x")
    assert answer["error_code"] == 429
    assert answer["description"] == "Too Many Requests: retry after 3"
    assert answer["parameters"] == {"retry_after": 3}
    assert await known.say(AMINA)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("kind", "code", "description"),
    [
        ("flood_without_retry_after", 429, "Too Many Requests"),
        ("unauthorized", 401, "Unauthorized"),
        ("forbidden", 403, "Forbidden: bot was blocked by the user"),
        ("conflict", 409, TAKEN_OVER),
    ],
)
async def test_a_refusal_has_telegrams_code_and_words(
    known: Bot, sandbox: Sandbox, kind: FaultKind, code: int, description: str
) -> None:
    sandbox.faults.add(Fault(kind=kind))
    answer = await known.answer("sendMessage", chat_id=AMINA, text="x")
    assert (answer["error_code"], answer["description"]) == (code, description)
    assert "parameters" not in answer


@pytest.mark.asyncio
async def test_a_group_forbids_in_its_own_words(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="forbidden"))
    refusal = await bot.refused("sendMessage", chat_id=QUEUE, text="x")
    assert refusal == "Forbidden: bot was kicked from the supergroup chat"


@pytest.mark.asyncio
async def test_a_fault_strikes_one_method_in_one_chat_so_many_times(
    known: Bot, sandbox: Sandbox
) -> None:
    sandbox.faults.add(Fault(kind="flood", method="sendMessage", chat_id=QUEUE, times=2))
    await known.ask("getMe")
    await known.say(AMINA)
    for _ in range(2):
        await known.refused("sendMessage", chat_id=QUEUE, text="x")
    await known.say(QUEUE)
    assert sandbox.faults.left == 0


@pytest.mark.asyncio
async def test_faults_can_be_taken_back(known: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="flood", times=9))
    sandbox.faults.clear()
    assert await known.say(AMINA)


@pytest.mark.asyncio
async def test_an_error_of_the_server_is_a_page_and_not_json(known: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="server_error"))
    async with known.session.get(known.url("getMe")) as response:
        assert response.status == 502
        assert response.content_type == "text/html"
        assert "Bad Gateway" in await response.text()


@pytest.mark.asyncio
async def test_a_line_cut_before_the_effect_leaves_nothing(known: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="refused_before"))
    await lost(known, "Lost words")
    await sandbox.person("Amina Khan").sees_no("Lost words")


@pytest.mark.asyncio
async def test_a_line_cut_after_the_effect_leaves_it(known: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="lost_after"))
    await lost(known, "Lost answer")
    await sandbox.person("Amina Khan").sees("Lost answer", timeout=0)


@pytest.mark.asyncio
async def test_a_slow_answer_comes_after_the_effect(known: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="slow", seconds=60))
    hurry = aiohttp.ClientTimeout(total=0.2)
    asked = {"chat_id": str(AMINA), "text": "Slow answer"}
    with pytest.raises(TimeoutError):
        await known.session.post(known.url("sendMessage"), data=asked, timeout=hurry)
    await sandbox.person("Amina Khan").sees("Slow answer", timeout=0)


@pytest.mark.asyncio
async def test_a_download_can_fail(known: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Amina Khan").sends_file("voice", b"sound")
    voice = (await known.update())["message"]["voice"]
    path = (await known.ask("getFile", file_id=voice["file_id"]))["file_path"]
    url = f"{sandbox.base_url}/file/bot{sandbox.token}/{path}"
    kinds: list[tuple[FaultKind, int]] = [("server_error", 502), ("flood", 429), ("slow", 200)]
    for kind, status in kinds:
        sandbox.faults.add(Fault(kind=kind, method="download"))
        async with known.session.get(url) as response:
            assert response.status == status


@pytest.mark.asyncio
async def test_while_telegram_is_down_nothing_works(known: Bot, sandbox: Sandbox) -> None:
    sandbox.weather = "down"
    async with known.session.get(known.url("getMe")) as response:
        assert response.status == 502
    sandbox.weather = "fine"
    assert await known.ask("getMe")


@pytest.mark.asyncio
async def test_a_long_poll_ends_when_telegram_goes_down(known: Bot, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(known.updates(timeout=50))
    await polled(sandbox)
    sandbox.weather = "down"
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await poll


@pytest.mark.asyncio
async def test_with_lost_answers_calls_work_but_the_bot_is_not_told(
    known: Bot, sandbox: Sandbox
) -> None:
    sandbox.weather = "lost"
    await lost(known, "Sent all the same")
    await sandbox.person("Amina Khan").sees("Sent all the same", timeout=0)
    assert await known.updates() == []


@pytest.mark.asyncio
async def test_there_is_no_other_weather(sandbox: Sandbox) -> None:
    sunny: Weather = "sunny"  # type: ignore[assignment]
    with pytest.raises(ValueError, match="one of fine, limits, down, lost"):
        sandbox.weather = sunny
