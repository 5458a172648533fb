"""Words that people wrote before any report was there to take them, until they say yes or no.

In memory only, and for a few minutes: nothing of them is written down before a yes. A restart
forgets them; then only the message that the offer replies to is left, in the chat itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from domain.model.ids import MessageId, ReporterKey

WAIT: Final = timedelta(minutes=10)
"""This long after somebody's last message their words are forgotten."""

MOST_PEOPLE: Final = 200
MOST_LETTERS: Final = 20_000
"""Of one person, as many as a story takes; whatever came first goes first, in both."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Waiting:
    until: datetime
    by_message: Mapping[MessageId, str] = field(repr=False)
    forwarded: bool


class WaitingWords:
    """What each person has written and was asked about, in the order it was written."""

    def __init__(self) -> None:
        """Start with none."""
        self._waiting: dict[ReporterKey, _Waiting] = {}

    def add(
        self,
        reporter: ReporterKey,
        message: MessageId,
        words: str,
        now: datetime,
        *,
        forwarded: bool = False,
    ) -> None:
        """Remember a message; one that is heard twice is remembered once."""
        self.forget_old(now)
        known = self._waiting.pop(reporter, None)
        by_message = {**(known.by_message if known else {}), message: words}
        while sum(map(len, by_message.values())) > MOST_LETTERS:
            del by_message[next(iter(by_message))]
        self._waiting[reporter] = _Waiting(
            until=now + WAIT,
            by_message=by_message,
            forwarded=forwarded or (known is not None and known.forwarded),
        )
        if len(self._waiting) > MOST_PEOPLE:
            del self._waiting[next(iter(self._waiting))]

    def of(self, reporter: ReporterKey, now: datetime) -> tuple[str, ...]:
        """Return what somebody wrote, a message at a time."""
        self.forget_old(now)
        known = self._waiting.get(reporter)
        return tuple(known.by_message.values()) if known else ()

    def are_forwarded(self, reporter: ReporterKey, now: datetime) -> bool:
        """Tell whether any of what somebody wrote came from another chat."""
        self.forget_old(now)
        known = self._waiting.get(reporter)
        return known is not None and known.forwarded

    def forget(self, reporter: ReporterKey) -> None:
        """Forget what somebody wrote."""
        self._waiting.pop(reporter, None)

    def forget_old(self, now: datetime) -> None:
        """Forget what has waited for too long."""
        for each in [one for one, known in self._waiting.items() if known.until <= now]:
            del self._waiting[each]
