"""The queue of updates: numbered, kept a day, handed out again until confirmed.

Each update is written once, when it happens: what changes later does not change it. Knows nothing
of who fetches or of what is in it.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import orjson

from sandbox.clock import Clock
from sandbox.refusals import CONFLICT, Json, Refusal

KEPT_FOR = 24 * 60 * 60
MOST_AT_ONCE = 100
FIRST_ID = 700_000_001

KINDS = frozenset(
    (
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "message_reaction",
        "message_reaction_count",
    )
)
NOT_BY_DEFAULT = frozenset(("chat_member", "message_reaction", "message_reaction_count"))

TAKEN_OVER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


@dataclass(frozen=True, slots=True, eq=False)
class Update:
    """Something that happened; ``lane`` is the chat or person within which order is kept."""

    id: int
    at: float
    lane: int
    kind: str
    body: bytes


class Updates:
    """What happened and was not yet confirmed by the bot."""

    def __init__(self, clock: Clock) -> None:
        """Start empty, with the kinds of update that a bot gets when it names none."""
        self.allowed: frozenset[str] = KINDS - NOT_BY_DEFAULT
        self.named: list[str] | None = None
        self.arrived: Callable[[], None] | None = None
        self.distort: Callable[[list[bytes]], list[bytes]] | None = None
        self._clock = clock
        self._pending: deque[Update] = deque()
        self._last = FIRST_ID
        self._poll: asyncio.Future[None] | None = None
        self._closed = False

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def is_polled(self) -> bool:
        """Tell whether the bot waits for something to happen."""
        return self._poll is not None

    def allow(self, named: list[str]) -> None:
        """Remember which kinds the bot wants; an empty list means the usual ones."""
        self.named = named or None
        self.allowed = frozenset(named) if named else KINDS - NOT_BY_DEFAULT

    def put(self, kind: str, content: Json | orjson.Fragment, lane: int) -> int | None:
        """Add an update and return its number; None where the bot does not want the kind."""
        if kind not in self.allowed:
            return None
        self._last += 1
        body = orjson.dumps({"update_id": self._last, kind: content})
        self._pending.append(Update(self._last, self._clock.time(), lane, kind, body))
        self.wake()
        return self._last

    def wake(self) -> None:
        """End the waiting of a long poll or of a webhook."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        if self.arrived is not None:
            self.arrived()

    def confirm(self, offset: int) -> None:
        """Forget the updates before the offset; a negative one counts from the end."""
        pending = self._pending
        if offset < 0:
            while len(pending) > -offset:
                pending.popleft()
            return
        while pending and pending[0].id < offset:
            pending.popleft()

    def settle(self, update: Update) -> None:
        """Forget one update, which a webhook has taken."""
        if self._pending and self._pending[0] is update:
            self._pending.popleft()
        else:
            self._pending.remove(update)

    def clear(self) -> None:
        """Forget everything, as the bot asked."""
        self._pending.clear()

    def batch(self, limit: int = MOST_AT_ONCE) -> list[Update]:
        """Give the oldest updates that are not confirmed and not older than a day."""
        pending = self._pending
        oldest = self._clock.time() - KEPT_FOR
        while pending and pending[0].at < oldest:
            pending.popleft()
        if len(pending) <= limit:
            return list(pending)
        return [pending[place] for place in range(limit)]

    def handed(self, batch: list[Update]) -> list[bytes]:
        """Write a batch as it goes over the wire, spoiled where a fault asks for it."""
        bodies = [update.body for update in batch]
        return self.distort(bodies) if self.distort is not None and bodies else bodies

    async def arrival(self, within: float) -> None:
        """Wait for an update; a second waiter ends the first with a conflict, as Telegram does."""
        self.interrupt()
        if self._closed:
            return
        loop = asyncio.get_running_loop()
        poll: asyncio.Future[None] = loop.create_future()
        self._poll = poll
        alarm = loop.call_later(within, _end, poll)
        try:
            await poll
        finally:
            alarm.cancel()
            if self._poll is poll:
                self._poll = None

    def interrupt(self) -> None:
        """End the long poll that is going on, because another one begins."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(Refusal(CONFLICT, TAKEN_OVER))
            self._poll = None

    def open(self) -> None:
        """Allow waiting again."""
        self._closed = False

    def close(self) -> None:
        """End all waiting."""
        self._closed = True
        self.wake()


def _end(poll: asyncio.Future[None]) -> None:
    if not poll.done():
        poll.set_result(None)
