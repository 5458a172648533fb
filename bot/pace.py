"""How often something may be done: drop by drop, or so many within a stretch of time.

Knows numbers of seconds; whose they are is for `limits` to know.
"""

from dataclasses import dataclass, field

LONGEST_WAY = 3.0
"""Seconds within which a request that is not answered yet is taken to have arrived.

Telegram counts what comes in, not what we let go: after a stall on the way, two seconds' worth of
messages come in together. So one counts from its answer, and a slow one holds nobody up for long.
"""


@dataclass(slots=True)
class Drip:
    """So many at once, then one every so often (the generic cell rate algorithm)."""

    every: float
    burst: int
    due: float = float("-inf")

    def free_at(self) -> float:
        """Tell when the next one may go."""
        return self.due - (self.burst - 1) * self.every

    def take(self, now: float) -> None:
        """Let one go."""
        self.due = max(self.due, now) + self.every


@dataclass(slots=True)
class Seat:
    """One request's place in the windows it counts in, until so long after it arrived."""

    begun: float
    arrived: float

    @classmethod
    def taken(cls, now: float) -> "Seat":
        """Take a place for a request that is let go now."""
        return cls(begun=now, arrived=now + LONGEST_WAY)

    def answered(self, now: float) -> None:
        """Note that it has arrived: nobody knows when on its way that was, so count from now."""
        self.arrived = min(self.arrived, now)


@dataclass(slots=True)
class Window:
    """At most so many within any such stretch of time, as Telegram sees them come in."""

    limit: int
    seconds: float
    taken: list[Seat] = field(default_factory=list)

    def free_at(self, now: float, limit: int) -> float:
        """Tell when fewer than so many are left in it."""
        if len(self.taken) < limit:
            return now
        self.taken = [seat for seat in self.taken if seat.arrived + self.seconds > now]
        if len(self.taken) < limit:
            return now
        return sorted(seat.arrived for seat in self.taken)[-limit] + self.seconds
