"""A person writes and changes a report; `submitting` sends it.

Every use case that a tap or a message causes claims its update first, so that a repeat of it
changes nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.drafting import draft_to_change, keep_draft, with_part
from domain.model.answers import Answer, attached
from domain.model.draft import REVIEW, Draft, opened
from domain.model.errors import AnswerRefused, NotReadyToSend, StaleButton
from domain.model.form import Form
from domain.model.ids import Language, OptionId, ReporterKey, StepId
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.model.step import LongWords, ManyOf, Step
from domain.ports import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """A draft after an answer, and whether that answer speaks of danger."""

    draft: Draft
    danger: bool


def begin_report(
    tx: Transaction,
    reporter: ReporterKey,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
    language: Language,
    short: bool = False,
    answers: Mapping[StepId, Answer] | None = None,
) -> Draft:
    """Open a draft at its first question, in place of any other; answers may be there already."""
    tx.updates.claim(occasion.update, occasion.now.date())
    _forget_files(tx, tx.drafts.get(reporter))
    draft = opened(
        reporter,
        form,
        answers or {},
        language=language,
        expires_at=policy.draft_expires_at(occasion.now),
        short=short,
    )
    tx.drafts.put(draft)
    return draft


def current_draft(tx: Transaction, reporter: ReporterKey) -> Draft | None:
    """Return the person's draft."""
    return tx.drafts.get(reporter)


def answer_step(
    tx: Transaction,
    reporter: ReporterKey,
    step_id: StepId,
    answer: Answer,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Answered:
    """Take an answer to the question being asked and move on."""
    draft, step = _asked(tx, reporter, step_id, occasion, form)
    step.check(answer)
    after = keep_draft(tx, draft.answered(form, step, answer), occasion, policy)
    return Answered(draft=after, danger=form.raises_danger(step, after.answers))


def say_safe(
    tx: Transaction, reporter: ReporterKey, *, occasion: Occasion, form: Form, policy: Policy
) -> Draft:
    """Note that a person who was not safe now is; they stay where they are."""
    draft = draft_to_change(tx, reporter, occasion)
    after = replace(draft, answers=form.safe_again(draft.answers))
    return keep_draft(tx, after, occasion, policy)


def toggle_option(
    tx: Transaction,
    reporter: ReporterKey,
    step_id: StepId,
    option: OptionId,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft:
    """Switch one option of a question with several answers on or off, and stay there."""
    draft, step = _asked(tx, reporter, step_id, occasion, form)
    if not isinstance(step, ManyOf):
        raise AnswerRefused("wrong-kind")
    chosen = step.toggled(draft.answers.get(step_id), option)
    after = draft.noted(step, chosen) if chosen.options else draft.without(step)
    return keep_draft(tx, after, occasion, policy)


def add_words(
    tx: Transaction,
    reporter: ReporterKey,
    step_id: StepId,
    text: str,
    *,
    forwarded: bool = False,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft:
    """Add a message to a long answer and stay; the person says when it is done."""
    draft, step = _asked(tx, reporter, step_id, occasion, form)
    if not isinstance(step, LongWords):
        raise AnswerRefused("wrong-kind")
    return keep_draft(tx, with_part(draft, step, text, forwarded=forwarded), occasion, policy)


def add_to_story(
    tx: Transaction,
    reporter: ReporterKey,
    step_id: StepId,
    parts: tuple[str, ...],
    *,
    forwarded: bool = False,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft:
    """Add words that came from elsewhere to a long answer, wherever the person is."""
    draft, step = draft_to_change(tx, reporter, occasion), form.step(step_id)
    if not isinstance(step, LongWords):
        raise AnswerRefused("wrong-kind")
    for part in parts:
        draft = with_part(draft, step, part, forwarded=forwarded)
    return keep_draft(tx, draft, occasion, policy)


def clear_answer(
    tx: Transaction,
    reporter: ReporterKey,
    step_id: StepId,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft:
    """Forget the answer to the question being asked, to write it anew."""
    draft, step = _asked(tx, reporter, step_id, occasion, form)
    return keep_draft(tx, draft.without(step), occasion, policy)


def propose_answer(
    tx: Transaction,
    reporter: ReporterKey,
    step_id: StepId,
    proposal: Answer | None,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft:
    """Keep a reading of what was typed or shared until the person says yes (None: drop it)."""
    draft, step = _asked(tx, reporter, step_id, occasion, form)
    if proposal is not None:
        step.check(proposal)
    return keep_draft(tx, replace(draft, pending=proposal), occasion, policy)


def go_back(
    tx: Transaction,
    reporter: ReporterKey,
    step_id: StepId,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft | None:
    """Go to the question before; None when there is none, and nothing is changed."""
    draft = draft_to_change(tx, reporter, occasion)
    if draft.at != step_id:
        raise StaleButton
    before = draft.back(form)
    return keep_draft(tx, before, occasion, policy) if before else None


def change_answer(
    tx: Transaction,
    reporter: ReporterKey,
    step_id: StepId,
    *,
    occasion: Occasion,
    form: Form,
    policy: Policy,
) -> Draft:
    """Ask one question again; its answer leads straight back to the review."""
    draft = draft_to_change(tx, reporter, occasion)
    step = form.step(step_id)
    if step is None or not step.applies(draft.answers):
        raise StaleButton
    return keep_draft(tx, replace(draft, at=step_id, changing=True, pending=None), occasion, policy)


def review_answers(
    tx: Transaction, reporter: ReporterKey, *, occasion: Occasion, form: Form, policy: Policy
) -> Draft:
    """Leave the rest unasked and check what is there; refused while a required fact is missing."""
    draft = draft_to_change(tx, reporter, occasion)
    missing = form.missing(draft.answers)
    if missing:
        raise NotReadyToSend(missing)
    return keep_draft(tx, replace(draft, at=REVIEW, changing=False, pending=None), occasion, policy)


def resume_questions(
    tx: Transaction, reporter: ReporterKey, *, occasion: Occasion, form: Form, policy: Policy
) -> Draft:
    """Leave the review for the first question that was not asked yet, if there is one."""
    draft = draft_to_change(tx, reporter, occasion)
    path = form.path(draft.answers, short=draft.short)
    at = next((step.id for step in path if step.id not in draft.answers), REVIEW)
    return keep_draft(tx, replace(draft, at=at, changing=False, pending=None), occasion, policy)


def discard_draft(tx: Transaction, reporter: ReporterKey, *, occasion: Occasion) -> bool:
    """Delete the draft; tell whether there was one."""
    tx.updates.claim(occasion.update, occasion.now.date())
    return tx.drafts.remove(reporter)


def _asked(
    tx: Transaction, reporter: ReporterKey, step_id: StepId, occasion: Occasion, form: Form
) -> tuple[Draft, Step]:
    draft, step = draft_to_change(tx, reporter, occasion), form.step(step_id)
    if step is None or draft.at != step_id:
        raise StaleButton
    return draft, step


def _forget_files(tx: Transaction, draft: Draft | None) -> None:
    for _, answer in attached(draft.answers) if draft else ():
        for file in answer.files:
            tx.evidence.erase(file.id)
