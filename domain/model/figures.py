"""Counts that are shown: how many reports a month, by what was chosen; never of a few people.

A cell under five is hidden, and nothing is shown from which a hidden one could be worked out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.model.form import Form
from domain.model.ids import OptionId, StepId
from domain.model.step import Gate, ManyOf, OneOf
from domain.model.tombstone import Tombstone

LEAST = 5
"""A smaller number could point at somebody; zero counts as small, since it says "not you"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Month:
    """One month; None stands for a hidden number, which is said to be under five."""

    month: str
    reports: int | None
    by_option: Mapping[OptionId, int | None]


def kind_of(form: Form) -> OneOf | ManyOf | None:
    """Return the question that tells what kind of incident it was: the first required choice."""
    return next(
        (
            step
            for step in form.steps
            if isinstance(step, OneOf | ManyOf)
            and not isinstance(step, Gate)
            and step.counted
            and step.required
        ),
        None,
    )


def by_month(
    counted: Iterable[Tombstone], step: StepId, options: Sequence[OptionId]
) -> tuple[Month, ...]:
    """Count reports a month by what was chosen at one step, in the order of months."""
    reports: Counter[str] = Counter()
    chosen: Counter[tuple[str, str]] = Counter()
    for each in counted:
        reports[each.month] += 1
        chosen.update((each.month, option) for option in each.chosen.get(step, ()))
    return tuple(
        Month(
            month=month,
            reports=_shown(reports[month]),
            by_option=_safe({option: chosen[month, option] for option in options}),
        )
        for month in sorted(reports)
    )


def _safe(cells: Mapping[OptionId, int]) -> dict[OptionId, int | None]:
    shown = {option: _shown(count) for option, count in cells.items()}
    left = sorted((count, option) for option, count in shown.items() if count is not None)
    if len(shown) - len(left) == 1 and left:
        # One hidden number is what the others lack of the sum: the smallest hides with it.
        shown[left[0][1]] = None
    return shown


def _shown(count: int) -> int | None:
    return count if count >= LEAST else None
