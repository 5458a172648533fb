"""Time that passes when a test says so, for the limiter and Telegram's own limits alike.

An hour of waiting for Telegram's limits takes as long as the work in it.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox import Sandbox

A_LITTLE = 0.001
"""Seconds beyond the planned moment: a clock of floating numbers may stop just short of it."""


@dataclass(order=True)
class Planned:
    """A call at a time of the sandbox's clock."""

    at: float
    place: int
    call: Callable[[], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Do not call."""
        self.cancelled = True


class MovedTime:
    """The sandbox's clock, and the calls that are planned by it."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Plan nothing yet."""
        self._sandbox = sandbox
        self._planned: list[Planned] = []
        self._places = 0

    def now(self) -> float:
        """Return seconds; they count up as the limiter's own do."""
        return self._sandbox.clock.time()

    def later(self, seconds: float, call: Callable[[], None]) -> Planned:
        """Plan a call, as the event loop does."""
        self._places += 1
        planned = Planned(self.now() + seconds, self._places, call)
        heapq.heappush(self._planned, planned)
        self._sandbox.world.changes.announce("state")
        return planned

    @property
    def next_at(self) -> float | None:
        """Tell when the next call is planned."""
        while self._planned and self._planned[0].cancelled:
            heapq.heappop(self._planned)
        return self._planned[0].at if self._planned else None

    def pass_until(self, moment: float) -> None:
        """Move the clock and make the calls that have become due."""
        self._sandbox.clock.advance(max(0.0, moment - self.now()) + A_LITTLE)
        while (at := self.next_at) is not None and at <= self.now():
            heapq.heappop(self._planned).call()
