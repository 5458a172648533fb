"""Which sender's tag belongs to which case, for a day, so that the sender can be muted.

In memory only: nothing on the disk may tie a case to an account, not even as a keyed hash.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from domain.model.ids import CaseId, SenderTag
from domain.model.mute import SENDER_KNOWN

MOST_CASES: Final = 10_000
"""Whatever came first goes first, so that a flood cannot fill the memory."""


class Senders:
    """The tags behind the cases of the last day."""

    def __init__(self) -> None:
        """Start with none: a restart forgets them."""
        self._sent: dict[CaseId, tuple[SenderTag, datetime]] = {}

    def sent(self, case: CaseId, sender: SenderTag, now: datetime) -> None:
        """Remember who sent a case, for a day."""
        self._sent[case] = (sender, now + SENDER_KNOWN)
        if len(self._sent) > MOST_CASES:
            del self._sent[next(iter(self._sent))]

    def of(self, case: CaseId, now: datetime) -> SenderTag | None:
        """Return who sent a case; None where that is not known any more."""
        self.forget_old(now)
        known = self._sent.get(case)
        return known[0] if known else None

    def forget(self, case: CaseId) -> None:
        """Forget who sent a case."""
        self._sent.pop(case, None)

    def forget_sender(self, sender: Sequence[SenderTag]) -> None:
        """Forget what somebody sent."""
        self._sent = {case: known for case, known in self._sent.items() if known[0] not in sender}

    def forget_old(self, now: datetime) -> None:
        """Forget what was sent more than a day ago."""
        self._sent = {case: known for case, known in self._sent.items() if known[1] > now}
