"""What lies in the files, and what no longer does."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.model.answers import Answer, When, WhenKind, Where, WhereKind, Written
from domain.model.audit import acted
from domain.model.case import Event, Mask
from domain.model.hate_incident import FORM
from domain.model.ids import (
    CaseId,
    CaseNumber,
    ChatId,
    MessageId,
    OutgoingId,
    ReporterKey,
    StaffId,
    StepId,
)
from domain.model.outgoing import Outgoing, Post, Priority, RemovePosts, Spot
from domain.model.staff import StaffMember
from domain.model.tombstone import Tombstone
from domain.ports import StoreUnavailableError, Transaction
from domain.usecases.submitting import submit_report
from storage import SqliteStore, Unreadable, WrongKey
from storage.epoch_files import EpochFolder, folder_beside
from storage.key_file import encoded
from tests.builders import (
    NOW,
    POLICY,
    REQUIRED,
    SeededChance,
    a_case,
    a_draft,
    chosen,
    new_mailbox,
    occasion,
    written,
)
from tests.storage.samples import CARD, CASE, CONVERSATION, DESK, DRAFT, KEYS, REPORTER, outgoing
from tests.storage.thief import stolen

ACCOUNT, MEMBER, CHAT, MESSAGE = 700800900, 900800700, -1009998887776, 31337313
MARKED: dict[StepId, Answer] = {
    StepId("story"): Written(parts=("QmarkStoryOne", "QmarkStoryTwo")),
    StepId("when"): When(kind=WhenKind.WORDS, words="QmarkWhen"),
    StepId("where"): Where(kind=WhereKind.PIN, words="QmarkWhere", latitude=51.98765),
    StepId("what"): chosen("qmark_option"),
}
MARKERS = (
    *("Qmark", "qmark", "51.98765", "QMK-RK", "advice_given", "police"),
    *(str(number) for number in (ACCOUNT, MEMBER, CHAT, MESSAGE)),
)
POST = Post(chat=ChatId(CHAT), message=MessageId(MESSAGE), topic=5)


def store_marked(tx: Transaction) -> None:
    """Write markers into everything that can hold them, and some of it twice."""
    case = replace(
        CASE,
        number=CaseNumber("QMK-RK"),
        report=replace(CASE.report, answers=MARKED),
        owner=StaffId(MEMBER),
        owner_name="QmarkOwner",
        masks=(Mask(step=StepId("story"), words="QmarkMask"),),
        history=(Event(action="note", by=StaffId(MEMBER), by_name="Qmark", on=NOW.date()),),
    )
    tx.cases.add(case)
    tx.cases.put(replace(case, version=9, detail="QmarkDetail"))
    tx.posts.add(case.id, Spot.QUEUE, POST)
    tx.drafts.put(replace(DRAFT, reporter=KEYS.reporter_key(ACCOUNT), answers=MARKED))
    trace = replace(CONVERSATION.traces[0], message=MessageId(MESSAGE))
    tx.conversations.put(replace(CONVERSATION, traces=(trace,)))
    tx.desks.put(StaffId(MEMBER), replace(DESK, choice="Qmark"))
    tx.outbox.put(outgoing(1, RemovePosts(posts=(POST,))))
    tx.chat_moves.put(ChatId(CHAT), ChatId(CHAT - 1))
    member = StaffMember(id=StaffId(MEMBER), name="QmarkStaff")
    tx.audit.add(acted("qmark_action", member, NOW, CaseNumber("QMK-RK"), "qmark_detail"))
    marked = {StepId("qmark_step"): frozenset({"qmark_option"})}
    tx.tombstones.add(Tombstone(month="2026-11", outcome="qmark_outcome", chosen=marked))


def delete_marked(tx: Transaction) -> None:
    later = NOW + timedelta(days=999)
    tx.cases.erase(CASE.id)
    tx.drafts.remove(KEYS.reporter_key(ACCOUNT))
    tx.conversations.remove(REPORTER)
    tx.desks.remove(StaffId(MEMBER))
    tx.outbox.remove(outgoing(1).id)
    tx.audit.drop_before(later)


def assert_clean(path: Path) -> None:
    found = stolen(path)
    for marker in MARKERS:
        for encoding in ("utf-8", "utf-16-le"):
            assert marker.encode(encoding) not in found, marker
    for number in (ACCOUNT, MEMBER, MESSAGE):
        for size in (4, 6, 8):
            assert number.to_bytes(size, "big") not in found or size == 4


@pytest.mark.asyncio
async def test_nothing_written_can_be_read_in_the_files(store: SqliteStore, path: Path) -> None:
    await store.write(store_marked)
    assert_clean(path)
    await store.rewrite_files()
    assert_clean(path)
    await store.write(delete_marked)
    await store.rewrite_files()
    assert_clean(path)
    await store.close()
    assert_clean(path)


SEALED_PIECES = """
    SELECT key_wrapped FROM cases UNION ALL SELECT body_sealed FROM cases
    UNION ALL SELECT body_sealed FROM drafts UNION ALL SELECT body_sealed FROM conversations
    UNION ALL SELECT body_sealed FROM posts UNION ALL SELECT body_sealed FROM audit
"""


def pieces(path: Path) -> set[bytes]:
    """Return a piece of everything sealed, enough to recognise it by."""
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(SEALED_PIECES).fetchall()
    return {sealed[8:40] for (sealed,) in rows}


@pytest.mark.asyncio
async def test_what_was_deleted_is_in_no_file_even_sealed(store: SqliteStore, path: Path) -> None:
    """Rows come, grow and go in pages that SQLite parts and joins, which leaves copies behind."""
    chance, seen, alive = SeededChance(1), set[bytes](), list[str]()

    def come(tx: Transaction) -> None:
        for _ in range(200):
            name = chance.token(8).hex()
            alive.append(name)
            tx.cases.add(replace(a_case(name), id=CaseId(name)))
            tx.drafts.put(replace(DRAFT, reporter=ReporterKey(name)))
            tx.conversations.put(replace(CONVERSATION, reporter=ReporterKey(name)))
            tx.posts.add(CaseId(name), Spot.QUEUE, CARD)
            tx.audit.add(acted("claim", None, NOW + timedelta(days=len(alive))))

    def grow(tx: Transaction) -> None:
        for _ in range(300):
            name = alive[chance.below(len(alive))]
            more = "y" * 300 * chance.below(3)
            tx.drafts.put(replace(DRAFT, reporter=ReporterKey(name), pending=written(more)))
            case = tx.cases.get(CaseId(name))
            assert case is not None
            # Another deletion day has the key of the case wrapped by the key of another week.
            later = case.delete_on + timedelta(days=chance.below(30))
            tx.cases.put(
                replace(
                    case,
                    version=case.version + 1,
                    detail=case.detail + more,
                    delete_on=later,
                )
            )

    def go(tx: Transaction) -> None:
        for _ in range(150):
            name = alive.pop(chance.below(len(alive)))
            tx.cases.erase(CaseId(name))
            tx.drafts.remove(ReporterKey(name))
            tx.conversations.remove(ReporterKey(name))
        tx.audit.drop_before(NOW + timedelta(days=len(alive)))

    for _ in range(6):
        await store.write(come)
        seen |= pieces(path)
        await store.write(grow)
        seen |= pieces(path)
        await store.write(go)
    await store.rewrite_files()
    gone, files = seen - pieces(path), stolen(path)
    assert len(gone) > 4000
    assert [piece for piece in gone if piece in files] == []


@pytest.mark.asyncio
async def test_scrubbing_empties_the_log_and_is_idle_when_nothing_changed(
    store: SqliteStore, path: Path
) -> None:
    log = path.with_name(path.name + "-wal")
    await store.write(store_marked)
    assert log.stat().st_size > 0
    await store.rewrite_files()
    before = path.stat().st_mtime_ns
    assert log.stat().st_size == 0
    await store.rewrite_files()
    assert path.stat().st_mtime_ns == before


@pytest.mark.asyncio
async def test_the_log_that_ties_a_draft_to_a_case_can_be_emptied_alone(
    store: SqliteStore, path: Path
) -> None:
    log = path.with_name(path.name + "-wal")
    await store.write(store_marked)
    assert log.stat().st_size > 0
    await store.empty_log()
    assert log.stat().st_size == 0


@pytest.mark.asyncio
async def test_scrubbing_tells_when_somebody_is_in_the_way(store: SqliteStore, path: Path) -> None:
    await store._writer.connection.execute_fetchall("PRAGMA busy_timeout = 1")
    await store.write(store_marked)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM cases").fetchone()
        await store.write(delete_marked)
        with pytest.raises(StoreUnavailableError, match="log is in use"):
            await store.rewrite_files()
        reader.execute("ROLLBACK")
    await store.rewrite_files()


@pytest.mark.asyncio
async def test_a_log_left_by_a_crash_is_emptied_at_the_start(
    store: SqliteStore, path: Path, tmp_path: Path
) -> None:
    await store.write(store_marked)
    crashed = tmp_path / "crashed" / "tellsafe.db"
    crashed.parent.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        (crashed.parent / name).write_bytes((path.parent / name).read_bytes())
    again = await SqliteStore.open(crashed, KEYS, SeededChance(), epochs=folder_beside(path))
    assert (crashed.parent / f"{path.name}-wal").stat().st_size == 0
    assert await again.read(lambda tx: tx.cases.get(CASE.id)) is not None
    await again.close()


@pytest.mark.asyncio
async def test_no_reporter_key_is_in_any_table_of_the_staff_side(
    store: SqliteStore, path: Path
) -> None:
    draft = replace(a_draft(REQUIRED), reporter=REPORTER)
    await store.write(lambda tx: tx.drafts.put(draft))
    await store.write(
        submit_report,
        REPORTER,
        occasion=occasion(),
        form=FORM,
        policy=POLICY,
        chance=SeededChance(3),
        reach=new_mailbox(),
        sender=(),
    )

    def queued(tx: Transaction) -> str:
        (card,) = tx.outbox.take(NOW, 9)
        (case,) = tx.cases.due_for_deletion(NOW.date() + timedelta(days=999), 9)
        tx.posts.add(case, Spot.QUEUE, CARD)
        return f"{card!r} {tx.cases.get(case)!r}"

    opened = await store.write(queued)
    with closing(sqlite3.connect(path)) as database:
        rows = [
            *database.execute("SELECT * FROM cases"),
            *database.execute("SELECT * FROM posts"),
            *database.execute("SELECT * FROM outbox"),
            *database.execute("SELECT * FROM updates"),
        ]
        assert database.execute("SELECT count(*) FROM drafts").fetchone() == (0,)
    assert len(rows) == 4
    cells = b"\n".join(
        cell if isinstance(cell, bytes) else str(cell).encode() for row in rows for cell in row
    )
    for trace in (REPORTER.encode(), bytes.fromhex(REPORTER), b"700800900"):
        assert trace not in cells
        assert trace.decode("latin-1") not in opened


@pytest.mark.asyncio
async def test_a_case_has_no_time_finer_than_a_day(store: SqliteStore, path: Path) -> None:
    await store.write(store_marked)
    with closing(sqlite3.connect(path)) as database:
        times = "SELECT expires_at FROM drafts UNION SELECT expires_at FROM conversations"
        hours = [text for (text,) in database.execute(times)]
        columns = "SELECT case_id, version, status, delete_on FROM cases"
        (case,) = database.execute(columns).fetchall()
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d\+00:00", text) for text in hours)
    assert case == (CASE.id, 9, "in_progress", "2027-02-22")


def waits(tx: Transaction, message: Outgoing) -> None:
    tx.outbox.put(message)


def due_of(tx: Transaction, message: OutgoingId) -> datetime | None:
    kept = tx.outbox.get(message)
    return kept.due_at if kept else None


@pytest.mark.asyncio
async def test_what_waits_to_be_sent_has_no_time_finer_than_an_hour(
    store: SqliteStore, path: Path
) -> None:
    tap = NOW + timedelta(minutes=17, seconds=4, microseconds=123_456)
    card = replace(outgoing(1, priority=Priority.URGENT), due_at=tap)
    looked = replace(outgoing(2, RemovePosts(posts=(CARD,))), due_at=tap + timedelta(days=1))

    def times() -> list[str]:
        with closing(sqlite3.connect(path)) as database:
            return [at for (at,) in database.execute("SELECT due_at FROM outbox ORDER BY due_at")]

    for each in card, looked:
        await store.write(waits, each)
    hours = ["2026-11-24T20+00:00", "2026-11-25T20+00:00"]
    assert times() == hours
    (taken,) = await store.write(lambda tx: tx.outbox.take(tap, 9))
    assert times() == hours
    await store.write(lambda tx: tx.outbox.release(replace(taken, due_at=tap)))
    assert times() == hours
    for each in card, looked:
        assert await store.read(due_of, each.id) == each.due_at
    assert tap.isoformat()[:16].encode() not in stolen(path)


@pytest.mark.asyncio
async def test_the_length_of_a_row_does_not_tell_an_answer(store: SqliteStore, path: Path) -> None:
    for number, option in (("AAA-AA", "a"), ("BBB-BB", "physical_violence")):
        case = a_case(number, answers={**REQUIRED, StepId("what"): chosen(option)})
        await store.write(lambda tx, new: tx.cases.add(new), case)
    with closing(sqlite3.connect(path)) as database:
        lengths = database.execute("SELECT length(body_sealed) FROM cases").fetchall()
    assert lengths[0] == lengths[1]


SWAP_DRAFTS = """
    UPDATE drafts SET body_sealed =
        (SELECT body_sealed FROM drafts AS other WHERE other.reporter_key <> drafts.reporter_key)
"""
MOVE_COLUMN = """
    UPDATE conversations SET body_sealed =
        (SELECT body_sealed FROM drafts WHERE drafts.reporter_key = conversations.reporter_key)
"""
SWAP_BODIES = """
    UPDATE cases SET body_sealed =
        (SELECT body_sealed FROM cases AS other WHERE other.case_id <> cases.case_id)
"""
SWAP_KEYS_TOO = """
    UPDATE cases SET (key_wrapped, body_sealed) =
        (SELECT key_wrapped, body_sealed FROM cases AS other WHERE other.case_id <> cases.case_id)
"""


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "tampering",
    [
        SWAP_DRAFTS,
        MOVE_COLUMN,
        SWAP_BODIES,
        SWAP_KEYS_TOO,
        "UPDATE cases SET status = 'accepted'",
        "UPDATE cases SET delete_on = '2099-01-01'",
        "UPDATE posts SET spot = 'staff'",
        "UPDATE cases SET key_wrapped = x'00'",
        "UPDATE drafts SET body_sealed = x''",
    ],
)
async def test_what_was_moved_or_changed_in_the_file_is_refused(
    store: SqliteStore, path: Path, tampering: str
) -> None:
    def write(tx: Transaction) -> None:
        for case in (a_case("AAA-AA"), a_case("BBB-BB")):
            tx.cases.add(case)
            tx.posts.add(case.id, Spot.QUEUE, CARD)
        for reporter in (REPORTER, ReporterKey("b" * 32)):
            tx.drafts.put(replace(DRAFT, reporter=reporter))
        tx.conversations.put(CONVERSATION)

    def read(tx: Transaction) -> None:
        for reporter in (REPORTER, ReporterKey("b" * 32)):
            tx.drafts.get(reporter)
        tx.conversations.get(REPORTER)
        for case in (a_case("AAA-AA"), a_case("BBB-BB")):
            tx.cases.get(case.id)
            tx.posts.of(case.id)

    await store.write(write)
    await store.read(read)
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute(tampering)
    with pytest.raises((Unreadable, WrongKey)):
        await store.read(read)


@pytest.mark.asyncio
async def test_no_epoch_key_is_ever_in_the_data_folder(store: SqliteStore, path: Path) -> None:
    await store.write(store_marked)
    keys = [bytes(key) for key in EpochFolder(folder_beside(path)).load().values()]
    assert keys
    files = stolen(path)
    for key in keys:
        for form in (key, encoded(key).encode(), key.hex().encode()):
            assert form not in files
