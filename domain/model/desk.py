"""What a member of staff is in the middle of, when an action needs words."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.model.ids import CaseId, StepId


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """The action whose words are awaited, on which case, until when.

    ``choice``: the choice made before the words (a reason).  ``step``: the answer being masked.
    ``words``: a letter that was shown and not sent yet; ``stamp``: names just that showing of it,
    so that what is sent is what was read last.
    """

    action: str
    case: CaseId
    expires_at: datetime
    choice: str = ""
    step: StepId | None = None
    words: str = field(default="", repr=False)
    stamp: str = ""
