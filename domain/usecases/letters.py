"""Staff write to a reporter they do not know: words, the showing of them, and only then sending.

Words wait on the member's desk, sealed, until they are sent or dropped. Once sent, nobody of staff
can read them again: those of a mailbox open with the case code alone.
"""

from dataclasses import replace

from domain.acting import DESK_TIME, OnDesk, carry_out, case_and_action
from domain.model.actions import ensure_may
from domain.model.case import Case
from domain.model.contact import Letter
from domain.model.desk import Desk
from domain.model.errors import AnswerRefused, StaleButton
from domain.model.occasion import Occasion
from domain.model.staff import StaffMember
from domain.model.words import utf16_length
from domain.ports import Chance, Transaction

LONGEST_LETTER = 3000
"""UTF-16 units of a letter, so that it can be shown whole in one message."""

STAMP_BYTES = 8


def draft_letter(
    tx: Transaction, member: StaffMember, words: str, *, occasion: Occasion, chance: Chance
) -> OnDesk:
    """Keep words on the desk, to be shown before they are sent; words kept before are dropped.

    Raises `StaleButton` when no letter is being written, `AnswerRefused` when the words do not do,
    else what `perform_action` raises.  Doing it twice is the same as once: no update is claimed.
    """
    desk, case = letter_on_desk(tx, member, occasion)
    if not words.strip():
        raise AnswerRefused("empty")
    if utf16_length(words) > LONGEST_LETTER:
        raise AnswerRefused("too-long", LONGEST_LETTER)
    return _put(tx, member, desk, case, words, occasion=occasion, stamp=_stamp(chance))


def rewrite_letter(
    tx: Transaction, member: StaffMember, stamp: str, *, occasion: Occasion
) -> OnDesk:
    """Drop the words that were shown and wait for others; raise as `draft_letter` does."""
    desk, case = letter_on_desk(tx, member, occasion)
    if not desk.stamp or desk.stamp != stamp:
        raise StaleButton
    return _put(tx, member, desk, case, "", occasion=occasion)


def send_letter(
    tx: Transaction,
    member: StaffMember,
    stamp: str,
    *,
    occasion: Occasion,
    chance: Chance,
    one_place: bool,
) -> Case:
    """Send the words that were shown under this stamp; the history says that, and never the words.

    Raises `StaleButton` unless just these words wait to be sent, else what `perform_action` raises.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    desk, case = letter_on_desk(tx, member, occasion)
    if not desk.words or desk.stamp != stamp:
        raise StaleButton
    _, act = case_and_action(tx, desk.case, desk.action, occasion.now.date())
    tx.letters.add(case.id, Letter(on=occasion.now.date(), words=desk.words))
    # Not even which canned text it was: in a mailbox only the code's holder may know that.
    after = carry_out(
        tx, case, act, member, "", occasion=occasion, chance=chance, one_place=one_place
    )
    tx.desks.remove(member.id)
    return after


def letter_on_desk(tx: Transaction, member: StaffMember, occasion: Occasion) -> tuple[Desk, Case]:
    """Return the letter a member is writing and its case, as long as they still may send it."""
    desk = tx.desks.get(member.id)
    if desk is None or desk.expires_at <= occasion.now:
        raise StaleButton
    case, act = case_and_action(tx, desk.case, desk.action, occasion.now.date())
    if not act.writes_letter:
        raise StaleButton
    ensure_may(case, act, member)
    return desk, case


def _put(
    tx: Transaction,
    member: StaffMember,
    desk: Desk,
    case: Case,
    words: str,
    *,
    occasion: Occasion,
    stamp: str = "",
) -> OnDesk:
    kept = replace(desk, words=words, stamp=stamp, expires_at=occasion.now + DESK_TIME)
    tx.desks.put(member.id, kept)
    return OnDesk(desk=kept, case=case)


def _stamp(chance: Chance) -> str:
    return chance.token(STAMP_BYTES).hex()
