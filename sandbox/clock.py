"""The sandbox's clock: real time, moved forward by hand.

A bot in another process reads the offset from a file; who that is, the clock does not know.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path


class Clock:
    """Real time plus an offset that only grows."""

    def __init__(self, file: Path | None = None) -> None:
        """Start at real time, or where the file's plain text seconds say it was left before."""
        self.offset = _left_at(file)
        self.changed: Callable[[], None] = _nothing
        self._file = file
        self._write()

    def time(self) -> float:
        """Return seconds since 1970, as everything in the sandbox sees them."""
        return time.time() + self.offset

    def now(self) -> datetime:
        """Return the same as an aware time in UTC."""
        return datetime.fromtimestamp(self.time(), tz=UTC)

    def advance(self, seconds: float) -> None:
        """Move forward; raises ValueError for going back, which no clock of Telegram's does."""
        if seconds < 0:
            raise ValueError("the clock only goes forward")
        self.offset += seconds
        self._write()
        self.changed()

    def _write(self) -> None:
        if self._file is None:
            return
        # Another process may read at any moment: it must never see half a number.
        fresh = self._file.with_suffix(".new")
        fresh.write_text(f"{self.offset:.3f}", encoding="ascii")
        fresh.replace(self._file)


def _left_at(file: Path | None) -> float:
    try:
        return float(file.read_text(encoding="ascii")) if file is not None else 0.0
    except (FileNotFoundError, ValueError):
        return 0.0


def _nothing() -> None:
    """Stand in until somebody listens."""
