"""Reports of a sender are not taken for a while, and nobody learns who that is.

Leaves no line in the case: a day there, and the day on which a mute ends, would tie the two.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.acting import case_and_action, ensure_on_card
from domain.model.errors import Muted, StaleButton
from domain.model.ids import CaseId, SenderTag
from domain.model.occasion import Occasion
from domain.model.staff import StaffMember
from domain.ports import Transaction


def mute_sender(
    tx: Transaction,
    case_id: CaseId,
    version: int,
    member: StaffMember,
    *,
    sender: SenderTag,
    days: str,
    occasion: Occasion,
) -> date:
    """Take no reports from whoever sent a case for some days; return when they are taken again.

    Raises as `perform_action` does.
    """
    today = occasion.now.date()
    tx.updates.claim(occasion.update, today)
    case, act = case_and_action(tx, case_id, "mute", today)
    ensure_on_card(case, act, version, member)
    if days not in act.choices:
        raise StaleButton
    until = today + timedelta(days=int(days))
    tx.mutes.add(sender, until)
    return until


def ensure_not_muted(tx: Transaction, sender: Sequence[SenderTag], *, today: date) -> None:
    """Raise `Muted` for somebody whose reports are not taken now."""
    until = muted_until(tx, sender, today=today)
    if until is not None:
        raise Muted(until)


def muted_until(tx: Transaction, sender: Sequence[SenderTag], *, today: date) -> date | None:
    """Return the day from which somebody's reports are taken again; None where they are now."""
    return tx.mutes.until(sender, today)
