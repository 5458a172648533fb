"""Changes as server-sent events, for every page that is open."""

import asyncio

import orjson
from aiohttp import web

from sandbox.changes import Changes
from sandbox.refusals import Json

MOST_WAITING = 1000
KINDS = frozenset(("message", "edited", "deleted", "toast", "state", "typing", "closing"))
STILL_THERE = b": still there\n\n"
STILL_THERE_EVERY = 15.0


class Events:
    """The streams that are open."""

    def __init__(self, changes: Changes) -> None:
        """Take the changes to pass on."""
        self._changes = changes
        self._closing = asyncio.Event()

    async def stream(self, request: web.BaseRequest) -> web.StreamResponse:
        """Send every change until the page or the sandbox goes away."""
        waiting: asyncio.Queue[Json] = asyncio.Queue(MOST_WAITING)

        def take(event: Json) -> None:
            # A page that is this far behind reads anew what it shows with the next event.
            if event["kind"] in KINDS and not waiting.full():
                waiting.put_nowait(event)

        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        self._changes.listen(take)
        try:
            await self._pump(response, waiting)
        except ConnectionError:
            pass
        finally:
            self._changes.unlisten(take)
        return response

    async def _pump(self, response: web.StreamResponse, waiting: "asyncio.Queue[Json]") -> None:
        await response.write(STILL_THERE)
        while not self._closing.is_set():
            event = await self._next(waiting)
            if not self._closing.is_set():
                await response.write(STILL_THERE if event is None else _written(event))

    async def _next(self, waiting: "asyncio.Queue[Json]") -> Json | None:
        try:
            async with asyncio.timeout(STILL_THERE_EVERY):
                return await waiting.get()
        except TimeoutError:
            return None

    def open(self) -> None:
        """Allow streams again."""
        self._closing.clear()

    def close(self) -> None:
        """End all streams."""
        self._closing.set()
        self._changes.announce("closing")


def _written(event: Json) -> bytes:
    return b"data: " + orjson.dumps(event) + b"\n\n"
