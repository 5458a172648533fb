"""The power goes; whatever was acknowledged is on the disk, because it was synced before."""

import asyncio
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from domain.model.ids import ReporterKey
from domain.ports import Transaction
from storage import SqliteStore
from storage.epoch_files import folder_beside
from tests.builders import SeededChance
from tests.reliability.bounds import LONG
from tests.storage.samples import KEYS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATABASE = "tellsafe.sqlite"

ENOUGH = 2_500
"""Acknowledged commits before the power goes; the log is written back about every 220."""

SYNCS = 67 if LONG else 21
"""Syncs tried as the last one; the sixteenth is the last before the first commit of ours."""

FULL, NORMAL, OFF = 2, 1, 0

pytestmark = [
    pytest.mark.asyncio,
    pytest.mark.skipif(sys.platform != "linux", reason="the disk for this is made for Linux"),
    pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc to build its disk"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the disk that keeps only what was synced."""
    built = tmp_path_factory.mktemp("disk") / "fsynced_only.so"
    compiler = shutil.which("gcc")
    assert compiler
    flags = ("-O2", "-Wall", "-Wextra", "-shared", "-fPIC")
    source = str(HERE / "fsynced_only.c")
    command = [compiler, *flags, "-o", str(built), source, "-ldl", "-lpthread"]
    subprocess.run(command, check=True)  # noqa: S603  a compiler that was looked up, on our source
    return built


async def commit_until_the_power_goes(
    library: Path, folder: Path, *, synchronous: int = FULL, enough: int = ENOUGH, **disk: int
) -> tuple[int, Path]:
    """Return how many commits were acknowledged, and what the disk has kept of the database.

    ``disk`` are settings of the disk, in the words of its source.
    """
    written, kept = folder / "written", folder / "kept"
    written.mkdir()
    kept.mkdir()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.reliability.commits_until_killed"),
        *(str(written / DATABASE), str(synchronous)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        env={
            **os.environ,
            "LD_PRELOAD": str(library),
            "FSYNCED_OF": str(written),
            "FSYNCED_IN": str(kept),
            **{f"FSYNCED_{name.upper()}": str(value) for name, value in disk.items()},
        },
    )
    assert process.stdout is not None
    said = b"".join([await process.stdout.readline() for _ in range(enough)])
    if process.returncode is None:
        process.kill()
    said += await process.stdout.read()
    await process.wait()
    # The last line may have been cut by the kill.
    return len(said.split(b"\n")[:-1]), kept / DATABASE


async def opened_anew(database: Path, tried: int) -> set[int]:
    """Open what was kept with the real store; return which of the tried numbers are in it."""
    # The epoch keys lie on another disk; `tests/storage/test_epochs.py` has how they are synced.
    epochs = folder_beside(database.parent.with_name("written") / DATABASE)
    store = await SqliteStore.open(database, KEYS, SeededChance(), epochs=epochs)
    try:
        found = {number for number in range(tried) if await store.read(has_draft, number)}
        ((whole,),) = await store._writer.connection.execute_fetchall("PRAGMA integrity_check")
    finally:
        await store.close()
    assert whole == "ok"
    return found


def has_draft(tx: Transaction, number: int) -> bool:
    return tx.drafts.get(ReporterKey(f"{number:032x}")) is not None


def drafts_in(database: Path) -> int:
    """Count the drafts in what may be no whole database."""
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as connection:
        try:
            ((count,),) = connection.execute("SELECT count(*) FROM drafts")
        except sqlite3.DatabaseError:
            return 0
        return int(count)


@pytest.mark.parametrize("delay_us", [0, 200])
async def test_no_acknowledged_commit_is_lost_in_a_power_cut(
    library: Path, tmp_path: Path, delay_us: int
) -> None:
    count, kept = await commit_until_the_power_goes(library, tmp_path, delay_us=delay_us)
    assert count >= ENOUGH
    assert set(range(count)) - await opened_anew(kept, count) == set()


@pytest.mark.parametrize("synchronous", [NORMAL, OFF])
async def test_a_store_that_did_not_sync_every_commit_would_lose_some(
    library: Path, tmp_path: Path, synchronous: int
) -> None:
    # A power cut just after the log was written back would lose nothing: this one is between.
    count, kept = await commit_until_the_power_goes(
        library, tmp_path, synchronous=synchronous, enough=ENOUGH - 100
    )
    assert drafts_in(kept) < count


@pytest.mark.parametrize("last", range(1, SYNCS + 1))
async def test_a_power_cut_in_any_sync_leaves_a_database_that_opens_with_all_that_was_acknowledged(
    library: Path, tmp_path: Path, last: int
) -> None:
    count, kept = await commit_until_the_power_goes(library, tmp_path, dies_at=last)
    # One more than was acknowledged may be there, but never one less.
    assert await opened_anew(kept, count + 1) in (set(range(count)), set(range(count + 1)))
