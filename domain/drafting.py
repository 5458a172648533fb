"""What every use case that changes a draft does before and after, whichever it is a part of.

The one place that says when a draft is there to be changed, and that a draft which is touched lives
its full time from then on.
"""

from dataclasses import replace

from domain.model.answers import Written
from domain.model.draft import Draft
from domain.model.errors import NoDraft
from domain.model.ids import ReporterKey
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.model.step import LongWords
from domain.ports import Transaction


def draft_to_change(tx: Transaction, reporter: ReporterKey, occasion: Occasion) -> Draft:
    """Claim the update and return the person's draft, or raise `AlreadyHandled` or `NoDraft`."""
    tx.updates.claim(occasion.update, occasion.now.date())
    draft = tx.drafts.get(reporter)
    if draft is None:
        raise NoDraft
    return draft


def keep_draft(tx: Transaction, draft: Draft, occasion: Occasion, policy: Policy) -> Draft:
    """Store a changed draft for its full time from now, and return it as it is stored."""
    kept = replace(draft, expires_at=policy.draft_expires_at(occasion.now))
    tx.drafts.put(kept)
    return kept


def with_part(draft: Draft, step: LongWords, text: str, *, forwarded: bool = False) -> Draft:
    """Add words to a long answer, or raise `AnswerRefused` where they do not fit any more."""
    given = draft.answers.get(step.id)
    so_far = given if isinstance(given, Written) else Written(parts=())
    answer = Written(parts=(*so_far.parts, text), forwarded=so_far.forwarded or forwarded)
    step.check(answer)
    return draft.noted(step, answer)
