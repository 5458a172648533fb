"""What the bot says about itself: kept by scope and language, shown to whom it concerns."""

import pytest

from sandbox import Sandbox
from sandbox.chats import Chat
from tests.sandbox.asking import Bot, Json
from tests.sandbox.conftest import AMINA, CHANNEL, MAYA, OLA, QUEUE, TOM


def offered(sandbox: Sandbox, chat_id: int, person: int) -> list[str]:
    """List the commands a person is offered in a chat."""
    chat: Chat = sandbox.world.chats[chat_id]
    language = sandbox.world.people[person].language or ""
    return [each["command"] for each in sandbox.world.profile.seen_commands(chat, person, language)]


async def offers(bot: Bot, command: str, **where: object) -> None:
    commands = [{"command": command, "description": "Words"}]
    await bot.ask("setMyCommands", commands=commands, **where)


@pytest.mark.asyncio
async def test_the_narrowest_scope_decides(bot: Bot, sandbox: Sandbox) -> None:
    scopes: list[tuple[str, Json]] = [
        ("any", {"type": "default"}),
        ("private", {"type": "all_private_chats"}),
        ("groups", {"type": "all_group_chats"}),
        ("admins", {"type": "all_chat_administrators"}),
    ]
    for command, scope in scopes:
        await offers(bot, command, scope=scope)
    assert offered(sandbox, AMINA, AMINA) == ["private"]
    assert offered(sandbox, QUEUE, TOM) == ["groups"]
    assert offered(sandbox, QUEUE, MAYA) == ["admins"]
    assert offered(sandbox, CHANNEL, MAYA) == []
    await offers(bot, "queue", scope={"type": "chat", "chat_id": QUEUE})
    assert offered(sandbox, QUEUE, TOM) == ["queue"]
    await offers(bot, "boss", scope={"type": "chat_administrators", "chat_id": QUEUE})
    assert offered(sandbox, QUEUE, MAYA) == ["boss"]
    mine = {"type": "chat_member", "chat_id": QUEUE, "user_id": TOM}
    await offers(bot, "tom", scope=mine)
    assert offered(sandbox, QUEUE, TOM) == ["tom"]
    await bot.ask("deleteMyCommands", scope=mine)
    assert offered(sandbox, QUEUE, TOM) == ["queue"]


@pytest.mark.asyncio
async def test_within_a_scope_the_persons_language_decides(bot: Bot, sandbox: Sandbox) -> None:
    await offers(bot, "help")
    await offers(bot, "pomoc", language_code="pl")
    assert offered(sandbox, OLA, OLA) == ["pomoc"]
    assert offered(sandbox, AMINA, AMINA) == ["help"]
    assert (await bot.ask("getMyCommands", language_code="de")) == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Help", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "help", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": f"c{n}", "description": "x"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_of_no_use_are_refused(bot: Bot, commands: list[Json], words: str) -> None:
    assert words in await bot.refused("setMyCommands", commands=commands)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "where",
    [
        {"language_code": "english"},
        {"scope": {"type": "everybody"}},
        {"scope": {"type": "chat", "chat_id": 4711}},
    ],
)
async def test_commands_for_nobody_are_refused(bot: Bot, where: Json) -> None:
    commands = [{"command": "help", "description": "x"}]
    assert (await bot.answer("setMyCommands", commands=commands, **where))["error_code"] == 400


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("name", "field", "most"),
    [("Name", "name", 64), ("Description", "description", 512),
     ("ShortDescription", "short_description", 120)],
)  # fmt: skip
async def test_words_are_kept_by_language_within_their_length(
    bot: Bot, name: str, field: str, most: int
) -> None:
    get, put = f"getMy{name}", f"setMy{name}"
    before = (await bot.ask(get))[field]
    await bot.ask(put, **{field: "Words"})
    await bot.ask(put, **{field: "Słowa", "language_code": "pl"})
    assert (await bot.ask(get, language_code="pl"))[field] == "Słowa"
    assert (await bot.ask(get, language_code="de"))[field] == "Words"
    await bot.ask(put, **{field: ""})
    assert (await bot.ask(get))[field] == before
    assert "too long" in await bot.refused(put, **{field: "x" * (most + 1)})


@pytest.mark.asyncio
async def test_a_new_name_is_on_the_next_message(bot: Bot) -> None:
    await bot.ask("setMyName", name="Another")
    assert (await bot.ask("sendMessage", chat_id=QUEUE, text="x"))["from"][
        "first_name"
    ] == "Another"
    assert (await bot.ask("getMe"))["first_name"] == "Another"


@pytest.mark.asyncio
async def test_the_bot_introduces_itself(bot: Bot) -> None:
    me = await bot.ask("getMe")
    assert (me["id"], me["username"], me["first_name"]) == (1, "TestBot", "Test Bot")
    assert me["is_bot"]
    assert not me["can_read_all_group_messages"]
    for goodbye in ("logOut", "close"):
        assert await bot.ask(goodbye)
