"""The small headers that come before coded sound and pictures, without what is no part of them.

Encoders leave their name and settings there, phones leave more. Each header is taken apart and put
together again from the units that a decoder needs. It must not know any container.
"""

from collections.abc import Callable, Iterator

H264_UNITS = frozenset({1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 14, 15, 19, 20})
"""Slices, parameter sets and what parts them: not messages (6), filling (12), private (24-31)."""
HEVC_UNITS = frozenset({*range(10), *range(16, 22), *range(32, 38)})
"""The same for HEVC: not filling (38), messages (39, 40), reserved or private ones."""
H264_SETS = (7, 8)
HEVC_SETS = frozenset({32, 33, 34})
HIGH_PROFILES = frozenset({100, 110, 122, 144})
NO_COMMENTS = b"\x03vorbis\x06\0\0\0ffmpeg" + bytes(4) + b"\x01"
"""A Vorbis comment header without comments, with the vendor that OGG files get anyway."""
Bare = Callable[[bytes], bytes]


class HeaderError(Exception):
    """A header does not follow its own rules."""


def bare_header(codec: str, header: bytes) -> bytes:
    """Return a codec's header with nothing in it but what decoding needs."""
    rebuild = {"h264": _h264, "hevc": _hevc, "vorbis": _vorbis}.get(codec)
    if not header or rebuild is None:
        return header
    try:
        return rebuild(header)
    except IndexError:
        raise HeaderError from None


def bare_packets(codec: str, header: bytes) -> Bare | None:
    """Return what leaves messages out of packets, or nothing where a codec has none."""
    kinds = {"h264": (4, _h264_kind, H264_UNITS), "hevc": (21, _hevc_kind, HEVC_UNITS)}.get(codec)
    if kinds is None:
        return None
    at, kind_of, allowed = kinds
    if header[:1] != b"\x01" or len(header) <= at:
        raise HeaderError
    size = (header[at] & 3) + 1

    def bare(packet: bytes) -> bytes:
        units = _units(packet, 0, size)
        return b"".join(unit for unit in units if kind_of(unit[size]) in allowed)

    return bare


def _h264_kind(first: int) -> int:
    return first & 0x1F


def _hevc_kind(first: int) -> int:
    return first >> 1 & 0x3F


def _take(data: bytes, at: int, size: int) -> bytes:
    piece = data[at : at + size]
    if len(piece) < size:
        raise HeaderError
    return piece


def _units(data: bytes, at: int, width: int, count: int | None = None) -> Iterator[bytes]:
    """Yield units, each with the bytes before it that hold its length; all, or so many."""
    while at < len(data) if count is None else count:
        size = width + int.from_bytes(_take(data, at, width), "big")
        if size > width:  # one without content is of no kind
            yield _take(data, at, size)
        at += size
        count = None if count is None else count - 1


def _h264(header: bytes) -> bytes:
    if header[0] != 1:
        raise HeaderError
    out, at = header[:5], 5
    for wanted, mask, rest in zip(H264_SETS, (0x1F, 0xFF), (0xE0, 0), strict=True):
        units = list(_units(header, at + 1, 2, header[at] & mask))
        kept = [unit for unit in units if _h264_kind(unit[2]) == wanted]
        out += bytes([rest | len(kept)]) + b"".join(kept)
        at += 1 + sum(map(len, units))
    has_depths = header[1] in HIGH_PROFILES and len(header) >= at + 3
    return out + (header[at : at + 3] + b"\0" if has_depths else b"")


def _hevc(header: bytes) -> bytes:
    if header[0] != 1:
        raise HeaderError
    out, kept, at = header[:22], 0, 23
    for _ in range(header[22]):
        count = int.from_bytes(_take(header, at + 1, 2), "big")
        units = b"".join(_units(header, at + 3, 2, count))
        if header[at] & 0x3F in HEVC_SETS:
            out += header[at : at + 3] + units
            kept += 1
        at += 3 + len(units)
    return out[:22] + bytes([kept]) + out[22:]


def _vorbis(header: bytes) -> bytes:
    if header[0] != 2:  # noqa: PLR2004  three packets, laced: two lengths come first
        raise HeaderError
    first, at = _laced(header, 1)
    second, at = _laced(header, at)
    identity, setup = _take(header, at, first), header[at + first + second :]
    lengths = b"".join(bytes([255] * (n // 255) + [n % 255]) for n in (first, len(NO_COMMENTS)))
    return b"\x02" + lengths + identity + NO_COMMENTS + setup


def _laced(data: bytes, at: int) -> tuple[int, int]:
    total = 0
    while data[at] == 255:  # noqa: PLR2004  a full byte says that another follows
        total += 255
        at += 1
    return total + data[at], at + 1
