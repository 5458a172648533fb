"""Pages for programs that watch the bot: is it alive, can it work, and its numbers.

A server of its own, so that these pages are never where Telegram brings updates.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus

from aiohttp import web

from bot.config import Health
from bot.config_problems import ConfigProblems, Problem
from bot.logs import Event, EventLog
from bot.metrics import CONTENT_TYPE, written
from bot.vitals import Vitals

SILENT_TOO_LONG = 120.0
"""Seconds without an answer of Telegram after which a polling bot is not ready any more."""


@dataclass(kw_only=True)
class HealthServer:
    """Serves /healthz, /readyz and /metrics; ``can_write`` says whether storage works now."""

    health: Health
    vitals: Vitals
    log: EventLog
    can_write: Callable[[], Awaitable[bool]]
    polls: bool
    port: int = 0
    _runner: web.AppRunner | None = field(default=None)

    async def start(self) -> None:
        """Listen; raises `ConfigProblems` where the address cannot be had."""
        application = web.Application()
        application.add_routes(
            [
                web.get("/healthz", self._healthz),
                web.get("/readyz", self._readyz),
                web.get("/metrics", self._metrics),
            ]
        )
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        try:
            site = web.TCPSite(self._runner, self.health.listen_host, self.health.listen_port)
            await site.start()
        except OSError:
            await self._runner.cleanup()
            mend = "Write a free port and an address of this machine, or port 0 for no such pages."
            problem = Problem("health.listen_port", "taken or not ours to listen on", mend)
            raise ConfigProblems((problem,)) from None
        self.port = self._runner.addresses[0][1]
        self.log(Event.HEALTH_LISTENS, port=self.port)

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _readyz(self, _: web.Request) -> web.Response:
        trouble = "" if self._hears_telegram() else "telegram is silent\n"
        trouble += "" if await self.can_write() else "storage cannot be written\n"
        if trouble:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text=trouble)
        return web.Response(text="ready\n")

    def _hears_telegram(self) -> bool:
        # A webhook that nobody calls is as silent on a quiet day as one that cannot be reached.
        age = self.vitals.poll_age
        return not self.polls or (age is not None and age < SILENT_TOO_LONG)

    async def _metrics(self, _: web.Request) -> web.Response:
        text = written(await self.vitals.read())
        return web.Response(body=text.encode(), headers={"Content-Type": CONTENT_TYPE})
