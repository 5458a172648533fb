"""What was acknowledged survives a kill in the middle of everything."""

import asyncio
import sys
from pathlib import Path

import pytest

from domain.model.draft import Draft
from domain.model.errors import AlreadyHandled
from domain.model.ids import ReporterKey, UpdateId
from domain.ports import Transaction
from storage import SqliteStore
from tests.builders import NOW, SeededChance
from tests.storage.samples import KEYS

ROOT = Path(__file__).parents[2]
ENOUGH = 400
ROUNDS = 3


async def acknowledged_until_killed(path: Path, start: int) -> set[int]:
    """Start writers, kill them once enough was acknowledged, return all that was."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.storage.sixteen_writers", str(path), str(start)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    said = b"".join([await process.stdout.readline() for _ in range(ENOUGH)])
    process.kill()
    said += await process.stdout.read()
    await process.wait()
    # The last line may have been cut by the kill.
    return {int(line) for line in said.split(b"\n")[:-1]}


def kept(tx: Transaction, number: int) -> tuple[Draft | None, bool]:
    draft = tx.drafts.get(ReporterKey(f"{number:032x}"))
    try:
        tx.updates.claim(UpdateId(number), NOW.date())
    except AlreadyHandled:
        return draft, True
    return draft, False


@pytest.mark.asyncio
async def test_acknowledged_writes_survive_a_kill_and_are_whole(path: Path) -> None:
    acknowledged: set[int] = set()
    for each in range(ROUNDS):
        acknowledged |= await acknowledged_until_killed(path, each * 1_000_000)
    store = await SqliteStore.open(path, KEYS, SeededChance())
    tried = {number + more for number in acknowledged for more in range(20)}
    found = {number: await store.write(kept, number) for number in sorted(tried)}
    ((whole,),) = await store._writer.connection.execute_fetchall("PRAGMA integrity_check")
    await store.close()
    assert len(acknowledged) >= ROUNDS * ENOUGH
    assert {number for number in acknowledged if not found[number][1]} == set()
    assert {n for n, (draft, claimed) in found.items() if (draft is not None) != claimed} == set()
    assert whole == "ok"
