"""The sandbox over HTTP: the Bot API, downloads, the page and what the page needs.

A low-level aiohttp server with its own short dispatch: the Bot API's path is the hot one.
"""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import orjson
from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.web_protocol import RequestHandler

from sandbox.api import Api, LineCutError, Reply
from sandbox.reading import parameters_of
from sandbox.refusals import NOT_FOUND, UNAUTHORIZED, Refusal
from sandbox.sim import Sim
from sandbox.world import World

LARGEST_REQUEST = 64 * 1024 * 1024
PAGE = Path(__file__).parent / "web"
STATIC = "/static/"
BOT = "/bot"
FILES = "/file/bot"
LOOPBACK = "127.0.0.1"
PATIENCE_AT_END = 0.1


class Server:
    """Serves one world on the loopback interface."""

    def __init__(self, world: World, api: Api, sim: Sim, token: str) -> None:
        """Take what is served, and the token that the bot must know."""
        self.port = 0
        self._world = world
        self._api = api
        self._sim = sim
        self._calls = f"{BOT}{token}/"
        self._downloads = f"{FILES}{token}/"
        self._runner: web.ServerRunner | None = None

    async def start(self, port: int) -> None:
        """Listen; port 0 takes a free one."""
        server = web.Server(self.handle, request_factory=_request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=PATIENCE_AT_END)
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening; whoever waits must have been woken before."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request."""
        path = request.path
        if path.startswith(self._calls):
            return await self._call(request, path[len(self._calls) :])
        if path.startswith(BOT):
            return _refused(Refusal(UNAUTHORIZED, "Unauthorized"))
        if path.startswith(FILES):
            return await self._download(request, path)
        if path.startswith("/sim/"):
            return await self._sim.handle(request)
        return _page(path)

    async def _call(self, request: web.BaseRequest, method: str) -> web.StreamResponse:
        try:
            given = await parameters_of(request)
        except Refusal as refusal:
            self._world.complain(f"{method}: {refusal.description}")
            return _refused(refusal)
        return await _answered(request, self._api.call(method, given))

    async def _download(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        if not path.startswith(self._downloads):
            return _refused(Refusal(UNAUTHORIZED, "Unauthorized"))
        return await _answered(request, self._api.download(path[len(self._downloads) :]))


async def _answered(request: web.BaseRequest, call: Awaitable[Reply]) -> web.Response:
    try:
        reply = await call
    except LineCutError:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    return web.Response(body=reply.body, status=reply.status, content_type=reply.type)


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=LARGEST_REQUEST
    )


def _refused(refusal: Refusal) -> web.Response:
    body = orjson.dumps(refusal.wire())
    return web.Response(body=body, status=refusal.code, content_type="application/json")


def _page(path: str) -> web.StreamResponse:
    name = "index.html" if path == "/" else path.removeprefix(STATIC)
    file = (PAGE / name).resolve()
    wanted = path == "/" or path.startswith(STATIC)
    if not wanted or not file.is_relative_to(PAGE) or not file.is_file():
        return web.Response(status=NOT_FOUND, text="Not Found")
    return web.FileResponse(file, headers={"Cache-Control": "no-cache"})
