"""Finds every kind of clue in a text.

A false alarm costs an anxious person a screen, so ordinary stories must pass: bus 73, E8, half
past ten, 999. Both are tested sentence by sentence.
"""

import re
from collections.abc import Iterable

from domain.model.clue_forms import BY_COUNTRY, emails, handles, links
from domain.model.clue_script import Span, Spans, plain
from domain.model.clue_words import FAR, NUMBER, AddressFinder, ClueWords, NameFinder
from domain.model.clues import ClueFinder, ClueKind, Sighting

Found = tuple[ClueKind, Span]

_BETWEEN = re.compile(r"[\s,]*(?:[A-Z][\w'-]*[\s,]+){0,3}")
_DOOR = re.compile(rf"{NUMBER},?\s+$")
_PLACES = frozenset({ClueKind.ADDRESS, ClueKind.POSTCODE})


def finder(languages: Iterable[ClueWords], *, country: str, find_phones: Spans) -> ClueFinder:
    """Put together what finds clues; people mix languages, so all of them count at once."""
    known = tuple(languages)
    kinds: list[tuple[ClueKind, Spans]] = [
        (ClueKind.LINK, links),
        (ClueKind.EMAIL, emails),
        (ClueKind.PHONE, find_phones),
        (ClueKind.HANDLE, handles),
    ]
    kinds += [(ClueKind.NAME, NameFinder(words)) for words in known]
    kinds += [(ClueKind.ADDRESS, AddressFinder(words)) for words in known]
    kinds += BY_COUNTRY.get(country, ())

    def find(text: str) -> tuple[Sighting, ...]:
        read = plain(text)
        found = _joined(read, _first_of_each_place(read, kinds))
        return tuple(Sighting(kind, start, text[start:end]) for kind, (start, end) in found)

    return find


def _first_of_each_place(text: str, kinds: list[tuple[ClueKind, Spans]]) -> list[Found]:
    found: list[Found] = []
    taken = bytearray(len(text))
    for kind, spans in kinds:
        for start, end in spans(text):
            if not any(taken[start:end]):
                taken[start:end] = b"x" * (end - start)
                found.append((kind, (start, end)))
    return sorted(found, key=lambda each: each[1])


def _joined(text: str, found: list[Found]) -> list[Found]:
    """Make one address of a flat, a street and a postcode that stand together."""
    joined: list[Found] = []
    for kind, (start, end) in found:
        before = joined[-1][1][1] if joined else 0
        if joined and {kind, joined[-1][0]} <= _PLACES and _BETWEEN.fullmatch(text, before, start):
            joined[-1] = (ClueKind.ADDRESS, (joined[-1][1][0], end))
        elif kind is ClueKind.POSTCODE and (
            door := _DOOR.search(text, _back(before, start), start)
        ):
            joined.append((ClueKind.ADDRESS, (door.start(), end)))
        else:
            joined.append((kind, (start, end)))
    return joined


def _back(before: int, start: int) -> int:
    return max(before, start - FAR)
