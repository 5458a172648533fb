"""A large file is written anew in bounded steps: what passed is gone, what stays is untouched."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from domain.model.answers import Answer
from domain.model.attached import AttachedFile, OfDraft, SentAs
from domain.model.fetching import FetchRequest
from domain.model.ids import CaseId, ChatId, EvidenceId, ReporterKey, StepId
from domain.ports import Transaction
from storage import RequestSealing, SqliteStore, migrate, rewriting
from tests.builders import SeededChance, a_case, written
from tests.storage.samples import DRAFT, KEYS, refresh
from tests.storage.test_at_rest import store_marked
from tests.storage.thief import stolen

LONGER: dict[StepId, Answer] = {StepId("story"): written("They shouted. " * 60)}
SENDER, REQUESTS = OfDraft(reporter=DRAFT.reporter), RequestSealing(KEYS)
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


@pytest.fixture(params=["whole", "in bounds"])
def bound(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Take every file for small, or every file for large."""
    if request.param == "in bounds":
        monkeypatch.setattr("storage.store.WHOLE_UP_TO", 0)
    return str(request.param)


def rows(path: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    with closing(sqlite3.connect(path)) as database:
        for (table,) in database.execute(TABLES).fetchall():
            every = f"SELECT * FROM {table}"  # noqa: S608  a name from the schema
            yield table, database.execute(every).fetchall()


def pieces(path: Path) -> set[bytes]:
    """Return a piece of every sealed draft, enough to recognise it by."""
    with closing(sqlite3.connect(path)) as database:
        return {sealed[8:40] for (sealed,) in database.execute("SELECT body_sealed FROM drafts")}


def found(gone: set[bytes], path: Path) -> set[bytes]:
    files = stolen(path)
    return {piece for piece in gone if piece in files}


def free_pages(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        (count,) = database.execute("PRAGMA freelist_count").fetchone()
        return int(count)


class Crowd:
    """People who begin reports, tell more, and leave."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._chance = SeededChance(2)
        self._there: list[ReporterKey] = []

    def come(self, tx: Transaction) -> None:
        for _ in range(200):
            self._there.append(ReporterKey(self._chance.token(16).hex()))
            tx.drafts.put(replace(DRAFT, reporter=self._there[-1]))

    def grow(self, tx: Transaction) -> None:
        for name in self._there[::2]:
            tx.drafts.put(replace(DRAFT, reporter=name, answers=LONGER))

    def go(self, tx: Transaction) -> None:
        for _ in range(150):
            tx.drafts.remove(self._there.pop(self._chance.below(len(self._there))))


@pytest.mark.asyncio
async def test_every_table_is_known_to_pass_to_last_or_to_hold_nothing(path: Path) -> None:
    await migrate(path)
    known = (*rewriting.PASSING, *rewriting.LASTING, *rewriting.BARE)
    found = {table for table, _ in rows(path)}
    assert set(known) == found
    assert len(known) == len(set(known))


@pytest.mark.asyncio
async def test_what_passed_is_in_no_file_even_sealed(
    store: SqliteStore, path: Path, bound: str
) -> None:
    """Drafts come, grow and go in pages that SQLite parts and joins, which leaves copies behind."""
    crowd, seen = Crowd(), set[bytes]()
    for _ in range(6):
        for deed in crowd.come, crowd.grow, crowd.go:
            await store.write(deed)
            seen |= pieces(path)
    gone = seen - pieces(path)
    await store.empty_log()
    assert found(gone, path), "nothing was left behind that had to be removed"
    await store.rewrite_files()
    assert not found(gone, path), bound


class Senders:
    """People who send files for reports that they do not finish."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._chance = SeededChance(3)
        self._there: list[EvidenceId] = []

    def come(self, tx: Transaction) -> None:
        tx.drafts.put(DRAFT)
        for _ in range(200):
            file = AttachedFile(id=EvidenceId(self._chance.token(8).hex()), sent_as=SentAs.PHOTO)
            request = FetchRequest(file_id="AgAC" * 20, chat=ChatId(7), holder=SENDER)
            tx.evidence.add(file, SENDER, REQUESTS.seal(file.id, request))
            self._there.append(file.id)

    def grow(self, tx: Transaction) -> None:
        for name in self._there[::2]:
            tx.evidence.erase_request(name, SENDER)
        for name in self._there[::3]:
            file = AttachedFile(id=name, sent_as=SentAs.PHOTO, caption="They shouted. " * 60)
            tx.evidence.put(file, SENDER)

    def go(self, tx: Transaction) -> None:
        for _ in range(150):
            tx.evidence.erase(self._there.pop(self._chance.below(len(self._there))))
        while tx.evidence.sweep():
            continue


def secrets_of_files(path: Path) -> set[bytes]:
    """Return how each file could be fetched and the key it has, enough to recognise them by."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT request_sealed, key_wrapped FROM evidence").fetchall()
    return {sealed[8:40] for row in rows for sealed in row if sealed}


@pytest.mark.asyncio
async def test_how_a_file_could_be_fetched_is_in_no_file_once_it_was_erased(
    store: SqliteStore, path: Path, bound: str
) -> None:
    """Until the week of the draft is over: whoever had the file and all keys knew the chat."""
    senders, seen = Senders(), set[bytes]()
    for deed in senders.come, senders.grow, senders.go:
        await store.write(deed)
        seen |= secrets_of_files(path)
    gone = seen - secrets_of_files(path)
    await store.empty_log()
    assert found(gone, path), "nothing was left behind that had to be removed"
    await store.rewrite_files()
    assert not found(gone, path), bound


@pytest.mark.asyncio
async def test_what_is_there_stays_and_nothing_is_done_twice(
    store: SqliteStore, path: Path, bound: str
) -> None:
    await store.write(store_marked)
    await store.write(lambda tx: tx.outbox.put(refresh(2)))
    before = dict(rows(path))
    await store.rewrite_files()
    assert dict(rows(path)) == before, bound
    written_at = path.stat().st_mtime_ns
    await store.rewrite_files()
    assert path.stat().st_mtime_ns == written_at


@pytest.mark.asyncio
async def test_a_large_file_is_not_written_as_a_whole(
    store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some(tx: Transaction) -> None:
        for number in range(200):
            tx.cases.add(replace(a_case(f"{number}"), id=CaseId(f"{number:016x}")))

    def none(tx: Transaction) -> None:
        for number in range(200):
            tx.cases.erase(CaseId(f"{number:016x}"))

    await store.write(some)
    await store.write(none)
    monkeypatch.setattr("storage.store.WHOLE_UP_TO", 0)
    await store.rewrite_files()
    assert free_pages(path) > 0
    monkeypatch.undo()
    await store.write(store_marked)
    await store.rewrite_files()
    assert free_pages(path) == 0
