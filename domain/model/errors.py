"""What can go wrong by the rules, each with its meaning for developers.

DomainError
├── AlreadyHandled      the same update came a second time
├── NoDraft             the person has no report under way
├── StaleButton         the button belongs to an earlier step
├── AnswerRefused       the answer does not fit the step (``reason`` names the words to show)
├── NotReadyToSend      a required fact is missing (``missing``)
├── FilesInWork         files are still being cleaned (``count``)
├── CaseGone            the case was erased, or never was
├── EvidenceGone        the file was removed meanwhile, or is somebody else's
├── CardChanged         the case moved on since this card was drawn
├── NoSuchCase          no case has the number that was typed
├── WordsNotThere       the words to mask are in no answer
├── NotAllowed          the member of staff may not do this (``needs`` names who may)
├── NotPossibleNow      the case is in no state for this action (``status``)
├── ConditionUnmet      the case lacks what the action needs (``condition``)
├── NeedsAnother        the member of staff proposed this, so somebody else has to confirm it
└── Muted               reports of this person are not taken for a while (``until``)

The words that people read live in the catalogue, never here.
"""

from datetime import date

from domain.model.ids import StepId


class DomainError(Exception):
    """A rule said no; the words for it are in the catalogue under ``key``."""

    key = "problem-unknown"


class AlreadyHandled(DomainError):
    """The same update came a second time; nothing was changed."""

    key = "problem-already-handled"


class NoDraft(DomainError):
    """The person has no report under way."""

    key = "problem-no-draft"


class StaleButton(DomainError):
    """The button belongs to an earlier step."""

    key = "problem-stale-button"


class AnswerRefused(DomainError):
    """The answer does not fit the step; ``reason`` is one of ``step.REFUSALS``."""

    key = "problem-answer-refused"

    def __init__(self, reason: str, limit: int = 0) -> None:
        """Remember why, and the limit (characters) that was passed, if one was."""
        super().__init__(reason)
        self.reason = reason
        self.limit = limit


class NotReadyToSend(DomainError):
    """Required facts are missing."""

    key = "problem-not-ready"

    def __init__(self, missing: tuple[StepId, ...]) -> None:
        """Remember which steps still need an answer."""
        super().__init__(missing)
        self.missing = missing


class FilesInWork(DomainError):
    """Files of the report are still being cleaned; sending would leave them out."""

    key = "problem-files-in-work"

    def __init__(self, count: int) -> None:
        """Remember how many."""
        super().__init__(count)
        self.count = count


class CaseGone(DomainError):
    """The case was erased, or never was."""

    key = "problem-case-gone"


class EvidenceGone(DomainError):
    """The file was removed meanwhile, or belongs to somebody else."""

    key = "problem-evidence-gone"


class CardChanged(DomainError):
    """The case moved on since this card was drawn; ``by`` is who moved it."""

    key = "problem-card-changed"

    def __init__(self, by: str) -> None:
        """Remember the name of the member of staff who was quicker, or an empty string."""
        super().__init__("card changed")
        self.by = by


class NoSuchCase(DomainError):
    """No other case has the number that was typed; ``itself``: it is this very case's."""

    key = "problem-no-such-case"

    def __init__(self, typed: str, *, itself: bool = False) -> None:
        """Remember what was typed, to show it to whoever typed it, and whether it is this case."""
        super().__init__("no such case")
        self.typed = typed
        self.itself = itself


class WordsNotThere(DomainError):
    """The words that a moderator wants to mask are in no answer of the case."""

    key = "problem-words-not-there"


class NotAllowed(DomainError):
    """The member of staff may not do this; ``needs`` is the role that may."""

    key = "problem-not-allowed"

    def __init__(self, needs: str, owner: str = "") -> None:
        """Remember who may: a role's id, and the owner's name where only the owner may."""
        super().__init__(needs)
        self.needs = needs
        self.owner = owner


class NotPossibleNow(DomainError):
    """The case is in no state for this action."""

    key = "problem-not-possible-now"

    def __init__(self, status: str) -> None:
        """Remember the status that forbids it."""
        super().__init__(status)
        self.status = status


class ConditionUnmet(DomainError):
    """The case lacks what the action needs; ``condition`` is a `Condition` of actions."""

    key = "problem-condition-unmet"

    def __init__(self, condition: str) -> None:
        """Remember which condition is not met."""
        super().__init__(condition)
        self.condition = condition


class NeedsAnother(DomainError):
    """The member of staff proposed this, so somebody else has to confirm it."""

    key = "problem-needs-another"


class Muted(DomainError):
    """Reports of this person are not taken before a day; ``until`` is that day."""

    key = "problem-muted"

    def __init__(self, until: date) -> None:
        """Remember the day from which reports are taken again."""
        super().__init__("muted")
        self.until = until
