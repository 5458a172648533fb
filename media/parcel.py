"""How a child's result crosses the wall: a short description, then the bytes of the parts.

The child may have been taken over by the file, so nothing in a result is believed: kinds, endings
and reasons must be ones we know, and the sizes must add up. It must not know any parser.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from domain.model.evidence import Cleaned, CleanPart, FileRefused, Kind, Refusal, Remains, Removed

HEAD = 4
"""Bytes that hold the length of the description."""
MOST_PARTS = 64

ENDINGS: dict[Kind, frozenset[str]] = {
    Kind.PHOTO: frozenset({"jpg", "png"}),
    Kind.ANIMATION: frozenset({"gif", "mp4", "webm"}),
    Kind.VIDEO: frozenset({"mp4", "webm"}),
    Kind.VOICE: frozenset({"ogg"}),
    Kind.AUDIO: frozenset({"ogg", "mp3", "m4a", "wav", "flac"}),
    Kind.PDF: frozenset({"pdf"}),
    Kind.TEXT: frozenset({"txt"}),
}
"""What a cleaned piece may be called, by its kind."""


@dataclass(slots=True)
class Result:
    """What a cleaner made of a file, and what it met on the way."""

    parts: list[CleanPart] = field(default_factory=list)
    removed: set[Removed] = field(default_factory=set)
    remains: set[Remains] = field(default_factory=set)


class NonsenseError(Exception):
    """A child's answer is not one of ours."""


def packed(result: Result) -> Iterator[bytes]:
    """Yield the pieces of a result in the order in which they are written."""
    yield from _with_head(
        {
            "parts": [(each.kind, each.ending, len(each.data)) for each in result.parts],
            "removed": sorted(result.removed),
            "remains": sorted(result.remains),
        },
        (each.data for each in result.parts),
    )


def packed_refusal(reason: Refusal) -> Iterator[bytes]:
    """Yield the pieces of a refusal."""
    yield from _with_head({"refused": reason}, ())


def _with_head(description: dict[str, object], data: Iterable[bytes]) -> Iterator[bytes]:
    head = json.dumps(description).encode()
    yield len(head).to_bytes(HEAD, "big") + head
    yield from data


def unpacked(raw: bytes, *, sha256: bytes) -> Cleaned:
    """Rebuild what a child made; raise its refusal, or `NonsenseError` where it makes no sense."""
    try:
        start = HEAD + int.from_bytes(raw[:HEAD], "big")
        told = json.loads(raw[HEAD:start])
        refused = Refusal(told["refused"]) if "refused" in told else None
        if refused is None:
            return Cleaned(
                parts=tuple(_parts(told["parts"], raw[start:])),
                removed=frozenset(map(Removed, told["removed"])),
                remains=frozenset(map(Remains, told["remains"])),
                sha256=sha256,
            )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NonsenseError from None
    raise FileRefused(refused)


def _parts(told: list[tuple[str, str, int]], data: bytes) -> Iterator[CleanPart]:
    if not 0 < len(told) <= MOST_PARTS or sum(size for *_, size in told) != len(data):
        raise ValueError
    at = 0
    for name, ending, size in told:
        kind = Kind(name)
        if ending not in ENDINGS[kind] or size < 1:
            raise ValueError
        yield CleanPart(kind=kind, ending=ending, data=data[at : at + size])
        at += size
