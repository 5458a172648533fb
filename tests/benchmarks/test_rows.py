"""Rows of the page of results: each is measured, and says plainly what was missed by how much."""

from pathlib import Path

import pytest

from benchmarks.beside import Beside, beside
from benchmarks.conversation import NotFairError
from benchmarks.growth import Grown, Turn, _filled, aims, counted
from benchmarks.household import Household
from bot.chance import SystemChance
from storage import SqliteStore
from tests.journeys.belongings import a_photo

TURN = Turn(start=1.0, answering=2.0, reading=3.0, resident=100.0)
ABOVE_SMALL_NUMBERS = 30


def grown(figures: float, opening: float) -> Grown:
    return Grown(size=1.0, rewriting=0.1, figures=figures, opening=opening, turns=[TURN])


def test_figures_that_take_too_long_are_said_to_with_where_the_time_goes() -> None:
    *_, missed = aims(grown(0.1, 0.1), grown(75.0, 60.0))
    assert missed.what == "`figures` over all stored cases"
    assert (missed.aim, missed.verdict) == ("≤ 1 s", "missed")
    assert missed.got == "75.0 s, of which 80% to open every case"
    *_, met = aims(grown(0.1, 0.1), grown(0.9, 0.5))
    assert met.verdict == "met"


@pytest.mark.asyncio
async def test_figures_are_measured_over_every_case(tmp_path: Path) -> None:
    home = Household(tmp_path / "home")
    measured, cases = await _filled(home, ABOVE_SMALL_NUMBERS)
    assert measured.figures > 0
    assert measured.opening > 0
    assert len(cases) == ABOVE_SMALL_NUMBERS
    keys, chance = home.keys(), SystemChance()
    store = await SqliteStore.open(home.database, keys, chance, epochs=home.epochs)
    with pytest.raises(NotFairError):
        await counted(store, ABOVE_SMALL_NUMBERS + 1)
    await store.close()


def test_answers_beside_files_are_compared_with_those_alone() -> None:
    slow = Beside(alone=(0.002,) * 200, beside=(0.005,) * 199 + (0.03,), cleaned=7, seconds=9.0)
    missed = slow.aim()
    assert (missed.aim, missed.verdict) == ("≤ 2 ×", "missed")
    wanted = "2.50 × (2.0 ms, then 5.0 ms; 99 of 100 within 5 ms; 7 files in 9 s)"
    assert missed.got == wanted
    quick = Beside(alone=(0.002,), beside=(0.003,), cleaned=1, seconds=9.0)
    assert quick.aim().verdict == "met"


@pytest.mark.asyncio
async def test_files_are_really_cleaned_while_answers_are_measured(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("benchmarks.beside.WARM_UP", 1.0)
    seen = await beside({"photo": a_photo()}, seconds=1, core=None)
    assert seen.cleaned > 0
    assert seen.alone
    assert seen.beside
