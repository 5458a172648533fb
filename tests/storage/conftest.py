"""A store in a folder of its own, opened for a test and closed after it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage import SqliteStore
from tests.builders import SeededChance
from tests.storage.samples import KEYS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database of the test lies."""
    return tmp_path / "tellsafe.db"


@pytest_asyncio.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    """Return a store on a new database."""
    opened = await SqliteStore.open(path, KEYS, SeededChance())
    yield opened
    await opened.close()
