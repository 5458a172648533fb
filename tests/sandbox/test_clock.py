"""The clock goes forward, tells everybody, and leaves its offset where another process reads it."""

from datetime import UTC, timedelta
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.clock import Clock
from tests.sandbox.asking import Bot
from tests.sandbox.conftest import AMINA, CAST

DAY = 24 * 3600


def test_the_clock_moves_by_what_it_is_told() -> None:
    clock = Clock()
    before = clock.now()
    clock.advance(DAY)
    assert timedelta(days=1) <= clock.now() - before < timedelta(days=1, minutes=1)
    assert clock.now().tzinfo is UTC


def test_the_clock_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="forward"):
        Clock().advance(-1)


def test_the_offset_is_in_the_file_from_the_beginning(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = Clock(file)
    assert float(file.read_text(encoding="ascii")) == 0
    clock.advance(90)
    assert float(file.read_text(encoding="ascii")) == 90
    assert [each.name for each in tmp_path.iterdir()] == ["clock"]


def test_the_clock_goes_on_where_the_file_left_it(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    Clock(file).advance(DAY)
    assert Clock(file).offset == DAY
    file.write_text("no number", encoding="ascii")
    assert Clock(file).offset == 0


@pytest.mark.asyncio
async def test_messages_carry_the_time_of_the_clock(known: Bot, sandbox: Sandbox) -> None:
    first = await known.ask("sendMessage", chat_id=AMINA, text="x")
    sandbox.clock.advance(DAY)
    second = await known.ask("sendMessage", chat_id=AMINA, text="x")
    assert second["date"] - first["date"] in range(DAY, DAY + 60)


@pytest.mark.asyncio
async def test_a_sandbox_takes_the_file_by_name(tmp_path: Path) -> None:
    sandbox = Sandbox(CAST, clock_file=str(tmp_path / "clock"))
    sandbox.clock.advance(1)
    assert (tmp_path / "clock").exists()
