"""Names what a film or a sound says besides itself, so that its sender learns what was taken out.

Nothing depends on it for safety: a new container is made from packets alone.
"""

import struct
from collections.abc import Iterator

import av
from av.container import InputContainer

from domain.model.evidence import Removed
from media.formats import Format
from media.picture_findings import by_words

STRUCTURE = frozenset({"major_brand", "minor_version", "compatible_brands", "handler_name"})
DULL = frozenset({"language", "vendor_id", "duration", *STRUCTURE})
"""Tags that only say how the file is built."""
OURS = frozenset({"Lavf", "ffmpeg"})
"""What stands in every cleaned file of some formats, in place of a program's name and version."""
TAGS = (
    (Removed.PLACE, ("location", "gps", "xyz")),
    (Removed.DATE, ("creation_time", "date", "year", "originat", "time_reference", "timecode")),
    (Removed.DEVICE, ("make", "model", "device", "android", "com.apple.quicktime.software")),
    (
        Removed.AUTHOR,
        ("artist", "author", "composer", "performer", "copyright", "owner", "publish"),
    ),
    (Removed.ENCODER, ("encoder", "encoded", "writer", "software", "tool")),
    (Removed.DESCRIPTION, ("title", "comment", "description", "album", "lyrics", "genre", "synop")),
)


def found_in(source: InputContainer, data: bytes, kind: Format) -> set[Removed]:
    """Return what an open container carries."""
    found = {by_tag(name) for name, value in _tags(source) if value not in OURS}
    found.update(_in_tracks(source))
    if source.chapters():
        found.add(Removed.CHAPTERS)
    if kind is Format.MP4:
        found.update(_in_boxes(data))
    return found


def by_tag(name: str) -> Removed:
    """Return what the name of a tag tells."""
    lower = name.lower()
    for kind, words in TAGS:
        if any(word in lower for word in words):
            return kind
    return Removed.OTHER_METADATA


def _tags(source: InputContainer) -> Iterator[tuple[str, str]]:
    for metadata in (source.metadata, *(track.metadata for track in source.streams)):
        yield from ((name, value) for name, value in metadata.items() if name.lower() not in DULL)


def _in_tracks(source: InputContainer) -> Iterator[Removed]:
    for track in source.streams:
        if track.type == "subtitle":
            yield Removed.SUBTITLES
        elif track.type in {"data", "attachment"}:
            yield Removed.OTHER_TRACKS
        elif track.disposition & av.stream.Disposition.attached_pic:
            yield Removed.COVER


def _in_boxes(data: bytes) -> Iterator[Removed]:
    """Look at the outermost boxes: what players skip is a place to leave things."""
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">L4s", data, at)
        if size == 1 and at + 16 <= len(data):
            size = struct.unpack_from(">Q", data, at + 8)[0]
        size = size or len(data) - at
        if size < 8 or at + size > len(data) or not name.isalnum():  # noqa: PLR2004  a box's head
            yield Removed.TRAILING_BYTES
            return
        if name == b"uuid":
            yield from by_words(data[at : at + size])
        elif name in {b"free", b"skip"} and any(data[at + 8 : at + size]):
            yield Removed.OTHER_METADATA
        at += size
    if at < len(data):
        yield Removed.TRAILING_BYTES
