"""Finds phone numbers that lead to a person, by a kept library; helplines lead to nobody."""

import re
from collections.abc import Iterable, Iterator

from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumber,
    PhoneNumberMatcher,
    PhoneNumberType,
    is_possible_number,
    is_valid_number,
    number_type,
    parse,
)

from domain.ports import PhoneFinder

LEAST_DIGITS = 10
"""Of a number that no list knows: the shortest that is a whole one and no reference."""

MOST_DIGITS = 15
"""Of any number in the world, by the numbering plan E.164."""

PUBLIC = frozenset(
    {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.UAN,
    }
)
"""Kinds of number that services have, and people do not."""

_ROW = re.compile(r"(?<![\d+])\(?\+?\d{1,15}\)?(?:(?:[ .-]{1,2}\(?|(?<=\)))\d{1,15}\)?)*")
_UNLISTED = re.compile(r"\(?(?:0\d{3}|\+\d)")
_GOES_ON = re.compile(r"[.-]\d")
_GROUP = re.compile(r"\+?\d+")

Span = tuple[int, int]


def phones_of(country: str, published: Iterable[str]) -> PhoneFinder:
    """Return what finds numbers as a country writes them; published ones are passed over."""
    known = frozenset(_figures(each) for each in published)

    def find_phones(text: str) -> Iterator[Span]:
        covered = bytearray(len(text))
        for match in PhoneNumberMatcher(text, country, Leniency.VALID):
            covered[match.start : match.end] = b"x" * (match.end - match.start)
            if _leads_to_somebody(match.number, match.raw_string, known):
                yield match.start, match.end
        # The library gives up where other figures stand beside a number ("07911 123456 2 men"),
        # and on numbers that are on no list.
        for row in _ROW.finditer(text):
            for start, end in _in_row(text, row.span(), country, known):
                if not any(covered[start:end]):
                    yield start, end

    return find_phones


def _in_row(text: str, row: Span, country: str, known: frozenset[str]) -> Iterator[Span]:
    groups = [each.span() for each in _GROUP.finditer(text, *row)]
    at = 0
    while at < len(groups):
        start, after = groups[at][0], _end_of_number(text, groups[at : at + MOST_DIGITS], country)
        if after is None:
            at += 1
            continue
        number, count = after
        end = groups[at + count - 1][1]
        if _leads_to_somebody(number, text[start:end], known):
            bracket = text[max(0, start - 1) : start] == "(" and ")" in text[start:end]
            yield start - bracket, end
        at += count


def _end_of_number(text: str, groups: list[Span], country: str) -> tuple[PhoneNumber, int] | None:
    """Return the number that begins with the first group, and how many groups it takes."""
    start = groups[0][0]
    unlisted: tuple[PhoneNumber, int] | None = None
    if not text.startswith(("0", "+"), start) or text[max(0, start - 1) : start] in {".", "-"}:
        return None
    for count, (_, end) in enumerate(groups, start=1):
        digits = len(_figures(text[start:end]))
        if digits > MOST_DIGITS:
            break
        if digits < LEAST_DIGITS or _GOES_ON.match(text, end):
            continue
        try:
            number = parse(text[start:end], country)
        except NumberParseException:
            continue
        if is_valid_number(number):
            return number, count
        if digits > LEAST_DIGITS and is_possible_number(number) and not unlisted:
            unlisted = number, count
    return unlisted


def _leads_to_somebody(number: PhoneNumber, written: str, known: frozenset[str]) -> bool:
    if _figures(written) in known:
        return False
    if is_valid_number(number):
        return number_type(number) not in PUBLIC
    # New ranges, and those kept free for films, are on no list: a trunk zero tells them, and a
    # first group longer than those of a date.
    return _UNLISTED.match(written) is not None


def _figures(number: str) -> str:
    return "".join(each for each in number if each.isdecimal())
