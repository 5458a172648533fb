"""How long things are kept and how soon people are answered, as the operator decided."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

DAY_PARTS = ((5, "night"), (12, "morning"), (17, "afternoon"), (22, "evening"), (24, "night"))
"""Part of the day that ends at an hour: all that staff learn of when a report came."""


TAKE_BACK = timedelta(minutes=5)
"""How long after sending a report can be taken back with one tap."""

READ_AFTER_END = timedelta(days=7)
"""How long after the work on their case ended, closed or declined, somebody who is reached in their
chat can still read it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Policy:
    """The operator's promises, each shown to people where it matters."""

    response_window_days: int = 3
    draft_hours: int = 72
    retention_days: int = 90
    delay_minutes: int = 10
    route_days: int = 30
    audit_days: int = 730

    def draft_expires_at(self, now: datetime) -> datetime:
        """Tell when a draft touched now will be deleted."""
        # Added in UTC: a local hour may be missing or come twice on the way.
        expires_at = now.astimezone(UTC) + timedelta(hours=self.draft_hours)
        return expires_at.astimezone(now.tzinfo)

    def delete_on(self, received_on: date) -> date:
        """Tell on which day a report received on a day will be deleted."""
        return received_on + timedelta(days=self.retention_days)

    def route_ends_on(self, received_on: date) -> date:
        """Tell on which day the way back to a chat is cut, whatever becomes of the case."""
        return received_on + timedelta(days=min(self.route_days, self.retention_days))


def part_of_day(now: datetime) -> str:
    """Name the part of the day, so that the hour need not be kept (local time of the service)."""
    return next(name for until, name in DAY_PARTS if now.hour < until)
