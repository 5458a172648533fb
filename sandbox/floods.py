"""Telegram's real flood limits, as far as they are known.

Sources: core.telegram.org/bots/faq (30 a second in all, 1 a second in a chat with short bursts
borne, 20 a minute in a group); one forum is one chat; edits and new topics count as messages.
"""

import math
from collections import deque

from sandbox.chats import Chat
from sandbox.clock import Clock
from sandbox.refusals import flooded

PER_SECOND = 30
PER_MINUTE_IN_GROUP = 20
BURST_IN_CHAT = 5
"""How many messages may come at once before one a second is enforced; Telegram gives no number."""

MINUTE = 60.0
SECOND = 1.0


class Floods:
    """Counts messages in sliding windows; one that is refused does not count."""

    def __init__(self, clock: Clock) -> None:
        """Start with nothing counted."""
        self._clock = clock
        self._all: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._chats: dict[int, float] = {}

    def clear(self) -> None:
        """Forget what was counted."""
        self._all.clear()
        self._groups.clear()
        self._chats.clear()

    def count(self, chat: Chat) -> None:
        """Count one message; raises the `Refusal` that says how long to wait."""
        now = self._clock.time()
        waits = [_wait(self._all, now, PER_SECOND, SECOND)]
        group = None if chat.is_private else self._groups.setdefault(chat.id, deque())
        # When the bursts in this chat are paid off, at one message a second.
        paid_at = max(self._chats.get(chat.id, now), now)
        waits.append(paid_at + SECOND - now - BURST_IN_CHAT)
        if group is not None:
            waits.append(_wait(group, now, PER_MINUTE_IN_GROUP, MINUTE))
        wait = max(waits)
        if wait > 0:
            raise flooded(math.ceil(wait))
        self._all.append(now)
        self._chats[chat.id] = paid_at + SECOND
        if group is not None:
            group.append(now)


def _wait(window: deque[float], now: float, most: int, length: float) -> float:
    while window and window[0] <= now - length:
        window.popleft()
    return window[-most] + length - now if len(window) >= most else 0.0
