"""A person decides about words that could name somebody, one by one, before they see the review.

Which words those are was found before: a use case only makes sure that they still stand there.
"""

from dataclasses import replace

from domain.model.clues import Clue, is_there
from domain.model.draft import Draft
from domain.model.errors import NoDraft, StaleButton
from domain.model.ids import ReporterKey
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.ports import Transaction


def hide_clues(
    tx: Transaction,
    reporter: ReporterKey,
    clues: tuple[Clue, ...],
    marker: str,
    *,
    occasion: Occasion,
    policy: Policy,
) -> Draft:
    """Put a marker in the place of words in the answers themselves: the words are kept nowhere."""
    draft = _holding(tx, reporter, clues, occasion)
    return _store(tx, draft.hiding(clues, marker), occasion, policy)


def keep_clues(
    tx: Transaction,
    reporter: ReporterKey,
    clues: tuple[Clue, ...],
    *,
    occasion: Occasion,
    policy: Policy,
) -> Draft:
    """Remember that the person wants to keep these words, so that nobody asks again."""
    draft = _holding(tx, reporter, clues, occasion)
    return _store(tx, draft.keeping(clues), occasion, policy)


def _holding(
    tx: Transaction, reporter: ReporterKey, clues: tuple[Clue, ...], occasion: Occasion
) -> Draft:
    tx.updates.claim(occasion.update, occasion.now.date())
    draft = tx.drafts.get(reporter)
    if draft is None:
        raise NoDraft
    if not all(is_there(each, draft.answers) for each in clues):
        raise StaleButton
    return draft


def _store(tx: Transaction, draft: Draft, occasion: Occasion, policy: Policy) -> Draft:
    kept = replace(draft, expires_at=policy.draft_expires_at(occasion.now))
    tx.drafts.put(kept)
    return kept
