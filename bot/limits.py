"""Telegram's flood limits, kept by ourselves: per chat, per group and minute, and overall.

Fills the framework's `BaseRateLimiter`. A request that fits goes at once; others wait in lanes, and
nobody waits because of somebody else's chat. Retrying is the caller's business.
"""

import asyncio
import heapq
import time
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import Any, Protocol

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.pace import Drip, Seat, Window

CHAT_EVERY = 1.0
"""Seconds between messages in one chat (core.telegram.org/bots/faq: about one a second)."""

CHAT_BURST = 3
"""Messages that may follow each other at once in a chat; short bursts are tolerated.

Whoever taps faster sees each answer to a press at once, and of the screens only the newest.
"""

GROUP_MINUTE = 18
"""Messages a minute in a group or channel; Telegram allows 20, edits and topics among them."""

GROUP_RESERVE = 1
"""How many more a minute are kept free for what cannot wait."""

OVERALL_SECOND = 28
"""Messages a second to all chats together; Telegram allows about 30."""

OVERALL_RESERVE = 8
"""How many of these a second are kept free for whoever is tapping just now."""

COUNTED = (
    *("send", "edit", "copy", "forward", "create", "close", "reopen", "stop", "pin", "unpin"),
    "setMessageReaction",
)
"""Beginnings of methods that count; questions, answers to presses and deletions do not."""

NOT_COUNTED = frozenset({"sendChatAction"})

KEPT_CHATS = 512
"""How many chats are remembered before those at rest are looked for and forgotten."""


class Lane(IntEnum):
    """Who goes first, where several wait; pass one as ``rate_limit_args``."""

    INTERACTIVE = 0
    URGENT = 1
    CARD = 2
    COSMETIC = 3


class Timer(Protocol):
    """What a planned call can be told."""

    def cancel(self) -> None:
        """Do not call."""


def _later(seconds: float, callback: Callable[[], None]) -> Timer:
    return asyncio.get_running_loop().call_later(seconds, callback)


@dataclass(order=True, slots=True)
class _Waiter:
    lane: Lane
    place: int
    go: asyncio.Future[Seat] = field(compare=False)
    who: asyncio.Task[Any] | None = field(compare=False)


@dataclass(slots=True)
class _Chat:
    drip: Drip
    minute: Window | None
    paused_until: float = float("-inf")
    line: list[_Waiter] = field(default_factory=list)

    def free_at(self, now: float, lane: Lane) -> float:
        at = max(self.drip.free_at(), self.paused_until)
        if self.minute is None:
            return at
        extra = GROUP_RESERVE if lane <= Lane.URGENT else 0
        return max(at, self.minute.free_at(now, self.minute.limit + extra))

    def take(self, seat: Seat) -> None:
        self.drip.take(seat.begun)
        if self.minute is not None:
            self.minute.taken.append(seat)

    def is_at_rest(self, now: float) -> bool:
        recent = self.minute is not None and self.minute.free_at(now, 1) > now
        return not (self.line or recent or self.drip.due > now or self.paused_until > now)


class Limits(BaseRateLimiter[Lane]):
    """Lets requests go when Telegram will take them; ``enabled=False`` lets all go at once."""

    def __init__(
        self,
        *,
        enabled: bool = True,
        monotonic: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], Timer] = _later,
    ) -> None:
        """Remember the clock, and how to be called later (both moved by hand in tests)."""
        self._enabled = enabled
        self._monotonic = monotonic
        self._later = later
        self._overall = Window(OVERALL_SECOND, 1.0)
        self._chats: dict[int | str, _Chat] = {}
        self._waiting: dict[int | str, _Chat] = {}
        self._crowded = False
        self._places = 0
        self._keep = KEPT_CHATS
        self._timer: Timer | None = None

    async def initialize(self) -> None:
        """Do nothing; there is nothing to open."""

    async def shutdown(self) -> None:
        """Stop the timer and cancel whoever still waits."""
        waiting, self._waiting = self._waiting, {}
        self._plan(self._monotonic())
        for chat in waiting.values():
            for waiter in chat.line:
                waiter.go.cancel()

    async def process_request(  # noqa: PLR0917  the framework's signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ANN401  passed through
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> Any:  # noqa: ANN401  passed through
        """Call when it is the request's turn; a 429 pauses its chat and is raised again."""
        chat_id = data.get("chat_id")
        if not self._enabled or chat_id is None:
            return await callback(*args, **kwargs)
        seats = []
        if endpoint.startswith(COUNTED) and endpoint not in NOT_COUNTED:
            lane = Lane.INTERACTIVE if rate_limit_args is None else rate_limit_args
            seats = [await self._turn(chat_id, lane) for _ in range(_weight(data))]
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._pause(chat_id, error.retry_after)
            raise
        finally:
            self._answered(seats)

    def paused_until(self, chat_id: int | str) -> float | None:
        """Tell until when (on the monotonic clock) Telegram asked to leave a chat alone."""
        chat = self._chats.get(chat_id)
        paused = chat is not None and chat.paused_until > self._monotonic()
        return chat.paused_until if chat is not None and paused else None

    def wait_for(self, chat_id: int | str, lane: Lane = Lane.INTERACTIVE) -> float:
        """Tell how many seconds a message to a chat would wait now, others in line not counted."""
        chat, now = self._chats.get(chat_id), self._monotonic()
        if not self._enabled:
            return 0.0
        at = self._door(now, lane)
        return max(0.0, (at if chat is None else max(at, chat.free_at(now, lane))) - now)

    def _answered(self, seats: list[Seat]) -> None:
        now = self._monotonic()
        for seat in seats:
            seat.answered(now)
        if seats and self._waiting:
            self._let_go()

    def holds_up(self, who: asyncio.Task[Any]) -> bool:
        """Tell whether a task waits here for its turn, so that what it asks for is not sent."""
        waiting = (waiter for chat in self._waiting.values() for waiter in chat.line)
        return any(each.who is who and not each.go.done() for each in waiting)

    async def _turn(self, chat_id: int | str, lane: Lane) -> Seat:
        chat, now = self._chat(chat_id), self._monotonic()
        # Whoever waits for their own chat is in nobody's way; a crowd at the common door is.
        if not (chat.line or self._crowded) and self._may_go(chat, now, lane):
            return self._take(chat, now)
        go = asyncio.get_running_loop().create_future()
        waiter = _Waiter(lane, self._places, go, asyncio.current_task())
        self._places += 1
        heapq.heappush(chat.line, waiter)
        self._waiting[chat_id] = chat
        self._let_go()
        try:
            return await waiter.go
        except asyncio.CancelledError:
            # The next in line must not wait for somebody who left.
            self._let_go()
            raise

    def _may_go(self, chat: _Chat, now: float, lane: Lane) -> bool:
        return chat.free_at(now, lane) <= now and self._door(now, lane) <= now

    def _door(self, now: float, lane: Lane) -> float:
        """Tell when the common door is free for a lane; the last places are for people who tap."""
        kept = 0 if lane is Lane.INTERACTIVE else OVERALL_RESERVE
        return self._overall.free_at(now, OVERALL_SECOND - kept)

    def _take(self, chat: _Chat, now: float) -> Seat:
        seat = Seat.taken(now)
        chat.take(seat)
        self._overall.taken.append(seat)
        return seat

    def _let_go(self) -> None:
        """Let everybody go whose turn it is, best lane first; plan to look again for the rest."""
        now = self._monotonic()
        while (chat := self._next(now)) is not None:
            heapq.heappop(chat.line).go.set_result(self._take(chat, now))
        self._waiting = {chat_id: chat for chat_id, chat in self._waiting.items() if chat.line}
        self._plan(now)

    def _next(self, now: float) -> _Chat | None:
        ready = []
        for chat in self._waiting.values():
            while chat.line and chat.line[0].go.done():
                heapq.heappop(chat.line)
            if chat.line and self._may_go(chat, now, chat.line[0].lane):
                ready.append(chat)
        return min(ready, key=lambda chat: chat.line[0], default=None)

    def _plan(self, now: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._crowded = False
        if self._waiting:
            firsts = [(chat, chat.line[0].lane) for chat in self._waiting.values()]
            self._crowded = any(chat.free_at(now, lane) <= now for chat, lane in firsts)
            at = min(max(chat.free_at(now, lane), self._door(now, lane)) for chat, lane in firsts)
            self._timer = self._later(max(0.0, at - now), self._let_go)

    def _pause(self, chat_id: int | str, retry_after: timedelta | int) -> None:
        wait = retry_after if isinstance(retry_after, timedelta) else timedelta(seconds=retry_after)
        chat = self._chat(chat_id)
        chat.paused_until = max(chat.paused_until, self._monotonic() + wait.total_seconds())

    def _chat(self, chat_id: int | str) -> _Chat:
        chat = self._chats.get(chat_id)
        if chat is None:
            if len(self._chats) >= self._keep:
                self._forget()
            is_group = isinstance(chat_id, str) or chat_id < 0
            minute = Window(GROUP_MINUTE, 60.0) if is_group else None
            chat = self._chats[chat_id] = _Chat(Drip(CHAT_EVERY, CHAT_BURST), minute)
        return chat

    def _forget(self) -> None:
        now = self._monotonic()
        self._chats = {each: chat for each, chat in self._chats.items() if not chat.is_at_rest(now)}
        # Twice what is left, so that looking through all of them stays rare.
        self._keep = max(KEPT_CHATS, 2 * len(self._chats))


def _weight(data: Mapping[str, Any]) -> int:
    """Count an album as its parts, which is how Telegram counts it."""
    media = data.get("media")
    return max(1, len(media)) if isinstance(media, list | tuple) else 1
