"""The updates side of a small Telegram: offset, confirmation, redelivery, and faults on request."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from telegram import Update
from telegram.ext import Application, ContextTypes, TypeHandler

from bot.handling import AnyApplication, OnePersonAtATime
from bot.transport import AiohttpRequest
from tests.bot.wire import answering

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
ME = {"id": 110201543, "is_bot": True, "first_name": "Bot", "username": "a_bot"}

Handler = Callable[[Update], Coroutine[Any, Any, None]]


def message(number: int, person: int, text: str = "hello") -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 0,
            "chat": {"id": person, "type": "private"},
            "from": {"id": person, "is_bot": False, "first_name": "Canary"},
            "text": text,
        },
    }


def poison(number: int) -> dict[str, Any]:
    return {"update_id": number, "message": {"message_id": number, "text": "half a message"}}


@dataclass
class Telegram:
    """Updates in line, which are confirmed, and what to answer first (status, body) if anything."""

    line: list[Any] = field(default_factory=list)
    confirmed: list[int] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    questions: list[dict[str, Any]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    quiet: bool = False
    url: str = ""
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def answer(self, request: web.Request) -> web.Response:
        if request.path.endswith("/getMe"):
            return web.json_response({"ok": True, "result": ME})
        if not request.path.endswith("/getUpdates"):
            self.told.append(await request.json())
            return web.json_response({"ok": True, "result": True})
        query = json.loads(await request.read() or b'{"limit": 100, "timeout": 0}')
        self.questions.append(query)
        if self.faults:
            status, body = self.faults.pop(0)
            return web.Response(status=status, body=body.encode())
        return web.json_response({"ok": True, "result": await self._batch(query)})

    async def _batch(self, query: dict[str, Any]) -> list[Any]:
        offset = int(query.get("offset", 0))
        async with self.news:
            gone = [each for each in self.line if offset and _number(each) < offset]
            self.confirmed += map(_number, gone)
            self.line = [each for each in self.line if each not in gone]
            self.news.notify_all()
            if not self.line and query["timeout"]:
                await self.news.wait_for(lambda: self.line or self.quiet)
                self.quiet = False
                self.news.notify_all()
            return self.line[: int(query["limit"])]

    async def tells(self, *updates: Any) -> None:  # noqa: ANN401  raw JSON
        async with self.news:
            self.line += updates
            self.news.notify_all()

    async def has_no_news(self) -> None:
        """Answer the long question that waits with an empty list."""
        async with self.news:
            self.quiet = True
            self.news.notify_all()
        await self.until(lambda: not self.quiet)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with self.news, asyncio.timeout(5):
            await self.news.wait_for(condition)

    async def until_confirmed(self, *numbers: int) -> None:
        await self.until(lambda: set(numbers) <= set(self.confirmed))


def _number(raw: Any) -> int:  # noqa: ANN401  raw JSON
    return int(raw["update_id"]) if isinstance(raw, dict) and "update_id" in raw else -1


def refusal(status: int, description: str, **parameters: int) -> tuple[int, str]:
    body = {"ok": False, "error_code": status, "description": description}
    return status, json.dumps(body | {"parameters": parameters})


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    """Run a small Telegram."""
    told = Telegram()
    async with answering(told.answer) as wire:
        told.url = wire.url
        yield told


@asynccontextmanager
async def application_at(
    url: str, handle: Handler
) -> AsyncIterator[tuple[AnyApplication, AiohttpRequest]]:
    """Run an application that hands every update to one function."""
    polling = AiohttpRequest(connections=1)
    application: AnyApplication = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{url}/bot")
        .request(AiohttpRequest())
        .get_updates_request(polling)
        .updater(None)
        .job_queue(None)
        .concurrent_updates(OnePersonAtATime())
        .build()
    )

    async def handled(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        await handle(update)

    application.add_handler(TypeHandler(Update, handled))
    async with application:
        yield application, polling
