"""Leaves the state of the running bot in a file, for `python -m bot status`."""

import asyncio
from contextlib import suppress
from pathlib import Path

from bot.clock import Clock
from bot.logs import Event, EventLog
from bot.state_file import State, minute, write_state
from bot.vitals import Vitals
from handlers.context import Services

TELLING = (
    Event.DELIVERY_REFUSED,
    Event.DELIVERY_FAILED,
    Event.POLLING_CONFLICT,
    Event.STORAGE_TROUBLE,
)
"""Events after which somebody should look."""


class NoteState:
    """The job; it is made where the vitals are, since no handler needs to know of them."""

    def __init__(self, vitals: Vitals, path: Path, *, polls: bool, clock: Clock) -> None:
        """Take what to write, where, and whether the bot asks Telegram or is told by it."""
        self._vitals = vitals
        self._path = path
        self._polls = polls
        self._clock = clock

    async def __call__(self, _: Services, __: EventLog) -> None:
        """Write the state as it is now."""
        # A full disk is told by what cannot be stored; an old file says the same to `status`.
        with suppress(OSError):
            await asyncio.to_thread(write_state, self._path, self._state())

    def _state(self) -> State:
        vitals = self._vitals
        return State(
            written=minute(self._clock()),
            polls=self._polls,
            polled=minute(vitals.polled_at) if vitals.polled_at else None,
            last_error=vitals.last_error,
            set_aside=vitals.events[Event.UPDATE_SET_ASIDE],
            last={each: minute(vitals.last_at[each]) for each in TELLING if each in vitals.last_at},
        )
