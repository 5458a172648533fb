"""One call of the Bot API from beginning to end: read, strike with a fault, do, answer.

Knows no HTTP: the line that a fault cuts is cut by whoever called.
"""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import cast

import orjson

from sandbox.faults import FETCHING, Fault, Faults, refusal_of
from sandbox.methods import METHODS, Method
from sandbox.refusals import NOT_FOUND, Json, Refusal, nonsense
from sandbox.world import World

OK = 200
DOWNLOAD = "download"
BAD_GATEWAY = 502
DOWN_PAGE = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
    b"<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n"
    b"</body>\r\n</html>\r\n"
)


class LineCutError(Exception):
    """The connection ends here without an answer."""


@dataclass(frozen=True, slots=True)
class Call:
    """What the bot asked: the method, its parameters as they were understood, and where."""

    method: str
    parameters: Json
    chat_id: int | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back over the line."""

    status: int
    body: bytes
    type: str = "application/json"


class Api:
    """Takes calls of one bot."""

    def __init__(self, world: World, faults: Faults, *, record: bool) -> None:
        """Take the world to act on; without recording, no call is kept."""
        self.calls: list[Call] = []
        self._world = world
        self._faults = faults
        self._record = record

    async def call(self, name: str, given: Mapping[str, object]) -> Reply:
        """Do what the bot asks; raises `LineCutError` where a fault wants no answer."""
        try:
            method = _method(name)
            return await self._understood(method, method.read(given))
        except Refusal as refusal:
            if refusal.loud:
                self._world.complain(f"{name}: {refusal.description}")
            return Reply(refusal.code, orjson.dumps(refusal.wire()))

    async def download(self, path: str) -> Reply:
        """Hand out a file by the path that getFile gave; faults know it as ``download``."""
        fault = self._faults.strike(DOWNLOAD, None)
        try:
            before = self._struck_before(fault, None) if fault is not None else None
        except Refusal as refusal:
            return Reply(refusal.code, orjson.dumps(refusal.wire()))
        if before is not None:
            return before
        stored = self._world.files.at(path)
        if fault is not None:
            await _strike_after(fault)
        if stored is None:
            return Reply(NOT_FOUND, orjson.dumps(Refusal(NOT_FOUND, "Not Found").wire()))
        return Reply(OK, stored.content, "application/octet-stream")

    async def _understood(self, method: Method, asked: Json) -> Reply:
        chat_id = asked.get("chat_id")
        if self._record:
            place = chat_id if isinstance(chat_id, int) else None
            self.calls.append(Call(method.name, asked, place))
            self._world.changes.announce("call")
        fault = self._faults.strike(method.name, chat_id)
        if fault is not None:
            before = self._struck_before(fault, chat_id)
            if before is not None:
                return before
        if method.sends:
            self._count(asked, chat_id)
        result = self._run(method, asked)
        if method.waits:
            result = await cast("Awaitable[object]", result)
            self._check_still_up(method.name)
        if fault is not None:
            await _strike_after(fault)
        return Reply(OK, orjson.dumps({"ok": True, "result": result}))

    def _run(self, method: Method, asked: Json) -> object:
        try:
            return method.run(self._world, asked)
        except (AttributeError, KeyError, TypeError, ValueError) as confused:
            # Types are checked at the surface only; what is wrong deeper down ends up here.
            raise nonsense(f"{method.name} makes no sense: {confused!r}") from confused

    def _struck_before(self, fault: Fault, chat_id: object) -> Reply | None:
        if fault.kind == "server_error":
            return Reply(BAD_GATEWAY, DOWN_PAGE, "text/html")
        if fault.kind == "refused_before":
            raise LineCutError
        chat = self._world.chats.get(chat_id) if isinstance(chat_id, int) else None
        refusal = refusal_of(fault, chat)
        if refusal is not None:
            raise refusal
        return None

    def _count(self, asked: Json, chat_id: object) -> None:
        chat = self._world.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            return
        for _ in asked.get("media", (1,)):
            self._faults.check_flood(chat)

    def _check_still_up(self, name: str) -> None:
        # The network may have gone down while a long poll was waiting.
        if name == FETCHING and self._faults.weather == "down":
            raise LineCutError


def _method(name: str) -> Method:
    method = METHODS.get(name)
    if method is None:
        raise Refusal(NOT_FOUND, f"Not Found: no method {name}", loud=True)
    return method


async def _strike_after(fault: Fault) -> None:
    if fault.kind == "lost_after":
        raise LineCutError
    if fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
