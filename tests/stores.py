"""The real store, opened in a folder of a test's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage import Keys, SqliteStore
from tests.builders import SeededChance

SECRET = b"a secret for tests, 32 bytes long"[:32]


@asynccontextmanager
async def a_store(folder: Path) -> AsyncIterator[SqliteStore]:
    """Open a new store and close it afterwards."""
    store = await SqliteStore.open(folder / "tellsafe.sqlite", Keys(SECRET), SeededChance())
    try:
        yield store
    finally:
        await store.close()
