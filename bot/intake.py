"""Polling that confirms an update only after what it caused is on the disk.

Asking Telegram with a higher offset is what confirms; so the offset never passes an update that is
not handled yet. A crash at any moment means that Telegram offers the rest again.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.config_problems import TokenRefused
from bot.handling import ALLOWED_UPDATES, Handling, Outcome, line_of, wait_for_answers
from bot.logs import Event, EventLog
from bot.transport import AiohttpRequest
from handlers.press import Press

POLL_SECONDS = 30
"""How long Telegram holds a question to which it has no news."""

MARGIN_SECONDS = 10
"""How much longer an answer may take on its way."""

BATCH = 100
"""Most updates in one answer (getUpdates, limit)."""

PATIENCE_SECONDS = 0.25
"""After this long the rest of a batch is fetched beside what is still being handled."""

DRAIN_SECONDS = 20.0
"""How long a stop waits for what is being handled."""

LONGEST_WAIT = 30.0
"""Longest pause in seconds between two tries."""


class Intake:
    """Fetches, has handled, confirms; runs until it is stopped."""

    def __init__(
        self,
        *,
        bot: Bot,
        request: AiohttpRequest,
        handling: Handling,
        log: EventLog,
        answers_shown: Callable[[], Awaitable[None]],
        asked: Callable[[], None] = lambda: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        drain_seconds: float = DRAIN_SECONDS,
    ) -> None:
        """Remember its parts; ``request`` has a connection of its own for the long question.

        ``asked`` is called whenever Telegram has answered that question.
        """
        self._url = f"{bot.base_url}/getUpdates"
        self._request = request
        self._handling = handling
        self._log = log
        self._answers_shown = answers_shown
        self._asked = asked
        self._sleep = sleep
        self._drain_seconds = drain_seconds
        self._offset = 0
        self._confirmed = 0
        self._begun: set[int] = set()
        self._open: set[int] = set()
        self._lines: dict[int, deque[Update | Press]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._storage_trouble = False
        self._tries = 0
        self._storage_tries = 0
        self._stopping = False
        self._waiting: asyncio.Future[Any] | None = None
        self._finished = asyncio.Event()
        self._finished.set()

    async def run(self) -> None:
        """Fetch and have handled until `stop`; raises `TokenRefused`."""
        self._finished.clear()
        try:
            while not self._stopping:
                await self._round()
        finally:
            await self._drain()
            self._finished.set()

    async def stop(self) -> None:
        """Fetch no more, wait for what is being handled, confirm it; may be called repeatedly."""
        self._stopping = True
        if self._waiting is not None:
            self._waiting.cancel()
        await self._finished.wait()

    async def _round(self) -> None:
        raws = await self._fetch()
        if raws is None:
            return
        self._begin(raws)
        if self._workers:
            await asyncio.wait(self._workers, timeout=PATIENCE_SECONDS)
        if self._storage_trouble:
            await self._let_storage_recover()
        elif self._begun:
            await self._advance()
        elif not raws:
            # All is confirmed. After a quiet week Telegram may count from a lower number.
            self._offset = self._confirmed = 0

    def _begin(self, raws: list[Any]) -> None:
        for raw in raws:
            number = _number_of(raw)
            if number in self._begun:
                continue
            update = self._handling.parse(raw)
            if number is not None:
                self._begun.add(number)
            if number is not None and update is not None:
                self._open.add(number)
                self._queue(update)

    def _queue(self, update: Update | Press) -> None:
        line = line_of(update)
        if line in self._lines:
            self._lines[line].append(update)
            return
        self._lines[line] = deque([update])
        worker = asyncio.create_task(self._work(line))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, line: int) -> None:
        updates = self._lines[line]
        try:
            # After storage failed, nobody's later update may overtake the one that failed.
            while updates and not self._storage_trouble:
                update = updates.popleft()
                if await self._handling.handle(update) is Outcome.TROUBLE:
                    self._storage_trouble = True
                else:
                    self._open.discard(update.update_id)
        finally:
            del self._lines[line]

    async def _advance(self) -> None:
        """Move the offset to the first update that is not handled."""
        self._storage_tries = 0
        offset = min(self._open) if self._open else max(self._begun) + 1
        if offset != self._offset:
            await wait_for_answers(self._answers_shown, self._log)
            self._offset = offset
            self._begun = {number for number in self._begun if number >= offset}

    async def _let_storage_recover(self) -> None:
        if self._workers:
            await asyncio.wait(self._workers)
        self._begun -= self._open
        self._open.clear()
        self._storage_trouble = False
        self._storage_tries += 1
        wait = _wait(self._storage_tries)
        self._log(Event.STORAGE_TROUBLE, tries=self._storage_tries, wait=wait)
        await self._unless_stopped(self._sleep(wait))

    async def _fetch(self) -> list[Any] | None:
        try:
            raws = await self._unless_stopped(
                self._ask(BATCH, 0 if self._open else POLL_SECONDS, self._offset)
            )
        except RetryAfter as error:
            wait = error.retry_after
            await self._wait_for_network(
                Event.ASKED_TO_WAIT, wait if isinstance(wait, int) else wait.total_seconds()
            )
        except Conflict:
            await self._wait_for_network(Event.POLLING_CONFLICT, LONGEST_WAIT)
        except InvalidToken:
            self._log(Event.TOKEN_REFUSED)
            raise TokenRefused from None
        except TelegramError:
            await self._wait_for_network(Event.NETWORK_TROUBLE, _wait(self._tries + 1))
        else:
            if raws is None:
                return None
            if isinstance(raws, list) and (not raws or any(map(_has_number, raws))):
                self._network_is_fine()
                self._asked()
                return raws
            await self._wait_for_network(Event.NETWORK_TROUBLE, _wait(self._tries + 1))
        return None

    async def _ask(self, limit: int, seconds: int, offset: int) -> Any:  # noqa: ANN401  JSON
        # Asked through the request itself, because the bot's own method parses all or nothing.
        question = {"limit": limit, "timeout": seconds, "allowed_updates": ALLOWED_UPDATES}
        if offset:
            question["offset"] = offset
        answer = await self._request.call(
            self._url, question, read_timeout=seconds + MARGIN_SECONDS
        )
        self._confirmed = offset
        return answer

    async def _wait_for_network(self, event: Event, wait: float) -> None:
        self._tries += 1
        fields: dict[str, float] = {"wait": wait}
        if "tries" in event.fields:
            fields["tries"] = self._tries
        self._log(event, **fields)
        await self._unless_stopped(self._sleep(wait))

    def _network_is_fine(self) -> None:
        if self._tries:
            self._log(Event.NETWORK_FINE_AGAIN, tries=self._tries)
            self._tries = 0

    async def _unless_stopped(self, awaitable: Awaitable[Any]) -> Any:  # noqa: ANN401  any result
        """Await something that a stop cuts short; None when it did."""
        self._waiting = asyncio.ensure_future(awaitable)
        if self._stopping:
            self._waiting.cancel()
        try:
            await asyncio.wait((self._waiting,))
            return None if self._waiting.cancelled() else self._waiting.result()
        finally:
            self._waiting.cancel()
            self._waiting = None

    async def _drain(self) -> None:
        if self._workers:
            _, late = await asyncio.wait(self._workers, timeout=self._drain_seconds)
            if late:
                self._log(Event.DRAIN_CUT_SHORT, updates=len(self._open))
                for worker in late:
                    worker.cancel()
                await asyncio.wait(late)
        if self._begun:
            await self._advance()
        if self._offset != self._confirmed:
            try:
                await self._ask(1, 0, self._offset)
            except TelegramError:
                # Nothing is lost: Telegram offers them again, and they are known by their number.
                self._log(Event.NETWORK_TROUBLE, tries=1, wait=0)


def _number_of(raw: object) -> int | None:
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) else None


def _has_number(raw: object) -> bool:
    return _number_of(raw) is not None


def _wait(tries: int) -> float:
    return min(LONGEST_WAIT, 2.0 ** (min(tries, 10) - 1))
