"""A process of its own that commits until it is killed, and says what was acknowledged.

Run as ``python -m tests.reliability.commits_until_killed DATABASE SYNCHRONOUS``, the latter as
SQLite numbers it: 2 is FULL, as in production; 1 and 0 show what FULL is for. A number is printed
only after `write` has returned, and the next one begins only then.
"""

import asyncio
import os
import sys
from itertools import count
from pathlib import Path
from typing import Final

from storage import SqliteStore, connection
from tests.builders import SeededChance
from tests.storage.samples import KEYS
from tests.storage.sixteen_writers import handle

NAME: Final = "synchronous"


def weaken(synchronous: int) -> None:
    """Have the store ask for less than it does, and be content with it."""
    order = f"PRAGMA synchronous = {synchronous}"
    settings = [
        (name, question, order, synchronous) if name == NAME else (name, question, asked, wanted)
        for name, question, asked, wanted in connection.SETTINGS
    ]
    setattr(connection, "SETTINGS", settings)  # noqa: B010  a constant to everybody but this test


async def main(path: Path) -> None:
    """Commit one number after the other."""
    store = await SqliteStore.open(path, KEYS, SeededChance())
    for number in count():
        await store.write(handle, number)
        os.write(1, f"{number}\n".encode())


if __name__ == "__main__":
    weaken(int(sys.argv[2]))
    asyncio.run(main(Path(sys.argv[1])))
