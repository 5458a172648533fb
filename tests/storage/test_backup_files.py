"""A backup holds the files of cases, never those of drafts, and brings back both files or none."""

import sqlite3
import subprocess
import sys
from base64 import b64encode
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.model.actions import offered, writes_letter
from domain.model.attached import AttachedFile, FileState, Holder, OfCase, OfDraft, SentAs
from domain.model.case import Case, Status
from domain.model.contact import Contact
from domain.model.fetching import FetchRequest
from domain.model.ids import ChatId, EvidenceId
from domain.ports import Transaction
from storage import BackupProblem, PiecesAlone, RequestSealing, SqliteStore, UnreadableDatabase
from storage.backup import _lines
from storage.giving_up import give_up
from storage.piece_file import piece_file_of
from tests.builders import NOW, SeededChance, a_case
from tests.storage.samples import CASE, DRAFT, KEYS
from tests.storage.site import Site

ROOT = Path(__file__).parents[2]
REQUESTS = RequestSealing(KEYS)
MINE, SENT = OfDraft(reporter=DRAFT.reporter), OfCase(case=CASE.id)
LATER = replace(a_case("AAA-AA"), delete_on=date(2027, 6, 1))
OTHER = OfCase(case=LATER.id)
PLAIN = b"pixels" * 40_000
AFTER_CASE_WEEK = date(2027, 3, 1)


def a_file(name: int) -> AttachedFile:
    return AttachedFile(id=EvidenceId(f"{name:016x}"), sent_as=SentAs.PHOTO)


def take(tx: Transaction, file: AttachedFile) -> None:
    """Take a file of a draft and clean it."""
    request = FetchRequest(file_id="AgAC", chat=ChatId(7), holder=MINE)
    tx.evidence.add(file, MINE, REQUESTS.seal(file.id, request))
    tx.evidence.add_piece(file.id, MINE, 0, 0, PLAIN)
    tx.evidence.add_piece(file.id, MINE, 0, 1, b"the end")
    tx.evidence.put(replace(file, state=FileState.CLEAN), MINE)


def fill(tx: Transaction) -> None:
    """Give one file to each of two cases, and leave a cleaned one and a waiting one to a draft."""
    tx.drafts.put(DRAFT)
    tx.cases.add(CASE)
    tx.cases.add(LATER)
    for number in 1, 2, 3:
        take(tx, a_file(number))
    for number, holder in (1, SENT), (2, OTHER):
        tx.evidence.erase_request(a_file(number).id, MINE)
        tx.evidence.move([a_file(number).id], MINE, holder)
    request = FetchRequest(file_id="AgAD", chat=ChatId(7), holder=MINE)
    tx.evidence.add(a_file(4), MINE, REQUESTS.seal(a_file(4).id, request))


async def filled(site: Site) -> None:
    store = await site.opened()
    await store.write(fill)
    await store.close()


def bytes_of(tx: Transaction, number: int, holder: Holder) -> list[bytes | None]:
    if tx.evidence.get(a_file(number).id, holder) is None:
        return []
    return [tx.evidence.piece(a_file(number).id, holder, 0, each) for each in range(3)]


WHOLE = [PLAIN, b"the end", None]


def stored(site: Site) -> tuple[list[str], list[str]]:
    """Return which files have rows, and which have pieces."""
    with closing(sqlite3.connect(site.database)) as database:
        database.execute("ATTACH ? AS pieces", (str(piece_file_of(site.database)),))
        rows = database.execute("SELECT evidence_id FROM evidence").fetchall()
        pieces = database.execute("SELECT DISTINCT evidence_id FROM evidence_pieces").fetchall()
    return sorted(each for (each,) in rows), sorted(each for (each,) in pieces)


@pytest.mark.asyncio
async def test_the_files_of_cases_come_back_with_their_bytes(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    assert site.restore(file).files == 2
    assert sorted(each.name for each in site.database.parent.iterdir()) == [
        "tellsafe-files.db",
        "tellsafe.db",
    ]
    assert {each.stat().st_mode & 0o777 for each in site.database.parent.iterdir()} == {0o600}
    store = await site.opened()
    assert await store.read(bytes_of, 1, SENT) == WHOLE
    assert await store.read(bytes_of, 2, OTHER) == WHOLE
    await store.close()


@pytest.mark.asyncio
async def test_no_file_of_a_draft_and_no_way_to_fetch_one_is_in_a_backup(site: Site) -> None:
    await filled(site)
    with closing(sqlite3.connect(site.database)) as database:
        database.execute("ATTACH ? AS pieces", (str(piece_file_of(site.database)),))
        query = "SELECT evidence_id, key_wrapped, body_sealed, request_sealed FROM evidence"
        rows = {row[0]: row[1:] for row in database.execute(query)}
        pieces = dict(
            database.execute("SELECT evidence_id, bytes_sealed FROM evidence_pieces WHERE number=0")
        )
    plain = site.opened_backup(site.back_up())
    for number in 3, 4:
        name = a_file(number).id
        assert name.encode() not in plain
        for value in (*rows[name], pieces.get(name)):
            assert value is None or b64encode(value) not in plain
    for number in 1, 2:
        assert b64encode(pieces[a_file(number).id]) in plain
    assert b"request_sealed" not in plain


@pytest.mark.asyncio
async def test_a_file_that_waits_is_in_no_backup_whoever_it_belongs_to(site: Site) -> None:
    await filled(site)
    store = await site.opened()
    request = REQUESTS.seal(a_file(5).id, FetchRequest(file_id="AgAE", chat=ChatId(7), holder=SENT))
    await store.write(lambda tx: tx.evidence.add(a_file(5), SENT, request, ends_at=NOW))
    await store.close()
    assert a_file(5).id.encode() not in site.opened_backup(site.back_up())


@pytest.mark.asyncio
async def test_without_a_case_to_compare_with_no_file_is_taken(site: Site) -> None:
    await filled(site)
    with closing(sqlite3.connect(site.database, isolation_level=None)) as database:
        database.execute("DELETE FROM cases")
    counts: dict[str, int] = {}
    assert list(_lines(site.database, NOW.date(), counts))
    assert counts["evidence"] == counts["evidence_pieces"] == 0


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "change",
    [
        pytest.param("epoch = NULL", id="names no week"),
        pytest.param("epoch = ''", id="is from before weeks"),
        pytest.param(
            "key_wrapped = CAST((SELECT substr(body_sealed, 1, 5) FROM cases)"
            " || substr(key_wrapped, 6) AS BLOB)",
            id="has a key id that came twice",
        ),
    ],
)
async def test_a_file_of_a_draft_that_looks_half_like_one_of_a_case_is_in_no_backup(
    site: Site, change: str
) -> None:
    await filled(site)
    with closing(sqlite3.connect(site.database, isolation_level=None)) as database:
        database.execute(f"UPDATE evidence SET {change} WHERE evidence_id = ?", (a_file(3).id,))  # noqa: S608 - words from above
    assert a_file(3).id.encode() not in site.opened_backup(site.back_up())


@pytest.mark.asyncio
async def test_a_small_backup_holds_no_files_and_restores_the_rest(site: Site) -> None:
    await filled(site)
    small = site.back_up("small.age", with_files=False)
    large = site.back_up("large.age")
    assert small.stat().st_size * 10 < large.stat().st_size
    site.lose()
    restored = site.restore(small)
    assert (restored.cases, restored.files) == (2, 0)
    assert stored(site) == ([], [])


@pytest.mark.asyncio
async def test_files_of_a_week_that_is_over_do_not_come_back(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    (site.epochs / "2027-W08.key").unlink()
    restored = site.restore(file, today=AFTER_CASE_WEEK)
    assert (restored.cases, restored.gone, restored.files) == (1, 1, 1)
    assert stored(site) == ([a_file(2).id], [a_file(2).id])


@pytest.mark.asyncio
async def test_files_of_a_case_that_was_erased_since_do_not_come_back(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    store = await site.opened()
    await store.write(lambda tx: tx.cases.erase(CASE.id))
    await store.note_erased()
    await store.close()
    site.lose()
    restored = site.restore(file)
    assert (restored.erased, restored.files) == (1, 1)
    assert stored(site) == ([a_file(2).id], [a_file(2).id])


@pytest.mark.asyncio
@pytest.mark.parametrize("table", ["evidence", "pieces.evidence_pieces"])
async def test_a_row_without_a_piece_and_a_piece_without_a_row_are_dropped(
    site: Site, table: str
) -> None:
    await filled(site)
    lines = site.opened_backup(site.back_up()).splitlines()
    starts = {b"evidence": 0, b"evidence_pieces": 0}
    for name in starts:
        (starts[name],) = (n for n, each in enumerate(lines) if b'"table":"%b"' % name in each)
    rows, pieces = starts.values()
    left_out = range(rows + 1, rows + 2) if table == "evidence" else range(pieces + 1, pieces + 3)
    site.lose()
    made = site.folder / "made.age"
    made.write_bytes(site.sealed(_without(lines, left_out, table)))
    assert site.restore(made).files == 1
    assert stored(site) == ([a_file(2).id], [a_file(2).id])


def _without(lines: list[bytes], left_out: range, table: str) -> list[bytes]:
    name, count = (b"evidence", 2) if table == "evidence" else (b"evidence_pieces", 4)
    before = b'"%b":%d' % (name, count)
    after = b'"%b":%d' % (name, count - len(left_out))
    assert before in lines[-1]
    kept = [line for number, line in enumerate(lines) if number not in left_out]
    return [*kept[:-1], kept[-1].replace(before, after)]


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["tellsafe.db", "tellsafe-files.db"])
async def test_neither_file_is_written_over(site: Site, name: str) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    there = site.database.with_name(name)
    there.write_bytes(b"somebody's")
    with pytest.raises(BackupProblem, match=f"{name} is there already"):
        site.restore(file)
    assert there.read_bytes() == b"somebody's"
    assert list(site.database.parent.iterdir()) == [there]


@pytest.mark.asyncio
async def test_where_the_second_place_is_taken_the_first_is_cleared(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    site.database.write_bytes(b"somebody was quicker")
    monkeypatch.setattr("storage.restore._ensure_free", lambda _: None)
    with pytest.raises(BackupProblem, match="cannot be put in place"):
        site.restore(file)
    assert site.database.read_bytes() == b"somebody was quicker"
    assert list(site.database.parent.iterdir()) == [site.database]


@pytest.mark.asyncio
@pytest.mark.parametrize("placed", [0, 1])
async def test_a_restore_that_is_killed_leaves_no_database(site: Site, placed: int) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    script = "tests.storage.restore_until_killed"
    call = [sys.executable, "-m", script, str(site.folder), str(file), str(placed)]
    died = subprocess.run(call, cwd=ROOT)  # noqa: S603, PLW1510, ASYNC221 - our own script, which ends by a kill
    assert died.returncode == -9
    assert not site.database.exists()
    pieces = piece_file_of(site.database)
    assert pieces.exists() == (placed == 1)
    if placed:
        with pytest.raises(PiecesAlone, match="move both away"):
            await site.opened()
        with pytest.raises(BackupProblem, match="is there already"):
            site.restore(file)
        pieces.unlink()
    assert site.restore(file).files == 2
    assert len(list(site.database.parent.iterdir())) == 2


@pytest.mark.asyncio
async def test_a_backup_is_of_one_moment_in_both_files(site: Site) -> None:
    await filled(site)
    counts: dict[str, int] = {}
    lines = []
    for line in _lines(site.database, NOW.date(), counts):
        lines += line.splitlines()
        if b'"table":"key_check"' in line:
            store = await site.opened()
            await store.write(lambda tx: tx.cases.erase(CASE.id))
            while await store.write(lambda tx: tx.evidence.sweep()):
                continue
            await store.close()
    assert (counts["evidence"], counts["evidence_pieces"]) == (2, 4)
    site.lose()
    made = site.folder / "made.age"
    made.write_bytes(site.sealed(lines))
    assert site.restore(made).files == 2


@pytest.mark.asyncio
async def test_while_films_are_read_the_log_of_the_database_can_be_emptied(site: Site) -> None:
    await filled(site)
    store = await site.opened()
    lines = _lines(site.database, NOW.date(), {})
    while b'"table":"evidence_pieces"' not in next(lines):
        continue
    await store.write(lambda tx: tx.drafts.remove(DRAFT.reporter))
    await store.empty_log()
    log = site.database.with_name("tellsafe.db-wal")
    assert log.stat().st_size == 0
    assert b'"end"' in list(lines)[-1]
    await store.close()


@pytest.mark.asyncio
async def test_a_missing_file_of_pieces_is_told_before_a_backup_is_made(site: Site) -> None:
    await filled(site)
    piece_file_of(site.database).unlink()
    with pytest.raises(BackupProblem, match="--without-files"):
        site.back_up()
    assert not (site.folder / "backup.age").exists()
    assert site.back_up(with_files=False).exists()


@pytest.mark.asyncio
async def test_a_damaged_file_of_pieces_makes_no_backup(site: Site) -> None:
    await filled(site)
    piece_file_of(site.database).write_bytes(b"noise" * 5000)
    with pytest.raises(UnreadableDatabase):
        site.back_up()
    assert not (site.folder / "backup.age").exists()


@pytest.mark.asyncio
async def test_a_start_beside_pieces_without_their_database_is_refused_and_they_stay(
    site: Site,
) -> None:
    await filled(site)
    site.database.rename(site.folder / "moved.db")
    before = piece_file_of(site.database).read_bytes()
    with pytest.raises(PiecesAlone, match="Bring the database back"):
        await site.opened()
    assert piece_file_of(site.database).read_bytes() == before
    assert not site.database.exists()


@pytest.mark.asyncio
async def test_who_asked_for_answers_in_the_chat_is_out_of_reach_after_a_restore(
    site: Site,
) -> None:
    routed = replace(CASE, contact=Contact.REPLY_HERE, status=Status.IN_PROGRESS)
    boxed = replace(LATER, contact=Contact.MAILBOX, status=Status.IN_PROGRESS)

    def two(tx: Transaction) -> None:
        tx.cases.add(routed)
        tx.cases.add(boxed)
        tx.routes.add(routed.id, KEYS.way_back(7), date(2027, 1, 1))

    store = await site.opened()
    await store.write(two)
    await store.close()
    file = site.back_up()
    site.lose()
    assert site.restore(file).cut == 1
    again = await site.opened()
    found = [await again.read(_case, each) for each in (routed, boxed)]
    assert found == [routed.without_way_back(), boxed]
    # What the cards in the staff chats offer.
    assert [letters_offered(each) for each in found if each] == [set(), {"ask", "answer"}]
    await again.close()


@pytest.mark.asyncio
async def test_one_damaged_case_keeps_no_other_from_coming_back(site: Site) -> None:
    await filled(site)
    with closing(sqlite3.connect(site.database, isolation_level=None)) as database:
        database.execute("UPDATE cases SET body_sealed = x'00' WHERE case_id = ?", (CASE.id,))
    file = site.back_up()
    site.lose()
    assert site.restore(file).cases == 2
    store = await site.opened()
    assert await store.read(_case, LATER) == LATER
    await store.close()


def letters_offered(case: Case) -> set[str]:
    return {each.id for each in offered(case) if writes_letter(each.id)}


def _case(tx: Transaction, case: Case) -> Case | None:
    return tx.cases.get(case.id)


@pytest.mark.asyncio
async def test_what_is_given_up_takes_its_files_along(site: Site) -> None:
    await filled(site)
    (site.epochs / "2027-W08.key").unlink()
    assert give_up(site.database, KEYS, site.epochs, "2027-W08")["cases"] == 1
    kept = [a_file(number).id for number in (2, 3, 4)]
    assert stored(site) == (kept, kept[:2])
    store = await site.opened()
    assert await store.read(bytes_of, 2, OTHER) == WHOLE
    await store.close()


@pytest.mark.asyncio
async def test_a_draft_that_is_given_up_takes_its_files_along(site: Site) -> None:
    await filled(site)
    with closing(sqlite3.connect(site.database)) as database:
        ((epoch,),) = database.execute("SELECT epoch FROM drafts").fetchall()
    (site.epochs / f"{epoch}.key").unlink()
    assert give_up(site.database, KEYS, site.epochs, epoch)["drafts"] == 1
    kept = [a_file(number).id for number in (1, 2)]
    assert stored(site) == (kept, kept)


@pytest.mark.asyncio
async def test_pieces_that_no_row_knows_of_are_swept_and_no_others(site: Site) -> None:
    await filled(site)
    with closing(sqlite3.connect(piece_file_of(site.database), isolation_level=None)) as pieces:
        for name in "0" * 15, "f" * 16:
            pieces.executemany(
                "INSERT INTO evidence_pieces VALUES (?, 0, ?, x'00')",
                [(name, number) for number in range(100)],
            )
    store: SqliteStore = await site.opened()
    rounds = 0
    while await store.write(lambda tx: tx.evidence.sweep()):
        rounds += 1
    await store.close()
    assert rounds == 4  # 64 pieces at most in one transaction
    assert stored(site)[1] == [a_file(number).id for number in (1, 2, 3)]


@pytest.mark.asyncio
async def test_a_later_restore_does_not_take_what_an_earlier_one_left(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    for left in "tellsafe.db.restoring", "tellsafe.db-files.restoring":
        (site.database.parent / left).write_bytes(b"half" * 9999)
    assert site.restore(file).files == 2
    store = await SqliteStore.open(site.database, KEYS, SeededChance(), epochs=site.epochs)
    assert await store.read(bytes_of, 1, SENT) == WHOLE
    await store.close()
