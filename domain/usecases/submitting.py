"""A person sends a report: out of a draft comes a case, whole, with its card in line.

What leads back to the person is made here as they chose it, and nothing else is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.drafting import draft_to_change
from domain.model.answers import attached, sendable
from domain.model.attached import FileState, OfCase, OfDraft
from domain.model.case import Case, Report, Status
from domain.model.code import CaseCode
from domain.model.contact import Contact, NewMailbox, WayBack
from domain.model.conversation import Keepsake, Receipt, renewed
from domain.model.draft import Draft
from domain.model.errors import FilesInWork, Muted, NotReadyToSend, StaleButton
from domain.model.form import Form
from domain.model.ids import CaseId, CaseNumber, OutgoingId, ReporterKey, SenderTag
from domain.model.occasion import Occasion
from domain.model.outgoing import Outgoing, PostCard, Priority, Spot
from domain.model.policy import TAKE_BACK, Policy, part_of_day
from domain.ports import Chance, Transaction

NUMBER_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is mistaken for a digit."""

Reach = NewMailbox | WayBack | None
"""What the chosen contact needs: a new mailbox, the way back to the chat, or nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """What somebody who has just sent a report is shown and given."""

    receipt: Receipt
    keepsake: Keepsake


def submit_report(
    tx: Transaction,
    reporter: ReporterKey,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
    chance: Chance,
    sender: Sequence[SenderTag],
    reach: Reach = None,
    without_unfinished: bool = False,
) -> Sent:
    """Turn the draft into a case and queue its card: in one piece, so that neither is lost.

    The case gets the day and part of the day, and nothing that leads back to the person.
    ``sender`` is looked for among those whose reports are not taken, and kept nowhere; raises
    `Muted` if it is there.  Files that are still being cleaned raise `FilesInWork`, or stay behind
    if the person said so.
    """
    draft = _ready(tx, reporter, occasion, form, sender)
    if not without_unfinished:
        _ensure_files_are_ready(draft)
    number = _unused_number(tx, chance)
    case = _case(draft, number, occasion=occasion, form=form, policy=policy, chance=chance)
    tx.cases.add(case)
    code = _make_reachable(tx, case, reach, policy)
    for _, answer in attached(case.report.answers):
        files = (file.id for file in answer.files)
        tx.evidence.move(files, OfDraft(reporter=reporter), OfCase(case=case.id))
    tx.outbox.put(_card(case, occasion, policy, chance))
    tx.drafts.remove(reporter)
    receipt = Receipt(
        delete_on=case.delete_on,
        contacts=form.contacts_for(case.report.answers),
        contact=case.contact,
    )
    keepsake = Keepsake(case=case.id, until=occasion.now + TAKE_BACK, code=code)
    chat = renewed(tx.conversations.get(reporter), reporter, policy.draft_expires_at(occasion.now))
    # Which contacts fit would hint at the answers, so the chat keeps the day only.
    kept = replace(receipt, contacts=())
    tx.conversations.put(replace(chat, receipt=kept, keepsake=keepsake))
    return Sent(receipt=receipt, keepsake=keepsake)


def _ready(
    tx: Transaction,
    reporter: ReporterKey,
    occasion: Occasion,
    form: Form,
    sender: Sequence[SenderTag],
) -> Draft:
    draft = draft_to_change(tx, reporter, occasion)
    until = tx.mutes.until(sender, occasion.now.date())
    if until is not None:
        raise Muted(until)
    missing = form.missing(draft.answers)
    if missing:
        raise NotReadyToSend(missing)
    return draft


def _ensure_files_are_ready(draft: Draft) -> None:
    waiting = sum(len(each.having(FileState.WAITING)) for _, each in attached(draft.answers))
    if waiting:
        raise FilesInWork(waiting)


def _make_reachable(tx: Transaction, case: Case, reach: Reach, policy: Policy) -> CaseCode | None:
    """Store what the chosen contact needs; return the code where that is what leads back."""
    if case.contact is Contact.MAILBOX and isinstance(reach, NewMailbox):
        tx.mailboxes.add(case.id, reach.mailbox)
        return reach.code
    if case.contact is Contact.REPLY_HERE and isinstance(reach, WayBack):
        tx.routes.add(case.id, reach, policy.route_ends_on(case.report.received_on))
    elif case.contact is not Contact.NONE:
        raise StaleButton
    return None


def _case(
    draft: Draft,
    number: CaseNumber,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
    chance: Chance,
) -> Case:
    today, answers = occasion.now.date(), sendable(form.relevant(draft.answers))
    return Case(
        id=CaseId(chance.token(8).hex()),
        number=number,
        version=1,
        status=Status.RECEIVED,
        urgent=form.is_urgent(answers),
        report=Report(
            form_id=form.id,
            answers=answers,
            language=draft.language,
            received_on=today,
            received_part=part_of_day(occasion.now),
        ),
        delete_on=policy.delete_on(today),
        contact=form.contact(answers),
    )


def _unused_number(tx: Transaction, chance: Chance) -> CaseNumber:
    while True:
        symbols = [NUMBER_SYMBOLS[chance.below(len(NUMBER_SYMBOLS))] for _ in range(5)]
        number = CaseNumber("".join(symbols[:3]) + "-" + "".join(symbols[3:]))
        if tx.cases.find(number) is None:
            return number


def _card(case: Case, occasion: Occasion, policy: Policy, chance: Chance) -> Outgoing:
    # The delay parts the tap from the card, so that nobody can match a person to it by the clock.
    seconds = 0 if case.urgent else chance.below(policy.delay_minutes * 60 + 1)
    return Outgoing(
        id=OutgoingId(chance.token(8).hex()),
        what=PostCard(case=case.id, spot=Spot.QUEUE),
        priority=Priority.URGENT if case.urgent else Priority.CARD,
        due_at=occasion.now + timedelta(seconds=seconds),
    )
