"""A report that is not sent yet: the answers so far and where the person is."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from domain.model.answers import Answer, Answers
from domain.model.clues import Clue, Kept, still_there, with_hidden
from domain.model.form import Form
from domain.model.ids import Language, ReporterKey, StepId
from domain.model.step import Step

REVIEW: Final = StepId("review")
"""Where a draft is when every question was passed: "Check your answers"."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """One person's draft.

    ``at``: the step being asked, or `REVIEW`.  ``short``: on the short way.
    ``changing``: came from the review to change one answer, and goes back there.
    ``pending``: a reading of what was typed that waits for the person's yes.
    ``kept``: words that could name somebody and that the person decided to keep.
    """

    reporter: ReporterKey
    form_id: str
    language: Language
    at: StepId
    expires_at: datetime
    answers: Answers = field(default_factory=dict)
    short: bool = False
    changing: bool = False
    pending: Answer | None = None
    kept: tuple[Kept, ...] = ()

    def answered(self, form: Form, step: Step, answer: Answer) -> "Draft":
        """Take an answer and move on: to the next open question, or back to the review."""
        taken = self.noted(step, answer)
        if not self.changing:
            return replace(taken, at=_next_after(taken, form, step))
        at = _opened_by(taken, form, step)
        return replace(taken, at=at, changing=at != REVIEW)

    def noted(self, step: Step, answer: Answer) -> "Draft":
        """Take an answer, or part of one, and stay."""
        return self._with({**self.answers, step.id: answer})

    def without(self, step: Step) -> "Draft":
        """Forget the answer to a step and stay."""
        kept = {key: value for key, value in self.answers.items() if key != step.id}
        return self._with(kept)

    def keeping(self, clues: Iterable[Clue]) -> "Draft":
        """Remember that the person wants to keep these words."""
        more = (Kept(each.step, each.sighting.words) for each in clues)
        return replace(self, kept=tuple(dict.fromkeys((*self.kept, *more))))

    def hiding(self, clues: Iterable[Clue], marker: str) -> "Draft":
        """Put a marker in the place of these words; they are in the draft no longer."""
        return self._with(with_hidden(self.answers, clues, marker))

    def _with(self, answers: Answers) -> "Draft":
        # What was kept goes with its words, so that a draft never knows more than its answers.
        kept = still_there(self.kept, answers) if self.kept else ()
        return replace(self, answers=answers, pending=None, kept=kept)

    def back(self, form: Form) -> "Draft | None":
        """Go to the question before, or to the review when changing; None at the first one."""
        if self.changing:
            return replace(self, at=REVIEW, changing=False, pending=None)
        path = form.path(self.answers, short=self.short)
        before: Step | None = None
        for step in path:
            if step.id == self.at:
                break
            before = step
        return replace(self, at=before.id, pending=None) if before else None


def opened(
    reporter: ReporterKey,
    form: Form,
    answers: Answers,
    *,
    language: Language,
    expires_at: datetime,
    short: bool,
) -> Draft:
    """Return a draft at its first question; answers may be there already."""
    known = dict(answers)
    return Draft(
        reporter=reporter,
        form_id=form.id,
        language=language,
        at=form.first(known, short=short).id,
        expires_at=expires_at,
        answers=known,
        short=short,
    )


def _next_after(draft: Draft, form: Form, step: Step) -> StepId:
    path = form.path(draft.answers, short=draft.short)
    at = next((index for index, each in enumerate(path) if each.id == step.id), -1)
    waiting = (each.id for each in path[at + 1 :] if each.id not in draft.answers)
    return next(waiting, REVIEW)


def _opened_by(draft: Draft, form: Form, step: Step) -> StepId:
    # A changed answer leads back to the review, by way of the questions that only it opened.
    opened = form.depending_on(step.id)
    path = form.path(draft.answers)
    fresh = (each.id for each in path if each.id in opened and each.id not in draft.answers)
    return next(fresh, REVIEW)
