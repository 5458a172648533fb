"""What the service must remember after everything that people did, kept without its code.

Small and plain on purpose: where this and the program differ, one of them is wrong.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from domain.model.answers import Answers
from domain.model.case import Case, Status
from domain.model.ids import CaseId, CaseNumber, StaffId, StepId
from domain.model.staff import Role, StaffMember
from tests.builders import REQUIRED, chosen, written

STORY, SAFE = StepId("story"), StepId("safe_now")
OPEN = frozenset({Status.IN_PROGRESS, Status.WAITING_FOR_REPORTER})


@dataclass(frozen=True, kw_only=True)
class Move:
    """What staff do to a case: who may, from where it leads where, and whose it is then."""

    action: str
    by: Role
    possible: frozenset[Status]
    leads_to: Status
    detail: str = ""
    takes: bool = False
    frees: bool = False


CLAIM = Move(
    action="claim",
    by=Role.CASE_WORKER,
    possible=frozenset({Status.ACCEPTED}),
    leads_to=Status.IN_PROGRESS,
    takes=True,
)

MOVES = (
    CLAIM,
    Move(
        action="release",
        by=Role.MODERATOR,
        possible=frozenset({Status.RECEIVED}),
        leads_to=Status.ACCEPTED,
    ),
    Move(
        action="decline",
        by=Role.MODERATOR,
        possible=frozenset({Status.RECEIVED}),
        leads_to=Status.DECLINED,
        detail="spam",
    ),
    Move(
        action="take_back",
        by=Role.MODERATOR,
        possible=frozenset({Status.DECLINED}),
        leads_to=Status.RECEIVED,
    ),
    Move(
        action="give_back",
        by=Role.OWNER,
        possible=OPEN,
        leads_to=Status.ACCEPTED,
        frees=True,
    ),
    Move(
        action="close",
        by=Role.OWNER,
        possible=OPEN,
        leads_to=Status.CLOSED,
        detail="recorded",
    ),
    Move(
        action="reopen",
        by=Role.CASE_WORKER,
        possible=frozenset({Status.CLOSED}),
        leads_to=Status.ACCEPTED,
        frees=True,
    ),
)


@dataclass(frozen=True, kw_only=True)
class ExpectedDraft:
    """What one person has said so far; kept at least ``until`` then."""

    said: tuple[str, ...]
    urgent: bool
    until: datetime

    @property
    def answers(self) -> Answers:
        """Return the answers that somebody gives who says this."""
        danger = {SAFE: chosen("danger")} if self.urgent else {}
        return {**REQUIRED, **danger, STORY: written(*self.said)}


@dataclass(kw_only=True)
class ExpectedCase:
    """What a case must be by now."""

    id: CaseId
    number: CaseNumber
    answers: Answers
    delete_on: date
    status: Status = Status.RECEIVED
    version: int = 1
    owner: StaffId | None = None
    actions: list[str] = field(default_factory=list)
    was_released: bool = False

    def allows(self, move: Move, member: StaffMember, version: int) -> bool:
        """Tell whether somebody may do this to the case as their card shows it."""
        if move.by is Role.OWNER:
            may = Role.CASE_WORKER in member.roles and self.owner == member.id
        else:
            may = move.by in member.roles
        return may and version == self.version and self.status in move.possible

    def moved(self, move: Move, member: StaffMember) -> None:
        """Do it."""
        self.status = move.leads_to
        self.version += 1
        self.actions.append(move.action)
        self.was_released |= move.action == "release"
        if move.takes:
            self.owner = member.id
        if move.frees:
            self.owner = None

    def matches(self, case: Case) -> bool:
        """Tell whether a case is this one, as it should be."""
        return (
            case.number == self.number
            and case.status is self.status
            and case.version == self.version
            and case.owner == self.owner
            and [event.action for event in case.history] == self.actions
            and case.report.answers == self.answers
        )
