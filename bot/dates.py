"""Reads a date in words ("last Tuesday about 3pm"); the words themselves are kept elsewhere."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache

LONGEST = 80
"""Longer texts tell a story rather than a date; reading them would only take time."""

MOST_WORDS = 60
"""How far into a story a date is looked for; most people say it at once."""

LONGEST_PHRASE = 4
"""Words in a phrase such as "on 3 November 2026"."""

SHORTEST_NAME = 3
"""Letters in the shortest word that can name a day; bare numbers name bus lines too."""

LONG_AGO = timedelta(days=800)
"""A day longer ago than this is rather a house number."""

A_WEEK = timedelta(days=7)

_EDGES = ".,;:!?()\"'“”"

_VAGUE = re.compile(
    r"\b(last|this|on|about|around|approximately|roughly|maybe|probably|I think)\b", re.IGNORECASE
)
_HOUR = re.compile(r"\b(at\s+)?\d{1,2}([:.]\d{2})?\s*(am|pm|o'?clock)\b", re.IGNORECASE)
_PART = re.compile(
    r"\b(early|late)?\s*(in the\s+)?(morning|afternoon|evening|night|midnight|noon)\b",
    re.IGNORECASE,
)


def read_date(text: str, today: date, language: str) -> date | None:
    """Return the day that words name, as seen from today; None when they name none.

    What says how sure or at which hour is left out first: the reader stumbles over it.
    """
    if len(text) > LONGEST or not any(each.isalnum() for each in text):
        return None
    words = _VAGUE.sub(" ", _PART.sub(" ", _HOUR.sub(" ", text)))
    return _parse(" ".join(words.split()), today, language)


def _parse(words: str, today: date, language: str) -> date | None:
    # Loaded on first use: the library takes longer to load than the rest of the bot together.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    reader = DateDataParser(
        languages=list(dict.fromkeys([language, "en"])),
        settings={
            "RELATIVE_BASE": datetime.combine(today, time(12)),
            "PREFER_DATES_FROM": "past",
            "DATE_ORDER": "DMY",
        },
    )
    read = reader.get_date_data(words)
    # "June" and "2025" come back as a day as well; only the period says that they are none.
    return read.date_obj.date() if read.date_obj and read.period == "day" else None


def find_date(text: str, today: date, language: str) -> tuple[str, date] | None:
    """Return the first words of a story that name a day, and that day; None when none do.

    Whoever gets it asks the person before believing it: "may" is a month and a verb.
    """
    words = text.split()[:MOST_WORDS]

    @cache  # for this story only: a word is part of up to ten phrases
    def is_recent(word: str) -> bool:
        day = read_date(word, today, language)
        return day is not None and today - day <= A_WEEK

    for start in range(len(words)):
        # The shortest phrase that reads: "last Tuesday", not "last Tuesday a".
        for size in range(1, LONGEST_PHRASE + 1):
            phrase = " ".join(words[start : start + size]).strip(_EDGES)
            if not _names_a_day(phrase, is_recent):
                continue
            day = read_date(phrase, today, language)
            if day is not None and timedelta(0) <= today - day <= LONG_AGO:
                return phrase, day
    return None


def _names_a_day(phrase: str, is_recent: Callable[[str], bool]) -> bool:
    # The reader takes "and a" and "one" for days; so one word must name a day of the last week by
    # itself ("yesterday", "Tuesday"), or a number be near ("3 November").
    names = [each for each in phrase.split() if len(each) >= SHORTEST_NAME and each.isalpha()]
    if any(each.isdecimal() for each in phrase):
        return bool(names)
    return any(map(is_recent, names))
