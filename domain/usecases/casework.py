"""Staff read, mask, release, claim and close cases.

Who may do what is decided in `actions`; here each press becomes one transaction: the case, its
history, and the cards that must change, together or not at all. Never knows who reported.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.acting import (
    DESK_TIME,
    OnDesk,
    carry_out,
    case_and_action,
    case_of,
    ensure_on_card,
    keep,
)
from domain.model.actions import CONFIRM, ensure_may, masks_toggled
from domain.model.answers import Answer, When, Where, Written
from domain.model.case import Case, Event, Mask
from domain.model.desk import Desk
from domain.model.errors import (
    NoSuchCase,
    NotAllowed,
    StaleButton,
    WordsNotThere,
)
from domain.model.ids import CaseId, CaseNumber, StaffId, StepId
from domain.model.occasion import Occasion
from domain.model.outgoing import (
    CARD_SPOTS,
    Post,
    Spot,
)
from domain.model.staff import Role, StaffMember
from domain.model.words import masked
from domain.ports import Chance, Transaction

_LOOK_ALIKES = str.maketrans("OIL", "011")
"""Letters that Crockford's base 32 leaves out, read as the digits they look like."""

_NUMBER = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}")


@dataclass(frozen=True, kw_only=True, slots=True)
class OnCard:
    """A case and the messages that show it, by place."""

    case: Case
    posts: Mapping[Spot, tuple[Post, ...]]


def case_for_staff(tx: Transaction, case_id: CaseId) -> Case:
    """Return a case, or raise `CaseGone`."""
    return case_of(tx, case_id)


def case_on_card(tx: Transaction, case_id: CaseId) -> OnCard:
    """Return a case and where it is shown, or raise `CaseGone`."""
    case = case_for_staff(tx, case_id)
    return OnCard(case=case, posts={spot: tx.posts.of(case_id, spot) for spot in CARD_SPOTS})


def check_action(
    tx: Transaction,
    case_id: CaseId,
    action_id: str,
    version: int,
    member: StaffMember,
    *,
    today: date,
) -> Case:
    """Return the case if this person may do this to it now; raise what forbids it otherwise."""
    case, act = case_and_action(tx, case_id, action_id, today)
    ensure_on_card(case, act, version, member)
    return case


def perform_action(
    tx: Transaction,
    case_id: CaseId,
    action_id: str,
    version: int,
    member: StaffMember,
    *,
    occasion: Occasion,
    chance: Chance,
    one_place: bool,
    detail: str = "",
) -> Case:
    """Do what a press on a card asks; the card in ``version`` is the one that was pressed.

    ``detail`` is the choice, where the action has choices.  Raises `CaseGone`, `CardChanged`,
    `NotAllowed`, `NotPossibleNow`, or `StaleButton` where a press alone is not enough.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    case, act = case_and_action(tx, case_id, action_id, occasion.now.date())
    ensure_on_card(case, act, version, member)
    if act.folded or act.id == CONFIRM:
        raise StaleButton
    if act.asks_words or detail in act.asks_text_for:
        raise StaleButton
    if act.choices and detail not in act.choices:
        raise StaleButton
    return carry_out(
        tx, case, act, member, detail, occasion=occasion, chance=chance, one_place=one_place
    )


def ensure_is_staff(member: StaffMember) -> None:
    """Raise `NotAllowed` for somebody without any role."""
    if not member.roles:
        raise NotAllowed(Role.CASE_WORKER)


def ensure_may_read(case: Case, member: StaffMember) -> None:
    """Raise `NotAllowed` unless this person may read the words of the case now."""
    needed = Role.CASE_WORKER if case.is_released else Role.MODERATOR
    if needed not in member.roles:
        raise NotAllowed(needed)


def open_desk(
    tx: Transaction,
    case_id: CaseId,
    action_id: str,
    member: StaffMember,
    *,
    occasion: Occasion,
    choice: str = "",
) -> Case:
    """Wait for the words of an action in the member's private chat; return its case.

    Opening a prompt twice is the same as once, so its update is not claimed.
    """
    case, act = case_and_action(tx, case_id, action_id, occasion.now.date())
    ensure_on_card(case, act, case.version, member)
    if act.choices and choice not in act.asks_text_for:
        raise StaleButton
    desk = Desk(action=action_id, case=case_id, expires_at=occasion.now + DESK_TIME, choice=choice)
    tx.desks.put(member.id, desk)
    return case


def desk_of(tx: Transaction, member: StaffId) -> Desk | None:
    """Return what a member of staff is in the middle of, even when its time is over."""
    return tx.desks.get(member)


def clear_desk(tx: Transaction, member: StaffId) -> None:
    """Forget what a member of staff is in the middle of."""
    tx.desks.remove(member)


def take_desk(
    tx: Transaction,
    member: StaffMember,
    words: str,
    *,
    occasion: Occasion,
    chance: Chance,
    one_place: bool,
) -> OnDesk:
    """Finish what the member is in the middle of with the words they wrote.

    The desk stays when the words do not do, so that they can be written again.  Raises
    `StaleButton` when nothing awaits words any more, else what `perform_action` raises.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    desk = tx.desks.get(member.id)
    if desk is None or desk.expires_at <= occasion.now:
        raise StaleButton
    case, act = case_and_action(tx, desk.case, desk.action, occasion.now.date())
    ensure_may(case, act, member)
    if act.writes_letter:
        raise StaleButton
    detail = words
    if desk.choice:
        detail = f"{desk.choice} {_other_number(tx, case, words)}"
    after = carry_out(
        tx, case, act, member, detail, occasion=occasion, chance=chance, one_place=one_place
    )
    tx.desks.remove(member.id)
    return OnDesk(desk=desk, case=after)


def mask_words(
    tx: Transaction,
    case_id: CaseId,
    member: StaffMember,
    words: str,
    *,
    occasion: Occasion,
    chance: Chance,
) -> Case:
    """Mask words in every answer that has them; raise `WordsNotThere` where none has.

    A name that is barred in one answer and read in the next would be no use.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    case, act = case_and_action(tx, case_id, "mask", occasion.now.date())
    ensure_may(case, act, member)
    steps = [step for step, answer in case.report.answers.items() if _has(answer, words)]
    if not steps:
        raise WordsNotThere
    for step in steps:
        if Mask(step=step, words=words) not in case.masks:
            case = masks_toggled(case, step, words)
    return _masked(tx, case, member, occasion=occasion, chance=chance)


def toggle_mask(
    tx: Transaction,
    case_id: CaseId,
    step: StepId,
    words: str,
    member: StaffMember,
    *,
    occasion: Occasion,
    chance: Chance,
) -> Case:
    """Mask words of one answer, or show them again; possible until release."""
    tx.updates.claim(occasion.update, occasion.now.date())
    case, act = case_and_action(tx, case_id, "mask", occasion.now.date())
    ensure_may(case, act, member)
    after = masks_toggled(case, step, words)
    return _masked(tx, after, member, occasion=occasion, chance=chance)


def number_in(text: str) -> CaseNumber | None:
    """Read a case number as people type it: ``7f3 k2``, ``7F3K2``, O for 0."""
    symbols = re.sub(r"[\s\-\u2010-\u2015#]", "", text).upper().translate(_LOOK_ALIKES)
    return CaseNumber(f"{symbols[:3]}-{symbols[3:]}") if _NUMBER.fullmatch(symbols) else None


def _masked(
    tx: Transaction,
    case: Case,
    member: StaffMember,
    *,
    occasion: Occasion,
    chance: Chance,
) -> Case:
    # The history says that something was masked, never what.
    on = occasion.now.date()
    after = case.after(Event(action="mask", by=member.id, by_name=member.name, on=on))
    keep(tx, after, member, occasion, chance)
    return after


def _has(answer: Answer, words: str) -> bool:
    match answer:
        case Written(parts=parts):
            texts = parts
        case When(words=typed) | Where(words=typed):
            texts = (typed,)
        case _:
            return False
    return any(masked(text, (words,)) != text for text in texts)


def _other_number(tx: Transaction, case: Case, words: str) -> CaseNumber:
    number = number_in(words)
    if number is None or tx.cases.find(number) is None:
        raise NoSuchCase(words)
    if number == case.number:
        raise NoSuchCase(number, itself=True)
    return number
