"""One small Telegram for each test, with a bot that asks it over HTTP."""

from collections.abc import AsyncIterator

import aiohttp
import pytest_asyncio

from sandbox import BotAccount, Cast, Group, Person, Sandbox
from tests.sandbox.asking import Bot

AMINA, OLA, MAYA, TOM = 11, 12, 21, 22
QUEUE, CHANNEL, FORUM, CLUB, PUBLIC = -1001, -1002, -1003, -104, -1005
STAFF = (MAYA, TOM)

CAST = Cast(
    bot=BotAccount(username="TestBot", name="Test Bot"),
    people=(
        Person(id=AMINA, name="Amina Khan", username="amina"),
        Person(id=OLA, name="Ola", language="pl"),
        Person(id=MAYA, name="Maya", side="staff", role_label="moderator"),
        Person(id=TOM, name="Tom", side="staff"),
    ),
    groups=(
        Group(id=QUEUE, title="Queue", members=STAFF, administrators=(MAYA,)),
        Group(id=CHANNEL, title="News", type="channel", members=STAFF, administrators=(MAYA,)),
        Group(id=FORUM, title="Cases", is_forum=True, members=STAFF, administrators=(MAYA,)),
        Group(id=CLUB, title="Club", type="group", members=STAFF, bot="member"),
        Group(id=PUBLIC, title="Town", members=(AMINA, OLA), bot="member"),
    ),
)


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Serve a world for one test."""
    async with Sandbox(CAST) as served:
        yield served


@pytest_asyncio.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """Give a bot that has not been heard of yet."""
    async with aiohttp.ClientSession() as session:
        yield Bot(sandbox, session)


@pytest_asyncio.fixture
async def known(bot: Bot) -> Bot:
    """Give a bot to which Amina has written; nothing is left to fetch."""
    await bot.sandbox.person("Amina Khan").opens()
    await bot.updates()
    return bot
