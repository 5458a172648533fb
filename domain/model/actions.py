"""What staff can do to a case, declared once; generic code offers, checks and applies it.

The words of an action are ``staff-action-<id>`` and ``staff-done-<id>``; those of a choice are
``staff-choice-<id>-<choice>``.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.model.canned import ANSWERS, OWN_WORDS, QUESTIONS
from domain.model.case import Case, Event, Mask, Status
from domain.model.contact import Contact
from domain.model.errors import NobodyToReach, NotAllowed, NotPossibleNow
from domain.model.ids import StepId
from domain.model.staff import Role, StaffMember

OPEN = frozenset({Status.IN_PROGRESS, Status.WAITING_FOR_REPORTER})


class Needs(StrEnum):
    """What an action asks of the member of staff besides the press."""

    NOTHING = "nothing"
    CHOICE = "choice"
    TEXT = "text"
    WORDS_TO_MASK = "words_to_mask"
    LETTER = "letter"
    """Words for the reporter, which are shown once more before they are sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffAction:
    """One thing staff can do.

    ``leads_to``: the status afterwards (None: unchanged; a choice that is a status wins).
    ``takes``/``frees``: makes the presser the owner, or leaves the case without one.
    ``redraws``: whether the buttons depend on it (False keeps ``version``).
    ``asks_text_for``: choices that lead to the private chat, such as the other case's number.
    ``told_reporter``: a reporter who comes back reads that it was done; ``writes_letter``: reads
    the words that staff wrote with it.
    """

    id: str
    by: Role
    allowed_in: frozenset[Status]
    leads_to: Status | None = None
    needs: Needs = Needs.NOTHING
    choices: tuple[str, ...] = ()
    asks_text_for: frozenset[str] = frozenset()
    takes: bool = False
    frees: bool = False
    redraws: bool = True
    told_reporter: bool = False
    writes_letter: bool = False

    @property
    def asks_words(self) -> bool:
        """Tell whether a press alone is never enough."""
        return self.needs in {Needs.TEXT, Needs.WORDS_TO_MASK, Needs.LETTER}


ACTIONS = (
    StaffAction(
        id="release",
        by=Role.MODERATOR,
        allowed_in=frozenset({Status.RECEIVED}),
        leads_to=Status.ACCEPTED,
        told_reporter=True,
    ),
    StaffAction(
        id="mask",
        by=Role.MODERATOR,
        allowed_in=frozenset({Status.RECEIVED}),
        needs=Needs.WORDS_TO_MASK,
        redraws=False,
    ),
    StaffAction(
        id="decline",
        by=Role.MODERATOR,
        allowed_in=frozenset({Status.RECEIVED}),
        leads_to=Status.DECLINED,
        needs=Needs.CHOICE,
        choices=("spam", "not_for_us", "test", "duplicate"),
        asks_text_for=frozenset({"duplicate"}),
        told_reporter=True,
    ),
    StaffAction(
        id="claim",
        by=Role.CASE_WORKER,
        allowed_in=frozenset({Status.ACCEPTED}),
        leads_to=Status.IN_PROGRESS,
        takes=True,
        told_reporter=True,
    ),
    StaffAction(
        id="give_back",
        by=Role.OWNER,
        allowed_in=OPEN,
        leads_to=Status.ACCEPTED,
        frees=True,
    ),
    StaffAction(
        id="status",
        by=Role.OWNER,
        allowed_in=OPEN,
        needs=Needs.CHOICE,
        choices=("in_progress", "waiting_for_reporter"),
    ),
    StaffAction(
        id="ask",
        by=Role.OWNER,
        allowed_in=OPEN,
        leads_to=Status.WAITING_FOR_REPORTER,
        needs=Needs.LETTER,
        choices=(OWN_WORDS, *QUESTIONS),
        asks_text_for=frozenset({OWN_WORDS, *QUESTIONS}),
        writes_letter=True,
    ),
    StaffAction(
        id="answer",
        by=Role.OWNER,
        allowed_in=OPEN,
        needs=Needs.LETTER,
        choices=(OWN_WORDS, *ANSWERS),
        asks_text_for=frozenset({OWN_WORDS, *ANSWERS}),
        redraws=False,
        writes_letter=True,
    ),
    StaffAction(
        id="close",
        by=Role.OWNER,
        allowed_in=OPEN,
        leads_to=Status.CLOSED,
        needs=Needs.CHOICE,
        choices=("advice_given", "referred", "passed_to_police", "recorded", "nothing_possible"),
        told_reporter=True,
    ),
    StaffAction(
        id="reopen",
        by=Role.CASE_WORKER,
        allowed_in=frozenset({Status.CLOSED}),
        leads_to=Status.ACCEPTED,
        frees=True,
        told_reporter=True,
    ),
    StaffAction(
        id="take_back",
        by=Role.MODERATOR,
        allowed_in=frozenset({Status.DECLINED}),
        leads_to=Status.RECEIVED,
        frees=True,
    ),
    StaffAction(
        id="note",
        by=Role.CASE_WORKER,
        allowed_in=frozenset(Status),
        needs=Needs.TEXT,
        redraws=False,
    ),
)


def action(action_id: str) -> StaffAction | None:
    """Find an action by its id."""
    return next((each for each in ACTIONS if each.id == action_id), None)


def writes_letter(action_id: str) -> bool:
    """Tell whether an action writes to the reporter."""
    act = action(action_id)
    return act is not None and act.writes_letter


def offered(case: Case) -> tuple[StaffAction, ...]:
    """List the actions that the case's state allows, whoever presses."""
    return tuple(each for each in ACTIONS if case.status in each.allowed_in and _fits(case, each))


def ensure_may(case: Case, act: StaffAction, member: StaffMember) -> None:
    """Raise `NotAllowed` or `NotPossibleNow` unless this person may do this to this case now."""
    if act.by is Role.OWNER:
        if Role.CASE_WORKER not in member.roles:
            raise NotAllowed(Role.CASE_WORKER)
        if case.status in act.allowed_in and case.owner != member.id:
            raise NotAllowed(Role.OWNER, case.owner_name)
    elif act.by not in member.roles:
        raise NotAllowed(act.by)
    if case.status not in act.allowed_in:
        raise NotPossibleNow(case.status)
    if not _fits(case, act):
        raise NobodyToReach


def _fits(case: Case, act: StaffAction) -> bool:
    return not act.writes_letter or case.contact is not Contact.NONE


def done(case: Case, act: StaffAction, member: StaffMember, on: date, detail: str = "") -> Case:
    """Return the case after the action; the caller has made sure that it is allowed."""
    status = Status(detail) if act.id == "status" else act.leads_to or case.status
    owner, owner_name = case.owner, case.owner_name
    if act.takes:
        owner, owner_name = member.id, member.name
    if act.frees:
        owner, owner_name = None, ""
    event = Event(action=act.id, by=member.id, by_name=member.name, on=on, detail=detail)
    return replace(
        case,
        status=status,
        owner=owner,
        owner_name=owner_name,
        detail=detail if status in {Status.CLOSED, Status.DECLINED} and act.redraws else "",
        version=case.version + act.redraws,
    ).after(event)


def masks_toggled(case: Case, step: StepId, words: str) -> Case:
    """Return the case with these words of an answer masked, or no longer masked."""
    mask = Mask(step=step, words=words)
    others = tuple(each for each in case.masks if each != mask)
    return replace(case, masks=others if mask in case.masks else (*case.masks, mask))
