"""The bot's words as a person reads them in English, found by their key.

Tests name keys, so that a change of copy breaks none of them.
"""

import re
from datetime import date
from functools import cache

from domain.model.ids import Language
from texts.catalogue import Catalogue

_UNSEEN = re.compile("[\u2066-\u2069\ufe0e\ufe0f]")
"""Isolates and variation selectors."""

SETTLED: dict[str, str | int | date] = {
    "route_days": 30,
    "audit_days": 730,
    "delay_minutes": 0,
    "words_minutes": 10,
    "open_minutes": 30,
}
"""What the settings of these tests never change, and how long the program remembers."""

Values = dict[str, str | int | date]
"""What stands in the words, by name."""


@cache
def catalogue() -> Catalogue:
    """Return the catalogue, which takes a while to read and never changes."""
    return Catalogue.load()


def words(key: str, language: str = "en", /, **values: str | int | date) -> str:
    """Return the words of a key without markup and unseen marks."""
    return bare(catalogue().plain(Language(language), key, **{**SETTLED, **values}))


def bare(text: str) -> str:
    """Take out the marks that no reader sees as such: of direction, and of a sign's look."""
    return _UNSEEN.sub("", text)


def headline(key: str, language: str = "en", /, **values: str | int | date) -> str:
    """Return the first line of the words of a key."""
    return words(key, language, **values).partition("\n")[0]


def option(step: str, name: str, language: str = "en") -> str:
    """Return the words of one option of a question."""
    return words(f"report-{hyphened(step)}-option-{hyphened(name)}", language)


def prompt(step: str, role: str = "none", language: str = "en", *, files: int = 0) -> str:
    """Return the words of a question, as somebody in this role with so many files is asked."""
    return words(f"report-{hyphened(step)}-prompt", language, role=role, files=files)


def label(step: str, language: str = "en") -> str:
    """Return the short name of a question."""
    return words(f"report-{hyphened(step)}-label", language)


def hyphened(name: str) -> str:
    """Write an id as catalogue keys do."""
    return name.replace("_", "-")
