"""Epoch keys: what they sealed is gone for good with their week, and nothing goes before it."""

import os
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
import pytest_asyncio

from domain.model.ids import CaseId
from domain.ports import StoreUnavailableError, Transaction
from storage import EpochsLost, Keys, SqliteStore
from storage.epoch_files import EpochFolder
from storage.epochs import epoch_of
from storage.sealing import Place
from storage.unlocking import Unlocked, unlock
from tests.builders import NOW, SeededChance, a_case
from tests.storage.samples import CASE, CONVERSATION, DRAFT, KEYS, REPORTER
from tests.storage.thief import opens

CASE_WEEK, DRAFT_WEEK = "2027-W08", "2026-W48"
AFTER_CASE_WEEK = date(2027, 3, 1)
OWNER_ONLY = 0o077


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the epoch keys of the test lie."""
    return tmp_path / "epochs"


@pytest_asyncio.fixture
async def store(tmp_path: Path, folder: Path) -> AsyncIterator[SqliteStore]:
    """Return a store on a new database, in a folder of its own."""
    opened = await opened_in(tmp_path, folder)
    yield opened
    await opened.close()


def database(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "tellsafe.db"
    path.parent.mkdir(exist_ok=True)
    return path


async def opened_in(tmp_path: Path, folder: Path) -> SqliteStore:
    return await SqliteStore.open(database(tmp_path), KEYS, SeededChance(), epochs=folder)


def fill(tx: Transaction) -> None:
    tx.cases.add(CASE)
    tx.drafts.put(DRAFT)
    tx.conversations.put(CONVERSATION)


def empty(tx: Transaction) -> None:
    tx.cases.erase(CASE.id)
    tx.drafts.remove(REPORTER)
    tx.conversations.remove(REPORTER)


def read(tx: Transaction) -> tuple[object, ...]:
    return tx.cases.get(CASE.id), tx.drafts.get(REPORTER), tx.conversations.get(REPORTER)


def copied(tmp_path: Path, name: str) -> Path:
    """Copy a database that nobody has open, as a thief or a backup does."""
    copy = tmp_path / name / "tellsafe.db"
    copy.parent.mkdir()
    copyfile(database(tmp_path), copy)
    return copy


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_weeks_are_named_so_that_names_sort_as_they_do() -> None:
    days = [date(2026, 12, 20) + timedelta(days=each) for each in range(40)]
    assert [epoch_of(day) for day in days] == sorted(epoch_of(day) for day in days)
    assert epoch_of(date(2027, 1, 3)) == "2026-W53"
    assert epoch_of(date(2027, 1, 4)) == "2027-W01"


@pytest.mark.asyncio
async def test_a_key_is_made_once_a_week_and_is_its_owners(
    store: SqliteStore, folder: Path
) -> None:
    await store.write(fill)
    assert names(folder) == [f"{DRAFT_WEEK}.key", f"{CASE_WEEK}.key"]
    before = {each: (folder / each).read_bytes() for each in names(folder)}
    await store.write(lambda tx: tx.cases.add(a_case("AAA-AA")))
    await store.write(fill_again)
    assert {each: (folder / each).read_bytes() for each in names(folder)} == before
    assert not folder.stat().st_mode & OWNER_ONLY
    assert not any((folder / each).stat().st_mode & OWNER_ONLY for each in before)


def fill_again(tx: Transaction) -> None:
    tx.cases.put(replace(CASE, version=4))
    tx.drafts.put(replace(DRAFT, short=False))


def test_a_key_and_its_name_are_on_the_disk_before_it_is_used(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut cannot be had here; the order of what is asked of the disk can."""
    asked: list[str] = []
    keys = EpochFolder(folder)
    real_sync, real_link = os.fsync, os.link

    def sync(descriptor: int) -> None:
        asked.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_sync(descriptor)

    def link(source: Path, target: Path) -> None:
        assert target.parent == folder
        asked.append("name")
        real_link(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "link", link)
    assert keys.make(CASE_WEEK, b"k" * 32) == b"k" * 32
    assert asked == ["file", "name", "folder"]
    assert keys.make(CASE_WEEK, b"j" * 32) == b"k" * 32
    keys.retire(CASE_WEEK)
    asked.clear()
    keys.destroy_retired()
    assert asked == ["file", "folder"]
    keys.close()


@pytest.mark.asyncio
async def test_an_old_copy_with_every_key_opens_nothing_once_the_epoch_is_over(
    store: SqliteStore, tmp_path: Path, folder: Path
) -> None:
    await store.write(fill)
    await store.close()
    old = copied(tmp_path, "old")
    still = await SqliteStore.open(old, KEYS, SeededChance(), epochs=folder)
    assert await still.read(read) == (CASE, DRAFT, CONVERSATION)
    await still.close()

    again = await opened_in(tmp_path, folder)
    await again.write(empty)
    assert await again.destroy_epochs(AFTER_CASE_WEEK) == 2
    await again.close()

    assert names(folder) == []
    with pytest.raises(EpochsLost):
        await SqliteStore.open(old, KEYS, SeededChance(), epochs=folder)
    assert opened_by_force(old, folder) == []


def opened_by_force(copy: Path, folder: Path) -> list[str]:
    """Try every key that is left, in every place, on everything that lies in a copy."""
    seals = [KEYS.server, *(KEYS.epoch_seal(key) for key in EpochFolder(folder).load().values())]
    found = []
    with closing(sqlite3.connect(copy)) as file:
        for table, row, column in (
            ("cases", "case_id", "key_wrapped"),
            ("drafts", "reporter_key", "body_sealed"),
            ("conversations", "reporter_key", "body_sealed"),
        ):
            rows = file.execute(f"SELECT {row}, {column} FROM {table}").fetchall()  # noqa: S608 - names from above
            assert rows
            found += [
                table
                for name, value in rows
                for seal in seals
                if opens(seal, value, table, column, name)
            ]
    return found


@pytest.mark.asyncio
async def test_the_epoch_key_alone_opens_nothing_and_neither_does_the_server_key(
    store: SqliteStore, tmp_path: Path, folder: Path
) -> None:
    await store.write(fill)
    await store.close()
    copy = copied(tmp_path, "stolen")
    for stolen in (tmp_path / "none", folder):
        keys = KEYS if stolen != folder else Keys(b"somebody's own guess, 32 bytes !")
        seals = [keys.server, *(keys.epoch_seal(k) for k in EpochFolder(stolen).load().values())]
        with closing(sqlite3.connect(copy)) as file:
            ((name, wrapped),) = file.execute("SELECT case_id, key_wrapped FROM cases").fetchall()
        assert not any(opens(each, wrapped, "cases", "key_wrapped", name) for each in seals)


@pytest.mark.asyncio
async def test_a_key_stays_as_long_as_its_week_or_anything_under_it(
    store: SqliteStore, folder: Path
) -> None:
    await store.write(fill)
    assert await store.destroy_epochs(AFTER_CASE_WEEK) == 0
    await store.write(empty)
    assert await store.destroy_epochs(date(2026, 11, 29)) == 0
    assert await store.destroy_epochs(date(2026, 11, 30)) == 1
    assert names(folder) == [f"{CASE_WEEK}.erased", f"{CASE_WEEK}.key"]


@pytest.mark.asyncio
async def test_a_case_kept_longer_does_not_keep_the_key_of_its_old_week(
    store: SqliteStore, folder: Path
) -> None:
    other = a_case("AAA-AA")
    await store.write(fill)
    await store.write(lambda tx: tx.cases.add(other))
    await store.write(lambda tx: tx.cases.put(replace(CASE, delete_on=date(2027, 6, 1))))
    await store.write(lambda tx: tx.cases.erase(other.id))
    await store.write(lambda tx: tx.drafts.remove(REPORTER))
    await store.write(lambda tx: tx.conversations.remove(REPORTER))
    assert await store.destroy_epochs(AFTER_CASE_WEEK) == 2
    assert names(folder) == ["2027-W22.key"]
    kept = await store.read(lambda tx: tx.cases.get(CASE.id))
    assert kept is not None
    assert kept.report == CASE.report


@pytest.mark.asyncio
async def test_a_destroyed_key_is_overwritten_where_it_lay(
    store: SqliteStore, tmp_path: Path, folder: Path
) -> None:
    await store.write(fill)
    # A second name of the same file: what it shows is what lies on the disk afterwards.
    (tmp_path / "same file").hardlink_to(folder / f"{CASE_WEEK}.key")
    await store.write(empty)
    await store.destroy_epochs(AFTER_CASE_WEEK)
    assert set((tmp_path / "same file").read_bytes()) == {0}


@pytest.mark.asyncio
async def test_a_commit_that_fails_destroys_no_key(
    store: SqliteStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.write(lambda tx: tx.drafts.put(DRAFT))
    await store.write(lambda tx: tx.drafts.remove(REPORTER))

    async def committed_nothing() -> None:
        original()
        raise OSError

    original = store._writer.connection._conn.commit
    monkeypatch.setattr(store._writer.connection, "commit", committed_nothing)
    with pytest.raises(StoreUnavailableError):
        await store.destroy_epochs(AFTER_CASE_WEEK)
    monkeypatch.undo()
    assert names(folder) == [f"{DRAFT_WEEK}.key"]
    await store.write(lambda tx: tx.drafts.put(DRAFT))
    assert await store.read(lambda tx: tx.drafts.get(REPORTER)) == DRAFT


@pytest.mark.asyncio
@pytest.mark.parametrize("overwritten", [False, True])
async def test_a_start_finishes_or_undoes_what_a_kill_left(
    store: SqliteStore, tmp_path: Path, folder: Path, *, overwritten: bool
) -> None:
    await store.write(fill)
    await store.close()
    # Killed after setting aside: one key is still needed, of the other week all is gone.
    (folder / f"{CASE_WEEK}.key").rename(folder / f"{CASE_WEEK}.retired")
    (folder / "2026-W40.retired").write_bytes(bytes(90) if overwritten else b"x" * 3)
    if not overwritten:
        copyfile(folder / f"{DRAFT_WEEK}.key", folder / "2026-W40.retired")
    again = await opened_in(tmp_path, folder)
    assert await again.read(read) == (CASE, DRAFT, CONVERSATION)
    await again.destroy_epochs(NOW.date())
    assert names(folder) == [f"{DRAFT_WEEK}.key", f"{CASE_WEEK}.key"]
    await again.close()


@pytest.mark.asyncio
async def test_a_lost_key_refuses_to_start_and_says_which(
    store: SqliteStore, tmp_path: Path, folder: Path
) -> None:
    await store.write(fill)
    await store.close()
    aside = tmp_path / "offline copy"
    (folder / f"{CASE_WEEK}.key").rename(aside)
    before = database(tmp_path).read_bytes()
    with pytest.raises(EpochsLost, match=rf"{CASE_WEEK} are missing in .*{CASE_WEEK}\.key"):
        await opened_in(tmp_path, folder)
    assert database(tmp_path).read_bytes() == before
    aside.rename(folder / f"{CASE_WEEK}.key")
    again = await opened_in(tmp_path, folder)
    assert await again.read(read) == (CASE, DRAFT, CONVERSATION)
    await again.close()


TO_BEFORE = (
    ("cases", "case_id", "key_wrapped"),
    ("drafts", "reporter_key", "body_sealed"),
    ("conversations", "reporter_key", "body_sealed"),
)


def as_before_epochs(path: Path, unlocked: Unlocked) -> None:
    """Put rows back as they were before there were epochs: by the server key, hashes by it too."""
    with closing(sqlite3.connect(path)) as file:
        for table, row, column in TO_BEFORE:
            every = f"SELECT {row}, epoch, {column} FROM {table}"  # noqa: S608 - names from above
            for name, epoch, value in file.execute(every).fetchall():
                seal, place = unlocked.epochs.seal(epoch), Place(table, column)
                file.execute(
                    f"UPDATE {table} SET epoch = '', {column} = ? WHERE {row} = ?",  # noqa: S608 - names from above
                    (seal.handed_over(value, KEYS.server, place, name), name),
                )
        file.execute("DELETE FROM secrets")
        file.execute("UPDATE cases SET number_tag = ?", (KEYS.number_tag(CASE.number),))
        file.commit()


@pytest.mark.asyncio
async def test_rows_from_before_epochs_are_handed_over_at_start(
    store: SqliteStore, tmp_path: Path, folder: Path
) -> None:
    await store.write(fill)
    as_before_epochs(database(tmp_path), store.unlocked)
    await store.close()
    again = await opened_in(tmp_path, folder)
    assert await again.read(read) == (CASE, DRAFT, CONVERSATION)
    assert await again.read(lambda tx: tx.cases.find(CASE.number)) == CASE.id
    assert again.keys.reporter_key(700_800_900) == KEYS.reporter_key(700_800_900)
    with closing(sqlite3.connect(database(tmp_path))) as file:
        for table, _, _ in TO_BEFORE:
            ((epoch,),) = file.execute(f"SELECT epoch FROM {table}").fetchall()  # noqa: S608 - names from above
            assert epoch in {CASE_WEEK, DRAFT_WEEK}
    await again.close()


@pytest.mark.asyncio
async def test_a_key_that_another_process_made_is_found(
    store: SqliteStore, tmp_path: Path, folder: Path
) -> None:
    other = unlock(database(tmp_path), KEYS, folder, SeededChance(5))
    await store.write(fill)
    assert other.epochs.seal(CASE_WEEK)
    assert await store.read(lambda tx: tx.cases.get(CaseId(CASE.id))) == CASE
    other.epochs.close()
