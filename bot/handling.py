"""One update at a time: parsed alone, handled in order per chat, and what became of it.

Both ways in, `intake` and `webhook`, bring raw updates here; nothing of one is kept or logged.
"""

import asyncio
from collections.abc import Awaitable, Callable, Generator
from enum import Enum
from typing import Any

from telegram import Update
from telegram.ext import Application, BaseUpdateProcessor, CallbackContext

from bot.logs import Event, EventLog
from bot.reading import read_update
from handlers.press import Press

AT_ONCE = 64
"""How many updates are handled at the same time."""

ANSWERS_SECONDS = 1.0
"""How long Telegram is left in doubt for answers that are on their way to people."""

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "inline_query")
"""What Telegram is asked to tell; it remembers the list until it is told another."""

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Outcome(Enum):
    """What became of an update."""

    HANDLED = "handled"
    SET_ASIDE = "set_aside"
    TROUBLE = "trouble"
    """Storage could not take it: it must be neither confirmed nor forgotten."""


def line_of(update: object) -> int:
    """Name the line an update stands in: its chat, or its person where there is no chat."""
    if isinstance(update, Press):
        return update.chat
    if isinstance(update, Update):
        if update.effective_chat is not None:
            return update.effective_chat.id
        if update.effective_user is not None:
            return update.effective_user.id
    return 0


async def wait_for_answers(shown: Callable[[], Awaitable[None]], log: EventLog) -> None:
    """Wait a while for answers on their way to people, before Telegram may forget the updates.

    After a kill in between, Telegram offers them again, and what they led to is shown then.
    """
    try:
        async with asyncio.timeout(ANSWERS_SECONDS):
            await shown()
    except TimeoutError:
        log(Event.ANSWERS_LATE)
    except Exception as error:  # noqa: BLE001  an answer that fails must not hold the line
        log.note_error(error)


class OnePersonAtATime(BaseUpdateProcessor):
    """Handles the updates of one chat one after another, and those of different chats together."""

    def __init__(self, max_concurrent_updates: int = AT_ONCE) -> None:
        """Allow so many updates at the same time."""
        super().__init__(max_concurrent_updates)
        self._lines: dict[int, tuple[asyncio.Lock, set[object]]] = {}

    async def initialize(self) -> None:
        """Do nothing; there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing; there is nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the chat's turn, then handle; forget chats in which nothing is under way."""
        line, me = line_of(update), object()
        lock, users = self._lines.setdefault(line, (asyncio.Lock(), set()))
        users.add(me)
        try:
            async with lock:
                await coroutine
        finally:
            users.discard(me)
            if not users:
                del self._lines[line]


class Handling:
    """Hands updates to the application and learns how that went.

    The framework passes what handlers raise to error handlers and carries on, so this registers
    one that keeps the error for the update that is under way; errors of anything else are noted.
    Handlers let errors in ``unavailable`` through, so that the update is offered again.
    """

    def __init__(
        self,
        application: AnyApplication,
        log: EventLog,
        *,
        unavailable: tuple[type[Exception], ...],
    ) -> None:
        """Register the error handler; ``unavailable`` are storage's errors that may pass."""
        self._application = application
        self._log = log
        self._unavailable = unavailable
        self._under_way: dict[int, list[Exception]] = {}
        self.handled = 0
        self.set_aside = 0
        application.add_error_handler(self._failed)

    def parse(self, raw: object) -> Update | Press | None:
        """Parse one raw update; set it aside and return None where that cannot be done."""
        try:
            return read_update(raw, self._application.bot)
        except Exception as error:  # noqa: BLE001  a poisoned update fails in ways nobody foresaw
            self._note_set_aside(error)
            return None

    async def handle(self, update: Update | Press) -> Outcome:
        """Handle one update; never raises but when cancelled."""
        failures = self._under_way[id(update)] = []
        try:
            await self._application.update_processor.process_update(
                update, _Begun(self._application.process_update, update)
            )
        except Exception as error:  # noqa: BLE001  nothing may stop the line
            failures.append(error)
        finally:
            del self._under_way[id(update)]
        trouble = next((each for each in failures if isinstance(each, self._unavailable)), None)
        if trouble is not None:
            self._log.note_error(trouble)
            return Outcome.TROUBLE
        for failure in failures[:1]:
            self._note_set_aside(failure)
        if failures:
            return Outcome.SET_ASIDE
        self.handled += 1
        return Outcome.HANDLED

    async def _failed(self, update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
        error = context.error
        if error is None:
            return
        failures = self._under_way.get(id(update))
        if failures is None:
            self._log.note_error(error)
        else:
            failures.append(error)

    def _note_set_aside(self, error: Exception) -> None:
        self.set_aside += 1
        self._log.note_error(error)
        self._log(Event.UPDATE_SET_ASIDE, total=self.set_aside)


class _Begun:
    """A coroutine that is made when it is awaited, so that none is left over if it never is."""

    def __init__(self, make: Callable[[object], Awaitable[None]], update: object) -> None:
        self._make = make
        self._update = update

    def __await__(self) -> Generator[Any, None, None]:
        return self._make(self._update).__await__()
