"""Who is looking at a case of theirs just now, and who tried codes that lead nowhere.

In memory only: a restart forgets it, and a thief of the disk finds nothing of it.
"""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from domain.model.attached import AttachedFile
from domain.model.contact import Proof
from domain.model.fetching import SealedRequest
from domain.model.ids import CaseId, ReporterKey, UpdateId

IDLE: Final = timedelta(minutes=30)
"""After this long without a tap the code has to be given again."""

MOST_VISITS: Final = 1000
"""Whoever came first goes first, so that a crowd cannot fill the memory."""

WRONG_CODES: Final = 5
ALL_WRONG_CODES: Final = 600
WINDOW: Final = timedelta(minutes=10)
"""So many wrong codes from one chat, and from all, within this time; then everybody waits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A file that somebody was asked about; nothing of it is fetched or written down before yes."""

    file: AttachedFile
    request: SealedRequest = field(repr=False)
    update: UpdateId


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """A case that lies open in a chat; ``there``: it is what the chat shows now.

    ``offers``: files that were sent for it, until their sender says yes or no.  ``heard``: the
    updates they came with, so that none is asked about twice.
    """

    case: CaseId
    proof: Proof
    until: datetime
    there: bool = True
    offers: tuple[Offer, ...] = ()
    heard: frozenset[UpdateId] = frozenset()

    @property
    def offered(self) -> tuple[AttachedFile, ...]:
        """Return the files that wait for a yes."""
        return tuple(offer.file for offer in self.offers)


class Visits:
    """Open cases by chat, the awaited codes, and the limit on wrong ones."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._open: dict[ReporterKey, Visit] = {}
        self._awaited: dict[ReporterKey, datetime] = {}
        self._wrong: dict[ReporterKey, deque[datetime]] = {}
        self._all_wrong: deque[datetime] = deque()

    def begin(self, reporter: ReporterKey, case: CaseId, proof: Proof, now: datetime) -> None:
        """Open a case in a chat."""
        self._awaited.pop(reporter, None)
        self._open.pop(reporter, None)
        self._open[reporter] = Visit(case=case, proof=proof, until=now + IDLE)
        _keep_newest(self._open)

    def of(self, reporter: ReporterKey, now: datetime) -> Visit | None:
        """Return what lies open in a chat, kept open by looking; None after too long."""
        visit = self._open.get(reporter)
        if visit is None or visit.until <= now:
            self._open.pop(reporter, None)
            return None
        self._open[reporter] = visit = replace(visit, until=now + IDLE, there=True)
        return visit

    def is_there(self, reporter: ReporterKey, now: datetime) -> bool:
        """Tell whether the chat shows an open case now, so that words written are for it."""
        return self.shown(reporter, now) is not None

    def shown(self, reporter: ReporterKey, now: datetime) -> Visit | None:
        """Return the case that the chat shows now, without keeping it open any longer."""
        visit = self._open.get(reporter)
        return visit if visit is not None and visit.there and visit.until > now else None

    def offer(self, reporter: ReporterKey, offer: Offer) -> None:
        """Remember a file until its sender says whether it is for the open case."""
        visit = self._open.get(reporter)
        if visit and offer.update not in visit.heard:
            offers, heard = (*visit.offers, offer), visit.heard | {offer.update}
            self._open[reporter] = replace(visit, offers=offers, heard=heard)

    def drop_offers(self, reporter: ReporterKey) -> None:
        """Forget the files that were asked about."""
        if visit := self._open.get(reporter):
            self._open[reporter] = replace(visit, offers=())

    def leave(self, reporter: ReporterKey) -> None:
        """Look at something else; the case can be looked at again without the code."""
        self._awaited.pop(reporter, None)
        if visit := self._open.get(reporter):
            self._open[reporter] = replace(visit, there=False, offers=())

    def end(self, reporter: ReporterKey) -> None:
        """Close the case; the code has to be given again."""
        self._awaited.pop(reporter, None)
        self._open.pop(reporter, None)

    def await_code(self, reporter: ReporterKey, now: datetime) -> None:
        """Take what is written next for a code."""
        self._awaited.pop(reporter, None)
        self._awaited[reporter] = now + IDLE
        _keep_newest(self._awaited)

    def awaits_none(self, reporter: ReporterKey) -> None:
        """Take what is written next for words again."""
        self._awaited.pop(reporter, None)

    def awaits_code(self, reporter: ReporterKey, now: datetime) -> bool:
        """Tell whether what is written now is meant as a code."""
        until = self._awaited.get(reporter)
        return until is not None and until > now

    def may_try(self, reporter: ReporterKey, now: datetime) -> bool:
        """Tell whether this chat may try a code now."""
        mine = _recent(self._wrong.get(reporter, deque()), now)
        return len(mine) < WRONG_CODES and len(_recent(self._all_wrong, now)) < ALL_WRONG_CODES

    def was_wrong(self, reporter: ReporterKey, now: datetime) -> None:
        """Note a code that leads nowhere."""
        self._wrong.setdefault(reporter, deque()).append(now)
        self._all_wrong.append(now)
        for known in [each for each, times in self._wrong.items() if not _recent(times, now)]:
            del self._wrong[known]


def _recent(times: deque[datetime], now: datetime) -> deque[datetime]:
    while times and times[0] + WINDOW <= now:
        times.popleft()
    return times


def _keep_newest(known: dict[ReporterKey, Visit] | dict[ReporterKey, datetime]) -> None:
    if len(known) > MOST_VISITS:
        del known[next(iter(known))]
