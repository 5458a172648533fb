"""The whole program is killed wherever it touches the disk or the network; nothing is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability import plants
from tests.reliability.bounds import LONG
from tests.reliability.killing import PATIENCE, Plant, Telling, told
from tests.reliability.life import Point

INTRODUCING = ("getMy", "setMy")
"""How the bot introduces itself at its start: one question is like the other."""

IMPATIENT = 2.0
"""Seconds that people wait where it is known that what they wait for never comes."""

SENT_BUT_NOT_NOTED = Point("after sendMessage in the queue", 1)
"""The kill after which nobody knows whether the card arrived."""

STEP = 1 if LONG else 4
"""Every how manieth kill of a program that was killed before is tried."""


def worth_it(points: tuple[Point, ...]) -> list[Point]:
    """Leave out, where time is short, what has changed nothing since the point before."""

    def like_another(point: Point) -> bool:
        what = point.name.partition(" ")[2]
        return what.startswith("reading ") or (point.time > 1 and what.startswith(INTRODUCING))

    return [each for each in points if LONG or not like_another(each)]


def after_kills(
    folder: Path,
    points: list[Point],
    *before: Point,
    plant: Plant | None = None,
    patience: float = PATIENCE,
) -> Iterator[tuple[Point, Telling]]:
    """Tell the story once for each of these points, killing the program there."""
    for number, point in enumerate(points):
        yield point, told(folder / str(number), *before, point, plant=plant, patience=patience)


def test_a_kill_anywhere_loses_nothing_doubles_nothing_and_tells_nothing_too_early(
    tmp_path: Path,
) -> None:
    whole = told(tmp_path / "whole")
    assert whole.wrong == ()
    points = worth_it(whole.lives[0])
    tellings = dict(after_kills(tmp_path, points))
    assert {point: each.wrong for point, each in tellings.items() if each.wrong} == {}
    # What runs side by side comes in another order each time: a point may not be met again.
    met = {point.name for point, each in tellings.items() if len(each.lives) > 1}
    assert {point.name for point in points} - met == set()


def test_a_second_kill_while_the_first_is_being_mended_makes_nothing_worse(tmp_path: Path) -> None:
    once = told(tmp_path / "once", SENT_BUT_NOT_NOTED)
    points = worth_it(once.lives[1])[::STEP]
    tellings = dict(after_kills(tmp_path, points, SENT_BUT_NOT_NOTED))
    assert {point: each.wrong for point, each in tellings.items() if each.wrong} == {}


@pytest.mark.parametrize(
    ("plant", "at", "found"),
    [
        (plants.confirm_before_commit, "before submit_report", "what the tap on"),
        (plants.two_transactions, "after first", "no card came to the queue"),
        (plants.no_dedupe, "after toggle_option", "what the tap on “Threats"),
        (plants.mark_sent_first, "after drop", "no card came to the queue"),
        (plants.drop_the_unknown, "after take_due", "no card came to the queue"),
        (plants.blind_retry, "after sendMessage", "2 unmarked cards came to the queue"),
    ],
)
def test_a_planted_mistake_that_shows_only_after_a_kill_is_found(
    tmp_path: Path, plant: Plant, at: str, found: str
) -> None:
    whole = told(tmp_path / "whole", plant=plant)
    assert whole.wrong == ()
    points = sorted(whole.lives[0], key=lambda point: not point.name.startswith(at))
    tellings = after_kills(tmp_path, points, plant=plant, patience=IMPATIENT)
    wrong = next((each.wrong for _, each in tellings if each.wrong), ())
    assert any(found in each for each in wrong), wrong


def test_a_receipt_that_is_shown_before_the_report_is_stored_is_found(tmp_path: Path) -> None:
    early = told(tmp_path / "whole", plant=plants.receipt_before_commit)
    assert early.wrong == ("the receipt was told before it was stored",)
