"""The mistakes that a program like this one most easily makes, each to be planted into it.

None of them shows while all goes well; the kill-point loop has to find every one.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import pytest

from bot.cards import Cards
from bot.intake import Intake
from domain.model.contact import Contact
from domain.model.conversation import Keepsake, Receipt
from domain.model.ids import CaseId, OutgoingId
from domain.model.outgoing import Outgoing
from domain.ports import Transaction
from domain.usecases import delivery, submitting
from storage.outbox import OutboxTable
from storage.store import SqliteTransaction
from storage.updates import UpdatesTable
from tests.builders import NOW
from tests.journeys.scene import Scene
from tests.reliability.life import MortalStore
from tests.reliability.story import RECEIPT

P = ParamSpec("P")
T = TypeVar("T")


def confirm_before_commit(patch: pytest.MonkeyPatch, _: Scene) -> None:
    """Tell Telegram that updates are dealt with as soon as they have come."""
    fetch = Intake._fetch

    async def fetch_and_confirm(intake: Intake) -> list[Any] | None:
        raws = await fetch(intake)
        if raws:
            await intake._ask(1, 0, max(raw["update_id"] for raw in raws) + 1)
        return raws

    patch.setattr(Intake, "_fetch", fetch_and_confirm)


def two_transactions(patch: pytest.MonkeyPatch, _: Scene) -> None:
    """Store the case first and queue its card after that."""

    class SplitStore(MortalStore):
        """Writes what a sent report puts in the outbox in a transaction of its own."""

        async def write(
            self,
            usecase: Callable[Concatenate[Transaction, P], T],
            *args: P.args,
            **kwargs: P.kwargs,
        ) -> T:
            """Write once, and what was held back once more."""
            held = _Held()

            def first(tx: Transaction) -> T:
                assert isinstance(tx, SqliteTransaction)
                return usecase(replace(tx, outbox=held), *args, **kwargs)

            def put_held(tx: Transaction) -> None:
                for each in held.rows:
                    tx.outbox.put(each)

            if cast("object", usecase) is not submitting.submit_report:
                return await super().write(usecase, *args, **kwargs)
            result = await super().write(first)
            await super().write(put_held)
            return result

    patch.setattr("bot.app.SqliteStore", SplitStore)


def no_dedupe(patch: pytest.MonkeyPatch, _: Scene) -> None:
    """Handle an update as often as it is offered."""
    patch.setattr(UpdatesTable, "claim", lambda *_: None)


def mark_sent_first(patch: pytest.MonkeyPatch, _: Scene) -> None:
    """Take a card out of the outbox just before it is sent."""
    put = Cards._put

    async def drop_and_put(cards: Cards, outgoing: Outgoing, *args: Any) -> Any:  # noqa: ANN401
        await cards._record(delivery.drop, outgoing.id)
        return await put(cards, outgoing, *args)

    patch.setattr(Cards, "_put", drop_and_put)


def drop_the_unknown(patch: pytest.MonkeyPatch, _: Scene) -> None:
    """Believe that what was being sent has arrived."""

    def recover(outbox: OutboxTable) -> int:
        caught = _caught(outbox)
        for each in caught:
            outbox.remove(each.id)
        return len(caught)

    patch.setattr(OutboxTable, "recover", recover)


def blind_retry(patch: pytest.MonkeyPatch, _: Scene) -> None:
    """Send what was being sent again as if it had surely not arrived."""

    def recover(outbox: OutboxTable) -> int:
        caught = _caught(outbox)
        for each in caught:
            outbox.release(each)
        return len(caught)

    patch.setattr(OutboxTable, "recover", recover)


def receipt_before_commit(patch: pytest.MonkeyPatch, scene: Scene) -> None:
    """Show the receipt while the report is still on its way to the disk."""
    later: set[asyncio.Task[Any]] = set()

    class HastyStore(MortalStore):
        """Answers for a sent report at once, and stores it when the person has read the answer."""

        async def write(
            self,
            usecase: Callable[Concatenate[Transaction, P], T],
            *args: P.args,
            **kwargs: P.kwargs,
        ) -> T:
            """Write, or promise to."""
            write = super().write
            if cast("object", usecase) is not submitting.submit_report:
                return await write(usecase, *args, **kwargs)

            async def write_later() -> None:
                await scene.phone("Amina").actor.sees(RECEIPT)
                await write(usecase, *args, **kwargs)

            later.add(asyncio.create_task(write_later()))
            receipt = Receipt(delete_on=NOW.date(), contacts=(), contact=Contact.MAILBOX)
            keepsake = Keepsake(case=CaseId("0" * 16), until=NOW)
            return cast("T", submitting.Sent(receipt=receipt, keepsake=keepsake))

    patch.setattr("bot.app.SqliteStore", HastyStore)


class _Held(OutboxTable):
    """Keeps what is put in it to itself."""

    def __init__(self) -> None:
        self.rows: list[Outgoing] = []

    def put(self, outgoing: Outgoing) -> None:
        self.rows.append(outgoing)


def _caught(outbox: OutboxTable) -> list[Outgoing]:
    rows = outbox._cursor.execute(OutboxTable.SENDING).fetchall()
    found = (outbox.get(OutgoingId(outgoing_id)) for outgoing_id, _ in rows)
    return [each for each in found if each]
