"""Files of unsent reports are sealed by the week of their draft, and open no longer than that."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest

from domain.model.attached import AttachedFile, FileState, Holder, OfCase, OfDraft, SentAs
from domain.model.errors import NoDraft
from domain.model.fetching import FetchRequest
from domain.model.ids import ChatId, EvidenceId
from domain.ports import Transaction
from storage import EpochsLost, Keys, RequestSealing, SqliteStore, load_key_file
from storage.epoch_files import EpochFolder, folder_beside
from storage.epochs import epoch_of
from storage.evidence import KEY
from storage.key_file import encoded
from storage.migrate import migrate, migrations
from storage.requests import REQUEST
from storage.rotation import rotate
from storage.times import day_after, hour_of
from tests.builders import NOW, SeededChance, a_case
from tests.storage.samples import DRAFT, KEYS
from tests.storage.thief import opens

pytestmark = pytest.mark.asyncio

REQUESTS = RequestSealing(KEYS)
MINE, SENT = OfDraft(reporter=DRAFT.reporter), OfCase(case=a_case().id)
WAITING, OFFERED, CLEAN = FileState.WAITING, FileState.OFFERED, FileState.CLEAN
A_WEEK = timedelta(days=7)
SOON = NOW + timedelta(hours=6)
NEXT_WEEK = DRAFT.expires_at + A_WEEK
LONG_AFTER = NOW.date() + timedelta(days=60)


def week(at: datetime) -> str:
    """Name the week by whose end something that expires then is gone."""
    return epoch_of(day_after(at))


def a_file(name: int, state: FileState = WAITING) -> AttachedFile:
    return AttachedFile(id=EvidenceId(f"{name:016x}"), sent_as=SentAs.PHOTO, state=state)


def add(
    tx: Transaction, file: AttachedFile, holder: Holder = MINE, ends_at: datetime | None = None
) -> None:
    request = FetchRequest(file_id="AgAC", chat=ChatId(7), holder=holder)
    tx.evidence.add(file, holder, REQUESTS.seal(file.id, request), ends_at=ends_at)
    tx.evidence.add_piece(file.id, holder, 0, 0, b"pixels")


def fill(tx: Transaction) -> None:
    """Give a draft one file that is clean, one that waits, and one that is only offered."""
    tx.drafts.put(DRAFT)
    add(tx, a_file(1))
    tx.evidence.put(a_file(1, CLEAN), MINE)
    tx.evidence.erase_request(a_file(1).id, MINE)
    add(tx, a_file(2))
    add(tx, a_file(3, OFFERED), ends_at=SOON)


def move_on(tx: Transaction) -> None:
    tx.drafts.put(replace(DRAFT, expires_at=NEXT_WEEK))


OF_DRAFT = tuple(a_file(number).id for number in (1, 2, 3))


def seen_of_draft(tx: Transaction) -> list[object]:
    """Return what the keys of the draft's three files open."""
    return [
        *(tx.evidence.get(each, MINE) for each in OF_DRAFT),
        *(tx.evidence.piece(each, MINE, 0, 0) for each in OF_DRAFT),
    ]


def seen(tx: Transaction) -> list[object]:
    """Return all that can be opened of the draft's three files."""
    names, requests = OF_DRAFT, [tx.evidence.request(each) for each in OF_DRAFT]
    return [
        *seen_of_draft(tx),
        *(each and REQUESTS.open(name, each) for name, each in zip(names, requests, strict=True)),
    ]


def raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def rows(path: Path) -> dict[int, tuple[str | None, bytes, bytes | None]]:
    """Return week, key and request of each file, by its number."""
    with closing(raw(path)) as database:
        every = database.execute(
            "SELECT evidence_id, epoch, key_wrapped, request_sealed FROM evidence"
        )
        return {int(name, 16): (epoch, key, request) for name, epoch, key, request in every}


def weeks(path: Path) -> dict[int, str | None]:
    return {number: epoch for number, (epoch, _, _) in rows(path).items()}


def keys_of_weeks(path: Path) -> dict[str, bytes]:
    """Return every key of a week that is left."""
    with closing(EpochFolder(folder_beside(path))) as folder:
        return folder.load()


def opened_by_force(path: Path) -> set[tuple[int, str]]:
    """Try every key that is left on every key and request in a copy."""
    left = keys_of_weeks(path).values()
    seals = [KEYS.server, *(KEYS.epoch_seal(each) for each in left)]
    return {
        (number, column)
        for number, (_, *values) in rows(path).items()
        for column, value in zip(("key_wrapped", "request_sealed"), values, strict=True)
        for seal in seals
        if value and opens(seal, value, "evidence", column, a_file(number).id)
    }


def copied(path: Path) -> Path:
    """Copy the database, as it lies on the disk, beside itself."""
    copy = path.with_name("old.db")
    with closing(raw(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copyfile(path, copy)
    return copy


async def test_a_file_is_sealed_by_the_week_in_which_its_draft_expires(
    store: SqliteStore, path: Path
) -> None:
    await store.write(fill)
    assert set(weeks(path).values()) == {week(DRAFT.expires_at)}
    assert opened_by_force(path) == {
        *((number, "key_wrapped") for number in (1, 2, 3)),
        *((number, "request_sealed") for number in (2, 3)),
    }
    assert None not in await store.read(seen_of_draft)


async def test_an_old_copy_and_every_key_open_no_file_once_the_week_of_its_draft_is_over(
    store: SqliteStore, path: Path
) -> None:
    await store.write(fill)
    old = copied(path)
    await store.write(lambda tx: tx.drafts.remove(DRAFT.reporter))
    assert await store.destroy_epochs(LONG_AFTER) == 1
    assert opened_by_force(old) == set()


async def test_when_a_draft_is_kept_longer_its_files_leave_the_old_week(
    store: SqliteStore, path: Path
) -> None:
    await store.write(fill)
    before, old = await store.read(seen), copied(path)
    await store.write(move_on)
    assert set(weeks(path).values()) == {week(NEXT_WEEK)}
    assert await store.read(seen) == before
    assert await store.destroy_epochs(day_after(NEXT_WEEK)) == 1
    assert await store.read(seen) == before
    assert opened_by_force(old) == set()


async def test_files_of_others_stay_in_their_week(store: SqliteStore, path: Path) -> None:
    other = replace(DRAFT, reporter=KEYS.reporter_key(1))

    def two(tx: Transaction) -> None:
        fill(tx)
        tx.drafts.put(other)
        add(tx, a_file(4), OfDraft(reporter=other.reporter))

    await store.write(two)
    await store.write(move_on)
    assert weeks(path)[4] == week(DRAFT.expires_at)


async def test_within_a_week_no_file_is_touched(store: SqliteStore, path: Path) -> None:
    await store.write(fill)
    before = rows(path)
    await store.write(lambda tx: tx.drafts.put(replace(DRAFT, short=False)))
    assert rows(path) == before


async def test_a_file_that_is_offered_before_there_is_a_draft_joins_it(
    store: SqliteStore, path: Path
) -> None:
    await store.write(lambda tx: add(tx, a_file(3, OFFERED), ends_at=SOON))
    assert weeks(path) == {3: week(SOON)}
    before = await store.read(lambda tx: tx.evidence.offered(DRAFT.reporter))
    await store.write(move_on)
    assert weeks(path) == {3: week(NEXT_WEEK)}
    assert await store.read(lambda tx: tx.evidence.offered(DRAFT.reporter)) == before


async def test_a_file_that_is_not_offered_needs_a_draft(store: SqliteStore) -> None:
    with pytest.raises(NoDraft):
        await store.write(add, a_file(2))


async def test_a_file_of_a_case_holds_no_key_of_a_week_but_while_it_is_fetched(
    store: SqliteStore, path: Path
) -> None:
    def send(tx: Transaction) -> None:
        fill(tx)
        tx.cases.add(a_case())
        tx.evidence.move([a_file(1).id], MINE, SENT)
        tx.drafts.remove(DRAFT.reporter)
        add(tx, a_file(5), SENT, ends_at=SOON)

    await store.write(send)
    assert (weeks(path)[1], weeks(path)[5]) == (None, week(SOON))
    assert opened_by_force(path) == {(5, "request_sealed")}
    old = copied(path)
    assert await store.destroy_epochs(LONG_AFTER) == 0
    await store.write(lambda tx: tx.evidence.erase_request(a_file(5).id, SENT))
    assert weeks(path)[5] is None
    assert await store.destroy_epochs(LONG_AFTER) == 1
    assert opened_by_force(old) == set()
    assert await store.read(lambda tx: tx.evidence.piece(a_file(5).id, SENT, 0, 0)) == b"pixels"


async def test_the_key_of_a_week_stays_for_as_long_as_a_file_needs_it(
    store: SqliteStore, path: Path
) -> None:
    await store.write(lambda tx: add(tx, a_file(3, OFFERED), ends_at=SOON))
    assert await store.destroy_epochs(LONG_AFTER) == 0
    assert await store.read(lambda tx: tx.evidence.request(a_file(3).id))
    await store.write(lambda tx: tx.evidence.erase_expired_offers(SOON + A_WEEK))
    assert weeks(path) == {3: None}
    assert await store.destroy_epochs(LONG_AFTER) == 1


async def test_what_waits_when_its_week_is_over_opens_until_its_draft_goes_and_goes_with_it(
    store: SqliteStore, path: Path
) -> None:
    await store.write(fill)
    before, later = await store.read(seen), NEXT_WEEK + A_WEEK
    assert await store.destroy_epochs(later.date()) == 0
    assert await store.read(seen) == before
    assert await store.write(lambda tx: tx.drafts.remove_expired(later)) == 1
    assert await store.read(lambda tx: tx.evidence.waiting()) == ()
    assert await store.destroy_epochs(later.date()) == 1


async def test_a_lost_key_that_only_a_file_needs_refuses_to_start_and_says_which(
    store: SqliteStore, path: Path
) -> None:
    await store.write(lambda tx: add(tx, a_file(3, OFFERED), ends_at=SOON))
    await store.close()
    (folder_beside(path) / f"{week(SOON)}.key").unlink()
    with pytest.raises(EpochsLost, match=week(SOON)):
        await SqliteStore.open(path, KEYS, SeededChance())


@pytest.mark.parametrize("left", ["zeroblob(99)", "CAST(x'01' || zeroblob(99) AS BLOB)"])
async def test_one_request_that_is_damaged_keeps_no_other_from_being_erased(
    store: SqliteStore, path: Path, left: str
) -> None:
    await store.write(fill)
    with closing(raw(path)) as database:
        damage = f"UPDATE evidence SET request_sealed = {left} WHERE evidence_id = ?"  # noqa: S608 - words from above
        database.execute(damage, (a_file(2).id,))
    await store.write(lambda tx: tx.evidence.erase_sent_from(KEYS.way_back(7)))
    assert await store.read(lambda tx: tx.evidence.waiting()) == (a_file(2).id,)
    assert await store.read(lambda tx: tx.evidence.offered(DRAFT.reporter)) == ()


def as_before_weeks(path: Path) -> None:
    """Put rows back as they were before files had a week: by the server key, without a column."""
    keys = keys_of_weeks(path)
    with closing(raw(path)) as database:
        for number, (epoch, *values) in rows(path).items():
            seal = KEYS.epoch_seal(keys[epoch]) if epoch else KEYS.server
            key, request = (
                seal.handed_over(value, KEYS.server, place, a_file(number).id)
                if value and seal.sealed(value)
                else value
                for value, place in zip(values, (KEY, REQUEST), strict=True)
            )
            database.execute(
                "UPDATE evidence SET key_wrapped = ?, request_sealed = ? WHERE evidence_id = ?",
                (key, request, a_file(number).id),
            )
        database.execute("UPDATE evidence SET expires_at = NULL WHERE state = 'waiting'")
        database.execute("DROP INDEX evidence_by_epoch")
        database.execute("ALTER TABLE evidence DROP COLUMN epoch")
        database.execute("PRAGMA user_version = 5")


def all_kinds(tx: Transaction) -> None:
    """Hold files of every kind, and one of a draft that is gone."""
    fill(tx)
    tx.cases.add(a_case())
    add(tx, a_file(4))
    tx.evidence.put(a_file(4, CLEAN), MINE)
    tx.evidence.erase_request(a_file(4).id, MINE)
    tx.evidence.move([a_file(4).id], MINE, SENT)
    add(tx, a_file(5), SENT, ends_at=SOON)
    alone = KEYS.reporter_key(1)
    add(tx, a_file(6, OFFERED), OfDraft(reporter=alone), ends_at=SOON)
    add(tx, a_file(7, OFFERED), OfDraft(reporter=alone), ends_at=SOON)
    tx.evidence.put(a_file(7, WAITING), OfDraft(reporter=alone))


def seen_of_case(tx: Transaction) -> list[object]:
    request = tx.evidence.request(a_file(5).id)
    return [
        *(tx.evidence.get(a_file(each).id, SENT) for each in (4, 5)),
        tx.evidence.piece(a_file(4).id, SENT, 0, 0),
        request and REQUESTS.open(a_file(5).id, request),
    ]


async def opened_again(path: Path) -> SqliteStore:
    return await SqliteStore.open(path, KEYS, SeededChance(4))


async def test_files_from_before_they_had_a_week_are_given_it_at_start(
    store: SqliteStore, path: Path
) -> None:
    await store.write(all_kinds)
    before = [await store.read(look) for look in (seen, seen_of_case)]
    await store.close()
    as_before_weeks(path)
    again = await opened_again(path)
    assert [await again.read(look) for look in (seen, seen_of_case)] == before
    found = weeks(path)
    assert {number: found[number] for number in (1, 2, 3, 4, 6, 7)} == {
        **dict.fromkeys((1, 2, 3), week(DRAFT.expires_at)),
        4: None,
        6: week(SOON),
        7: None,
    }
    assert found[5] is not None
    assert not [column for column, value in stored_by_server(path) if KEYS.server.sealed(value)]
    assert await again.read(lambda tx: tx.evidence.waiting()) == (a_file(2).id, a_file(5).id)
    await again.close()


async def test_a_change_of_keys_before_the_first_start_finds_the_draft_of_each_file(
    store: SqliteStore, path: Path, tmp_path: Path
) -> None:
    await store.write(fill)
    before = await store.read(seen_of_draft)
    await store.close()
    as_before_weeks(path)
    key_file = tmp_path / "keys" / "tellsafe.key"
    key_file.parent.mkdir()
    key_file.write_text(encoded(b"k" * 32))
    await rotate(path, key_file, folder_beside(path), SeededChance(99))
    again = await SqliteStore.open(path, Keys(load_key_file(key_file)), SeededChance(4))
    assert await again.read(seen_of_draft) == before
    await again.close()


def stored_by_server(path: Path) -> list[tuple[str, bytes]]:
    return [
        (column, value)
        for _, key, request in rows(path).values()
        for column, value in (("key", key), ("request", request))
        if value
    ]


async def test_what_waits_for_a_case_from_before_gets_an_end_and_nothing_else_does(
    store: SqliteStore, path: Path
) -> None:
    await store.write(all_kinds)
    await store.close()
    as_before_weeks(path)
    clock = raw(path)
    possible = {in_seven_hours(clock)}
    await migrate(path, migrations())
    with closing(raw(path)) as database:
        every = database.execute(
            "SELECT evidence_id, expires_at FROM evidence WHERE state = 'waiting'"
        )
        ends = {int(name, 16): expires_at for name, expires_at in every}
    assert {number: bool(end) for number, end in ends.items()} == {2: False, 5: True, 7: False}
    assert ends[5] in possible | {in_seven_hours(clock)}
    clock.close()


def in_seven_hours(clock: sqlite3.Connection) -> str:
    """Return the full hour at least six hours from now, as tables hold it."""
    ((now,),) = clock.execute("SELECT strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')").fetchall()
    return hour_of(datetime.fromisoformat(now) + timedelta(hours=7))
