"""What time it is, as something that is passed in.

Knows nothing of time zones but UTC; where the service is, `handlers.context` knows.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

Clock = Callable[[], datetime]
"""Returns the time, aware and in UTC."""

LOOK_EVERY = 1.0
"""Seconds of real time between two looks at the file of a shifted clock."""


class SystemClock:
    """The computer's clock."""

    def __call__(self) -> datetime:
        """Return the time."""
        return datetime.fromtimestamp(time.time(), UTC)


class ShiftedClock:
    """Another clock moved by the seconds that stand in a file; for the demo, whose time travels.

    A missing file means no shift; one that cannot be read leaves the shift as it was.
    """

    def __init__(
        self, file: Path, clock: Clock, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """Remember where the shift is written."""
        self._file = file
        self._clock = clock
        self._monotonic = monotonic
        self._look_at = float("-inf")
        self._seen: tuple[int, int] | None = None
        self._shift = timedelta()

    def __call__(self) -> datetime:
        """Return the shifted time; the file may have changed up to a second ago."""
        now = self._monotonic()
        if now >= self._look_at:
            self._look_at = now + LOOK_EVERY
            self._look()
        return self._clock() + self._shift

    def _look(self) -> None:
        try:
            status = self._file.stat()
        except OSError:
            self._seen, self._shift = None, timedelta()
            return
        seen = (status.st_mtime_ns, status.st_size)
        if seen != self._seen:
            # A file caught half-written or holding nonsense must not stop the service.
            with suppress(ValueError, OverflowError, OSError):
                self._shift = timedelta(seconds=float(self._file.read_text(encoding="ascii")))
                self._seen = seen


def clock_from(file: Path | None) -> Clock:
    """Return the computer's clock, moved by a file if there is one."""
    return SystemClock() if file is None else ShiftedClock(file, SystemClock())
