"""The clocks: aware, in UTC, and moved only by their file."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import ShiftedClock, SystemClock

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@dataclass
class Ticks:
    """A monotonic clock that tests move by hand."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def shifted(file: Path, ticks: Ticks) -> ShiftedClock:
    return ShiftedClock(file, lambda: NOON, ticks)


def test_system_clock_is_aware_utc() -> None:
    assert SystemClock()().utcoffset() == timedelta(0)


def test_file_moves_the_clock(tmp_path: Path) -> None:
    file = tmp_path / "offset"
    file.write_text("3600\n")
    assert shifted(file, Ticks())() == NOON + timedelta(hours=1)


def test_missing_file_moves_nothing(tmp_path: Path) -> None:
    assert shifted(tmp_path / "none", Ticks())() == NOON


def test_file_is_looked_at_once_a_second(tmp_path: Path) -> None:
    file, ticks = tmp_path / "offset", Ticks()
    clock = shifted(file, ticks)
    assert clock() == NOON
    file.write_text("-60.5")
    ticks.now = 0.9
    assert clock() == NOON
    ticks.now = 1.0
    assert clock() == NOON - timedelta(seconds=60.5)


def test_nonsense_in_the_file_keeps_the_shift(tmp_path: Path) -> None:
    file, ticks = tmp_path / "offset", Ticks()
    file.write_text("60")
    clock = shifted(file, ticks)
    clock()
    for nonsense in ("soon", "1e300", "", "ü"):
        file.write_text(nonsense)
        ticks.now += 1
        assert clock() == NOON + timedelta(minutes=1)
