"""Reads a finished film or sound again: it must play, and hold nothing but what was meant.

Written apart from what makes it, so that one mistake is not made twice.
"""

import io
import struct
from collections.abc import Iterator, Sequence

import av
from av.container import InputContainer

from domain.model.evidence import FileRefused, Refusal

READERS = {"mp4": "mov", "ipod": "mov", "webm": "matroska"}
TAGS = frozenset(
    {
        "major_brand", "minor_version", "compatible_brands", "handler_name", "vendor_id",
        "language", "encoder", "DURATION",
    }
)  # fmt: skip
"""Tags that writing a container makes by itself; the same for everybody."""
VALUES = {
    "handler_name": frozenset({"VideoHandler", "SoundHandler"}),
    "language": frozenset({"und", "eng"}),
    "encoder": frozenset({"Lavf", "ffmpeg"}),
}
HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"edts", b"udta"})
BOXES = HOLDERS | {
    b"ftyp", b"free", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref",
    b"elst", b"stsd", b"stts", b"stss", b"stsc", b"stsz", b"stco", b"co64", b"ctts", b"sgpd",
    b"sbgp", b"meta", b"cslg", b"sdtp",
}  # fmt: skip
EMPTY_META = 82
"""Bytes of a ``meta`` box without one entry; a larger one says something."""


def check(made: bytes, container: str, kinds: Sequence[str]) -> None:
    """Raise a refusal unless the file holds just these kinds of track, plays, and tells nothing."""
    with av.open(io.BytesIO(made), "r", format=READERS.get(container, container)) as result:
        if [each.type for each in result.streams] != [*kinds] or result.chapters():
            raise FileRefused(Refusal.BROKEN)
        if _tells(result) or not _plays(result):
            raise FileRefused(Refusal.BROKEN)
    if container in {"mp4", "ipod"} and not _is_bare(made):
        raise FileRefused(Refusal.BROKEN)


def _tells(result: InputContainer) -> bool:
    tags = [*result.metadata.items()]
    for track in result.streams:
        tags += track.metadata.items()
    return any(
        name not in TAGS or (name in VALUES and value not in VALUES[name]) for name, value in tags
    )


def _plays(result: InputContainer) -> bool:
    """Tell whether every track has a length, and its beginning can be decoded."""
    for track in result.streams:
        track.codec_context.thread_count = 1
        if not next(iter(result.decode(track)), None):
            return False
        result.seek(0)
    seconds = result.duration or max((each.duration or 0) for each in result.streams)
    return seconds > 0


def _is_bare(made: bytes) -> bool:
    return all(
        name in BOXES and (name != b"meta" or size <= EMPTY_META) for name, size in _boxes(made)
    )


def _boxes(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Yield name and size of each box, and of those inside."""
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">L4s", data, at)
        if size == 1:
            size = struct.unpack_from(">Q", data, at + 8)[0]
        if size < 8:  # noqa: PLR2004  a box's head
            yield b"", 0
            return
        yield name, size
        if name in HOLDERS:
            yield from _boxes(data[at + 8 : at + size])
        at += size
