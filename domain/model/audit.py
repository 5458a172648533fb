"""What staff did, one line an act, kept longer than the cases: who, what, when, to which case.

Never what a reporter wrote and never a note's words; a line outlives the case it names.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.model.actions import StaffAction
from domain.model.ids import CaseNumber, StaffId
from domain.model.staff import StaffMember

LONGEST_DETAIL = 100

_OTHER_CASE = re.compile(r"[0-9A-Z]{3}-[0-9A-Z]{2}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One act; ``by`` is None for what time alone did; ``at`` is a whole minute, in UTC.

    ``detail`` is an id of ours: a choice, an outcome, another case's number.
    """

    action: str
    by: StaffId | None
    by_name: str
    at: datetime
    case: CaseNumber | None = None
    detail: str = ""


def acted(
    action: str,
    member: StaffMember | None,
    at: datetime,
    case: CaseNumber | None = None,
    detail: str = "",
) -> Entry:
    """Return the line of an act; ``member`` is None for what time alone did."""
    if len(detail) > LONGEST_DETAIL:
        raise ValueError("a detail is an id, not words")
    return Entry(
        action=action,
        by=member.id if member else None,
        by_name=member.name if member else "",
        at=at.astimezone(UTC).replace(second=0, microsecond=0),
        case=case,
        detail=detail,
    )


def without_words(act: StaffAction, detail: str) -> str:
    """Return of an action's detail only what the action itself declares, and a case number."""
    choice, _, more = detail.partition(" ")
    if choice not in act.choices:
        return ""
    return f"{choice} {more}" if _OTHER_CASE.fullmatch(more) else choice
