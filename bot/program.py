"""The life of the service, and the order in which its parts start and stop."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram.error import InvalidToken, TelegramError

from bot.config import Config
from bot.config_problems import TokenRefused
from bot.delivery import Delivery
from bot.handling import AnyApplication
from bot.intake import LONGEST_WAIT, Intake
from bot.laundering import Laundry
from bot.logs import EventLog
from bot.schedule import Schedule
from bot.scrubbing import Scrubbing
from bot.watching import Watching
from domain.model.ids import Language
from domain.ports import StoreUnavailableError
from handlers.commands import introduce
from handlers.context import Services
from handlers.showing import Showing
from media import CleaningRoom
from storage import SqliteStore

if TYPE_CHECKING:
    from bot.webhook import WebhookServer

DRAIN_SECONDS = 20.0
"""How long a stop waits for messages that are being sent."""


@dataclass(frozen=True, kw_only=True)
class Program:
    """Everything that runs, put together; `run` is its life from start to stop.

    ``first_language``: what people read until they choose another language.
    """

    config: Config
    application: AnyApplication
    services: Services
    first_language: Language
    store: SqliteStore
    showing: Showing
    delivery: Delivery
    intake: Intake
    webhook: "WebhookServer | None"
    watching: Watching
    schedule: Schedule
    scrubbing: Scrubbing
    laundry: Laundry
    cleaning: CleaningRoom
    log: EventLog

    async def run(self, stop: asyncio.Event) -> None:
        """Start, take in until told to stop, then drain; nothing acknowledged is lost by a kill."""
        started = time.monotonic()
        self.log("starting")
        try:
            await self.watching.start()
            if await self._reach_telegram(stop):
                await self._start()
                self.log("started", seconds=time.monotonic() - started)
                await self._until(stop)
        finally:
            await self._stop()

    async def _reach_telegram(self, stop: asyncio.Event) -> bool:
        """Introduce the bot, as often as it takes; False when told to stop meanwhile."""
        tries = 0
        while not stop.is_set():
            try:
                await self._introduce()
            except InvalidToken:
                self.log("token_refused")
                raise TokenRefused from None
            except TelegramError:
                tries += 1
                wait = min(LONGEST_WAIT, 2.0**tries)
                self.log("network_trouble", tries=tries, wait=wait)
                with suppress(StoreUnavailableError):
                    # What ties a case to a chat must not wait for Telegram.
                    await self.laundry.refuse_overdue()
                with suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await stop.wait()
            else:
                return True
        return False

    async def _introduce(self) -> None:
        bot = self.application.bot
        await self.application.initialize()
        services = self.services
        await introduce(bot, services.texts, self.first_language, services.staff.chats)
        if not self.webhook:
            # A webhook that is still set would make Telegram refuse every question.
            await bot.delete_webhook()

    async def _start(self) -> None:
        await self.application.start()
        self.scrubbing.start()
        await self.delivery.start()
        self.laundry.start()
        self.schedule.start(self.services, self.log)

    async def _until(self, stop: asyncio.Event) -> None:
        if self.webhook:
            await self._listen(self.webhook, stop)
        else:
            await self._ask(stop)

    async def _listen(self, webhook: "WebhookServer", stop: asyncio.Event) -> None:
        await webhook.start()
        await webhook.announce(self.application.bot)
        await stop.wait()
        self.log("stopping")
        await webhook.stop()

    async def _ask(self, stop: asyncio.Event) -> None:
        # It answered the introduction; the first question is held open until there is news.
        self.watching.vitals.polled()
        intake = asyncio.create_task(self.intake.run())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({intake, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        self.log("stopping")
        await self.intake.stop()
        await intake

    async def _stop(self) -> None:
        started = time.monotonic()
        await self.laundry.stop()
        await self.cleaning.close()
        await self.delivery.stop(DRAIN_SECONDS)
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await self.showing.settled()
        if self.application.running:
            await self.application.stop()
        await self.application.shutdown()
        # Where Telegram was never reached, the framework takes nothing for open.
        await self.application.bot.shutdown()
        await self.scrubbing.stop()
        await self.watching.stop()
        await self.store.close()
        self.log("stopped", seconds=time.monotonic() - started)
