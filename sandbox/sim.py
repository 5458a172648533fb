"""What the page asks under /sim: who is there, what they see, and doing things in their name.

Errors come as ``{"error": words}``. Knows the embedder's bot only as a process to start and stop.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, cast

import orjson
from aiohttp import web

from sandbox import deeds
from sandbox.acting import ACTIONS, Given, number, person_of, press, words
from sandbox.deeds import ImpossibleError
from sandbox.events import Events
from sandbox.faults import Faults, Weather
from sandbox.presses import Answer
from sandbox.reading import parameters_of
from sandbox.refusals import Json, Refusal
from sandbox.views import messages_of, state_of
from sandbox.world import World

ANSWER_WITHIN = 10.0
BAD_REQUEST = 400
NOT_FOUND = 404
FILE = "file/"
# A file that somebody sent must not act as a part of the page.
KEPT_APART = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}

Peek = Callable[[], Awaitable[list[Json]]]


class ProcessControl(Protocol):
    """How an embedder lets the page stop and start the bot."""

    @property
    def state(self) -> str:
        """Say running or stopped."""
        ...

    async def start(self) -> None:
        """Start the bot."""
        ...

    async def stop(self) -> None:
        """Stop the bot as an operator would."""
        ...

    async def kill(self) -> None:
        """End the bot as a power cut would."""
        ...


class Sim:
    """Answers the page."""

    def __init__(self, world: World, faults: Faults) -> None:
        """Take the world that is shown."""
        self.bot_process: ProcessControl | None = None
        self.peek: Peek | None = None
        self.events = Events(world.changes)
        self._world = world
        self._faults = faults

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request of the page."""
        name = request.path.removeprefix("/sim/")
        if name == "events":
            return await self.events.stream(request)
        try:
            if request.method == "POST":
                _check_origin(request)
                return _json(orjson.dumps(await self._post(name, await parameters_of(request))))
            if name.startswith(FILE):
                return self._download(name.removeprefix(FILE))
            return await self._get(name, request.query)
        except (ImpossibleError, Refusal, ValueError) as impossible:
            return _error(BAD_REQUEST, str(impossible))

    async def _get(self, name: str, given: Mapping[str, str]) -> web.StreamResponse:
        if name == "state":
            return _json(orjson.dumps(self._state()))
        if name == "messages":
            viewer = person_of(self._world, given, "viewer")
            return _json(messages_of(deeds.chat_of(self._world, viewer, number(given, "chat"))))
        if name == "peek":
            tables = await self.peek() if self.peek is not None else []
            return _json(orjson.dumps(tables, default=str))
        return _error(NOT_FOUND, f"there is no /sim/{name}")

    async def _post(self, name: str, given: Given) -> Json:
        if name == "tap":
            return await self._tap(given)
        if name == "process":
            return await self._process(words(given, "action"))
        if name == "weather":
            self._faults.weather = cast("Weather", words(given, "weather"))
            return {}
        action = ACTIONS.get(name)
        if action is None:
            raise ImpossibleError(f"there is no /sim/{name}")
        return action(self._world, given)

    def _state(self) -> Json:
        process = self.bot_process.state if self.bot_process is not None else None
        return state_of(self._world) | {"weather": self._faults.weather, "process": process}

    def _download(self, file_id: str) -> web.Response:
        stored = self._world.files.find(file_id)
        return web.Response(
            body=stored.content, headers={"Content-Type": stored.mime, **KEPT_APART}
        )

    async def _tap(self, given: Given) -> Json:
        pressed = press(self._world, given)
        await self._world.changes.first(
            lambda: pressed.answer is not None,
            chat=pressed.message.chat.id,
            within=ANSWER_WITHIN,
        )
        answer = pressed.answer or Answer()
        return {"text": answer.text, "alert": answer.alert, "url": answer.url}

    async def _process(self, action: str) -> Json:
        process = self.bot_process
        if process is None:
            raise ImpossibleError("the bot runs on its own")
        deeds_of_process = {"start": process.start, "stop": process.stop, "kill": process.kill}
        if action not in deeds_of_process:
            raise ImpossibleError(f"a process cannot {action}")
        await deeds_of_process[action]()
        self._world.changes.announce("state")
        return {"process": process.state}


def _check_origin(request: web.BaseRequest) -> None:
    # Another page open in the same browser must not act here.
    origin = request.headers.get("Origin")
    if origin is not None and origin.partition("://")[2] != request.host:
        raise ImpossibleError("this page may not act in the sandbox")


def _json(body: bytes) -> web.Response:
    return web.Response(
        body=body, content_type="application/json", headers={"Cache-Control": "no-store"}
    )


def _error(status: int, said: str) -> web.Response:
    return web.Response(
        body=orjson.dumps({"error": said}), status=status, content_type="application/json"
    )
