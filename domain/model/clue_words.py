"""Clues that are words: "my name is …", and streets with the number of a home.

The words belong to a language and come in as `ClueWords`, from the folder of that language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.model.clue_script import Span, any_of, folded, spaced

MOST_NAMES = 4
"""Names in a row that are taken for one."""

FAR = 24
"""Characters looked back at; the rest of a long story says nothing about these words."""

NUMBER = r"(?<![\w.,:/£$€#-])\d{1,4}[A-Za-z]?(?:\s?[-/]\s?\d{1,4}[A-Za-z]?)?"
"""The number of a home, in a pattern."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_GAP = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class NamePhrase:
    """Words after which people write their own name.

    ``capital``: only when the name has a capital letter.  ``opening``: only where a sentence opens.
    """

    words: str
    capital: bool = False
    opening: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ClueWords:
    """What one language says around clues; all in small letters.

    ``greetings``: a sentence opens behind them as well.
    ``not_names``: never a name or part of one.
    ``joined_and``: "and", where it is written together with the word behind it.
    ``streets``: behind a street's name.  ``streets_before``: before it.  ``short_streets``: behind
    names with capital letters only, since they mean other things too.
    ``flats``: before the number of a home.
    ``numbers``: "number" in an address.
    ``not_streets``: words that a number counts, or that stand before no street.
    ``lines``: words before the number of a bus, a platform or anything else that is no home.
    """

    names: tuple[NamePhrase, ...] = ()
    greetings: tuple[str, ...] = ()
    not_names: frozenset[str] = frozenset()
    joined_and: str = ""
    streets: tuple[str, ...] = ()
    streets_before: tuple[str, ...] = ()
    short_streets: tuple[str, ...] = ()
    flats: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    not_streets: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()


class NameFinder:
    """Finds names that people give as their own."""

    def __init__(self, words: ClueWords) -> None:
        """Put the patterns of a language together."""
        self._joined_and = words.joined_and
        self._not_names = folded(words.not_names)
        opening = rf"(?:^|[.!?؟،,;:\n…]|(?<!\w)(?:{any_of(words.greetings)}))\s*$"
        self._opening = re.compile(opening, re.IGNORECASE)
        # A language that writes its "and" apart has a pattern here that matches nothing.
        joined = re.escape(words.joined_and) or r"(?!)"
        before = rf"(?<!\w)(?:(?P<and>{joined})\s?)?"
        self._phrases = [
            (each, re.compile(rf"{before}{spaced(each.words)}\s*:?\s+", re.IGNORECASE))
            for each in words.names
        ]

    def __call__(self, text: str) -> Iterator[Span]:
        """Find names, without the words before them."""
        for phrase, pattern in self._phrases:
            for match in pattern.finditer(text):
                if phrase.opening and not self._begins(text, match):
                    continue
                found = self._name(text, match.end(), capital=phrase.capital)
                if found:
                    yield found

    def _begins(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether something new is said here: at an opening, or behind an "and".

        "And my name and my address" goes on with what was listed before.
        """
        goes_on = bool(match["and"]) and not text.startswith(self._joined_and, match.end())
        return goes_on or self._opens(text, match.start())

    def _opens(self, text: str, at: int) -> bool:
        return self._opening.search(text, max(0, at - FAR), at) is not None

    def _name(self, text: str, start: int, *, capital: bool) -> Span | None:
        words = list(self._until_clause_ends(text, start))
        if not words or (capital and not words[0][0].isupper()):
            return None
        named = [each for each in words[:MOST_NAMES] if each[0].isupper()]
        if words[: len(named)] != named or not named:
            # Small letters, or a script without capitals: all of a short clause, or one word.
            named = words if len(words) < MOST_NAMES else words[:1]
        end = start
        for each in named:
            end = text.index(each, end) + len(each)
        return start, end

    def _until_clause_ends(self, text: str, start: int) -> Iterator[str]:
        at = start
        while match := _WORD.match(text, at):
            word = match[0]
            if word.casefold() in self._not_names:
                return
            if at > start and self._joined_and and word.startswith(self._joined_and):
                return
            yield word
            gap = _GAP.match(text, match.end())
            if gap is None:
                return
            at = gap.end()


class AddressFinder:
    """Finds a home's number with its street, or a flat."""

    def __init__(self, words: ClueWords) -> None:
        """Put the patterns of a language together."""
        self._not_streets = folded(words.not_streets)
        self._lines = folded(words.lines)
        name = r"(?P<name>(?:[^\W\d_][\w'.-]*\s+){1,4}?)"
        number = rf"(?P<number>{NUMBER})"
        called = rf"(?:(?:{any_of(words.numbers)})\.?\s+)"
        house = rf"(?:,\s*(?:[^\W\d_][\w'.-]*\s+){{1,3}}?(?:{any_of(words.short_streets)})\b)?"
        before, behind = any_of(words.streets_before), any_of(words.streets)
        patterns = (
            rf"(?<!\w)(?:{any_of(words.flats)})\s+{called}?(?P<flat>\d{{1,4}}[a-z]?)\b{house}",
            rf"{number},?\s+{name}(?P<street>{behind})\b",
            rf"{number},?\s+{name}(?P<short>{any_of(words.short_streets)})\b",
            rf"{number},?\s+(?:{before})\s+[^\W\d_]\w*",
            rf"(?<!\w)(?:{before})\s+{name}{called}{number}\b",
        )
        # A language without such words has a pattern that matches nothing.
        self._patterns = [re.compile(each, re.IGNORECASE) for each in patterns]

    def __call__(self, text: str) -> Iterator[Span]:
        """Find addresses."""
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                if self._is_address(text, match):
                    yield match.span()

    def _is_address(self, text: str, match: re.Match[str]) -> bool:
        groups = match.groupdict()
        if groups.get("flat"):
            after = _WORD.match(text, match.end() + 1)
            return after is None or after[0].casefold() not in self._not_streets
        if _YEAR.fullmatch(groups["number"]) or self._counts(text, match.start()):
            return False
        names = (groups.get("name") or "").split()
        if any(each.casefold() in self._not_streets for each in names):
            return False
        capitals = all(each[0].isupper() for each in (*names, groups.get("short") or "A"))
        return capitals or (len(names) == 1 and not groups.get("short"))

    def _counts(self, text: str, start: int) -> bool:
        before = _WORD.findall(text[max(0, start - FAR) : start])[-2:]
        return any(each.casefold() in self._lines for each in before)
