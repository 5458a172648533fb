"""Text as patterns read it: one way of writing digits, wide letters, apostrophes and alefs.

Every character stays in its place, so that what is found there is found in the text itself.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

Span = tuple[int, int]
Spans = Callable[[str], Iterable[Span]]
"""Finds stretches of a text: where each starts and ends."""

_WRITTEN_OTHERWISE = {"’": "'", "‘": "'", "ʼ": "'", "أ": "ا", "إ": "ا", "آ": "ا"}
"""Signs that people write in several ways: apostrophes, and an alef with or without its hamza."""


def plain(text: str) -> str:
    """Write other digits and wide letters as usual ones, each in its place."""
    if text.isascii():
        return text
    return "".join(each if each.isascii() else _plainly(each) for each in text)


def _plainly(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in _WRITTEN_OTHERWISE:
        return _WRITTEN_OTHERWISE[character]
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return " " if character.isspace() and character != "\n" else character


def folded(words: Iterable[str]) -> frozenset[str]:
    """Return words as patterns read them."""
    return frozenset(plain(each) for each in words)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words; without words, one that matches nothing."""
    return "|".join(spaced(each) for each in sorted(words, key=len, reverse=True)) or "(?!)"


def spaced(words: str) -> str:
    """Return a pattern for words with any space between them."""
    return r"\s+".join(map(re.escape, plain(words).split()))
