"""The one hook on which everybody waits who wants to know that something changed.

A change costs nothing where nobody waits, and wakes only those who wait for its chat. It plays
the part of a condition, and can be told from plain functions, which `asyncio.Condition` cannot.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from sandbox.refusals import Json

T = TypeVar("T")

Listener = Callable[[Json], None]


class Changes:
    """Tells listeners of every change and wakes those who wait."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._waiting: dict[int | None, list[asyncio.Future[bool]]] = {}
        self._listeners: list[Listener] = []

    def announce(self, kind: str, chat: int | None = None, **more: object) -> None:
        """Say that something changed; ``chat`` is where, or None for the world at large."""
        if self._waiting:
            self._wake(chat)
            if chat is not None:
                self._wake(None)
        if self._listeners:
            event = {"kind": kind, "chat": chat, **more} if chat is not None else {"kind": kind}
            for listener in self._listeners:
                listener(event)

    def listen(self, listener: Listener) -> None:
        """Call the listener with every change, as the page's events have it."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Stop calling the listener."""
        self._listeners.remove(listener)

    async def first(
        self, look: Callable[[], T | None], *, chat: int | None = None, within: float
    ) -> T | None:
        """Look now and after each change until something true is seen, or None in the end.

        With a chat, only changes in that chat are looked at: many can wait at once.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not (seen := look()):
            woken: asyncio.Future[bool] = loop.create_future()
            self._waiting.setdefault(chat, []).append(woken)
            alarm = loop.call_at(deadline, _resolve, woken, False)
            try:
                if not await woken:
                    return look() or None
            finally:
                alarm.cancel()
        return seen

    def _wake(self, chat: int | None) -> None:
        for woken in self._waiting.pop(chat, ()):
            _resolve(woken, True)


def _resolve(woken: asyncio.Future[bool], changed: bool) -> None:  # noqa: FBT001 -- called by the loop
    if not woken.done():
        woken.set_result(changed)
