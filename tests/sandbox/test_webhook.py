"""Updates pushed to an address: with the secret, in order per chat, again until they are taken."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import orjson
import pytest
import pytest_asyncio
from aiohttp import web

from sandbox import Fault, Sandbox
from tests.sandbox.asking import Bot, Json

SECRET = "s3cret_-"


@dataclass
class Hook:
    """A bot's own server: notes what is pushed, and answers as it is told."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    says: bytes = b""
    seen: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)
    secrets: set[str | None] = field(default_factory=set)

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Take one update."""
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        self.seen.put_nowait(orjson.loads(await request.read()))
        return web.Response(status=status, body=self.says, content_type="application/json")

    async def next_text(self) -> str:
        """Wait for the next update and give its words."""
        async with asyncio.timeout(5):
            return str((await self.seen.get())["message"]["text"])


@pytest_asyncio.fixture
async def hook() -> AsyncIterator[Hook]:
    made = Hook()
    runner = web.ServerRunner(web.Server(made.handle, access_log=None))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


@pytest.mark.asyncio
async def test_updates_are_pushed_with_the_secret(bot: Bot, hook: Hook, sandbox: Sandbox) -> None:
    await sandbox.person("Ola").says("before")
    await bot.ask("setWebhook", url=hook.url, secret_token=SECRET)
    await sandbox.person("Ola").says("after")
    assert [await hook.next_text(), await hook.next_text()] == ["before", "after"]
    assert hook.secrets == {SECRET}


@pytest.mark.asyncio
async def test_what_is_not_taken_is_pushed_again_before_what_follows(
    bot: Bot, hook: Hook, sandbox: Sandbox
) -> None:
    hook.statuses = [500, 503]
    await bot.ask("setWebhook", url=hook.url)
    await sandbox.person("Ola").says("one")
    await sandbox.person("Ola").says("two")
    seen = [await hook.next_text() for _ in range(4)]
    assert seen == ["one", "one", "one", "two"]
    info = await bot.ask("getWebhookInfo")
    assert "503" in info["last_error_message"]


@pytest.mark.asyncio
async def test_one_chat_does_not_wait_for_another(bot: Bot, hook: Hook, sandbox: Sandbox) -> None:
    hook.statuses = [500]
    await bot.ask("setWebhook", url=hook.url, max_connections=10)
    await sandbox.person("Ola").says("from Ola")
    await sandbox.person("Amina Khan").says("from Amina")
    seen = [await hook.next_text() for _ in range(3)]
    assert sorted(seen) == ["from Amina", "from Ola", "from Ola"]
    assert seen[2] != seen[1]


@pytest.mark.asyncio
async def test_taken_updates_are_gone(bot: Bot, hook: Hook, sandbox: Sandbox) -> None:
    await bot.ask("setWebhook", url=hook.url)
    await sandbox.person("Ola").says("one")
    await hook.next_text()
    await bot.ask("deleteWebhook")
    assert await bot.updates() == []


@pytest.mark.asyncio
async def test_a_push_may_be_answered_with_a_call(bot: Bot, hook: Hook, sandbox: Sandbox) -> None:
    ola = sandbox.person("Ola")
    hook.says = orjson.dumps({"method": "sendMessage", "chat_id": ola.id, "text": "At once"})
    await bot.ask("setWebhook", url=hook.url)
    await ola.says("Hello")
    await ola.sees("At once")


@pytest.mark.asyncio
async def test_pushed_updates_can_be_doubled(bot: Bot, hook: Hook, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="duplicated"))
    await bot.ask("setWebhook", url=hook.url)
    await sandbox.person("Ola").says("one")
    assert [await hook.next_text(), await hook.next_text()] == ["one", "one"]


@pytest.mark.asyncio
async def test_while_telegram_is_down_nothing_is_pushed(
    bot: Bot, hook: Hook, sandbox: Sandbox
) -> None:
    await bot.ask("setWebhook", url=hook.url)
    sandbox.weather = "down"
    await sandbox.person("Ola").says("one")
    await asyncio.sleep(0)
    assert hook.seen.empty()
    sandbox.weather = "fine"
    assert await hook.next_text() == "one"


@pytest.mark.asyncio
async def test_an_address_that_nobody_answers_is_told(bot: Bot, sandbox: Sandbox) -> None:
    await bot.ask("setWebhook", url="http://127.0.0.1:9/hook", allowed_updates=["message"])
    await sandbox.person("Ola").says("Hello?")
    await sandbox.until(lambda: sandbox.world.webhook.error_at is not None)
    info = await bot.ask("getWebhookInfo")
    assert info["pending_update_count"] == 1
    assert info["allowed_updates"] == ["message"]
    assert info["max_connections"] == 40


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong", [{"url": "nowhere"}, {"url": "http://127.0.0.1:9", "secret_token": "no spaces"}]
)
async def test_a_webhook_of_no_use_is_refused(bot: Bot, wrong: dict[str, str]) -> None:
    assert (await bot.answer("setWebhook", **wrong))["error_code"] == 400
