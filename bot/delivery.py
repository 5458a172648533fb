"""The outbox loop: everything staff must receive goes from here, and nothing is sent unmarked.

What surely did not arrive is sent again; what may have arrived is sent again marked as a possible
repeat; what Telegram refuses waits and is never dropped. Knows nothing of reporters.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.cards import RowsOf
from bot.limits import Lane
from bot.posting import Posting
from bot.sinks import EventSink
from bot.transport import NotSent
from domain.model.ids import ChatId
from domain.model.outgoing import Outgoing, Priority
from domain.ports import StoreUnavailableError
from domain.usecases import delivery
from handlers.context import Services

AT_ONCE = 32
"""Rows taken at a time."""

LINE_ROOM = 16
"""Rows that may wait in memory for one line; a crash marks these as possible repeats."""

PACE = timedelta(seconds=3)
"""How far apart rows beyond that are put in the outbox: a group takes 20 messages a minute."""

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=5)

REFUSED_WAIT = timedelta(minutes=10)
"""After a refusal that only people can mend: the bot was removed, or a right was taken."""

LOOK_EVERY = 30.0
"""Seconds after which due rows are looked for even if nobody rang."""

PUT_BACK_SECONDS = 2.0
"""How long a stop tries to return rows that wait in memory, if the store is unavailable."""

STORE_WAIT = 1.0
"""Seconds until the outbox is looked at again when the store was unavailable."""


class Line(NamedTuple):
    """Where rows wait for each other; urgent ones of a chat never behind the rest of it."""

    chat: ChatId
    urgent: bool


class Delivery:
    """Sends what the outbox holds: in order in each line, all lines side by side."""

    def __init__(
        self,
        bot: ExtBot[Lane],
        services: Services,
        *,
        event: EventSink,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        rows_of: RowsOf = lambda *_: (),
        is_held_up: Callable[[asyncio.Task[None]], bool] = lambda _: False,
    ) -> None:
        """Take the bot to speak through, where to tell events, and how to wait.

        ``rows_of`` tells which buttons a press has put on a card, ``is_held_up`` whether a task
        waits for its turn to send.
        """
        self._is_held_up = is_held_up
        self._called_off: set[asyncio.Task[None]] = set()
        self._posting = Posting(bot, services, event=event, pause=pause, rows_of=rows_of)
        self._services = services
        self._event = event
        self._woken = asyncio.Event()
        self._stopping = False
        self._lines: dict[Line, list[Outgoing]] = {}
        self._slots: dict[Line, datetime] = {}
        self._working: dict[Line, asyncio.Task[None]] = {}
        self._loop: asyncio.Task[None] | None = None

    async def start(self) -> int:
        """Put what a crash interrupted back in line and begin; return how many rows that were."""
        recovered = await self._services.store.write(delivery.recover_outbox)
        if recovered:
            self._event("delivery_recovered", messages=recovered)
        self._loop = asyncio.create_task(self._run())
        return recovered

    def wake(self) -> None:
        """Look at the outbox now."""
        self._woken.set()

    async def stop(self, seconds: float) -> int:
        """Finish what is under way within a bound; return how many messages were cut short."""
        self._stopping = True
        self.wake()
        if self._loop:
            await asyncio.wait({self._loop})
        working = set(self._working.values())
        self._called_off = {task for task in working if self._is_held_up(task)}
        for waiting in self._called_off:
            waiting.cancel()
        late = (await asyncio.wait(working, timeout=seconds))[1] if working else set()
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(PUT_BACK_SECONDS):
                await self._put_all_back()
        return len(late)

    async def send_due(self) -> None:
        """Send all that is due now, and what follows from it, and wait until that is done."""
        while await self._take() or self._working:
            await asyncio.gather(*self._working.values())

    async def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                while await self._take() and not self._stopping:
                    continue
                seconds = await self._until_next()
            except StoreUnavailableError:
                seconds = STORE_WAIT
            except Exception as error:  # noqa: BLE001  the loop outlives whatever breaks in it
                self._services.note_error(error)
                seconds = LOOK_EVERY
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._woken.wait()

    async def _take(self) -> int:
        now = self._services.now()
        taken = await self._services.store.write(delivery.take_due, now, AT_ONCE)
        for outgoing in taken:
            await self._line_up(outgoing, now)
        return len(taken)

    async def _until_next(self) -> float:
        due_at = await self._services.store.read(delivery.next_due_at)
        if due_at is None:
            return LOOK_EVERY
        return min(max((due_at - self._services.now()).total_seconds(), 0.0), LOOK_EVERY)

    async def _line_up(self, outgoing: Outgoing, now: datetime) -> None:
        chat = self._posting.configured_chat(outgoing)
        line = Line(chat, outgoing.priority is Priority.URGENT)
        waiting = self._lines.setdefault(line, [])
        if len(waiting) >= LINE_ROOM:
            # Put off by its turn, not by a guess, so that it is taken once and blocks nobody.
            slot = max(self._slots.get(line, now), now + LINE_ROOM * PACE) + PACE
            self._slots[line] = slot
            await self._later(outgoing, slot, begun=False)
            return
        waiting.append(outgoing)
        waiting.sort(key=lambda each: each.priority)
        if line not in self._working:
            self._working[line] = asyncio.create_task(self._work(line))

    async def _work(self, line: Line) -> None:
        try:
            while waiting := self._lines[line]:
                if self._stopping:
                    await self._put_back(line, self._services.now())
                    return
                await self._deliver(line, waiting.pop(0))
        finally:
            del self._working[line]
            self.wake()

    async def _deliver(self, line: Line, outgoing: Outgoing) -> None:
        try:
            await self._send(outgoing)
        except ChatMigrated as moved:
            await self._moved(line, outgoing, ChatId(moved.new_chat_id))
        except RetryAfter as flood:
            await self._flooded(line, outgoing, flood)
        except TelegramError as error:
            # A refused request is, to the framework, a kind of network error.
            if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
                await self._again(outgoing, maybe_repeat=not isinstance(error, NotSent))
            else:
                await self._refused(outgoing, "delivery_refused")
        except StoreUnavailableError:
            await self._again(outgoing, maybe_repeat=False)
        except Exception as error:  # noqa: BLE001  a card that cannot be drawn stops no other
            self._services.note_error(error)
            await self._refused(outgoing, "delivery_failed")

    async def _send(self, outgoing: Outgoing) -> None:
        try:
            await self._posting.send(outgoing)
        except asyncio.CancelledError:
            me = asyncio.current_task()
            if me not in self._called_off:
                raise
            # It waited for its turn, so it was not sent, and must not look like a repeat.
            await self._later(outgoing, self._services.now(), begun=False)

    async def _moved(self, line: Line, outgoing: Outgoing, new: ChatId) -> None:
        old = await self._posting.record(delivery.current_chat, line.chat)
        await self._posting.record(delivery.note_move, old, new)
        self._event("chat_migrated")
        await self._later(outgoing, self._services.now(), begun=False)

    async def _flooded(self, line: Line, outgoing: Outgoing, flood: RetryAfter) -> None:
        asked = flood.retry_after
        wait = asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
        self._event("delivery_paused", wait=wait.total_seconds())
        due_at = self._services.now() + wait
        await self._later(outgoing, due_at)
        for other in Line(line.chat, urgent=True), Line(line.chat, urgent=False):
            await self._put_back(other, due_at)

    async def _again(self, outgoing: Outgoing, *, maybe_repeat: bool) -> None:
        doubled = FIRST_WAIT * 2 ** min(max(outgoing.attempts - 1, 0), 10)
        wait = min(doubled, LONGEST_WAIT)
        self._event("delivery_later", attempts=outgoing.attempts, wait=wait.total_seconds())
        await self._later(outgoing, self._services.now() + wait, maybe_repeat=maybe_repeat)

    async def _refused(self, outgoing: Outgoing, event: str) -> None:
        if event == "delivery_refused":
            wait = REFUSED_WAIT.total_seconds()
            self._event(event, attempts=outgoing.attempts, wait=wait)
        else:
            self._event(event, attempts=outgoing.attempts)
        await self._later(outgoing, self._services.now() + REFUSED_WAIT)

    async def _put_all_back(self) -> None:
        # Rows that were never begun must not look like possible repeats at the next start.
        for line in list(self._lines):
            await self._put_back(line, self._services.now())

    async def _put_back(self, line: Line, due_at: datetime) -> None:
        """Return a line's waiting rows to the outbox; none of them was begun."""
        waiting = self._lines.get(line, [])
        while waiting:
            await self._later(waiting.pop(), due_at, begun=False)

    async def _later(
        self,
        outgoing: Outgoing,
        due_at: datetime,
        *,
        maybe_repeat: bool = False,
        begun: bool = True,
    ) -> None:
        await self._posting.record(
            delivery.send_later, outgoing, due_at, maybe_repeat=maybe_repeat, begun=begun
        )
