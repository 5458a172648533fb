"""What a reporter adds to a case of theirs, whichever use case it is a part of.

The one place that makes lines of a case's history out of what reporters did and tells staff of it.
Nothing here writes down who that was.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from domain.model.case import ADDED, ATTACHED, CUT, NOBODY, Case, Event, Status
from domain.model.errors import NotPossibleNow
from domain.model.ids import OutgoingId
from domain.model.occasion import Occasion
from domain.model.outgoing import (
    CARD_SPOTS,
    FILE_ADDED,
    Outgoing,
    PostNotice,
    Priority,
    RefreshCard,
    What,
)
from domain.model.policy import Policy
from domain.ports import Chance, Transaction

NOTICES: Final = {ADDED: "added", ATTACHED: FILE_ADDED, CUT: "cut"}
"""What staff are told of each act of a reporter."""

OVER: Final = frozenset({Status.CLOSED, Status.DECLINED})
"""A case on which nobody works takes nothing more."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """The outbox at one moment."""

    tx: Transaction
    now: datetime
    chance: Chance

    def tell(self, case: Case, act: str, policy: Policy) -> None:
        """Tell staff wherever the case is shown, after the same random wait as for a new one."""
        seconds = 0 if case.urgent else self.wait(policy)
        for spot in CARD_SPOTS:
            if self.tx.posts.of(case.id, spot):
                refresh = RefreshCard(case=case.id, spot=spot)
                self.put(refresh, Priority.COSMETIC, seconds)
                told = PostNotice(spot=spot, notice=NOTICES[act], number=case.number, case=case.id)
                self.put(told, Priority.CARD, seconds)

    def wait(self, policy: Policy) -> int:
        """Return seconds by chance, so that no clock matches what staff see to a person."""
        return self.chance.below(policy.delay_minutes * 60 + 1)

    def put(self, what: What, priority: Priority, seconds: int = 0) -> None:
        """Put something in line, to be sent after so many seconds."""
        outgoing = OutgoingId(self.chance.token(8).hex())
        due_at = self.now + timedelta(seconds=seconds)
        self.tx.outbox.put(Outgoing(id=outgoing, what=what, priority=priority, due_at=due_at))


def ensure_takes_more(case: Case) -> None:
    """Raise `NotPossibleNow` where nobody works on a case any more."""
    if case.status in OVER:
        raise NotPossibleNow(case.status)


def by_reporter(act: str, on: date) -> Event:
    """Return the line of the history for what a reporter did."""
    return Event(action=act, by=NOBODY, by_name="", on=on)


def keep_addition(
    tx: Transaction,
    case: Case,
    act: str,
    *,
    occasion: Occasion,
    policy: Policy,
    chance: Chance,
) -> None:
    """Store a case to which its reporter added something, and tell staff that there is more.

    Whoever waited for the reporter waits no longer.
    """
    waited = case.status is Status.WAITING_FOR_REPORTER
    after = replace(
        case.after(by_reporter(act, occasion.now.date())),
        status=Status.IN_PROGRESS if waited else case.status,
        version=case.version + waited,
    )
    tx.cases.put(after)
    Line(tx=tx, now=occasion.now, chance=chance).tell(after, act, policy)
