"""Finds phone numbers that lead to a person, by a kept library; helplines lead to nobody."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from domain.ports import PhoneFinder

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

LEAST_DIGITS = 10
"""Of a number that no list knows: the shortest that is a whole one and no reference."""


def phones_of(country: str, published: Iterable[str]) -> PhoneFinder:
    """Return what finds numbers as a country writes them; published ones are passed over."""
    known = frozenset(_figures(each) for each in published)

    def find_phones(text: str) -> Iterator[tuple[int, int]]:
        # Loaded on first use: most taps lead to no review.
        from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415

        for match in PhoneNumberMatcher(text, country, Leniency.POSSIBLE):
            if _figures(match.raw_string) not in known and _is_private(
                match.number, match.raw_string
            ):
                yield match.start, match.end

    return find_phones


def _is_private(number: "PhoneNumber", written: str) -> bool:
    from phonenumbers import PhoneNumberType as Type  # noqa: PLC0415
    from phonenumbers import is_valid_number, number_type  # noqa: PLC0415

    if is_valid_number(number):
        return number_type(number) not in {
            Type.TOLL_FREE,
            Type.PREMIUM_RATE,
            Type.SHARED_COST,
            Type.UAN,
        }
    # New ranges, and those kept free for films, are on no list: a trunk zero tells them. Police
    # references have strokes.
    trunk = written.lstrip("(").startswith(("0", "+")) and "/" not in written
    return trunk and len(_figures(written)) >= LEAST_DIGITS


def _figures(number: str) -> str:
    return "".join(each for each in number if each.isdecimal())
