"""Many callers share a commit, and none of them can tell."""

import asyncio
import logging
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from domain.model.draft import Draft
from domain.model.errors import DomainError, StaleButton
from domain.model.ids import ReporterKey, UpdateId
from domain.ports import StoreUnavailableError, Transaction
from storage import SqliteStore
from storage.piece_file import piece_file_of
from tests.builders import NOW, SeededChance
from tests.storage.samples import DESK, DRAFT, KEYS, MEMBER

TODAY = NOW.date()


def claim(tx: Transaction, *numbers: int) -> int:
    for number in numbers:
        tx.updates.claim(UpdateId(number), TODAY)
    return threading.get_ident()


def claim_and_fail(tx: Transaction, number: int, error: Exception) -> None:
    claim(tx, number)
    raise error


def put(tx: Transaction, draft: Draft) -> None:
    tx.drafts.put(draft)


def updates(path: Path) -> set[int]:
    with closing(sqlite3.connect(path)) as database:
        return {number for (number,) in database.execute("SELECT update_id FROM updates")}


class Gate:
    """Holds the database's thread inside a unit, so that the next batch can gather."""

    def __init__(self) -> None:
        """Start closed."""
        self.entered = threading.Event()
        self.opened = threading.Event()

    def hold(self, _: Transaction) -> None:
        """Wait, on the database's thread, until opened."""
        self.entered.set()
        assert self.opened.wait(10)


@pytest_asyncio.fixture
async def gate(store: SqliteStore) -> AsyncIterator[Gate]:
    """Return a gate that holds the writer; whatever is written now shares the next batch."""
    gate = Gate()
    held = asyncio.create_task(store.write(gate.hold))
    await asyncio.to_thread(gate.entered.wait, 10)
    yield gate
    gate.opened.set()
    await asyncio.gather(held)


async def together(gate: Gate, *units: asyncio.Task[object]) -> list[object]:
    """Let units gather into one batch, run it, and return what became of each."""
    await asyncio.sleep(0)
    gate.opened.set()
    return await asyncio.gather(*units, return_exceptions=True)


@pytest.mark.asyncio
async def test_all_units_run_on_the_one_thread_of_the_database(store: SqliteStore) -> None:
    threads = await asyncio.gather(*(store.write(claim, each) for each in range(50)))
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()


@pytest.mark.asyncio
async def test_waiting_units_share_one_commit(store: SqliteStore, gate: Gate, path: Path) -> None:
    commits: list[str] = []

    def watch(tx: Transaction) -> None:
        # Inside a batch nothing of it can be seen from outside.
        commits.append(str(len(updates(path))))
        claim(tx, len(commits))

    units = [asyncio.create_task(store.write(watch)) for _ in range(20)]
    await together(gate, *units)
    assert set(commits) == {"0"}
    assert updates(path) == set(range(1, 21))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "error", [StaleButton(), ValueError("a mistake"), sqlite3.IntegrityError("a double")]
)
async def test_a_failing_unit_does_not_spoil_its_batch(
    store: SqliteStore, gate: Gate, path: Path, error: Exception
) -> None:
    first = asyncio.create_task(store.write(claim, 1))
    failing = asyncio.create_task(store.write(claim_and_fail, 2, error))
    last = asyncio.create_task(store.write(claim, 3))
    outcomes = await together(gate, first, failing, last)
    assert outcomes[1] is error
    assert updates(path) == {1, 3}


@pytest.mark.asyncio
async def test_a_unit_happens_whole_or_not_at_all(store: SqliteStore, path: Path) -> None:
    await store.write(claim, 3)
    with pytest.raises(DomainError):
        await store.write(claim, 1, 2, 3, 4)
    assert updates(path) == {3}


@pytest.mark.asyncio
async def test_even_an_exhausted_iterator_reaches_its_caller(
    store: SqliteStore, gate: Gate, path: Path
) -> None:
    stopped = asyncio.create_task(store.write(claim_and_fail, 1, StopIteration()))
    other = asyncio.create_task(store.write(claim, 2))
    outcomes = await together(gate, stopped, other)
    assert isinstance(outcomes[0], RuntimeError)
    assert updates(path) == {2}


@pytest.mark.asyncio
async def test_a_cancelled_caller_does_not_break_its_batch(
    store: SqliteStore, gate: Gate, path: Path
) -> None:
    units = [asyncio.create_task(store.write(claim, each)) for each in range(5)]
    await asyncio.sleep(0)
    units[2].cancel()
    outcomes = await together(gate, *units)
    assert isinstance(outcomes[2], asyncio.CancelledError)
    assert {0, 1, 3, 4} <= updates(path)


def execute(tx: Transaction, *statements: str) -> None:
    for statement in statements:
        tx.updates._cursor.execute(statement)  # type: ignore[attr-defined]  # a planted fault


# A debt to another table that falls due at the commit: only then does SQLite refuse.
REFUSED_AT_THE_END = (
    "PRAGMA defer_foreign_keys = ON",
    "INSERT INTO posts VALUES ('nobody', 'a', 'queue', x'00')",
)
# What SQLite does by itself on some errors of a disk: it undoes the whole transaction.
UNDONE_IN_THE_MIDDLE = ("INSERT OR ROLLBACK INTO updates VALUES (1, '2026-11-24')",)


@pytest.mark.asyncio
@pytest.mark.parametrize("fault", [REFUSED_AT_THE_END, UNDONE_IN_THE_MIDDLE])
async def test_a_batch_that_is_undone_is_acknowledged_to_nobody(
    store: SqliteStore, gate: Gate, path: Path, fault: tuple[str, ...]
) -> None:
    units = [
        asyncio.create_task(store.write(claim, 1)),
        asyncio.create_task(store.write(claim_and_fail, 2, StaleButton())),
        asyncio.create_task(store.write(execute, *fault)),
        asyncio.create_task(store.write(claim, 3)),
        asyncio.create_task(store.write(claim, 4)),
    ]
    await asyncio.sleep(0)
    units[3].cancel()
    outcomes = await together(gate, *units)
    cancelled = outcomes.pop(3)
    assert isinstance(cancelled, asyncio.CancelledError)
    assert [type(each) for each in outcomes] == [StoreUnavailableError] * 4
    causes = {type(each.__cause__) for each in outcomes if isinstance(each, Exception)}
    assert causes == {sqlite3.IntegrityError}
    assert updates(path) == set()
    await store.write(claim, 5)
    assert updates(path) == {5}


@pytest.mark.asyncio
async def test_a_full_disk_is_an_outage_that_passes(store: SqliteStore, path: Path) -> None:
    order = store._writer.connection.execute_fetchall
    ((pages,),) = await order("PRAGMA page_count")
    await order(f"PRAGMA max_page_count = {pages}")

    def fill(tx: Transaction, start: int) -> None:
        for each in range(start, start + 100):
            claim(tx, each)
            tx.drafts.put(replace(DRAFT, reporter=ReporterKey(f"{each:032x}")))

    outcomes = await asyncio.gather(
        store.write(claim, 1),
        *(store.write(fill, each) for each in (100, 200)),
        return_exceptions=True,
    )
    assert [type(each) for each in outcomes[1:]] == [StoreUnavailableError] * 2
    assert (updates(path) == {1}) == isinstance(outcomes[0], int)
    await order("PRAGMA max_page_count = 100000")
    await store.write(fill, 100)
    assert await store.read(lambda tx: tx.drafts.get(ReporterKey(f"{150:032x}"))) is not None


@pytest.mark.asyncio
async def test_a_disk_that_became_read_only_is_an_outage_that_passes(store: SqliteStore) -> None:
    order = store._writer.connection.execute_fetchall
    await order("PRAGMA query_only = ON")
    with pytest.raises(StoreUnavailableError):
        await store.write(claim, 1)
    await order("PRAGMA query_only = OFF")
    await store.write(claim, 1)


@pytest.mark.asyncio
async def test_a_damaged_page_is_an_outage_for_whoever_needs_it(
    store: SqliteStore, path: Path
) -> None:
    # Not a table that is looked through at start: that would refuse to open, in words.
    await store.write(lambda tx: tx.desks.put(MEMBER, DESK))
    await store.close()
    with closing(sqlite3.connect(path)) as database:
        where = "SELECT rootpage FROM sqlite_schema WHERE name = 'desks'"
        (page,) = database.execute(where).fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    again = await SqliteStore.open(path, KEYS, SeededChance())
    desk = asyncio.create_task(again.read(lambda tx: tx.desks.get(MEMBER)))
    waiting = asyncio.create_task(again.read(lambda tx: tx.outbox.waiting()))
    assert await waiting == 0
    with pytest.raises(StoreUnavailableError):
        await desk
    await again.close()


@pytest.mark.asyncio
async def test_a_locked_database_is_an_outage_that_passes(store: SqliteStore, path: Path) -> None:
    await store._writer.connection.execute_fetchall("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailableError):
            await store.write(claim, 1)
        other.execute("ROLLBACK")
    await store.write(claim, 1)


@pytest.mark.asyncio
async def test_a_read_sees_what_was_committed_before(store: SqliteStore) -> None:
    for each in range(50):
        draft = replace(DRAFT, changing=each % 2 == 0)
        await store.write(put, draft)
        assert await store.read(lambda tx: tx.drafts.get(DRAFT.reporter)) == draft


@pytest.mark.asyncio
async def test_reads_do_not_wait_for_the_writer(store: SqliteStore, gate: Gate) -> None:
    assert not gate.opened.is_set()
    assert await store.read(lambda tx: tx.drafts.get(DRAFT.reporter)) is None


@pytest.mark.asyncio
async def test_a_reader_that_writes_is_a_mistake_and_no_outage(store: SqliteStore) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await store.read(claim, 1)


@pytest.mark.asyncio
async def test_closing_finishes_what_was_handed_in(path: Path) -> None:
    store = await SqliteStore.open(path, KEYS, SeededChance())
    units = [asyncio.create_task(store.write(claim, each)) for each in range(20)]
    await asyncio.sleep(0)
    await store.close()
    await store.close()
    await asyncio.gather(*units)
    assert updates(path) == set(range(20))
    with pytest.raises(StoreUnavailableError):
        await store.write(claim, 99)
    left = {each.name for each in path.parent.iterdir()}
    assert left == {path.name, piece_file_of(path).name}


@pytest.mark.asyncio
async def test_no_debug_log_holds_what_was_written(
    store: SqliteStore, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await store.write(put, DRAFT)
    with pytest.raises(ValueError, match="They shouted"):
        await store.write(claim_and_fail, 1, ValueError("They shouted."))
    await store.read(lambda tx: tx.drafts.get(DRAFT.reporter))
    assert "executing" in caplog.text
    assert "shouted" not in caplog.text
    assert DRAFT.reporter not in caplog.text


def test_a_program_that_forgets_to_close_ends_all_the_same(path: Path) -> None:
    async def forget() -> None:
        store = await SqliteStore.open(path, KEYS, SeededChance())
        await store.write(claim, 1)

    others = set(threading.enumerate())
    asyncio.run(forget())
    assert updates(path) == {1}
    for thread in set(threading.enumerate()) - others:
        thread.join(10)
        assert not thread.is_alive()
