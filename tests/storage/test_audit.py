"""The audit log tells when anything in it was changed, taken out, put in, moved or put back."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from domain.model.audit import Entry, acted
from domain.model.errors import CaseGone
from domain.model.ids import CaseNumber, StaffId
from domain.model.staff import Role, StaffMember
from domain.ports import Transaction
from storage import SqliteStore, Verdict, verify_audit
from tests.builders import NOW, SeededChance, occasion
from tests.storage.samples import CASE, KEYS
from tests.storage.thief import stolen

PRIYA = StaffMember(
    id=StaffId(900800700), name="QmarkPriya", roles=frozenset({Role.CASE_WORKER, Role.MODERATOR})
)
LINES = 250


def entry(number: int) -> Entry:
    at = NOW + timedelta(days=number, seconds=33)
    return acted("claim", PRIYA, at, CaseNumber(f"{number:03}-QM"), "qmark_detail")


def write(tx: Transaction, first: int = 1, last: int = LINES) -> None:
    for number in range(first, last + 1):
        tx.audit.add(entry(number))


async def verdict(store: SqliteStore, noted: str = "") -> Verdict:
    return await store.read(verify_audit, noted)


@pytest.mark.asyncio
async def test_an_untouched_log_holds_and_reads_as_it_was_written(store: SqliteStore) -> None:
    assert (await verdict(store)).problem == ""
    await store.write(write)
    found = await verdict(store)
    assert (found.lines, found.dropped, found.problem) == (LINES, 0, "")
    entries = await store.read(lambda tx: tx.audit.entries())
    assert entries == tuple(entry(number) for number in range(1, LINES + 1))
    assert entries[0].at.second == 0
    one = await store.read(lambda tx: tx.audit.entries(CaseNumber("007-QM")))
    assert one == (entry(7),)


TAMPERING = {
    "a changed line": (
        "UPDATE audit SET body_sealed = x'00' WHERE line = 40",
        "Line 40 was changed",
    ),
    "a line with another's body": (
        """UPDATE audit SET body_sealed = (SELECT body_sealed FROM audit WHERE line = 7)
        WHERE line = 40""",
        "Line 40 was changed",
    ),
    "a missing line": ("DELETE FROM audit WHERE line = 40", "Line 40 was taken out"),
    "a missing first line": ("DELETE FROM audit WHERE line = 1", "Line 1 was taken out"),
    "a line that moved up": (
        "DELETE FROM audit WHERE line = 40; UPDATE audit SET line = 40 WHERE line = 41",
        "Line 40 was changed",
    ),
    "lines cut off": ("DELETE FROM audit WHERE line > 200", "Lines 201 to 250 were taken off"),
    "all lines cut off": ("DELETE FROM audit", "Lines 1 to 250 were taken off"),
    "a line put in": (
        "INSERT INTO audit SELECT 251, link, body_sealed FROM audit WHERE line = 250",
        "Line 251 was changed",
    ),
    "an end moved up": ("UPDATE audit_ends SET last = 200", "begins and ends was changed"),
    "a beginning moved up": ("UPDATE audit_ends SET dropped = 40", "begins and ends was changed"),
    "lines and their end cut off": (
        """DELETE FROM audit WHERE line > 200; UPDATE audit_ends SET last = 200,
        last_link = (SELECT link FROM audit WHERE line = 200)""",
        "begins and ends was changed",
    ),
    "everything taken out": ("DELETE FROM audit; DELETE FROM audit_ends", "was taken out"),
}


@pytest.mark.asyncio
@pytest.mark.parametrize("how", TAMPERING)
async def test_tampering_is_found_and_told_where(store: SqliteStore, path: Path, how: str) -> None:
    await store.write(write)
    sql, words = TAMPERING[how]
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.executescript(sql)
    assert words in (await verdict(store)).problem


@pytest.mark.asyncio
async def test_an_older_state_of_everything_is_found_by_the_head_that_was_noted(
    store: SqliteStore, path: Path
) -> None:
    await store.write(write, 1, 5)
    await store.empty_log()
    older = path.read_bytes()
    await store.write(write, 6, 9)
    noted = (await verdict(store)).head
    assert (await verdict(store, noted)).problem == ""
    await store.close()
    path.write_bytes(older)
    again = await SqliteStore.open(path, KEYS, SeededChance())
    assert (await verdict(again)).problem == ""
    assert "line 9 was noted" in (await verdict(again, noted)).problem
    await again.write(write, 11, 14)
    assert "not the one that was noted" in (await verdict(again, noted)).problem
    await again.close()


@pytest.mark.asyncio
async def test_a_line_from_a_copy_in_which_things_went_otherwise_is_found(
    store: SqliteStore, path: Path, tmp_path: Path
) -> None:
    await store.write(write, 1, 3)
    await store.empty_log()
    fork = tmp_path / "fork.db"
    fork.write_bytes(path.read_bytes())
    await store.write(write, 4, 6)
    other = await SqliteStore.open(fork, KEYS, SeededChance())
    await other.write(write, 14, 14)
    await other.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("ATTACH ? AS fork", (str(fork),))
        file.execute("REPLACE INTO audit SELECT * FROM fork.audit WHERE line = 4")
    # It was genuinely written as line 4, below the same line 3: only what follows does not fit.
    assert "Line 5 was changed" in (await verdict(store)).problem


@pytest.mark.asyncio
async def test_the_log_holds_after_old_lines_were_dropped(store: SqliteStore) -> None:
    await store.write(write)
    noted = (await verdict(store)).head
    assert await store.write(lambda tx: tx.audit.drop_before(entry(101).at)) == 100
    found = await verdict(store, noted)
    assert (found.lines, found.dropped, found.problem) == (150, 100, "")
    await store.write(write, 251, 255)
    assert (await verdict(store, noted)).problem == ""
    assert await store.write(lambda tx: tx.audit.drop_before(NOW + timedelta(days=999))) == 155
    await store.write(write, 256, 257)
    assert (await verdict(store)).problem == ""
    assert "dropped by now" in (await verdict(store, noted)).problem


@pytest.mark.asyncio
async def test_an_act_that_did_not_happen_leaves_no_line(store: SqliteStore) -> None:
    def act(tx: Transaction) -> None:
        write(tx, 1, 3)
        raise CaseGone

    with pytest.raises(CaseGone):
        await store.write(act)
    await store.write(write, 4, 4)
    assert await store.read(lambda tx: tx.audit.entries()) == (entry(4),)
    assert (await verdict(store)).problem == ""


@pytest.mark.asyncio
async def test_a_line_outlives_its_case(store: SqliteStore) -> None:
    await store.write(lambda tx: tx.cases.add(CASE))
    await store.write(write, 1, 3)
    await store.write(lambda tx: tx.cases.erase(CASE.id))
    await store.rewrite_files()
    assert len(await store.read(lambda tx: tx.audit.entries())) == 3


@pytest.mark.asyncio
async def test_nothing_of_a_line_can_be_read_in_the_files(store: SqliteStore, path: Path) -> None:
    await store.write(write)
    await store.rewrite_files()
    found = stolen(path)
    for marker in (b"Qmark", b"qmark", b"-QM", b"claim", b"900800700"):
        assert marker not in found


def test_words_do_not_fit_into_a_line() -> None:
    with pytest.raises(ValueError, match="not words"):
        acted("note", PRIYA, occasion().now, None, "They rang back and said that " * 5)
