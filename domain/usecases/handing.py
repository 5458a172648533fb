"""A person hands over files: adds them to a draft, takes one out again, decides about their words.

How a file could be fetched passes through here sealed; nobody here can open it.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.drafting import draft_to_change, keep_draft, with_part
from domain.model.answers import Attached
from domain.model.attached import WITH_PICTURE, AttachedFile, FileState, OfDraft
from domain.model.draft import Draft, opened
from domain.model.errors import AnswerRefused, EvidenceGone, StaleButton
from domain.model.fetching import SealedRequest
from domain.model.form import Form
from domain.model.ids import EvidenceId, Language, ReporterKey
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.model.step import Files, LongWords
from domain.ports import Transaction

OFFER_TIME = timedelta(hours=12)
"""How long the question whether to take a file waits for its answer."""


@dataclass(frozen=True, kw_only=True, slots=True)
class InHand:
    """Where a person stands with their files: the draft, and what they were asked about."""

    draft: Draft | None
    offered: tuple[AttachedFile, ...]


def in_hand(tx: Transaction, reporter: ReporterKey) -> InHand:
    """Return where a person stands with their files."""
    return InHand(draft=tx.drafts.get(reporter), offered=_offered(tx, reporter))


def hand_over(
    tx: Transaction,
    reporter: ReporterKey,
    file: AttachedFile,
    request: SealedRequest,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> InHand:
    """Take a file that was sent: at once where files are asked for, else once the person agrees.

    What may tell a voice waits for a yes in any case.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    step, known = _files_step(form), in_hand(tx, reporter)
    before = _attached(known.draft, step).files if known.draft else ()
    placed = replace(file, place=max((each.place for each in (*before, *known.offered)), default=0))
    placed = replace(placed, place=placed.place + 1, state=FileState.OFFERED)
    step.check(Attached(files=(*before, *known.offered, placed)))
    holder = OfDraft(reporter=reporter)
    draft = known.draft
    asked = draft is not None and draft.at == step.id
    if draft is None or not asked or placed.may_tell_a_voice:
        tx.evidence.add(placed, holder, request, ends_at=occasion.now + OFFER_TIME)
        return in_hand(tx, reporter)
    waiting = replace(placed, state=FileState.WAITING)
    tx.evidence.add(waiting, holder, request)
    after = _with_files(draft, step, _attached(draft, step).with_file(waiting))
    keep_draft(tx, after, occasion, policy)
    return in_hand(tx, reporter)


def take_offered(
    tx: Transaction,
    reporter: ReporterKey,
    *,
    without_sound: bool,
    language: Language,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft:
    """Take what the person was asked about, into the draft or into a new one."""
    tx.updates.claim(occasion.update, occasion.now.date())
    step, known = _files_step(form), in_hand(tx, reporter)
    if not known.offered:
        raise StaleButton
    draft = known.draft or opened(
        reporter,
        form,
        {},
        language=language,
        expires_at=policy.draft_expires_at(occasion.now),
        short=True,
    )
    files = _attached(draft, step)
    for file in known.offered:
        silent = without_sound and file.sent_as in WITH_PICTURE
        waiting = replace(file, state=FileState.WAITING, without_sound=silent)
        tx.evidence.put(waiting, OfDraft(reporter=reporter))
        files = files.with_file(waiting)
    step.check(files)
    return keep_draft(tx, _with_files(draft, step, files), occasion, policy)


def leave_offered(tx: Transaction, reporter: ReporterKey) -> None:
    """Forget what the person was asked about and does not want to send."""
    for file in tx.evidence.offered(reporter):
        tx.evidence.erase(file.id)


def remove_file(
    tx: Transaction,
    reporter: ReporterKey,
    evidence: EvidenceId,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft:
    """Take a file out of the draft and erase it."""
    draft, step, _ = _known(tx, reporter, evidence, occasion, form)
    tx.evidence.erase(evidence)
    after = _with_files(draft, step, _attached(draft, step).without(evidence))
    return keep_draft(tx, after, occasion, policy)


def settle_caption(
    tx: Transaction,
    reporter: ReporterKey,
    evidence: EvidenceId,
    *,
    keep: bool,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft:
    """Put the words that came with a file into the story, or leave them out for good."""
    draft, step, file = _known(tx, reporter, evidence, occasion, form)
    story = form.step(form.story) if form.story else None
    if keep and file.caption:
        if not isinstance(story, LongWords):
            raise AnswerRefused("wrong-kind")
        draft = with_part(draft, story, file.caption, forwarded=file.forwarded)
    silent = replace(file, caption="")
    if file.state is FileState.WAITING:
        tx.evidence.put(silent, OfDraft(reporter=reporter))
    after = _with_files(draft, step, _attached(draft, step).with_file(silent))
    return keep_draft(tx, after, occasion, policy)


def _offered(tx: Transaction, reporter: ReporterKey) -> tuple[AttachedFile, ...]:
    return tuple(sorted(tx.evidence.offered(reporter), key=lambda file: file.place))


def _files_step(form: Form) -> Files:
    step = form.step(form.evidence) if form.evidence else None
    if not isinstance(step, Files):
        raise AnswerRefused("wrong-kind")
    return step


def _attached(draft: Draft, step: Files) -> Attached:
    answer = draft.answers.get(step.id)
    return answer if isinstance(answer, Attached) else Attached(files=())


def _known(
    tx: Transaction, reporter: ReporterKey, evidence: EvidenceId, occasion: Occasion, form: Form
) -> tuple[Draft, Files, AttachedFile]:
    step, draft = _files_step(form), draft_to_change(tx, reporter, occasion)
    file = _attached(draft, step).find(evidence)
    if file is None:
        raise EvidenceGone
    return draft, step, file


def _with_files(draft: Draft, step: Files, files: Attached) -> Draft:
    after = draft.noted(step, files) if files.files else draft.without(step)
    # A reading of another question may be waiting for its yes.
    return replace(after, pending=draft.pending)
