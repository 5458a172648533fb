"""How wide and high a picture is, from its first bytes; decodes nothing."""

import struct

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
GIF = (b"GIF87a", b"GIF89a")
START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
BARE_MARKERS = frozenset((0x01, *range(0xD0, 0xDA)))
MARK = 0xFF
PNG_HEADER = 24
GIF_HEADER = 10
FRAME_HEADER = 9
SEGMENT_HEADER = 4
WEBP_HEADER = 30
LOW_14_BITS = 0x3FFF


def size_of(content: bytes) -> tuple[int, int] | None:
    """Read width and height of a PNG, JPEG, GIF or WebP; None for anything else or broken."""
    if content.startswith(PNG) and len(content) >= PNG_HEADER:
        return struct.unpack(">II", content[16:24])
    if content.startswith(GIF) and len(content) >= GIF_HEADER:
        return struct.unpack("<HH", content[6:10])
    if content.startswith(JPEG):
        return _jpeg(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP" and len(content) >= WEBP_HEADER:
        return _webp(content)
    return None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    at = len(JPEG)
    while at + FRAME_HEADER <= len(content):
        if content[at] != MARK:
            return None
        marker = content[at + 1]
        if marker in START_OF_FRAME:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        if marker in BARE_MARKERS or marker == MARK:
            at += 1 if marker == MARK else 2
            continue
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + SEGMENT_HEADER])[0])
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    form = content[12:16]
    if form == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        return width, int.from_bytes(content[27:30], "little") + 1
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & LOW_14_BITS, height & LOW_14_BITS
    if form == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & LOW_14_BITS) + 1, (bits >> 14 & LOW_14_BITS) + 1
    return None
