"""Which languages there are: one folder each, described by its ``language.toml``."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from domain.model.ids import Language

HOME = Path(__file__).parent
SOURCE = Language("en")
"""The language that every word is first written in, and that missing words fall back to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageInfo:
    """A language as people choose it; ``locale`` is its CLDR name for dates and numbers.

    ``checked``: a native speaker has read every word.
    """

    code: Language
    own_name: str
    english_name: str
    direction: Literal["ltr", "rtl"]
    locale: str
    checked: bool


def folders(home: Path = HOME) -> Iterator[tuple[LanguageInfo, Path]]:
    """Yield each language and its folder: the source first, then by own name."""
    found = [(_described(file), file.parent) for file in home.glob("*/language.toml")]
    yield from sorted(found, key=lambda each: (each[0].code != SOURCE, each[0].own_name))


def _described(file: Path) -> LanguageInfo:
    known = tomllib.loads(file.read_text(encoding="utf-8"))
    direction = known["direction"]
    if direction not in {"ltr", "rtl"}:
        raise ValueError(f"{file.parent.name}: direction is {direction!r}; write 'ltr' or 'rtl'")
    return LanguageInfo(
        code=Language(known["code"]),
        own_name=known["own_name"],
        english_name=known["english_name"],
        direction=direction,
        locale=known["locale"],
        checked=known["checked"],
    )
