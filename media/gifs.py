"""GIF animations: pictures and how they follow each other; comments and the rest are left out.

The points are not coded anew. A GIF with one picture is treated as the picture it is.
"""

import io
from collections.abc import Iterator

from PIL import Image

from domain.model.evidence import CleanPart, FileRefused, Kind, Refusal, Remains, Removed
from media.formats import Format
from media.parcel import Result
from media.pictures import MOST_PIXELS, clean_picture

EXTENSION, PICTURE, END = 0x21, 0x2C, 0x3B
TIMING, COMMENT, APPLICATION = 0xF9, 0xFE, 0xFF
TIMING_LENGTH = 8
LOOP = b"\x0bNETSCAPE2.0\x03\x01"
HEAD, DESCRIPTION = 13, 10
HAS_COLOURS = 0x80


def clean_gif(data: bytes) -> Result:
    """Return one animation, or one picture."""
    width, height = int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if width * height > MOST_PIXELS:
        raise FileRefused(Refusal.TOO_MANY_PIXELS)
    try:
        blocks = list(_blocks(data))
    except IndexError:
        raise FileRefused(Refusal.BROKEN) from None
    if sum(data[start] == PICTURE for start, _ in blocks) == 1:
        return clean_picture(data, Format.GIF)
    kept = b"".join(_kept(data[start:end]) for start, end in blocks)
    made = data[: _after_colours(data, HEAD, data[10])] + kept + bytes([END])
    _check(made)
    removed = {_found(data[s:e]) for s, e in blocks if not _kept(data[s:e])}
    if len(data) > (blocks[-1][1] if blocks else HEAD) + 1:
        removed.add(Removed.TRAILING_BYTES)
    part = CleanPart(kind=Kind.ANIMATION, ending="gif", data=made)
    return Result([part], removed, {Remains.LOOKS})


def _blocks(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield start and end of each block up to the end of the animation."""
    at = _after_colours(data, HEAD, data[10])
    while data[at] != END:
        start = at
        if data[at] == EXTENSION:
            at = _after_pieces(data, at + 2)
        elif data[at] == PICTURE:
            at = _after_colours(data, at + DESCRIPTION, data[at + 9])
            at = _after_pieces(data, at + 1)
        else:
            raise IndexError
        yield start, at


def _after_colours(data: bytes, at: int, flags: int) -> int:
    return at + (3 << (flags & 7) + 1 if flags & HAS_COLOURS else 0)


def _after_pieces(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _kept(block: bytes) -> bytes:
    """Return what stays of a block: a picture, its timing, or how often all is repeated."""
    is_timing = block[:2] == bytes([EXTENSION, TIMING]) and len(block) == TIMING_LENGTH
    if block[0] == PICTURE or is_timing:
        return block
    if block[:2] == bytes([EXTENSION, APPLICATION]) and block[2:].startswith(LOOP):
        return block[: 2 + len(LOOP) + 2] + b"\0"
    return b""


def _found(block: bytes) -> Removed:
    return Removed.DESCRIPTION if block[1] == COMMENT else Removed.OTHER_METADATA


def _check(made: bytes) -> None:
    with Image.open(io.BytesIO(made), formats=("GIF",)) as image:
        image.load()
    if any(_kept(made[start:end]) != made[start:end] for start, end in _blocks(made)):
        raise FileRefused(Refusal.BROKEN)
