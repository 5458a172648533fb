"""A person decides about words that could name somebody, one by one, before they see the review.

Which words those are was found before: a use case only makes sure that they still stand there.
"""

from domain.drafting import draft_to_change, keep_draft
from domain.model.clues import Clue, is_there
from domain.model.draft import Draft
from domain.model.errors import StaleButton
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
    return keep_draft(tx, draft.hiding(clues, marker), occasion, policy)


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
    return keep_draft(tx, draft.keeping(clues), occasion, policy)


def _holding(
    tx: Transaction, reporter: ReporterKey, clues: tuple[Clue, ...], occasion: Occasion
) -> Draft:
    draft = draft_to_change(tx, reporter, occasion)
    if not all(is_there(each, draft.answers) for each in clues):
        raise StaleButton
    return draft
