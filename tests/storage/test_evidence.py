"""Files of people at rest: sealed under keys of their own, moved with their key, gone with it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain.model.attached import AttachedFile, FileState, Holder, OfCase, OfDraft, SentAs
from domain.model.errors import EvidenceGone
from domain.model.evidence import Refusal
from domain.model.fetching import FetchRequest
from domain.model.ids import ChatId, EvidenceId, ReporterKey
from domain.ports import Transaction
from domain.usecases.upkeep import sweep_files
from storage import RequestSealing, SqliteStore, Unreadable, WrongKey
from storage.evidence import KEY, PIECE_BLOCK, EvidenceTable
from storage.evidence_weeks import OF_OTHER_WEEKS, OF_WEEK
from storage.piece_file import piece_file_of
from storage.sweeping import Sweeping
from tests.builders import NOW, a_case, a_draft
from tests.storage.samples import KEYS, REPORTER
from tests.storage.thief import stolen

FILE_ID, CHAT = "QmarkFileId-BQACAgQAAxk", 700800900
PLAIN = b"QmarkPixels" * 3000
DRAFT, CASE = OfDraft(reporter=REPORTER), OfCase(case=a_case().id)
REQUESTS = RequestSealing(KEYS)
REQUEST = FetchRequest(file_id=FILE_ID, chat=ChatId(CHAT), holder=DRAFT)
TO_CASE = replace(REQUEST, holder=CASE)


def a_file(name: int = 1, state: FileState = FileState.WAITING) -> AttachedFile:
    """Return a file with words that came along."""
    return AttachedFile(
        id=EvidenceId(f"{name:016x}"), sent_as=SentAs.PHOTO, state=state, caption="QmarkCaption"
    )


def take(tx: Transaction, file: AttachedFile, holder: OfDraft = DRAFT) -> None:
    """Take a file for a draft and store its cleaned bytes in two pieces."""
    tx.drafts.put(replace(a_draft(), reporter=holder.reporter))
    tx.evidence.add(file, holder, REQUESTS.seal(file.id, REQUEST))
    tx.evidence.add_piece(file.id, holder, 0, 0, PLAIN)
    tx.evidence.add_piece(file.id, holder, 0, 1, b"the end")


def submit(tx: Transaction, file: AttachedFile) -> None:
    """Make a case of the draft."""
    tx.cases.add(a_case())
    tx.evidence.move([file.id], DRAFT, CASE)
    tx.drafts.remove(REPORTER)


def add_to_case(tx: Transaction, name: int = 1) -> None:
    """Add a file to a case that is there, to be fetched within an hour."""
    request = REQUESTS.seal(a_file(name).id, TO_CASE)
    tx.evidence.add(a_file(name), CASE, request, ends_at=NOW + timedelta(hours=1))


@pytest.mark.asyncio
async def test_a_file_and_its_pieces_come_back_as_they_were(store: SqliteStore) -> None:
    await store.write(take, a_file())
    assert await store.read(lambda tx: tx.evidence.get(a_file().id, DRAFT)) == a_file()
    pieces = [await store.read(_piece, DRAFT, number) for number in range(3)]
    assert pieces == [PLAIN, b"the end", None]


def _piece(tx: Transaction, holder: Holder, number: int) -> bytes | None:
    return tx.evidence.piece(a_file().id, holder, 0, number)


@pytest.mark.asyncio
async def test_a_request_comes_back_for_its_own_row_only(store: SqliteStore) -> None:
    await store.write(take, a_file())
    sealed = await store.read(lambda tx: tx.evidence.request(a_file().id))
    assert sealed is not None
    assert REQUESTS.open(a_file().id, sealed) == REQUEST
    with pytest.raises(Unreadable):
        REQUESTS.open(EvidenceId("f" * 16), sealed)


@pytest.mark.asyncio
async def test_nothing_of_a_file_can_be_read_in_the_folder(store: SqliteStore, path: Path) -> None:
    await store.write(take, a_file())
    await store.write(submit, a_file())
    await store.empty_log()
    await store.close()
    for marker in (b"Qmark", FILE_ID.encode(), str(CHAT).encode(), REPORTER.encode()):
        assert marker not in stolen(path), marker


@pytest.mark.asyncio
async def test_a_request_that_was_erased_is_in_no_byte_of_the_folder(
    store: SqliteStore, path: Path
) -> None:
    await store.write(take, a_file())
    with closing(sqlite3.connect(path)) as database:
        ((sealed,),) = database.execute("SELECT request_sealed FROM evidence").fetchall()
    assert sealed[8:40] in stolen(path)
    await store.write(lambda tx: tx.evidence.erase_request(a_file().id, DRAFT))
    await store.rewrite_files()
    assert sealed[8:40] not in stolen(path)
    assert await store.read(lambda tx: tx.evidence.request(a_file().id)) is None


@pytest.mark.asyncio
async def test_a_file_moves_to_its_case_under_the_key_of_the_case(store: SqliteStore) -> None:
    await store.write(take, a_file())
    await store.write(submit, a_file())
    assert await store.read(_piece, CASE, 0) == PLAIN
    assert await store.read(lambda tx: tx.evidence.get(a_file().id, DRAFT)) is None
    with pytest.raises(EvidenceGone):
        await store.read(_piece, DRAFT, 0)


@pytest.mark.asyncio
async def test_a_file_of_a_case_does_not_open_with_the_server_key_alone(
    store: SqliteStore, path: Path
) -> None:
    await store.write(take, a_file())
    await store.write(submit, a_file())
    with closing(sqlite3.connect(path)) as database:
        ((wrapped,),) = database.execute("SELECT key_wrapped FROM evidence").fetchall()
    with pytest.raises(WrongKey):
        KEYS.server.unwrap(wrapped, KEY, a_file().id)


@pytest.mark.asyncio
async def test_an_erased_case_takes_the_keys_of_its_files_along(
    store: SqliteStore, path: Path
) -> None:
    await store.write(take, a_file())
    await store.write(submit, a_file())
    with closing(sqlite3.connect(path)) as database:
        ((wrapped,),) = database.execute("SELECT key_wrapped FROM evidence").fetchall()
    await store.write(lambda tx: tx.cases.erase(a_case().id))
    await store.rewrite_files()
    assert wrapped[8:40] not in stolen(path)
    await swept(store, path)


@pytest.mark.asyncio
async def test_a_draft_that_goes_takes_all_its_files_along_and_no_others(
    store: SqliteStore, path: Path
) -> None:
    other = OfDraft(reporter=ReporterKey("b" * 32))
    await store.write(take, a_file(1))
    await store.write(take, a_file(2, FileState.OFFERED))
    await store.write(take, a_file(3), other)
    await store.write(lambda tx: tx.drafts.remove(REPORTER))
    for name in 1, 2:
        evidence = a_file(name).id
        assert await store.read(_known, evidence, DRAFT) is None
    assert await store.read(_known, a_file(3).id, other) == a_file(3)
    await swept(store, path)
    assert await store.read(_piece_of_third, other) == PLAIN


def _piece_of_third(tx: Transaction, holder: Holder) -> bytes | None:
    return tx.evidence.piece(a_file(3).id, holder, 0, 0)


async def swept(store: SqliteStore, path: Path) -> None:
    """Sweep, and make sure that of erased files neither rows nor pieces are left."""
    while await store.write(sweep_files):
        continue
    with closing(sqlite3.connect(path)) as database:
        database.execute("ATTACH ? AS pieces", (str(piece_file_of(path)),))
        rows = database.execute("SELECT evidence_id FROM evidence").fetchall()
        pieces = database.execute("SELECT DISTINCT evidence_id FROM evidence_pieces").fetchall()
    assert pieces == rows


def _known(tx: Transaction, evidence: EvidenceId, holder: Holder) -> AttachedFile | None:
    return tx.evidence.get(evidence, holder)


@pytest.mark.asyncio
async def test_an_expired_draft_takes_its_files_along(store: SqliteStore) -> None:
    await store.write(take, a_file())
    await store.write(lambda tx: tx.drafts.remove_expired(NOW.replace(year=2099)))
    assert await store.read(_known, a_file().id, DRAFT) is None


@pytest.mark.asyncio
async def test_the_size_of_a_file_is_hidden_in_blocks(store: SqliteStore, path: Path) -> None:
    for name, size in enumerate((1, 500, PIECE_BLOCK - 1)):
        file = a_file(name)
        await store.write(_one_piece, file, b"x" * size)
    with closing(sqlite3.connect(piece_file_of(path))) as pieces:
        sizes = pieces.execute("SELECT DISTINCT length(bytes_sealed) FROM evidence_pieces")
        assert len(sizes.fetchall()) == 1


def _one_piece(tx: Transaction, file: AttachedFile, data: bytes) -> None:
    tx.drafts.put(replace(a_draft(), reporter=REPORTER))
    tx.evidence.add(file, DRAFT, REQUESTS.seal(file.id, REQUEST))
    tx.evidence.add_piece(file.id, DRAFT, 0, 0, data)


@pytest.mark.asyncio
async def test_pieces_do_not_open_in_each_others_place(store: SqliteStore, path: Path) -> None:
    await store.write(take, a_file())
    with closing(sqlite3.connect(piece_file_of(path))) as pieces:
        pieces.execute("UPDATE evidence_pieces SET number = 1 - number + 10")
        pieces.execute("UPDATE evidence_pieces SET number = number - 10")
        pieces.commit()
    with pytest.raises(Unreadable):
        await store.read(_piece, DRAFT, 0)


@pytest.mark.asyncio
async def test_writing_the_database_anew_does_not_write_films_anew(
    store: SqliteStore, path: Path
) -> None:
    await store.write(take, a_file())
    await store.empty_log()
    before = piece_file_of(path).stat().st_mtime_ns
    await store.rewrite_files()
    assert piece_file_of(path).stat().st_mtime_ns == before


def test_a_refused_file_weighs_nothing() -> None:
    assert replace(a_file(), size=7).turned_down(Refusal.BROKEN).weight == 0


def test_a_draft_and_a_case_of_the_same_name_are_told_apart() -> None:
    case, draft = OfCase(case=a_case().id), OfDraft(reporter=ReporterKey(a_case().id))
    assert KEYS.holder_tag(case) != KEYS.holder_tag(draft)


@pytest.mark.asyncio
async def test_of_the_files_of_a_case_those_in_work_are_told_apart(store: SqliteStore) -> None:
    await store.write(take, a_file(1, FileState.CLEAN))
    await store.write(submit, a_file(1))
    await store.write(add_to_case, 2)
    await store.write(take, a_file(3))
    assert await store.read(lambda tx: tx.evidence.in_work(CASE.case)) == (a_file(2),)


@pytest.mark.asyncio
async def test_what_still_leads_to_a_chat_is_erased_whoever_holds_it(store: SqliteStore) -> None:
    elsewhere = replace(TO_CASE, chat=ChatId(CHAT + 1))

    def fill(tx: Transaction) -> None:
        tx.cases.add(a_case())
        for name, request in enumerate((TO_CASE, elsewhere, REQUEST), 1):
            sealed = REQUESTS.seal(a_file(name).id, request)
            tx.evidence.add(a_file(name), request.holder, sealed, ends_at=NOW)

    await store.write(fill)
    await store.write(lambda tx: tx.evidence.erase_sent_from(KEYS.way_back(CHAT)))
    assert await store.read(lambda tx: tx.evidence.waiting()) == (a_file(2).id,)


def test_a_request_that_is_handed_on_names_its_new_holder_and_fits_its_own_row_only() -> None:
    mine, other = a_file(1).id, a_file(2).id
    handed = REQUESTS.hand_on(mine, REQUESTS.seal(mine, REQUEST), CASE)
    assert REQUESTS.open(mine, handed) == TO_CASE
    with pytest.raises(Unreadable):
        REQUESTS.hand_on(other, handed, CASE)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "query",
    [
        EvidenceTable.WAITING,
        EvidenceTable.OVERDUE,
        EvidenceTable.EXPIRED,
        EvidenceTable.REQUESTS,
        Sweeping.ERASED,
        OF_OTHER_WEEKS,
        OF_WEEK,
    ],
)
async def test_what_is_asked_often_does_not_read_the_files_of_all_cases(
    store: SqliteStore, path: Path, query: str
) -> None:
    await store.close()
    with closing(sqlite3.connect(path)) as database:
        values = ("",) * query.count("?")
        plan = database.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
    assert [detail for *_, detail in plan if "USING" not in detail] == []
    assert [detail for *_, detail in plan if "evidence_by_" in detail]
