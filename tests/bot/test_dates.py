"""Finding the day that a story names: which words are read, and how often."""

from datetime import date

import pytest

from bot import dates
from bot.dates import find_date

TODAY = date(2026, 11, 25)  # a Wednesday
STORY = "They stood in my way and shouted that people like me should go home. " * 4


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"On Monday, {STORY}", ("On Monday", date(2026, 11, 23))),
        (f"{STORY[:60]} It was yesterday", ("yesterday", date(2026, 11, 24))),
        ("We met at the lake on 3 November 2026", ("on 3 November", date(2026, 11, 3))),
        (STORY, None),
    ],
)
def test_the_first_words_that_name_a_day_are_found(
    text: str, found: tuple[str, date] | None
) -> None:
    assert find_date(text, TODAY, "en") == found


def test_each_word_of_a_story_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr(dates, "read_date", lambda text, *_: read.append(text))
    assert find_date(STORY, TODAY, "en") is None
    assert len(read) == len(set(read)) > 5
