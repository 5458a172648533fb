"""Cleaning rooms that are closed after the test, however it ends."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
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


@pytest.fixture(scope="session")
def room() -> Iterator[CleaningRoom]:
    """Lend a room that outlives the test: to start one takes as long as to clean many files."""
    room = CleaningRoom()
    yield room
    asyncio.run(room.close())
