"""What staff can do to a case, declared once; generic code offers, checks and applies it.

The words of an action are ``staff-action-<id>`` and ``staff-done-<id>``; those of a choice are
``staff-choice-<id>-<choice>``.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.model.canned import ANSWERS, OWN_WORDS, QUESTIONS
from domain.model.case import PROPOSED, Case, Event, Mask, Proposal, Status
from domain.model.contact import Contact
from domain.model.errors import ConditionUnmet, NotAllowed, NotPossibleNow
from domain.model.ids import StepId
from domain.model.mute import MUTE_DAYS
from domain.model.staff import Role, StaffMember

CONFIRM: Final = "confirm"

ENDED = frozenset({Status.CLOSED, Status.DECLINED})
OPEN = frozenset({Status.IN_PROGRESS, Status.WAITING_FOR_REPORTER})


class Needs(StrEnum):
    """What an action asks of the member of staff besides the press."""

    NOTHING = "nothing"
    CHOICE = "choice"
    TEXT = "text"
    WORDS_TO_MASK = "words_to_mask"
    LETTER = "letter"
    """Words for the reporter, which are shown once more before they are sent."""


class Condition(StrEnum):
    """What an action needs of a case besides its status; unmet, the words say which."""

    REACHABLE = "reachable"
    HELD = "held"
    NOT_HELD = "not_held"
    PROPOSED = "proposed"
    NOT_PROPOSED = "not_proposed"

    def holds(self, case: Case) -> bool:
        """Tell whether a case meets it."""
        match self:
            case Condition.REACHABLE:
                return case.contact is not Contact.NONE
            case Condition.HELD:
                return case.held
            case Condition.NOT_HELD:
                return not case.held
            case Condition.PROPOSED:
                return case.proposal is not None
            case Condition.NOT_PROPOSED:
                return case.proposal is None


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffAction:
    """One thing staff can do.

    ``leads_to``: the status afterwards (None: unchanged; a choice that is a status wins).
    ``takes``/``frees``: makes the presser the owner, or leaves the case without one.
    ``redraws``: whether the buttons depend on it (False keeps ``version``).
    ``asks_text_for``: choices that lead to the private chat, such as the other case's number.
    ``told_reporter``: a reporter who comes back reads that it was done; ``writes_letter``: reads
    the words that staff wrote with it.
    ``only_while``: what it needs of the case.  ``by_two``: a press only proposes it, and another
    moderator's confirms it.  ``settles``: ends a proposal.
    ``extends``: its choice is a number of days more.  ``holds``: begins or ends a legal hold.
    ``erases``: nothing of the case is left.  ``mutes``: does nothing to the case itself, and so
    leaves no line in it.
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
    only_while: tuple[Condition, ...] = ()
    by_two: bool = False
    settles: bool = False
    extends: bool = False
    holds: bool | None = None
    erases: bool = False
    mutes: bool = False

    @property
    def asks_words(self) -> bool:
        """Tell whether a press alone is never enough."""
        return self.needs in {Needs.TEXT, Needs.WORDS_TO_MASK, Needs.LETTER}

    @property
    def folded(self) -> bool:
        """Tell whether it is too seldom and too grave to stand on the card itself."""
        return self.by_two or self.mutes


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
        only_while=(Condition.REACHABLE,),
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
        only_while=(Condition.REACHABLE,),
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
    StaffAction(
        id="mute",
        by=Role.MODERATOR,
        allowed_in=frozenset(Status),
        needs=Needs.CHOICE,
        choices=MUTE_DAYS,
        redraws=False,
        mutes=True,
    ),
    StaffAction(
        id=CONFIRM,
        by=Role.MODERATOR,
        allowed_in=frozenset(Status),
        only_while=(Condition.PROPOSED,),
        settles=True,
    ),
    StaffAction(
        id="drop",
        by=Role.MODERATOR,
        allowed_in=frozenset(Status),
        only_while=(Condition.PROPOSED,),
        settles=True,
    ),
    StaffAction(
        id="erase",
        by=Role.MODERATOR,
        allowed_in=frozenset(Status),
        only_while=(Condition.NOT_PROPOSED, Condition.NOT_HELD),
        by_two=True,
        erases=True,
    ),
    StaffAction(
        id="extend",
        by=Role.MODERATOR,
        allowed_in=frozenset(Status),
        needs=Needs.CHOICE,
        choices=("30", "90"),
        only_while=(Condition.NOT_PROPOSED, Condition.NOT_HELD),
        by_two=True,
        extends=True,
    ),
    StaffAction(
        id="legal_hold",
        by=Role.MODERATOR,
        allowed_in=frozenset(Status),
        only_while=(Condition.NOT_PROPOSED, Condition.NOT_HELD),
        by_two=True,
        holds=True,
    ),
    StaffAction(
        id="lift_hold",
        by=Role.MODERATOR,
        allowed_in=frozenset(Status),
        only_while=(Condition.NOT_PROPOSED, Condition.HELD),
        by_two=True,
        holds=False,
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
    return tuple(
        each
        for each in ACTIONS
        if case.status in each.allowed_in and all(only.holds(case) for only in each.only_while)
    )


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
    unmet = next((each for each in act.only_while if not each.holds(case)), None)
    if unmet:
        raise ConditionUnmet(unmet)


def done(case: Case, act: StaffAction, member: StaffMember, on: date, detail: str = "") -> Case:
    """Return the case after the action; the caller has made sure that it is allowed."""
    status = Status(detail) if act.id == "status" else act.leads_to or case.status
    owner, owner_name = case.owner, case.owner_name
    if act.takes:
        owner, owner_name = member.id, member.name
    if act.frees:
        owner, owner_name = None, ""
    more = timedelta(days=int(detail)) if act.extends else timedelta()
    event = Event(action=act.id, by=member.id, by_name=member.name, on=on, detail=detail)
    return replace(
        case,
        status=status,
        owner=owner,
        owner_name=owner_name,
        detail=_outcome(case, act, status, detail),
        version=case.version + act.redraws,
        delete_on=case.delete_on + more,
        held=case.held if act.holds is None else act.holds,
        proposal=None if act.settles or act.by_two else case.proposal,
    ).after(event)


def _outcome(case: Case, act: StaffAction, status: Status, detail: str) -> str:
    if act.leads_to in ENDED:
        return detail
    return case.detail if status is case.status else ""


def proposed(case: Case, act: StaffAction, member: StaffMember, on: date, choice: str) -> Case:
    """Return the case with a proposal to do this to it; the caller has made sure that it may be."""
    proposal = Proposal(action=act.id, choice=choice, by=member.id, by_name=member.name, on=on)
    detail = f"{act.id} {choice}".strip()
    event = Event(action=PROPOSED, by=member.id, by_name=member.name, on=on, detail=detail)
    return replace(case, proposal=proposal, version=case.version + 1).after(event)


def masks_toggled(case: Case, step: StepId, words: str) -> Case:
    """Return the case with these words of an answer masked, or no longer masked."""
    mask = Mask(step=step, words=words)
    others = tuple(each for each in case.masks if each != mask)
    return replace(case, masks=others if mask in case.masks else (*case.masks, mask))
