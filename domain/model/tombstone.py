"""What figures still count of a case once it is erased: a month, counted choices, an outcome.

Neither its number nor its id, no day, no words; and nothing at all of what never counts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.model.actions import ACTIONS
from domain.model.answers import Chosen, NotSure
from domain.model.case import Case, Status
from domain.model.form import Form
from domain.model.ids import StepId

NEVER_COUNTED = frozenset({"spam", "test", "duplicate"})
"""Reasons for declining a case that say: this was no report, or it was counted already."""

NOT_SURE = "not_sure"

_REASONS = frozenset(choice for act in ACTIONS for choice in act.choices)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tombstone:
    """What is left to count; ``month`` is such as ``2026-11``, ``outcome`` a status or a reason."""

    month: str
    outcome: str
    chosen: Mapping[StepId, frozenset[str]] = field(default_factory=dict)


def tombstone_of(case: Case, form: Form) -> Tombstone | None:
    """Return what figures count of a case, erased or not; None for one that never counts."""
    choice = case.detail.partition(" ")[0]
    reason = choice if choice in _REASONS else ""
    if case.status is Status.DECLINED and reason in NEVER_COUNTED:
        return None
    return Tombstone(
        month=case.report.received_on.isoformat()[:7],
        outcome=reason or case.status,
        chosen=_chosen(case, form),
    )


def _chosen(case: Case, form: Form) -> dict[StepId, frozenset[str]]:
    found = {}
    for step in form.steps:
        answer = case.report.answers.get(step.id)
        # Only choices can be counted: words and places could tell who it was.
        if step.counted and isinstance(answer, Chosen):
            found[step.id] = frozenset(map(str, answer.options))
        elif step.counted and isinstance(answer, NotSure):
            found[step.id] = frozenset({NOT_SURE})
    return found
