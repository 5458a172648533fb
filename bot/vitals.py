"""How the running bot is, in numbers: counted from the log's events and asked of its parts.

Nothing here can name a person: there is no field that could hold one.
"""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.handling import Handling
from bot.logs import Event
from domain.ports import StoreUnavailableError, Transaction
from storage import SqliteStore
from texts.catalogue import Catalogue

PLANNED_AFTER = timedelta(minutes=30)
"""What is due later than this waits on purpose: evidence that goes from a chat after a day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Readings:
    """The numbers of one moment; ``waiting`` and ``poll_age`` are None where nobody knows."""

    events: Mapping[Event, int]
    handled: int
    set_aside: int
    commits: int
    fallbacks: int
    waiting: int | None
    poll_age: float | None


class Vitals:
    """Counts from the start of the process; `hear` is given to the log, `polled` to the intake."""

    def __init__(
        self,
        *,
        handling: Handling,
        store: SqliteStore,
        texts: Catalogue,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the parts that count by themselves, and the clocks."""
        self._handling = handling
        self._store = store
        self._texts = texts
        self._clock = clock
        self._monotonic = monotonic
        self._polled: float | None = None
        self.events: Counter[Event] = Counter()
        self.last_at: dict[Event, datetime] = {}
        self.polled_at: datetime | None = None
        self.last_error = ""

    def hear(self, event: Event, shown: Mapping[str, str]) -> None:
        """Count an event, and keep when it was and the reference of an error."""
        self.events[event] += 1
        self.last_at[event] = self._clock()
        self.last_error = shown.get("reference", self.last_error)

    def polled(self) -> None:
        """Note that Telegram has just answered the question for updates."""
        self._polled = self._monotonic()
        self.polled_at = self._clock()

    @property
    def poll_age(self) -> float | None:
        """Return how many seconds ago that was, by a clock that nobody moves."""
        return None if self._polled is None else self._monotonic() - self._polled

    async def read(self) -> Readings:
        """Read all the numbers."""
        return Readings(
            events=self.events,
            handled=self._handling.handled,
            set_aside=self._handling.set_aside,
            commits=self._store.commits,
            fallbacks=sum(self._texts.fallbacks.values()),
            waiting=await self._waiting(),
            poll_age=self.poll_age,
        )

    async def _waiting(self) -> int | None:
        try:
            return await self._store.read(_waiting, self._clock() + PLANNED_AFTER)
        except StoreUnavailableError:
            return None


def _waiting(tx: Transaction, until: datetime) -> int:
    return tx.outbox.waiting(until)
