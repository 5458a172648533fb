"""Acts that need two moderators: one proposes, another one confirms, anybody of them drops it.

A proposal is kept in its case and is over after a week; the same person never counts twice.
"""

from dataclasses import replace

from domain.acting import carry_out, case_and_action, ensure_on_card, erase, keep
from domain.model.actions import CONFIRM, ensure_may, proposed
from domain.model.case import Case
from domain.model.errors import NeedsAnother, StaleButton
from domain.model.form import Form
from domain.model.ids import CaseId
from domain.model.occasion import Occasion
from domain.model.staff import StaffMember
from domain.ports import Chance, Transaction


def propose(
    tx: Transaction,
    case_id: CaseId,
    action_id: str,
    version: int,
    member: StaffMember,
    *,
    occasion: Occasion,
    chance: Chance,
    choice: str = "",
) -> Case:
    """Propose what a press on a card asks; nothing else about the case changes.

    Raises as `perform_action` does; `ConditionUnmet` where something is proposed already.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    case, act = case_and_action(tx, case_id, action_id, occasion.now.date())
    ensure_on_card(case, act, version, member)
    if not act.by_two or (act.choices and choice not in act.choices):
        raise StaleButton
    after = proposed(case, act, member, occasion.now.date(), choice if act.choices else "")
    keep(tx, after, member, occasion, chance)
    return after


def confirm(
    tx: Transaction,
    case_id: CaseId,
    version: int,
    member: StaffMember,
    *,
    occasion: Occasion,
    chance: Chance,
    one_place: bool,
    form: Form,
) -> Case | None:
    """Do what another moderator proposed; None when nothing of the case is left.

    Raises as `perform_action` does, and `NeedsAnother` for the one who proposed it.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    case, press = case_and_action(tx, case_id, CONFIRM, occasion.now.date())
    ensure_on_card(case, press, version, member)
    proposal = case.proposal
    if proposal is None:
        raise StaleButton
    if proposal.by == member.id:
        raise NeedsAnother
    _, act = case_and_action(tx, case_id, proposal.action, occasion.now.date())
    ensure_may(replace(case, proposal=None), act, member)
    if act.erases:
        erase(tx, case, act, member, occasion=occasion, chance=chance, form=form)
        return None
    return carry_out(
        tx,
        case,
        act,
        member,
        proposal.choice,
        occasion=occasion,
        chance=chance,
        one_place=one_place,
    )
