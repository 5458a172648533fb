"""Cleaning rooms that are closed after the test, however it ends."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest_asyncio

from media import CleaningRoom

Rooms = Callable[..., CleaningRoom]


@pytest_asyncio.fixture
async def rooms() -> AsyncIterator[Rooms]:
    opened = []

    def open_room(**options: Any) -> CleaningRoom:  # noqa: ANN401  what the room takes
        opened.append(CleaningRoom(**options))
        return opened[-1]

    yield open_room
    for each in opened:
        await each.close()


@pytest_asyncio.fixture
async def room(rooms: Rooms) -> CleaningRoom:
    return rooms()
