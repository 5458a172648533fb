"""Updates that Telegram brings to us, and the pages that say whether the service is well.

Telegram is told 200 only after what an update caused is on the disk, and was shown unless that
takes long; before that it brings the update again.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot

from bot.config import Webhook
from bot.handling import ALLOWED_UPDATES, Handling, Outcome, wait_for_answers
from bot.logs import Event, EventLog
from bot.transport import loads

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
LARGEST_BODY = 1024 * 1024
CONNECTIONS = 40
"""How many updates Telegram may bring at once (its own default)."""

DRAIN_SECONDS = 20.0
"""How long a stop waits for updates that are being handled."""


async def announce(bot: Bot, webhook: Webhook, secret: str) -> None:
    """Tell Telegram where to bring updates; what waits there is kept."""
    await bot.set_webhook(
        webhook.url,
        secret_token=secret,
        allowed_updates=ALLOWED_UPDATES,
        max_connections=CONNECTIONS,
    )


@dataclass(kw_only=True)
class WebhookServer:
    """Listens for Telegram; ``is_ready`` says whether storage can be written now.

    ``answers_shown`` waits for what is on its way to people.
    """

    webhook: Webhook
    secret: str
    handling: Handling
    log: EventLog
    is_ready: Callable[[], Awaitable[bool]]
    answers_shown: Callable[[], Awaitable[None]]
    port: int = 0
    refused: int = 0
    _runner: web.AppRunner | None = field(default=None)

    async def start(self) -> None:
        """Listen; ``port`` is where, also if the settings left the choice to the system."""
        application = web.Application(client_max_size=LARGEST_BODY)
        application.add_routes(
            [
                web.post(urlsplit(self.webhook.url).path or "/", self._brought),
                web.get("/healthz", self._healthz),
                web.get("/readyz", self._readyz),
            ]
        )
        # No access log: it would hold when people wrote.
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=DRAIN_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.webhook.listen_host, self.webhook.listen_port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.log(Event.WEBHOOK_LISTENS, port=self.port)

    async def announce(self, bot: Bot) -> None:
        """Tell Telegram where to bring updates."""
        await announce(bot, self.webhook, self.secret)

    async def stop(self) -> None:
        """Take in no more, and wait a while for what is being handled."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _brought(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self.secret.encode()):
            return self._refusal(HTTPStatus.FORBIDDEN)
        try:
            raw = loads(await request.read())
        except (ValueError, RecursionError):
            return self._refusal(HTTPStatus.BAD_REQUEST)
        except web.HTTPRequestEntityTooLarge:
            return self._refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        update = self.handling.parse(raw)
        if update is not None and await self.handling.handle(update) is Outcome.TROUBLE:
            return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        await wait_for_answers(self.answers_shown, self.log)
        return web.Response()

    def _refusal(self, status: HTTPStatus) -> web.Response:
        self.refused += 1
        # Told at 1, 2, 4, 8, …: whoever knocks all day must not fill the disk with log.
        if self.refused.bit_count() == 1:
            self.log(Event.WEBHOOK_REFUSED, status=int(status), total=self.refused)
        return web.Response(status=status)

    async def _healthz(self, _: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def _readyz(self, _: web.Request) -> web.Response:
        if await self.is_ready():
            return web.Response(text="ready\n")
        return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, text="not ready\n")
