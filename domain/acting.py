"""What an act of staff does to a case, whichever use case it is a part of.

The one place that makes lines of a case's history out of what staff did, redraws its cards, and
tells its reporter. Decides nothing: who may do what is in `actions`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.model.actions import ENDED, StaffAction, action, done, ensure_may
from domain.model.audit import acted, without_words
from domain.model.case import PROPOSED, Case, Event
from domain.model.contact import Contact
from domain.model.desk import Desk
from domain.model.errors import CardChanged, CaseGone, NotAllowed, StaleButton
from domain.model.form import Form
from domain.model.ids import CaseId, OutgoingId
from domain.model.occasion import Occasion
from domain.model.outgoing import (
    CARD_SPOTS,
    Outgoing,
    PostCard,
    Priority,
    RefreshCard,
    Spot,
    TellReporter,
    What,
    removals,
)
from domain.model.policy import READ_AFTER_END
from domain.model.staff import Role, StaffMember
from domain.model.tombstone import tombstone_of
from domain.ports import Chance, Transaction

DESK_TIME = timedelta(hours=1)
"""How long words typed in the private chat still belong to the action that asked for them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OnDesk:
    """What a member of staff is in the middle of, and the case it is about."""

    desk: Desk
    case: Case


def case_of(tx: Transaction, case_id: CaseId) -> Case:
    """Return a case, or raise `CaseGone`."""
    case = tx.cases.get(case_id)
    if case is None:
        raise CaseGone
    return case


def case_and_action(
    tx: Transaction, case_id: CaseId, action_id: str, today: date
) -> tuple[Case, StaffAction]:
    """Return a case and what is to be done to it; raise `CaseGone` or `StaleButton`."""
    case, act = case_of(tx, case_id).as_of(today), action(action_id)
    if act is None:
        raise StaleButton
    return case, act


def ensure_on_card(case: Case, act: StaffAction, version: int, member: StaffMember) -> None:
    """Raise what forbids this person a press on a card that was drawn at this version."""
    # The role comes first: who may not act at all is not told who was quicker.
    needed = Role.CASE_WORKER if act.by is Role.OWNER else act.by
    if needed not in member.roles:
        raise NotAllowed(needed)
    if act.redraws and version != case.version:
        raise CardChanged(_last_mover(case))
    ensure_may(case, act, member)


def _last_mover(case: Case) -> str:
    moved = (each for each in reversed(case.history) if _moves(each.action))
    last = next(moved, None)
    return last.by_name if last else ""


def _moves(action_id: str) -> bool:
    act = action(action_id)
    return action_id == PROPOSED or (act is not None and act.redraws)


def carry_out(
    tx: Transaction,
    case: Case,
    act: StaffAction,
    member: StaffMember,
    detail: str,
    *,
    occasion: Occasion,
    chance: Chance,
    one_place: bool,
) -> Case:
    """Do what was found to be allowed: the case, its cards, and what its reporter is told."""
    after = done(case, act, member, occasion.now.date(), detail)
    keep(tx, after, member, occasion, chance)
    ended = after.status in ENDED and after.status is not case.status
    if ended:
        tx.routes.shorten(case.id, occasion.now.date() + READ_AFTER_END)
    if act.writes_letter or ended:
        _tell_reporter(tx, after, occasion, chance)
    if after.is_released and not case.is_released and not one_place:
        _let_through(tx, after, occasion, chance)
    return after


def _let_through(tx: Transaction, case: Case, occasion: Occasion, chance: Chance) -> None:
    if not tx.posts.of(case.id, Spot.STAFF):
        priority = Priority.URGENT if case.urgent else Priority.CARD
        queue(tx, PostCard(case=case.id, spot=Spot.STAFF), priority, occasion, chance)


def _without_words(event: Event) -> str:
    act = action(event.action)
    if act is None:
        # A proposal's detail is an action's id and one of its choices.
        return event.detail if event.action == PROPOSED else ""
    return without_words(act, event.detail)


def erase(
    tx: Transaction,
    case: Case,
    act: StaffAction,
    member: StaffMember,
    *,
    occasion: Occasion,
    chance: Chance,
    form: Form,
) -> None:
    """Leave nothing of a case: not here, not in line, and not in the staff chats.

    Figures keep a tombstone, and the audit log a line.
    """
    tombstone = tombstone_of(case, form)
    if tombstone is not None:
        tx.tombstones.add(tombstone)
    tx.audit.add(acted(act.id, member, occasion.now, case.number))
    posts = tx.posts.of(case.id)
    tx.outbox.forget(case.id)
    tx.cases.erase(case.id)
    for removal in removals(posts):
        queue(tx, removal, Priority.CARD, occasion, chance)


def _tell_reporter(tx: Transaction, case: Case, occasion: Occasion, chance: Chance) -> None:
    # A mailbox is looked into; only a chat is told that there is something to look at.
    if case.contact is Contact.REPLY_HERE:
        queue(tx, TellReporter(case=case.id), Priority.CARD, occasion, chance)


def keep(
    tx: Transaction, after: Case, member: StaffMember, occasion: Occasion, chance: Chance
) -> None:
    """Store what a member of staff did, the newest line of the history, and redraw the cards.

    The audit log gets the same line without any words.
    """
    tx.cases.put(after)
    event = after.history[-1]
    told = _without_words(event)
    tx.audit.add(acted(event.action, member, occasion.now, after.number, told))
    _redraw(tx, after, occasion, chance)


def _redraw(tx: Transaction, case: Case, occasion: Occasion, chance: Chance) -> None:
    for spot in CARD_SPOTS:
        if tx.posts.of(case.id, spot):
            what = RefreshCard(case=case.id, spot=spot)
            queue(tx, what, Priority.COSMETIC, occasion, chance)


def queue(
    tx: Transaction,
    what: What,
    priority: Priority,
    occasion: Occasion,
    chance: Chance,
) -> None:
    """Put something in line, to be sent now."""
    outgoing = OutgoingId(chance.token(8).hex())
    tx.outbox.put(Outgoing(id=outgoing, what=what, priority=priority, due_at=occasion.now))
