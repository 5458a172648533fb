"""What tests of several packages begin with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from domain.ports import Store
from tests.stores import a_store


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Return the real store, empty."""
    async with a_store(tmp_path) as opened:
        yield opened
