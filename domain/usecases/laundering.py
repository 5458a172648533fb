"""What the worker asks that fetches and cleans files: what waits, and what became of it.

A file's request goes in the same transaction in which its cleaned bytes, or the reason why there
are none, become part of the draft or the case.
"""

from dataclasses import dataclass, replace

from domain.model.answers import Answer, Answers, attached
from domain.model.attached import AttachedFile, FileState, Holder, OfCase, OfDraft
from domain.model.case import Case
from domain.model.conversation import Conversation
from domain.model.draft import Draft
from domain.model.errors import CaseGone, EvidenceGone
from domain.model.fetching import SealedRequest
from domain.model.ids import CaseId, EvidenceId, OutgoingId, ReporterKey, StepId
from domain.model.occasion import Occasion
from domain.model.outgoing import CARD_SPOTS, Outgoing, Priority, RefreshCard
from domain.ports import Chance, Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Landed:
    """A draft whose file was cleaned or refused, and what is remembered of the chat."""

    draft: Draft
    conversation: Conversation | None


def waiting_files(tx: Transaction) -> tuple[EvidenceId, ...]:
    """List the files that have to be fetched and cleaned."""
    return tx.evidence.waiting()


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
    tx: Transaction, file: AttachedFile, holder: Holder, *, occasion: Occasion, chance: Chance
) -> Landed | None:
    """Note what became of a file, with its draft or its case; raises `EvidenceGone`."""
    if file.state is FileState.CLEAN:
        tx.evidence.put(file, holder)
        tx.evidence.erase_request(file.id)
    else:
        known_of(tx, file.id, holder)
        tx.evidence.erase(file.id)
    match holder:
        case OfDraft(reporter=reporter):
            return _land_in_draft(tx, file, reporter)
        case OfCase(case=case):
            _land_in_case(tx, file, case, occasion, chance)
            return None


def _land_in_draft(tx: Transaction, file: AttachedFile, reporter: ReporterKey) -> Landed:
    draft = tx.drafts.get(reporter)
    if draft is None:
        raise EvidenceGone
    after = replace(draft, answers=_changed(draft.answers, file))
    tx.drafts.put(after)
    return Landed(draft=after, conversation=tx.conversations.get(reporter))


def _land_in_case(
    tx: Transaction, file: AttachedFile, case_id: CaseId, occasion: Occasion, chance: Chance
) -> None:
    case = tx.cases.get(case_id)
    if case is None:
        raise CaseGone
    answers = _changed(case.report.answers, file)
    tx.cases.put(replace(case, report=replace(case.report, answers=answers)))
    _redraw(tx, case, occasion, chance)


def _redraw(tx: Transaction, case: Case, occasion: Occasion, chance: Chance) -> None:
    for spot in CARD_SPOTS:
        if tx.posts.of(case.id, spot):
            tx.outbox.put(
                Outgoing(
                    id=OutgoingId(chance.token(8).hex()),
                    what=RefreshCard(case=case.id, spot=spot),
                    priority=Priority.COSMETIC,
                    due_at=occasion.now,
                )
            )


def _changed(answers: Answers, file: AttachedFile) -> dict[StepId, Answer]:
    changed = dict(answers)
    for step, answer in attached(answers):
        known = answer.find(file.id)
        if known:
            # Its words may have been settled while it was at work.
            changed[step] = answer.with_file(replace(file, caption=known.caption))
    return changed
