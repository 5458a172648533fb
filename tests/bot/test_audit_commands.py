"""The operator's commands for the audit log."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.model.audit import acted
from domain.model.ids import CaseNumber, StaffId
from domain.model.staff import StaffMember
from domain.ports import Transaction
from tests.bot.household import opened, said, settled
from tests.builders import NOW

MAYA = StaffMember(id=StaffId(9001), name="Maya [bold]")


def write(tx: Transaction) -> None:
    tx.audit.add(acted("release", MAYA, NOW, CaseNumber("7F3-K2")))
    tx.audit.add(acted("erased_on_its_day", None, NOW, CaseNumber("9Z9-Z9")))


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the settings of a bot whose staff did two things."""
    file = settled(tmp_path, monkeypatch)
    asyncio.run(_filled(tmp_path))
    return file


async def _filled(folder: Path) -> None:
    store = await opened(folder)
    await store.write(write)
    await store.close()


def test_a_whole_log_is_said_to_hold_and_its_head_can_be_noted(config: Path) -> None:
    words = said(config, "audit", "verify")
    assert "holds: 2 lines" in words
    head = words.split("Its head is ")[1].split()[0]
    assert "holds" in said(config, "audit", "verify", "--noted", head)
    changed = head[:-1] + ("0" if head[-1] != "0" else "1")
    assert "not the one that was noted" in said(
        config, "audit", "verify", "--noted", changed, code=1
    )
    assert "is no head" in said(config, "audit", "verify", "--noted", "2-xyz", code=1)


def test_a_broken_log_is_told_with_its_line(config: Path) -> None:
    with closing(sqlite3.connect(config.parent / "data" / "tellsafe.db")) as file:
        file.execute("DELETE FROM audit WHERE line = 1")
        file.commit()
    words = said(config, "audit", "verify", code=1)
    assert "does not hold. Line 1 was taken out" in words


def test_lines_are_shown_all_or_for_one_case(config: Path) -> None:
    words = said(config, "audit", "show")
    assert "2026-11-24 20:15" in words
    assert "Maya [bold] (9001)" in words
    assert "nobody, by the clock" in words
    one = said(config, "audit", "show", "--case", "7f3k2")
    assert "release" in one
    assert "9Z9-Z9" not in one
    assert "release" not in said(config, "audit", "show", "--case", "nonsense")
