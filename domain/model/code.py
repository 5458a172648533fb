"""Case codes: how they are made, written, and read however somebody typed them.

A code is fifteen random symbols of Crockford's base 32 (75 bits) and a check symbol. It is the
only way back to a mailbox case, so a slip of the finger must be told from a wrong code.
"""

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Final, NewType

CaseCode = NewType("CaseCode", str)
"""Sixteen symbols without separators; whoever has them has the case."""

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SYMBOLS: Final = 15
SYMBOLS: Final = RANDOM_SYMBOLS + 1
GROUP: Final = 4
LONGEST: Final = 200
"""Characters up to which a text may be a code, however it is spaced; a story is not looked at."""

SLIPS: Final = 3
"""Symbols too many or too few with which a text is still taken for a code with slips in it."""

_TURNS: Final = 3
"""Changes between letters and digits; a made-up name or a word with a year has fewer."""

_FIELD: Final = 0b100101
"""x⁵ + x² + 1, whose root has 31 different powers: one for every place a code has."""

_TWINS: Final = str.maketrans(
    # Crockford's own, then letters of other scripts that look like ours.
    "OILАВЕКМНОРСТУХІЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "011ABEKMH0PCTYX1SABEZH1KMN0PTYX",
)


def new_code(below: Callable[[int], int]) -> CaseCode:
    """Return a new code; ``below`` draws a random number under a limit."""
    symbols = [below(len(ALPHABET)) for _ in range(RANDOM_SYMBOLS)]
    return CaseCode("".join(ALPHABET[each] for each in (*symbols, _check(symbols))))


def shown(code: CaseCode) -> str:
    """Return a code as people see it: ``K7QM-29XD-4TPB-W3HZ``."""
    return "-".join(code[at : at + GROUP] for at in range(0, SYMBOLS, GROUP))


def read_code(text: str) -> CaseCode | None:
    """Return the code somebody typed, in any case, script and spacing; None where it is none."""
    if len(text) > LONGEST:
        return None
    symbols = readable(text)
    if len(symbols) != SYMBOLS or not set(symbols) <= set(ALPHABET):
        return None
    numbers = [ALPHABET.index(each) for each in symbols]
    return CaseCode(symbols) if _check(numbers[:-1]) == numbers[-1] else None


def looks_like_code(text: str) -> bool:
    """Tell whether a text is a code or one with slips: by its shape, which no sentence has.

    One word of letters and digits by turns, or groups of about four: joined by dashes, or some of
    them mixing both.
    """
    if read_code(text) is not None:
        return any(each.isdigit() for each in text)
    if len(text) > LONGEST:
        return False
    groups = "".join(" " if _parts(each) else each for each in text).split()
    symbols = "".join(groups)
    if not symbols.isalnum() or abs(len(symbols) - SYMBOLS) > SLIPS:
        return False
    if len(groups) == 1:
        return _turns(symbols) >= _TURNS
    odd = [each for each in groups if len(each) != GROUP]
    if len(odd) > 1 or any(abs(len(each) - GROUP) > 1 for each in odd):
        return False
    joined = len(text.split()) == 1
    return _turns(symbols) > 0 if joined else sum(_turns(each) > 0 for each in groups) > 1


def _parts(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Pd"


def _turns(symbols: str) -> int:
    digits = [each.isdigit() for each in symbols]
    return sum(one != other for one, other in pairwise(digits))


def readable(text: str) -> str:
    """Return the symbols somebody meant: any case, script and spacing, twins as ours."""
    upper = unicodedata.normalize("NFKC", text).upper()
    return "".join(_digit(each) for each in upper if each.isalnum()).translate(_TWINS)


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character, character))


def _check(symbols: list[int]) -> int:
    """Return the symbol that makes a wrong symbol, or two that changed places, show."""
    total, weight = 0, 1
    for symbol in symbols:
        weight = _times(weight, 2)
        total ^= _times(weight, symbol)
    # The check symbol has the weight 1, so it is the sum itself.
    return total


def _times(one: int, other: int) -> int:
    """Multiply in the field of 32 elements."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & len(ALPHABET):
            one ^= _FIELD
        other >>= 1
    return product
