"""Muting a sender nobody knows: for how long, and for how long it stays possible.

A sender is a tag of an account and a week; next week the same account has another one.
"""

from datetime import date, timedelta
from typing import Final

MUTE_DAYS: Final = ("1", "7", "30")
"""For how many days a moderator can mute a sender."""

SENDER_KNOWN: Final = timedelta(hours=24)
"""How long the running program remembers which tag sent a case; nothing else ever does."""

WEEKS_BACK: Final = 5
"""A mute begins within a day of sending and lasts 30: its tag is at most so many weeks old."""


def weeks(today: date) -> tuple[date, ...]:
    """Return the Mondays of the weeks from which a mute may still last, this week's first."""
    monday = today - timedelta(days=today.weekday())
    return tuple(monday - timedelta(weeks=back) for back in range(WEEKS_BACK + 1))
