"""Promises in hours and days, across nights in which clocks are changed."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.model.policy import Policy, part_of_day

LONDON = ZoneInfo("Europe/London")


def test_a_draft_is_kept_its_full_hours_when_clocks_go_forward() -> None:
    evening = datetime(2026, 3, 28, 20, 0, tzinfo=LONDON)
    expires_at = Policy(draft_hours=72).draft_expires_at(evening)
    assert expires_at.astimezone(UTC) - evening.astimezone(UTC) == timedelta(hours=72)


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, "night"),
        (4, "night"),
        (5, "morning"),
        (12, "afternoon"),
        (17, "evening"),
        (21, "evening"),
        (22, "night"),
        (23, "night"),
    ],
)
def test_only_the_part_of_the_day_is_told(hour: int, part: str) -> None:
    assert part_of_day(datetime(2026, 6, 1, hour, 59, tzinfo=LONDON)) == part
