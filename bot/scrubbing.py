"""Empties the database's log soon after something in it should be forgotten.

Asked for often and done rarely: whoever asks does not wait, and many askings become one.
"""

import asyncio
from collections.abc import Awaitable, Callable

from domain.ports import StoreUnavailableError

AGAIN_AFTER = 1.0
"""Seconds until the next try where somebody was in the way."""


class Scrubbing:
    """Runs from `start` to `stop`; `soon` is the bell."""

    def __init__(
        self,
        empty_log: Callable[[], Awaitable[None]],
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """Take what empties the log, and how to wait."""
        self._empty_log = empty_log
        self._pause = pause
        self._asked = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    def soon(self) -> None:
        """Ask for the log to be emptied."""
        self._asked.set()

    def start(self) -> None:
        """Begin."""
        self._loop = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End; what was asked for last is left to the next start, which empties the log itself."""
        if self._loop:
            self._loop.cancel()
            await asyncio.wait({self._loop})

    async def _run(self) -> None:
        while True:
            await self._asked.wait()
            self._asked.clear()
            try:
                await self._empty_log()
            except StoreUnavailableError:
                await self._pause(AGAIN_AFTER)
                self._asked.set()
