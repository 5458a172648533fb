"""Telegram's real flood limits, when the weather says that they are on."""

import orjson
import pytest

from sandbox import Sandbox
from sandbox.floods import BURST_IN_CHAT
from tests.sandbox.asking import Bot
from tests.sandbox.conftest import AMINA, FORUM, QUEUE
from tests.sandbox.pictures import png

IN_A_GROUP = 20


async def waits(bot: Bot, chat: int, method: str = "sendMessage", **asked: object) -> int:
    """Ask once more, and give how long Telegram wants the bot to wait; 0 when it was done."""
    answer = await bot.answer(method, chat_id=chat, **(asked or {"text": "x"}))
    return 0 if answer["ok"] else int(answer["parameters"]["retry_after"])


@pytest.mark.asyncio
async def test_in_fine_weather_nothing_is_counted(known: Bot) -> None:
    for _ in range(40):
        await known.say(AMINA)


@pytest.mark.asyncio
async def test_in_a_chat_a_short_burst_is_borne_and_then_one_a_second(
    known: Bot, sandbox: Sandbox
) -> None:
    sandbox.weather = "limits"
    for _ in range(BURST_IN_CHAT):
        assert await waits(known, AMINA) == 0
    assert await waits(known, AMINA) == 1
    sandbox.clock.advance(1)
    assert await waits(known, AMINA) == 0
    assert await waits(known, AMINA) == 1


@pytest.mark.asyncio
async def test_in_a_group_twenty_a_minute_are_taken(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.weather = "limits"
    for _ in range(IN_A_GROUP):
        assert await waits(bot, QUEUE) == 0
        sandbox.clock.advance(1.5)
    assert await waits(bot, QUEUE) in range(25, 31)
    sandbox.clock.advance(31)
    assert await waits(bot, QUEUE) == 0


@pytest.mark.asyncio
async def test_edits_and_topics_count_and_a_forum_is_one_chat(bot: Bot, sandbox: Sandbox) -> None:
    topic = (await bot.ask("createForumTopic", chat_id=FORUM, name="Case"))["message_thread_id"]
    message = await bot.say(FORUM)
    sandbox.weather = "limits"
    for number in range(IN_A_GROUP // 2):
        sandbox.clock.advance(2)
        assert await waits(bot, FORUM, text="x", message_thread_id=topic) == 0
        edit = {"message_id": message, "text": f"Edit {number}"}
        assert await waits(bot, FORUM, "editMessageText", **edit) == 0
    assert await waits(bot, FORUM, "createForumTopic", name="Another") > 0


@pytest.mark.asyncio
async def test_thirty_a_second_are_taken_in_all(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.weather = "limits"
    flood = sandbox.faults.floods
    chats = [*sandbox.world.chats.values()]
    for number in range(30):
        flood.count(chats[number % len(chats)])
    assert await waits(bot, QUEUE) == 1


@pytest.mark.asyncio
async def test_a_refused_message_does_not_count(known: Bot, sandbox: Sandbox) -> None:
    sandbox.weather = "limits"
    for _ in range(40):
        await waits(known, AMINA)
    assert await waits(known, AMINA) == 1


@pytest.mark.asyncio
async def test_every_file_of_an_album_counts(known: Bot, sandbox: Sandbox) -> None:
    sandbox.weather = "limits"
    names = [str(number) for number in range(BURST_IN_CHAT + 1)]
    media = [{"type": "photo", "media": f"attach://{name}"} for name in names]
    given = {"chat_id": str(AMINA), "media": orjson.dumps(media).decode()}
    answer = await known.upload("sendMediaGroup", {name: png() for name in names}, **given)
    assert answer["error_code"] == 429


@pytest.mark.asyncio
async def test_answers_to_presses_and_deletions_do_not_count(known: Bot, sandbox: Sandbox) -> None:
    messages = [await known.say(AMINA) for _ in range(40)]
    sandbox.weather = "limits"
    for message in messages:
        await known.ask("deleteMessage", chat_id=AMINA, message_id=message)
