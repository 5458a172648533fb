"""The service without its intake: store, use cases and delivery loop, killed and started at will.

Telegram is `staff_chats`; the clock and chance are in the test's hands.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Concatenate, NoReturn, ParamSpec, TypeVar, cast

from telegram.ext import ExtBot

from bot.delivery import REFUSED_WAIT, Delivery
from bot.limits import Lane
from domain.model.ids import UpdateId
from domain.model.occasion import Occasion
from domain.ports import Transaction
from domain.usecases.delivery import recover_outbox
from storage import Keys
from tests.builders import SeededChance
from tests.handlers.staff.setting import Hands, services
from tests.journeys.english import catalogue
from tests.reliability.history import Disk
from tests.reliability.life import Life, MortalStore
from tests.reliability.staff_chats import Chat, Outcome, StaffChats
from tests.stores import SECRET

P = ParamSpec("P")
T = TypeVar("T")

KEYS = Keys(SECRET)
ROUNDS_TO_REST = 20


@dataclass(frozen=True)
class Done:
    """What was done because of an update, which may be offered again."""

    usecase: Callable[..., object]
    arguments: tuple[Any, ...]
    more: Mapping[str, Any]


class Service:
    """Runs one deed after the other, each in whichever life it is by then."""

    def __init__(self) -> None:
        """Start with an empty database in a folder that goes with this."""
        self._closing = ExitStack()
        folder = Path(self._closing.enter_context(TemporaryDirectory()))
        self._runner = self._closing.enter_context(asyncio.Runner())
        self._database = folder / "data" / "tellsafe.sqlite"
        self._database.parent.mkdir()
        self._updates = 0
        self.chance, self.hands = SeededChance(), Hands()
        self.chats = StaffChats(kill=self._die)
        self.done: list[Done] = []
        self._runner.run(self._live())
        self.disk = Disk(self._database, self.store.unlocked)

    def close(self) -> None:
        """End the last life and leave nothing behind."""
        self.disk.close()
        self._runner.run(self._life.bury())
        self._closing.close()

    def alive(self, deed: Callable[[], Coroutine[Any, Any, T]]) -> T | None:
        """Do something; where that ends this life, begin the next and return nothing."""
        return self._runner.run(self._alive(deed()))

    def write(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case."""
        return self._runner.run(self.store.write(usecase, *args, **kwargs))

    def handle(self, usecase: Callable[..., T], *arguments: Any, **more: Any) -> T:  # noqa: ANN401
        """Run a use case because of a new update."""
        return self._runner.run(self.handling(usecase, *arguments, **more))

    async def handling(self, usecase: Callable[..., T], *arguments: Any, **more: Any) -> T:  # noqa: ANN401
        """Run a use case because of a new update, also in the middle of something else."""
        self._updates += 1
        more["occasion"] = Occasion(now=self.services.now(), update=UpdateId(self._updates))
        result = await self.store.write(usecase, *arguments, **more)
        self.done.append(Done(usecase, arguments, more))
        return result

    def deliver(
        self,
        coming: Mapping[Chat, list[Outcome]],
        meanwhile: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Send what is due, with these outcomes; something may happen while it is under way."""
        self.chats.coming, self.chats.meanwhile = coming, meanwhile
        self.alive(self.delivery.send_due)
        self.chats.coming, self.chats.meanwhile = {}, None

    def come_to_rest(self) -> None:
        """Let all go well for as long as it takes to send everything."""
        for _ in range(ROUNDS_TO_REST):
            self.hands.now += 2 * REFUSED_WAIT
            self.deliver({})
            if not self.disk.waiting():
                return

    def crash(self) -> None:
        """End this life between two deeds, and begin the next."""
        self._life.end()
        self._runner.run(self._again())

    async def _live(self) -> None:
        self._life = Life(None, {}, lambda: None)
        store = MortalStore.open(self._database, KEYS, self.chance)
        self.store = await self._life.task(store)
        used = services(self.store, catalogue(), clock=self.hands)
        self.services = replace(used, chance=self.chance)
        bot = cast("ExtBot[Lane]", self.chats)
        self.delivery = Delivery(bot, self.services, event=lambda *_, **__: None)
        await self.store.write(recover_outbox)

    async def _alive(self, deed: Coroutine[Any, Any, T]) -> T | None:
        task = self._life.task(deed)
        await self._life.during(task)
        if not self._life.over.is_set():
            return await task
        await self._again()
        return None

    async def _again(self) -> None:
        await self._life.bury()
        await self._live()

    def _die(self) -> NoReturn:
        self._life.end()
        raise asyncio.CancelledError
