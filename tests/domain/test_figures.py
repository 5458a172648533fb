"""Sums stay right when cases are erased, and no number tells of a few people."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.case import Case, Status
from domain.model.figures import LEAST, by_month, kind_of
from domain.model.hate_incident import FORM
from domain.model.ids import OptionId, StepId
from domain.model.tombstone import Tombstone, tombstone_of
from domain.ports import Transaction
from domain.usecases import upkeep
from domain.usecases.figures import figures_by_month
from tests.builders import NOW, REQUIRED, SeededChance, a_case, chosen, written
from tests.stores import a_store

WHAT = StepId("what")
OPTIONS = tuple(map(OptionId, ("a", "b", "c")))


def cases() -> Iterable[Case]:
    kinds = ["verbal_abuse"] * 9 + ["threat"] * 7 + ["damage"] * 3
    for number, kind in enumerate(kinds):
        answers = {**REQUIRED, WHAT: chosen(kind), StepId("story"): written("Qmark")}
        yield a_case(f"{number:03}-XX", answers=answers)
    for number, detail in enumerate(("test", "spam", "duplicate 001-XX")):
        declined = a_case(f"9{number}9-XX", status=Status.DECLINED)
        yield replace(declined, detail=detail)


@pytest.mark.asyncio
async def test_sums_are_the_same_before_and_after_erasing(tmp_path: Path) -> None:
    def write(tx: Transaction) -> None:
        for case in cases():
            tx.cases.add(case)

    async with a_store(tmp_path) as store:
        await store.write(write)
        before = await store.read(figures_by_month, FORM)
        (month,) = before
        assert (month.month, month.reports) == ("2026-11", 19)
        assert month.by_option[OptionId("verbal_abuse")] == 9
        assert month.by_option[OptionId("damage")] is None
        then = NOW + timedelta(days=90)
        more = {"now": then, "chance": SeededChance(6), "form": FORM}
        assert await store.write(upkeep.erase_due_cases, **more) == 22  # type: ignore[arg-type]
        assert await store.read(lambda tx: list(tx.cases.every())) == []
        assert await store.read(figures_by_month, FORM) == before
        stones = await store.read(lambda tx: list(tx.tombstones.every()))
        assert len(stones) == 19
        assert "Qmark" not in str(stones)


def test_a_tombstone_has_no_number_no_day_and_no_words() -> None:
    case = a_case(answers={**REQUIRED, StepId("story"): written("Qmark words")})
    stone = tombstone_of(case, FORM)
    assert stone is not None
    assert {each.name for each in fields(stone)} == {"month", "outcome", "chosen"}
    assert stone.month == "2026-11"
    shown = str(stone)
    for telling in (case.id, case.number, "Qmark", "Hackney", "2026-11-", "evening"):
        assert telling not in shown
    assert stone.chosen[WHAT] == {"verbal_abuse"}


@pytest.mark.parametrize(
    ("status", "detail", "outcome"),
    [
        (Status.RECEIVED, "", "received"),
        (Status.CLOSED, "referred", "referred"),
        (Status.CLOSED, "words that somebody typed", "closed"),
        (Status.DECLINED, "not_for_us", "not_for_us"),
        (Status.DECLINED, "test", None),
        (Status.DECLINED, "duplicate 7F3-K2", None),
        (Status.DECLINED, "spam", None),
    ],
)
def test_the_outcome_is_an_id_and_some_never_count(
    status: Status, detail: str, outcome: str | None
) -> None:
    stone = tombstone_of(replace(a_case(), status=status, detail=detail), FORM)
    assert (stone and stone.outcome) == outcome


counted = st.lists(
    st.builds(
        Tombstone,
        month=st.sampled_from(["2026-10", "2026-11"]),
        outcome=st.just("referred"),
        chosen=st.fixed_dictionaries(
            {WHAT: st.frozensets(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=1)}
        ),
    ),
    max_size=60,
)


@given(counted=counted)
def test_no_small_number_is_shown_or_can_be_worked_out(counted: list[Tombstone]) -> None:
    for month in by_month(counted, WHAT, OPTIONS):
        shown = [count for count in month.by_option.values() if count is not None]
        assert all(count >= LEAST for count in (*shown, month.reports or LEAST))
        # One hidden cell would be the sum less the others.
        assert len(OPTIONS) - len(shown) != 1


def test_the_kind_of_incident_is_the_first_required_choice() -> None:
    step = kind_of(FORM)
    assert step is not None
    assert step.id == "what"
