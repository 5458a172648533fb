"""An HTTP server on loopback that answers as a test says, for what no well-behaved server does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Wire:
    """The server's address, and the requests it has seen as (method, path, body)."""

    url: str = ""
    seen: list[tuple[str, str, bytes]] = field(default_factory=list)


@asynccontextmanager
async def answering(answer: Answer) -> AsyncIterator[Wire]:
    """Serve one function for every address."""
    wire = Wire()

    async def handle(request: web.Request) -> web.StreamResponse:
        wire.seen.append((request.method, request.path_qs, await request.read()))
        return await answer(request)

    application = web.Application(client_max_size=16 * 1024 * 1024)
    application.router.add_route("*", "/{tail:.*}", handle)
    runner = web.AppRunner(
        application, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
    )
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site.name
    wire.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield wire
    finally:
        await runner.cleanup()


def saying(status: int, body: bytes, **headers: str) -> Answer:
    """Answer everything with one status and body."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body, headers=headers)

    return answer
