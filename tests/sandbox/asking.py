"""A bot of a few lines: asks the Bot API over HTTP and gives back what it said."""

import asyncio
import io
from collections.abc import Mapping
from typing import Any

import aiohttp
import orjson

from sandbox import Sandbox

Json = dict[str, Any]


class Bot:
    """Asks as JSON; ``form`` and ``upload`` ask in the other ways."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        """Take the sandbox to ask."""
        self.sandbox = sandbox
        self.session = session
        self.offset = 0

    def url(self, method: str) -> str:
        """Give the address of a method."""
        return f"{self.sandbox.base_url}/bot{self.sandbox.token}/{method}"

    async def answer(self, method: str, **asked: object) -> Json:
        """Ask, and give the whole answer."""
        body = orjson.dumps(asked)
        headers = {"Content-Type": "application/json"}
        async with self.session.post(self.url(method), data=body, headers=headers) as response:
            answer: Json = orjson.loads(await response.read())
            assert response.status == answer.get("error_code", 200)
            return answer

    async def ask(self, method: str, **asked: object) -> Any:  # noqa: ANN401 - as JSON is
        """Ask for something that must succeed."""
        answer = await self.answer(method, **asked)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **asked: object) -> str:
        """Ask for something that must be refused, and give the reason."""
        answer = await self.answer(method, **asked)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def form(self, method: str, fields: Mapping[str, str]) -> Json:
        """Ask as a web form does."""
        async with self.session.post(self.url(method), data=fields) as response:
            answer: Json = orjson.loads(await response.read())
            return answer

    async def upload(self, method: str, files: Mapping[str, bytes], **fields: str) -> Json:
        """Ask with files."""
        data = aiohttp.FormData(fields)
        for name, content in files.items():
            data.add_field(name, io.BytesIO(content), filename=f"{name}.bin")
        async with self.session.post(self.url(method), data=data) as response:
            answer: Json = orjson.loads(await response.read())
            return answer

    async def updates(self, **asked: object) -> list[Json]:
        """Fetch what is new and confirm what came before."""
        fetched: list[Json] = await self.ask("getUpdates", offset=self.offset, **asked)
        if fetched:
            self.offset = fetched[-1]["update_id"] + 1
        return fetched

    async def update(self) -> Json:
        """Fetch the one thing that happened."""
        (only,) = await self.updates()
        return only

    async def say(self, chat_id: int, text: str = "Hello", **asked: object) -> int:
        """Write a message and give its number."""
        sent = await self.ask("sendMessage", chat_id=chat_id, text=text, **asked)
        return int(sent["message_id"])


def keyboard(*rows: list[Json]) -> Json:
    """Make an inline keyboard."""
    return {"inline_keyboard": list(rows)}


def button(text: str, data: str) -> Json:
    """Make a button that calls back."""
    return {"text": text, "callback_data": data}


async def polled(sandbox: Sandbox) -> None:
    """Give way until the bot waits for updates."""
    while not sandbox.world.updates.is_polled:  # noqa: ASYNC110 - nobody tells of a beginning
        await asyncio.sleep(0)
