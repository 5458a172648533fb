"""Times as text in tables: in UTC and of one length, so that texts sort as times do."""

from datetime import UTC, date, datetime, timedelta


def moment(at: datetime) -> str:
    """Return an aware time as text."""
    return _utc(at).isoformat(timespec="microseconds")


def moment_from(text: str) -> datetime:
    """Return the time that `moment` wrote, or raise `ValueError`."""
    return _utc(datetime.fromisoformat(text))


def hour_of(at: datetime) -> str:
    """Return the full hour that has begun."""
    return _utc(at).isoformat(timespec="hours")


def next_hour(at: datetime) -> str:
    """Return the full hour that begins next; every time of this hour is written before it."""
    return hour_of(_utc(at) + timedelta(hours=1))


def hour_after(at: datetime) -> str:
    """Return the full hour at or after a time: all that a table says of when somebody was here."""
    # Added in UTC: on a clock that is put back, an hour later may be called the same.
    return hour_of(_utc(at) + timedelta(hours=1, microseconds=-1))


def day_after(at: datetime) -> date:
    """Return the day of that hour."""
    return date.fromisoformat(hour_after(at)[:10])


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at if at.tzinfo is UTC else at.astimezone(UTC)
