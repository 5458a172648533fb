"""Staff look at files and words of a case in their private chat; what is shown there goes again.

Who may look is checked by the caller, at each press. Never knows who reported.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.model.attached import AttachedFile, OfCase, numbered
from domain.model.audit import acted
from domain.model.case import Case
from domain.model.errors import CaseGone, EvidenceGone
from domain.model.ids import CaseId, CaseNumber, ChatId, EvidenceId, OutgoingId
from domain.model.occasion import Occasion
from domain.model.outgoing import Outgoing, Post, Priority, RemovePosts, ShowEvidence, Spot, What
from domain.model.staff import StaffMember
from domain.ports import Chance, Transaction

SHOWN_FOR = timedelta(hours=24)
"""After this files and words go from staff's chats; Telegram lets bots delete for 48 hours only."""

LOOKED = "evidence"
"""What the audit log calls it that somebody looked at the files of a case."""

APART = timedelta(milliseconds=1)
"""How much later a file is due than the one before it; all of them are due at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Exhibit:
    """One file of a case, the number of the case, and which of its files it is, from 1."""

    case: CaseNumber
    file: AttachedFile
    number: int
    of_its_kind: int


def files_of(case: Case) -> tuple[AttachedFile, ...]:
    """List the files of a case."""
    return case.every_file


def show_evidence(
    tx: Transaction, case_id: CaseId, member: StaffMember, *, occasion: Occasion, chance: Chance
) -> Case:
    """Queue every file of a case for a member's private chat, in place of those shown before.

    That they looked becomes a line of the audit log.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    case = tx.cases.get(case_id)
    if case is None:
        raise CaseGone
    # A private chat's id is its person's id.
    chat = ChatId(member.id)
    finish_viewing(tx, case_id, chat, now=occasion.now, chance=chance)
    parts = [(file.id, part) for file in files_of(case) for part in range(len(file.parts))]
    for place, (evidence, part) in enumerate(parts):
        what = ShowEvidence(case=case_id, evidence=evidence, part=part, chat=chat)
        due_at = occasion.now - (len(parts) - place) * APART
        _queue(tx, what, Priority.CARD, due_at, chance)
    if parts:
        tx.audit.add(acted(LOOKED, member, occasion.now, case.number))
    return case


def exhibit(tx: Transaction, case_id: CaseId, evidence: EvidenceId) -> Exhibit | None:
    """Return a file to show; None once it, or its case, was erased."""
    case = tx.cases.get(case_id)
    files = files_of(case) if case else ()
    for at, file in enumerate(files, 1):
        if case and file.id == evidence:
            return Exhibit(
                case=case.number, file=file, number=at, of_its_kind=numbered(files)[evidence]
            )
    return None


def piece(
    tx: Transaction, case_id: CaseId, evidence: EvidenceId, part: int, number: int
) -> bytes | None:
    """Return a piece of a file; None after the last one, and where a backup left the file out."""
    try:
        return tx.evidence.piece(evidence, OfCase(case=case_id), part, number)
    except EvidenceGone:
        return None


def note_shown(
    tx: Transaction, row: Outgoing, case_id: CaseId, post: Post, *, now: datetime, chance: Chance
) -> None:
    """Remember a message with a file, and when it has to go."""
    tx.outbox.remove(row.id)
    gone = tx.cases.get(case_id) is None
    if not gone:
        tx.posts.add(case_id, Spot.PRIVATE, post)
    due_at = now if gone else now + SHOWN_FOR
    removal = RemovePosts(posts=(post,), case=None if gone else case_id)
    _queue(tx, removal, Priority.COSMETIC, due_at, chance)


def hold_words(
    tx: Transaction, case_id: CaseId, post: Post, *, now: datetime, chance: Chance
) -> bool:
    """Remember a message that is about to show words of a case, and when it has to go.

    To be asked before each time it shows any.  False: the case is gone, and nothing may be shown.
    """
    if tx.cases.get(case_id) is None:
        return False
    if post not in tx.posts.of(case_id, Spot.WORDS):
        tx.posts.add(case_id, Spot.WORDS, post)
        removal = RemovePosts(posts=(post,), case=case_id)
        _queue(tx, removal, Priority.COSMETIC, now + SHOWN_FOR, chance)
    return True


def finish_viewing(
    tx: Transaction, case_id: CaseId, chat: ChatId, *, now: datetime, chance: Chance
) -> None:
    """Remove the files of a case from a member's private chat."""
    posts = tx.posts.forget(case_id, Spot.PRIVATE, chat)
    if posts:
        _queue(tx, RemovePosts(posts=posts), Priority.URGENT, now, chance)


def _queue(
    tx: Transaction, what: What, priority: Priority, due_at: datetime, chance: Chance
) -> None:
    outgoing = OutgoingId(chance.token(8).hex())
    tx.outbox.put(Outgoing(id=outgoing, what=what, priority=priority, due_at=due_at))
