"""A case: what staff work on. It has no field that could hold who reported."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.model.answers import Answer, Answers, When, Where, Written, attached
from domain.model.attached import AttachedFile
from domain.model.contact import Addition, Contact
from domain.model.ids import CaseId, CaseNumber, Language, StaffId, StepId
from domain.model.words import masked

NOBODY: Final = StaffId(0)
"""Stands where a member of staff would, for what reporters did themselves."""

ADDED: Final = "reporter_added"
ATTACHED: Final = "reporter_attached"
CUT: Final = "reporter_cut"
REPORTER_ACTS: Final = (ADDED, ATTACHED, CUT)
"""What a reporter can do to a case that leaves a line: added words, added a file, gave up the way
back."""

PROPOSED: Final = "propose"
"""What the history calls it that somebody proposed something; the detail says what."""

PROPOSAL_TIME: Final = timedelta(days=7)
"""How long a proposal waits for the second person."""


class Status(StrEnum):
    """Where a case stands, along receive, assess, address, conclude."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_REPORTER = "waiting_for_reporter"
    CLOSED = "closed"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What somebody sent: answers, the language they used, and the day and part of day it came."""

    form_id: str
    answers: Answers
    language: Language
    received_on: date
    received_part: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One thing that was done; ``detail`` is a reason, an outcome or a note's words.

    What reporters did (`REPORTER_ACTS`) is by `NOBODY`, without a name and without their words.
    """

    action: str
    by: StaffId
    by_name: str
    on: date
    detail: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mask:
    """Words of one answer that staff must not see after release."""

    step: StepId
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """What one moderator wants to do to a case, until another one confirms it."""

    action: str
    by: StaffId
    by_name: str
    on: date
    choice: str = ""

    @property
    def ends_on(self) -> date:
        """Return the day from which nobody can confirm it any more."""
        return self.on + PROPOSAL_TIME


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """A case as stored; ``version`` counts changes that its card's buttons depend on.

    ``held``: a legal hold suspends the deletion day.  ``files``: what the reporter added after
    sending, cleaned, in the order of its lines in the history.
    """

    id: CaseId
    number: CaseNumber
    version: int
    status: Status
    urgent: bool
    report: Report
    delete_on: date
    contact: Contact = Contact.NONE
    owner: StaffId | None = None
    owner_name: str = ""
    detail: str = ""
    masks: tuple[Mask, ...] = ()
    history: tuple[Event, ...] = field(default=())
    additions: tuple[Addition, ...] = field(default=())
    files: tuple[AttachedFile, ...] = field(default=())
    held: bool = False
    proposal: Proposal | None = None

    @property
    def is_released(self) -> bool:
        """Tell whether a moderator has let the words through to the staff channel."""
        return self.status not in {Status.RECEIVED, Status.DECLINED}

    @property
    def every_file(self) -> tuple[AttachedFile, ...]:
        """Return the files of the report and those added later."""
        sent = (file for _, answer in attached(self.report.answers) for file in answer.files)
        return (*sent, *self.files)

    def shown_answers(self) -> Answers:
        """Return the answers as staff may see them: masked words are bars."""
        return {step: self._masked(step, answer) for step, answer in self.report.answers.items()}

    def after(self, event: Event) -> "Case":
        """Return the case with one more line of history."""
        return replace(self, history=(*self.history, event))

    def as_of(self, today: date) -> "Case":
        """Return the case without a proposal whose time is over."""
        over = self.proposal is not None and self.proposal.ends_on <= today
        return replace(self, proposal=None) if over else self

    def without_way_back(self) -> "Case":
        """Return the case as one whose reporter can no longer be reached."""
        return replace(self, contact=Contact.NONE, version=self.version + 1)

    def _masked(self, step: StepId, answer: Answer) -> Answer:
        words = tuple(mask.words for mask in self.masks if mask.step == step)
        match answer:
            case Written(parts=parts) if words:
                return replace(answer, parts=tuple(masked(part, words) for part in parts))
            case When() | Where() if words:
                return replace(answer, words=masked(answer.words, words))
            case _:
                return answer
