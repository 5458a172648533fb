"""Markers: values that stand for one field each, and are recognised wherever they turn up.

All words share a beginning and all numbers their first digits, so that one look finds any of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

WORD: Final = "qzv"
NUMBER: Final = 0x0BAD_C0FF_EE00_0000
"""Larger than any number of SQLite's that is not written in eight bytes."""

MOMENT: Final = 71_313_000_000
"""Seconds; a year that no clock of ours shows, and that the framework can still express."""

MOST: Final = 1_000_000
"""More fields than there are; keeps the numbers of one kind beside each other."""

_WORDS = re.compile(rf"{WORD}(\d{{6}})", re.IGNORECASE)
_DIGITS = re.compile(r"(84154091083\d{7}|71313\d{6}|7313\.5\d{5,6})")
_HEX = re.compile(r"badc0ffee([0-9a-f]{6})", re.IGNORECASE)
_RAW = NUMBER.to_bytes(8, "big")[:5]


@dataclass(kw_only=True)
class Markers:
    """Hands a marker to each field by its path, and reads paths back from what was found."""

    paths: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def word(self, path: str) -> str:
        """Return the words that stand in a field of text."""
        return f"{WORD}{self._number(path):06d}"

    def number(self, path: str) -> int:
        """Return the number that stands in a field of ids, sizes or counts."""
        return NUMBER + self._number(path)

    def moment(self, path: str) -> int:
        """Return the seconds that stand in a field of times or spans."""
        return MOMENT + self._number(path)

    def decimal(self, path: str) -> float:
        """Return the number that stands in a field of measures."""
        return float(f"7313.5{self._number(path):06d}1")

    def found_in(self, content: str | bytes) -> set[str]:
        """Return the paths of all fields whose marker a text or a file holds, in any writing."""
        if isinstance(content, str):
            return set(self._in_text(content))
        both = content.decode("latin-1"), content.decode("utf-16-le", "ignore")
        found = {path for text in both for path in self._in_text(text)}
        return found | (
            {"a number of some field"} if _RAW in content or _RAW[::-1] in content else set()
        )

    def _in_text(self, text: str) -> Iterator[str]:
        for each in _WORDS.findall(text):
            yield self.paths[int(each)]
        for digits in _DIGITS.findall(text):
            yield from self._by_digits(digits)
        for digits in _HEX.findall(text):
            yield self._path(int(digits, 16))

    def _by_digits(self, digits: str) -> Iterator[str]:
        if "." in digits:
            yield self._path(int(digits[6:12].ljust(6, "0")))
            return
        for start in NUMBER, MOMENT:
            if start <= int(digits) < start + MOST:
                yield self._path(int(digits) - start)

    def _path(self, number: int) -> str:
        return self.paths[number] if number < len(self.paths) else "an unknown field"

    def _number(self, path: str) -> int:
        number = self._numbers.setdefault(path, len(self.paths))
        if number == len(self.paths):
            self.paths.append(path)
        if number >= MOST:
            raise ValueError("more fields than markers")
        return number
