"""What others can do for the domain, apart from keeping things."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import date
from typing import Protocol

from domain.model.attached import Holder
from domain.model.code import CaseCode
from domain.model.contact import MailKeys
from domain.model.evidence import Cleaned
from domain.model.fetching import FetchRequest, SealedRequest
from domain.model.ids import EvidenceId


class Chance(Protocol):
    """Where randomness comes from; the system's in production, seeded in tests."""

    def token(self, length: int) -> bytes:
        """Return that many random bytes."""

    def below(self, limit: int) -> int:
        """Return a random number from 0 up to, not including, the limit."""


MailKeysOf = Callable[[CaseCode], Awaitable[MailKeys]]
"""Leads from a case code to its mailbox and the secret that opens it; slow on purpose."""


class Scrubber(Protocol):
    """Makes a file safe to show, or says why it cannot; the bytes touch no disk on the way."""

    async def scrub(
        self, received: bytes, *, mime_hint: str = "", without_sound: bool = False
    ) -> Cleaned:
        """Return the file rebuilt without what tells of its maker; raises `FileRefused`."""


class RequestSeal(Protocol):
    """Seals how a file is fetched, so that only the worker that fetches it can read it."""

    def seal(self, evidence: EvidenceId, request: FetchRequest) -> SealedRequest:
        """Return a request that only `open` can read."""

    def hand_on(self, evidence: EvidenceId, sealed: SealedRequest, holder: Holder) -> SealedRequest:
        """Return the request of a file that somebody else holds now; nobody sees what is in it."""

    def open(self, evidence: EvidenceId, sealed: SealedRequest) -> FetchRequest:
        """Return the request of a file."""


DateReader = Callable[[str, date, str], date | None]
"""Reads a date in words: text, today, language; None when it cannot."""

DateFinder = Callable[[str, date, str], tuple[str, date] | None]
"""Finds the first words of a longer text that name a day, and that day."""

PhoneFinder = Callable[[str], Iterable[tuple[int, int]]]
"""Finds phone numbers that lead to a person: where each starts and ends in the text."""
