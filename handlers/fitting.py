"""Lays blocks out in as few messages as hold them, and cuts long words where their meaning pauses.

Counts as Telegram does: UTF-16 units of what is read, markup aside. Knows nothing of what it lays
out.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from domain.model.words import utf16_length
from texts.markup import Html, escaped, links_as_code, without_markup

LONGEST = 3800
"""Units in one part: Telegram takes 4,096, and the rest is for a notice above the part."""

LEAST = 400
"""Units of words worth beginning at the foot of a part."""

MANY = 99
"""A number of parts as long as any that comes, to lay out before it is known."""

_PAUSES = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[.!?…؟۔]['\"”’»)]*\s+|[。！？।]"),
    re.compile(r"\s+"),
)
"""Where to cut, the best first: paragraphs, lines, sentences, words."""

_JOINER = "\u200d"
_CLINGING = frozenset("\u200d\ufe0e\ufe0f")


@dataclass(frozen=True, slots=True)
class Block:
    """Markup that stays whole, and after it a person's words, which may be cut.

    ``live``: links in the words may be tapped.
    """

    html: Html
    words: str = ""
    live: bool = False


def shown_length(markup: Html) -> int:
    """Count the units that markup shows."""
    return utf16_length(without_markup(markup))


def quoted(words: str, *, live: bool = False) -> Html:
    """Return a person's words as an escaped quotation that unfolds; links are code unless live."""
    said = escaped(words) if live else links_as_code(escaped(words))
    return Html(f"<blockquote expandable>{said}</blockquote>")


def flowed(
    blocks: Sequence[Block], heading: Callable[[int, int], Html], *, longest: int = LONGEST
) -> tuple[Html, ...]:
    """Lay blocks out; every part but the first begins with ``heading(part, parts)``.

    Done twice, because only then it is known how many parts there are.
    """
    total = len(_laid_out(blocks, heading, longest, MANY))
    return tuple(Html("\n\n".join(page)) for page in _laid_out(blocks, heading, longest, total))


def cut(text: str, room: int) -> tuple[str, str]:
    """Cut off what fits into so many units, at the best pause in the second half of it."""
    window = _fitting(text, room)
    if window == len(text):
        return text, ""
    for pause in _PAUSES:
        ends = [found.end() for found in pause.finditer(text, 0, window)]
        if ends and ends[-1] * 2 >= window:
            return text[: ends[-1]].rstrip(), text[ends[-1] :].lstrip()
    at = _between_letters(text, window)
    return text[:at], text[at:]


def _laid_out(
    blocks: Sequence[Block], heading: Callable[[int, int], Html], longest: int, total: int
) -> list[list[Html]]:
    pages = _Pages(lambda part: heading(part, total), longest)
    for block in blocks:
        pages.add(block)
    return pages.full


@dataclass
class _Pages:
    heading: Callable[[int], Html]
    longest: int
    full: list[list[Html]] = field(default_factory=lambda: [[]])

    def add(self, block: Block) -> None:
        if not block.words:
            if shown_length(block.html) > self._room() and self.full[-1]:
                self._turn()
            self.full[-1].append(block.html)
            return
        rest = block.words
        while rest:
            rest = self._put(block.html, rest, live=block.live)

    def _put(self, title: Html, words: str, *, live: bool) -> str:
        room = self._room() - shown_length(title) - 1
        if utf16_length(words) > room and room < LEAST:
            self._turn()
            room = self._room() - shown_length(title) - 1
        piece, rest = cut(words, room)
        self.full[-1].append(Html(f"{title}\n{quoted(piece, live=live)}"))
        if rest:
            self._turn()
        return rest

    def _room(self) -> int:
        used = sum(shown_length(each) + 2 for each in self.full[-1])
        return self.longest - used

    def _turn(self) -> None:
        self.full.append([self.heading(len(self.full) + 1)])


def _fitting(text: str, room: int) -> int:
    if utf16_length(text) <= room:
        return len(text)
    units = 0
    for at, character in enumerate(text):
        units += utf16_length(character)
        if units > room:
            return at
    return len(text)


def _between_letters(text: str, at: int) -> int:
    # A mark or joiner torn from its letter would show as a stray sign; runs of them are cut anyway.
    for back in range(at, max(at - 20, 1), -1):
        after, before = text[back], text[back - 1]
        if not unicodedata.combining(after) and after not in _CLINGING and before != _JOINER:
            return back
    return max(at, 1)
