"""A process of its own that writes until it is killed, and says what was acknowledged.

Run as ``python -m tests.storage.sixteen_writers DATABASE START``: every acknowledged number is
printed only after `write` has returned.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from domain.model.ids import ReporterKey, UpdateId
from domain.ports import Transaction
from storage import SqliteStore
from tests.builders import NOW, SeededChance
from tests.storage.samples import DRAFT, KEYS

WRITERS = 16


def handle(tx: Transaction, number: int) -> None:
    """Do what handling an update does: claim it and store a draft, both or none."""
    tx.updates.claim(UpdateId(number), NOW.date())
    tx.drafts.put(replace(DRAFT, reporter=ReporterKey(f"{number:032x}")))


async def write_for_ever(store: SqliteStore, numbers: Iterator[int]) -> None:
    """Write one number after the other and acknowledge each on the standard output."""
    for number in numbers:
        await store.write(handle, number)
        os.write(1, f"{number}\n".encode())


async def main(path: Path, start: int) -> None:
    """Let sixteen writers loose on the database."""
    store = await SqliteStore.open(path, KEYS, SeededChance())
    numbers = count(start)
    await asyncio.gather(*(write_for_ever(store, numbers) for _ in range(WRITERS)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
