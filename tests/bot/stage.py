"""A staff side with its chats in the sandbox, to watch what becomes of the outbox there."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum
from typing import Any

import pytest
from telegram.ext import ExtBot

from bot.delivery import Delivery
from bot.limits import Lane, Limits
from bot.logs import EventLog
from bot.transport import AiohttpRequest
from domain.model.case import Case, Status
from domain.model.ids import OutgoingId, StepId
from domain.model.outgoing import Outgoing, Post, PostCard, Priority, Spot, What
from domain.ports import Store, Transaction
from handlers.context import Services
from sandbox import Actor, BotAccount, Cast, Group, Message, Person, Sandbox
from tests.builders import REQUIRED, SeededChance, a_case, written
from tests.handlers.staff.setting import CHANNEL, QUEUE, Hands, services
from texts.catalogue import Catalogue

TEXTS = Catalogue.load()
TOKEN = "1:sandbox"
MAYA_ID = 2001
CAST = Cast(
    bot=BotAccount(username="TellsafeDemoBot", name="Tellsafe"),
    people=(Person(id=MAYA_ID, name="Maya", side="staff"),),
    groups=(
        Group(id=QUEUE, title="Queue", members=(MAYA_ID,)),
        Group(id=CHANNEL, title="Staff", members=(MAYA_ID,)),
    ),
)
CASE = a_case(answers={**REQUIRED, StepId("story"): written("Gregor hit me")})
RELEASED = replace(CASE, status=Status.ACCEPTED)
LONG = replace(
    a_case("9QX-4M", answers={**REQUIRED, StepId("story"): written(*["Words. " * 500] * 3)}),
    status=Status.ACCEPTED,
)


@dataclass
class Told:
    """The events that were told, checked against what may be logged."""

    names: list[str] = field(default_factory=list)
    attempts: list[float] = field(default_factory=list)
    log: EventLog = field(default_factory=lambda: EventLog(chance=SeededChance()))

    def __call__(self, name: str, **values: float | Enum) -> None:
        """Take an event."""
        self.log(name, **values)
        self.names.append(name)
        attempts = values.get("attempts", 0)
        self.attempts.append(attempts if isinstance(attempts, int | float) else 0)


@dataclass
class Stage:
    """A staff side with its chats, its clock in hand, and a delivery loop that is run by hand."""

    sandbox: Sandbox
    services: Services
    bot: ExtBot[Lane]
    hands: Hands
    told: Told = field(default_factory=Told)
    rows: int = 0

    def __post_init__(self) -> None:
        """Start with a fresh loop."""
        self.delivery = self.fresh()

    def fresh(self) -> Delivery:
        """Return a loop as a new process has it."""
        return Delivery(self.bot, self.services, event=self.told)

    @property
    def maya(self) -> Actor:
        """Return the one who looks."""
        return self.sandbox.person("Maya")

    def seen(self, chat: int) -> list[Message]:
        """List the messages of the bot in a chat."""
        return [each for each in self.maya.messages(chat) if each.text and not each.service]

    async def queue(
        self,
        what: What,
        *,
        priority: Priority = Priority.CARD,
        after: timedelta = timedelta(),
    ) -> None:
        """Put a row in the outbox."""
        self.rows += 1
        row = Outgoing(
            id=OutgoingId(f"{self.rows:016x}"),
            what=what,
            priority=priority,
            due_at=self.hands.now + after,
        )
        await self.services.store.write(_put_row, row)

    async def keeps(self, *cases: Case) -> None:
        """Store cases."""
        for case in cases:
            await self.services.store.write(_put_case, case)

    async def waiting(self) -> int:
        """Count the rows that are left."""
        return await self.services.store.read(_count_rows)

    async def posts(self, case: Case, spot: Spot | None = None) -> tuple[Post, ...]:
        """List where a case is shown."""
        return await self.services.store.read(_posts_of, case, spot)

    def asked(self) -> list[str]:
        """List what was asked of Telegram, but for questions."""
        return [each.method for each in self.sandbox.calls if not each.method.startswith("get")]

    async def send(self) -> None:
        """Run the loop until nothing is due."""
        await self.delivery.send_due()

    def later(self, **by: float) -> None:
        """Move the clock."""
        self.hands.now += timedelta(**by)


@asynccontextmanager
async def staged(
    store: Store, *, one_place: bool = False, cast: Cast = CAST
) -> AsyncIterator[Stage]:
    """Open a stage with these people and chats; ``one_place``: all staff share a chat."""
    sandbox = Sandbox(cast, token=TOKEN)
    await sandbox.start(port=0)
    bot: ExtBot[Lane] = ExtBot(
        TOKEN,
        base_url=f"{sandbox.base_url}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
        rate_limiter=Limits(enabled=False),
    )
    hands = Hands()
    try:
        async with bot:
            used = services(store, TEXTS, one_place=one_place, clock=hands)
            yield Stage(sandbox=sandbox, services=used, bot=bot, hands=hands)
    finally:
        await sandbox.stop()
    assert sandbox.complaints == []


async def shown(stage: Stage, case: Case, spot: Spot = Spot.STAFF) -> list[Message]:
    """Store a case and send its card; return what the chat shows then."""
    await stage.keeps(case)
    await stage.queue(PostCard(case=case.id, spot=spot))
    await stage.send()
    return stage.seen(CHANNEL if spot is Spot.STAFF else QUEUE)


async def sending(
    stage: Stage, meanwhile: Callable[[], Awaitable[object]], *cards: PostCard
) -> None:
    """Send cards, and have something happen after the first is sent and before that is noted."""
    for card in cards:
        await stage.queue(card)
    send = stage.bot.send_message
    first = True

    async def held(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the framework's
        nonlocal first
        sent = await send(*args, **kwargs)
        if first:
            first = False
            await meanwhile()
        return sent

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(stage.bot), "send_message", lambda _, *a, **k: held(*a, **k))
        await stage.send()


def erase(tx: Transaction, case: Case) -> None:
    """Erase a case."""
    tx.cases.erase(case.id)


def _put_row(tx: Transaction, row: Outgoing) -> None:
    tx.outbox.put(row)


def _put_case(tx: Transaction, case: Case) -> None:
    if tx.cases.get(case.id):
        tx.cases.put(case)
    else:
        tx.cases.add(case)


def _count_rows(tx: Transaction) -> int:
    return tx.outbox.waiting()


def _posts_of(tx: Transaction, case: Case, spot: Spot | None) -> tuple[Post, ...]:
    return tx.posts.of(case.id, spot)
