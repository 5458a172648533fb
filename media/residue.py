"""Walks over finished pictures and shows what is in them besides the picture.

Written apart from what makes them, so that one mistake is not made twice. The same walk tells what
a received picture carried after its end. It must not change anything.
"""

from collections.abc import Iterator

JPEG_PICTURE = frozenset({0xD8, 0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA, 0xD9})
"""Start, JFIF head, tables, frame, scan, end: a picture and nothing else."""
PNG_PICTURE = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
JFIF_LENGTH = 16
"""A JFIF head is longer only when it holds a thumbnail."""
START, SCAN, END, JFIF = 0xD8, 0xDA, 0xD9, 0xE0
RESTARTS = frozenset(range(0xD0, 0xD8))
FILLING = 0xFF


class DamagedError(Exception):
    """The bytes end or go astray before the picture ends."""


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each segment up to the end of the picture."""
    at = 0
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if data[at : at + 1] != b"\xff" or at + 2 > len(data):
            raise DamagedError
        marker = data[at + 1]
        if marker in (START, END):
            yield marker, at, at + 2
            if marker == END:
                return
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield marker, at, end
        at = _after_scan(data, end) if marker == SCAN else end


def _after_scan(data: bytes, at: int) -> int:
    """Return where the compressed points end: at the first marker that is none of theirs."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            raise DamagedError
        if data[at + 1] and data[at + 1] not in RESTARTS and data[at + 1] != FILLING:
            return at
        at += 1 if data[at + 1] == FILLING else 2


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and end of each chunk up to the end of the picture."""
    at, name = 8, b""
    while name != b"IEND":
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            raise DamagedError
        name = data[at + 4 : at + 8]
        yield name, at, end
        at = end


def is_bare_jpeg(data: bytes) -> bool:
    """Tell whether a JPEG holds a picture and nothing else."""
    segments = list(jpeg_segments(data))
    heads = [end - start - 2 for marker, start, end in segments if marker == JFIF]
    return (
        {marker for marker, *_ in segments} <= JPEG_PICTURE
        and heads == [JFIF_LENGTH]
        and segments[-1][2] == len(data)
    )


def is_bare_png(data: bytes) -> bool:
    """Tell whether a PNG holds a picture and nothing else."""
    chunks = list(png_chunks(data))
    return {name for name, *_ in chunks} <= PNG_PICTURE and chunks[-1][2] == len(data)
