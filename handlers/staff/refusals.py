"""Turns a rule's refusal into what a member of staff is told: who may, who was quicker."""

from domain.model.errors import (
    CardChanged,
    CaseGone,
    ConditionUnmet,
    DomainError,
    NeedsAnother,
    NoSuchCase,
    NotAllowed,
    NotPossibleNow,
    WordsNotThere,
)
from domain.model.staff import Role
from handlers.context import Office
from handlers.problems import key

PLAIN: dict[type[DomainError], str] = {
    CaseGone: "staff-case-gone",
    WordsNotThere: "staff-mask-not-found",
    NoSuchCase: "staff-duplicate-same",
    NeedsAnother: "staff-needs-another",
}
"""Refusals that need no more than their words; any other one means an old button."""

LONGEST_NUMBER = 20
"""Characters of a mistyped case number that are worth showing again."""


def words_for(problem: DomainError, office: Office) -> str:
    """Return plain words, for a toast or a line above a screen."""
    match problem:
        case NotAllowed():
            return _not_allowed(problem, office)
        case CardChanged(by=by) if by and by != office.member.name:
            return office.plain("staff-card-changed", by=by)
        case NotPossibleNow(status=status):
            words = office.plain(f"staff-status-{key(status)}")
            return office.plain("staff-not-possible-now", status=words)
        case ConditionUnmet(condition=condition):
            return office.plain(f"staff-only-{key(condition)}")
        case NoSuchCase(typed=typed, itself=False):
            return office.plain("staff-duplicate-unknown", number=typed[:LONGEST_NUMBER])
        case _:
            return office.plain(PLAIN.get(type(problem), "staff-card-changed-unknown"))


def _not_allowed(problem: NotAllowed, office: Office) -> str:
    if problem.needs != Role.OWNER:
        return office.plain("staff-not-allowed", role=key(problem.needs))
    if problem.owner:
        return office.plain("staff-not-allowed-owner", owner=problem.owner)
    return office.plain("staff-not-allowed-no-owner")
