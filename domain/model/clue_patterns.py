"""How each kind of clue looks in a text.

Forms that are the same everywhere, and those of a country, are written here. Words such as "my
name is" and "Street" belong to a language and come in as `ClueWords`. A false alarm costs an
anxious person a screen, so ordinary stories must pass: bus 73, E8, half past ten, 999.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from domain.model.clues import ClueKind, Finder, Sighting

Span = tuple[int, int]
Spans = Callable[[str], Iterable[Span]]


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

    ``not_names``: never a name or part of one.  ``joined_and``: "and", where it is written together
    with the word behind it.
    ``streets``: behind a street's name.  ``streets_before``: before it.  ``short_streets``: behind
    names with capital letters only, since they mean other things too.
    ``flats``: before the number of a home.
    ``numbers``: "number" in an address.
    ``not_streets``: words that a number counts, or that stand before no street.
    ``lines``: words before the number of a bus, a platform or anything else that is no home.
    """

    names: tuple[NamePhrase, ...] = ()
    not_names: frozenset[str] = frozenset()
    joined_and: str = ""
    streets: tuple[str, ...] = ()
    streets_before: tuple[str, ...] = ()
    short_streets: tuple[str, ...] = ()
    flats: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    not_streets: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()


SITES: Final = (
    "t.me",
    "telegram.me",
    "telegram.dog",
    "instagram.com",
    "instagr.am",
    "facebook.com",
    "fb.com",
    "fb.me",
    "m.me",
    "messenger.com",
    "twitter.com",
    "x.com",
    "tiktok.com",
    "linkedin.com",
    "snapchat.com",
    "threads.net",
    "threads.com",
    "youtube.com",
    "reddit.com",
    "discord.gg",
    "discord.com",
    "vk.com",
    "wa.me",
    "signal.me",
    "bsky.app",
)
"""Where people have profiles; an address with nothing behind it names nobody."""

_SITE = "|".join(map(re.escape, SITES))
_LINK = re.compile(
    rf"(?<![\w@.-])(?:https?://)?(?:[a-z]{{1,8}}\.)?(?:{_SITE})/[^\s<>\"“”]+|(?<!\w)tg://[^\s<>\"“”]+",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s?(?:@|[(\[]at[)\]])\s?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", re.IGNORECASE
)
_MAIL_SAID = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s+at\s+(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|proton(?:mail)?)\b"
    r"(?:\s+dot\s+|\.)(?:com|co\s+dot\s+uk|co\.uk|me)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@./])@[^\W\d]\w{2,31}(?:\.\w+)*(?![\w@])")
_ACCOUNT = re.compile(
    r"(?<!\w)(?:instagram|insta|ig|snapchat|snap|tiktok|telegram|facebook|discord|whatsapp)"
    r"(?:\s+(?:is|id|name|username|account))?\s*:\s*@?(?=\w+[\d._]\w)([^\W\d][\w.]{2,30})",
    re.IGNORECASE,
)
_NO_HANDLES = frozenset({"@home", "@work", "@school", "@the", "@night", "@all", "@everyone"})

_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE "
    "LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL "
    "SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
_POSTCODE = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})\d[\dA-HJKMNP-Y]?"
    r"\s?(?!1st|2nd|3rd|\dth)\d[ABD-HJLNP-UW-Z]{2}(?!\w)",
    re.IGNORECASE,
)

_NEAR_PLATE = r"(?:reg|registration|registered|plate|plates|numberplate)(?:\W+\w+){0,2}?\W+"
_SPELT = (
    r"[A-HJ-PR-Y][A-Z]\d\d\s?[A-Z]{3}|[A-HJ-NPR-TV-Y]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z]"
)
_TOLD_PLATE = re.compile(rf"(?<!\w){_NEAR_PLATE}(?P<plate>{_SPELT})(?!\w)", re.IGNORECASE)
_PLATE = re.compile(
    r"(?<![\w-])(?:"
    r"[A-HJ-PR-Y][A-Z]\d\d[ -]?(?P<current>[A-Z]{3})"
    r"|[A-HJ-NPR-TV-Y](?P<figures>\d{1,3}) ?(?P<prefix>[A-Z]{3})"
    r"|(?P<suffix>[A-Z]{3}) ?\d{1,3}[A-Z]"
    r")(?![\w-])"
)
_SMALL_PLATE = re.compile(
    r"(?<![\w-])(?:[a-hj-pr-y][a-z]\d\d|[a-hj-npr-tv-y]\d{3})[a-z]{3}(?![\w-])"
)
_SHOUTED = (
    "AND THE BUT FOR WAS HAD HAS NOT YOU HER HIS SHE OUR OUT OFF BUS CAR MAN MEN BOY ONE TWO WHO "
    "WHY ARE ALL ANY NOW TOO GOT RAN SAW SAY HIM ITS NEW OLD END WAY VAN AGO DAY CAD REF URN RUN "
    "GBP PIN AGE TEL"
)
"""Words of three letters beside a postcode district or a bus in a text all in capitals."""
_VOWELS = frozenset("AEIOUY")

_WRITTEN_OTHERWISE = {"’": "'", "‘": "'", "ʼ": "'", "أ": "ا", "إ": "ا", "آ": "ا"}
"""Signs that people write in several ways: apostrophes, and an alef with or without its hamza."""

_NUMBER = r"(?<![\w.,:/£$€#-])\d{1,4}[A-Za-z]?(?:\s?[-/]\s?\d{1,4}[A-Za-z]?)?"
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_BETWEEN = re.compile(r"[\s,]*(?:[A-Z][\w'-]*[\s,]+){0,3}")
_DOOR = re.compile(rf"{_NUMBER},?\s+$")
_OPENING = re.compile(r"(?:^|[.!?؟،,;:\n…]|\bhi|\bhello)\s*$", re.IGNORECASE)
MOST_NAMES = 4
"""Names in a row that are taken for one."""
FAR = 24
"""Characters looked back at; the rest of a long story says nothing about these words."""


def finder(languages: Iterable[ClueWords], *, country: str, find_phones: Spans) -> Finder:
    """Put together what finds clues; people mix languages, so all of them count at once."""
    known = tuple(languages)
    kinds: list[tuple[ClueKind, Spans]] = [
        (ClueKind.LINK, _links),
        (ClueKind.EMAIL, _emails),
        (ClueKind.PHONE, find_phones),
        (ClueKind.HANDLE, _handles),
    ]
    kinds += [(ClueKind.NAME, _NameFinder(words)) for words in known]
    kinds += [(ClueKind.ADDRESS, _AddressFinder(words)) for words in known]
    for kind, spans in BY_COUNTRY.get(country, ()):
        kinds.append((kind, spans))

    def find(text: str) -> tuple[Sighting, ...]:
        plain = _plain(text)
        found: list[tuple[ClueKind, Span]] = []
        taken = bytearray(len(plain))
        for kind, spans in kinds:
            for start, end in spans(plain):
                if not any(taken[start:end]):
                    taken[start:end] = b"x" * (end - start)
                    found.append((kind, (start, end)))
        joined = _joined(plain, sorted(found, key=lambda each: each[1]))
        return tuple(Sighting(kind, start, text[start:end]) for kind, (start, end) in joined)

    return find


def _plain(text: str) -> str:
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


def _links(text: str) -> Iterator[Span]:
    for match in _LINK.finditer(text):
        words = match[0].rstrip(".,;:!?)]}'")
        if not words.endswith("/") or words.count("/") > (3 if "://" in words else 1):
            yield match.start(), match.start() + len(words)


def _emails(text: str) -> Iterator[Span]:
    for pattern in _EMAIL, _MAIL_SAID:
        for match in pattern.finditer(text):
            yield match.span()


def _handles(text: str) -> Iterator[Span]:
    for match in _HANDLE.finditer(text):
        if match[0].casefold() not in _NO_HANDLES:
            yield match.span()
    for match in _ACCOUNT.finditer(text):
        yield match.start(1), match.start(1) + len(match[1].rstrip("."))


def _postcodes(text: str) -> Iterator[Span]:
    return (each.span() for each in _POSTCODE.finditer(text))


def _plates(text: str) -> Iterator[Span]:
    for match in _TOLD_PLATE.finditer(text):
        yield match.span("plate")
    for match in _PLATE.finditer(text):
        if _is_plate(match):
            yield match.span()
    for match in _SMALL_PLATE.finditer(text):
        yield match.span()


def _is_plate(match: re.Match[str]) -> bool:
    letters = match["current"] or match["prefix"] or match["suffix"]
    if letters in _SHOUTED.split():
        return False
    # "E17 VAN" is a place and a word; letters without a vowel make no word.
    short = match["figures"] is not None and len(match["figures"]) < len("123")
    return not short or not _VOWELS & set(letters)


BY_COUNTRY: Final[dict[str, tuple[tuple[ClueKind, Spans], ...]]] = {
    "GB": ((ClueKind.POSTCODE, _postcodes), (ClueKind.PLATE, _plates)),
}
"""Postcodes and number plates look different in every country."""


class _NameFinder:
    """Finds names that people give as their own."""

    def __init__(self, words: ClueWords) -> None:
        self._joined_and = words.joined_and
        self._not_names = _folded(words.not_names)
        self._phrases = [
            (each, re.compile(rf"(?<!\w){_spaced(each.words)}\s*:?\s+", re.IGNORECASE))
            for each in words.names
        ]

    def __call__(self, text: str) -> Iterator[Span]:
        for phrase, pattern in self._phrases:
            for match in pattern.finditer(text):
                if phrase.opening and not self._opens(text, match.start()):
                    continue
                found = self._name(text, match.end(), capital=phrase.capital)
                if found:
                    yield found

    def _opens(self, text: str, at: int) -> bool:
        return _OPENING.search(text, max(0, at - FAR), at) is not None

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
            gap = re.compile(r"[ \t]+").match(text, match.end())
            if gap is None:
                return
            at = gap.end()


class _AddressFinder:
    """Finds a home's number with its street, or a flat."""

    def __init__(self, words: ClueWords) -> None:
        self._not_streets = _folded(words.not_streets)
        self._lines = _folded(words.lines)
        name = r"(?P<name>(?:[^\W\d_][\w'.-]*\s+){1,4}?)"
        number = rf"(?P<number>{_NUMBER})"
        called = rf"(?:(?:{_any(words.numbers)})\.?\s+)"
        house = rf"(?:,\s*(?:[^\W\d_][\w'.-]*\s+){{1,3}}?(?:{_any(words.short_streets)})\b)?"
        before, behind = _any(words.streets_before), _any(words.streets)
        patterns = (
            rf"(?<!\w)(?:{_any(words.flats)})\s+{called}?(?P<flat>\d{{1,4}}[a-z]?)\b{house}",
            rf"{number},?\s+{name}(?P<street>{behind})\b",
            rf"{number},?\s+{name}(?P<short>{_any(words.short_streets)})\b",
            rf"{number},?\s+(?:{before})\s+[^\W\d_]\w*",
            rf"(?<!\w)(?:{before})\s+{name}{called}{number}\b",
        )
        # A language without such words has a pattern that matches nothing.
        self._patterns = [re.compile(each, re.IGNORECASE) for each in patterns]

    def __call__(self, text: str) -> Iterator[Span]:
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


def _joined(text: str, found: list[tuple[ClueKind, Span]]) -> list[tuple[ClueKind, Span]]:
    """Make one address of a flat, a street and a postcode that stand together."""
    places = {ClueKind.ADDRESS, ClueKind.POSTCODE}
    joined: list[tuple[ClueKind, Span]] = []
    for kind, (start, end) in found:
        if kind is ClueKind.POSTCODE and (door := _DOOR.search(text, max(0, start - FAR), start)):
            kind, start = ClueKind.ADDRESS, door.start()  # noqa: PLW2901 - the clue grows
        if joined and {kind, joined[-1][0]} <= places:
            before = joined[-1][1]
            if before[1] >= start or _BETWEEN.fullmatch(text, before[1], start):
                joined[-1] = (ClueKind.ADDRESS, (before[0], end))
                continue
        joined.append((kind, (start, end)))
    return joined


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_plain(each) for each in words)


def _any(words: Iterable[str]) -> str:
    return "|".join(_spaced(each) for each in sorted(words, key=len, reverse=True)) or "(?!)"


def _spaced(words: str) -> str:
    return r"\s+".join(map(re.escape, _plain(words).split()))
