"""A store in a folder of its own, opened for a test and closed after it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pyrage
import pytest
import pytest_asyncio

from storage import SqliteStore
from tests.builders import SeededChance
from tests.storage.samples import KEYS
from tests.storage.site import Site


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


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return an empty site."""
    found = Site(tmp_path, pyrage.x25519.Identity.generate())
    found.database.parent.mkdir()
    found.identity_file.write_text(f"# created: today\n{found.identity}\n")
    return found
