"""Fixtures of the process's tests."""

from collections.abc import AsyncIterator

import pytest_asyncio

from domain.ports import Store
from tests.bot.stage import Stage, staged


@pytest_asyncio.fixture
async def stage(store: Store) -> AsyncIterator[Stage]:
    """Return a staff side with a queue of its own."""
    async with staged(store) as made:
        yield made
