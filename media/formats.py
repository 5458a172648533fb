"""What a file is, told by its first bytes alone: never by its name or by what its sender says.

It must not parse: a format is a guess that its cleaner has to bear out.
"""

from enum import StrEnum


class Format(StrEnum):
    """A kind of file that can be made safe."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIF = "heif"
    AVIF = "avif"
    BMP = "bmp"
    TIFF = "tiff"
    GIF = "gif"
    MP4 = "mp4"
    WEBM = "webm"
    OGG = "ogg"
    MP3 = "mp3"
    WAV = "wav"
    FLAC = "flac"
    PDF = "pdf"
    OFFICE = "office"
    LOCKED_OFFICE = "locked_office"
    TEXT = "text"


HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
AVIF_BRANDS = frozenset({b"avif", b"avis"})
FILM_BRANDS = (b"isom", b"iso", b"mp4", b"avc1", b"M4", b"qt  ", b"3gp", b"3g2", b"MSNV", b"dash")
OLD_MOVIE = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip"})
"""First boxes of QuickTime files that are older than brands."""

ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
MP3_FRAMES = frozenset({b"\xfb", b"\xfa", b"\xf3", b"\xf2", b"\xe3", b"\xe2"})
HEAD = 4096


def recognise(data: bytes) -> Format | None:
    """Return the format, or nothing for what cannot be made safe."""
    head = data[:HEAD]
    for starts, found in SIGNATURES:
        if head.startswith(starts):
            return found
    for look in (_by_box, _by_container, _as_mp3, _as_locked, _as_text):
        found_so = look(data)
        if found_so:
            return found_so
    return None


SIGNATURES: tuple[tuple[bytes | tuple[bytes, ...], Format], ...] = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    ((b"GIF87a", b"GIF89a"), Format.GIF),
    (b"BM", Format.BMP),
    ((b"II*\0", b"MM\0*"), Format.TIFF),
    (b"OggS", Format.OGG),
    (b"fLaC", Format.FLAC),
    (b"ID3", Format.MP3),
    (b"PK\x03\x04", Format.OFFICE),
)


def _by_box(data: bytes) -> Format | None:
    box, brand = data[4:8], data[8:12]
    if box in OLD_MOVIE:
        return Format.MP4
    if box != b"ftyp":
        return None
    brands = {data[at : at + 4] for at in range(16, min(int.from_bytes(data[:4], "big"), 256), 4)}
    if brand in AVIF_BRANDS or (brand in HEIF_BRANDS and brands & AVIF_BRANDS):
        return Format.AVIF
    if brand in HEIF_BRANDS:
        return Format.HEIF
    return Format.MP4 if brand.startswith(FILM_BRANDS) else None


def _by_container(data: bytes) -> Format | None:
    if data[:4] == b"RIFF":
        return {b"WEBP": Format.WEBP, b"WAVE": Format.WAV}.get(data[8:12])
    if data[:4] == b"\x1a\x45\xdf\xa3" and b"\x42\x82\x84webm" in data[:HEAD]:
        return Format.WEBM
    return Format.PDF if b"%PDF-" in data[:1024] else None


def _as_mp3(data: bytes) -> Format | None:
    # Eleven bits of ones, then any version, then layer III: the other layers are of no use today.
    is_frame = data[:1] == b"\xff" and data[1:2] in MP3_FRAMES
    return Format.MP3 if is_frame else None


def _as_locked(data: bytes) -> Format | None:
    is_old_office = data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return Format.LOCKED_OFFICE if is_old_office and ENCRYPTED_PACKAGE in data else None


def _as_text(data: bytes) -> Format | None:
    head = data[:HEAD]
    has_mark = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return Format.TEXT if has_mark or b"\0" not in head else None
