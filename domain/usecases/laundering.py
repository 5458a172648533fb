"""What the worker asks that fetches and cleans files: what waits, and what became of it.

A file's request goes in the same transaction in which its cleaned bytes, or the reason why there
are none, become part of the draft or the case.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.adding import OVER, keep_addition
from domain.model.answers import Answer, Answers, attached
from domain.model.attached import AttachedFile, FileState, Holder, OfCase, OfDraft
from domain.model.case import ATTACHED
from domain.model.conversation import Conversation
from domain.model.draft import Draft
from domain.model.errors import CaseGone, EvidenceGone
from domain.model.evidence import Refusal
from domain.model.fetching import SealedRequest
from domain.model.ids import CaseId, EvidenceId, ReporterKey, StepId
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.ports import Chance, Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Landed:
    """A draft whose file was cleaned or refused, and what is remembered of the chat."""

    file: AttachedFile
    draft: Draft
    conversation: Conversation | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LandedInCase:
    """A file that was added to a case, or the reason why it was not."""

    file: AttachedFile
    case: CaseId


def waiting_files(tx: Transaction) -> tuple[EvidenceId, ...]:
    """List the files that have to be fetched and cleaned."""
    return tx.evidence.waiting()


def overdue_files(tx: Transaction, now: datetime) -> tuple[EvidenceId, ...]:
    """List the files of which the time is over to fetch them for a case (`visiting.FETCH_TIME`)."""
    return tx.evidence.overdue(now)


def request_of(tx: Transaction, evidence: EvidenceId) -> SealedRequest | None:
    """Return how to fetch a file; None once it was removed."""
    return tx.evidence.request(evidence)


def known_of(tx: Transaction, evidence: EvidenceId, holder: Holder) -> AttachedFile:
    """Return what is known of a file, or raise `EvidenceGone`."""
    file = tx.evidence.get(evidence, holder)
    if file is None:
        raise EvidenceGone
    return file


def begin_cleaning(tx: Transaction, evidence: EvidenceId, holder: Holder) -> AttachedFile:
    """Count one try more and delete what an earlier one left; raises `EvidenceGone`.

    Counted before it begins: a file that brings the process down must not do so for ever.
    """
    file = known_of(tx, evidence, holder)
    begun = replace(file, tries=file.tries + 1)
    tx.evidence.put(begun, holder)
    tx.evidence.forget_pieces(evidence)
    return begun


def store_piece(
    tx: Transaction, evidence: EvidenceId, holder: Holder, data: bytes, *, part: int, number: int
) -> None:
    """Store one piece of a cleaned file: small, so that nobody's commit waits long behind it."""
    tx.evidence.add_piece(evidence, holder, part, number, data)


def land(
    tx: Transaction,
    file: AttachedFile,
    holder: Holder,
    *,
    occasion: Occasion,
    policy: Policy,
    chance: Chance,
) -> Landed | LandedInCase:
    """Note what became of a file, with its draft or its case; raises `EvidenceGone`."""
    match holder:
        case OfDraft(reporter=reporter):
            _settle(tx, file, holder)
            return _land_in_draft(tx, file, reporter)
        case OfCase():
            return _land_in_case(tx, file, holder, occasion=occasion, policy=policy, chance=chance)


def _settle(tx: Transaction, file: AttachedFile, holder: Holder) -> None:
    """Keep what was cleaned and nothing of what was refused; how it was fetched goes either way."""
    if file.state is FileState.CLEAN:
        tx.evidence.put(file, holder)
        tx.evidence.erase_request(file.id, holder)
    else:
        known_of(tx, file.id, holder)
        tx.evidence.erase(file.id)


def _land_in_draft(tx: Transaction, file: AttachedFile, reporter: ReporterKey) -> Landed:
    draft = tx.drafts.get(reporter)
    if draft is None:
        raise EvidenceGone
    after = replace(draft, answers=_changed(draft.answers, file))
    tx.drafts.put(after)
    return Landed(file=file, draft=after, conversation=tx.conversations.get(reporter))


def _land_in_case(
    tx: Transaction,
    file: AttachedFile,
    holder: OfCase,
    *,
    occasion: Occasion,
    policy: Policy,
    chance: Chance,
) -> LandedInCase:
    case = tx.cases.get(holder.case)
    if case is None:
        raise CaseGone
    if case.status in OVER:
        # The work ended while it was cleaned.
        file = file.turned_down(Refusal.CASE_OVER)
    _settle(tx, file, holder)
    if file.state is FileState.CLEAN:
        after = replace(case, files=(*case.files, file))
        keep_addition(tx, after, ATTACHED, occasion=occasion, policy=policy, chance=chance)
    return LandedInCase(file=file, case=case.id)


def _changed(answers: Answers, file: AttachedFile) -> dict[StepId, Answer]:
    changed = dict(answers)
    for step, answer in attached(answers):
        known = answer.find(file.id)
        if known:
            # Its words may have been settled while it was at work.
            changed[step] = answer.with_file(replace(file, caption=known.caption))
    return changed
