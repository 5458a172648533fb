"""Names what a picture says besides what it shows, so that its sender learns what was taken out.

Nothing depends on it for safety: what is made anew from points carries none of this, known or not.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from domain.model.evidence import Removed
from media.formats import Format
from media.residue import DamagedError, jpeg_segments, png_chunks

Base, Gps, Inner = ExifTags.Base, ExifTags.IFD.GPSInfo, ExifTags.IFD.Exif

EXIF = {
    Base.GPSInfo: Removed.PLACE,
    Base.DateTime: Removed.DATE,
    Base.DateTimeOriginal: Removed.DATE,
    Base.DateTimeDigitized: Removed.DATE,
    Base.Make: Removed.DEVICE,
    Base.Model: Removed.DEVICE,
    Base.MakerNote: Removed.DEVICE,
    Base.BodySerialNumber: Removed.DEVICE,
    Base.LensModel: Removed.DEVICE,
    Base.LensSerialNumber: Removed.DEVICE,
    Base.HostComputer: Removed.DEVICE,
    Base.Artist: Removed.AUTHOR,
    Base.Copyright: Removed.AUTHOR,
    Base.CameraOwnerName: Removed.AUTHOR,
    Base.XPAuthor: Removed.AUTHOR,
    Base.ImageDescription: Removed.DESCRIPTION,
    Base.UserComment: Removed.DESCRIPTION,
    Base.XPTitle: Removed.DESCRIPTION,
    Base.XPComment: Removed.DESCRIPTION,
    Base.XPKeywords: Removed.DESCRIPTION,
    Base.XPSubject: Removed.DESCRIPTION,
    Base.Software: Removed.ENCODER,
}
IPTC = {
    (2, 5): Removed.DESCRIPTION,
    (2, 25): Removed.DESCRIPTION,
    (2, 55): Removed.DATE,
    (2, 80): Removed.AUTHOR,
    (2, 90): Removed.PLACE,
    (2, 95): Removed.PLACE,
    (2, 101): Removed.PLACE,
    (2, 116): Removed.AUTHOR,
    (2, 120): Removed.DESCRIPTION,
}
WORDS = (
    (Removed.PLACE, (b"gps", b"location", b"latitude")),
    (Removed.DATE, (b"date", b"creation time", b"modifytime", b"created>", b"modified>")),
    (
        Removed.AUTHOR,
        (
            b"creator>",
            b"lastmodifiedby",
            b"author",
            b"artist",
            b"copyright",
            b"rights>",
            b"company>",
            b"manager>",
        ),
    ),
    (Removed.DESCRIPTION, (b"description", b"comment", b"title", b"subject", b"caption")),
    (Removed.DEVICE, (b"tiff:model", b"tiff:make", b"serial")),
    (Removed.ENCODER, (b"creatortool", b"software", b"encoder", b"application>", b"generator>")),
)
"""What names of fields in running text (XMP, names of PNG words) tell."""
NO_PICTURE = frozenset({"exif", "xmp", "photoshop", "Raw profile type exif"})


def by_words(text: bytes) -> set[Removed]:
    """Return what a block of words tells, by the names of its fields."""
    lower = text.lower().replace(b"rdf:description", b"")  # the name of every block, not a field
    found = {kind for kind, words in WORDS if any(word in lower for word in words)}
    return found or {Removed.OTHER_METADATA}


def found_in(image: ImageFile.ImageFile, data: bytes, kind: Format) -> set[Removed]:
    """Return what a loaded picture carries."""
    found = {*_in_exif(image), *_in_iptc(image), *_in_blocks(image.info)}
    if getattr(image, "n_frames", 1) > 1:
        found.add(Removed.OTHER_FRAMES)
    with suppress(DamagedError):
        found.update(_in_bytes(data, kind))
    return found


def _in_exif(image: Image.Image) -> Iterator[Removed]:
    exif = image.getexif()
    inner = exif.get_ifd(Inner)
    for tag in (*exif, *inner):
        if tag in EXIF:
            yield EXIF[Base(tag)]
    if exif.get_ifd(ExifTags.IFD.IFD1):
        yield Removed.THUMBNAIL
    if inner:
        yield Removed.OTHER_METADATA


def _in_iptc(image: ImageFile.ImageFile) -> Iterable[Removed]:
    try:
        records = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # noqa: BLE001  an aside about a hostile file, not worth refusing it
        records = {}
    return [IPTC.get(key, Removed.OTHER_METADATA) for key in records]


def _in_blocks(info: dict[str | tuple[int, int], object]) -> Iterator[Removed]:
    for name, value in info.items():
        if name == "icc_profile" and value:
            yield Removed.COLOUR_PROFILE
        elif name == "comment":
            yield Removed.DESCRIPTION
        elif name == "thumbnails" and value:
            yield Removed.THUMBNAIL
        elif name in {"xmp", "XML:com.adobe.xmp"} and value:
            yield from by_words(value if isinstance(value, bytes) else str(value).encode())
        elif name in {"depth_images", "aux"} and value:
            yield Removed.OTHER_FRAMES
        elif isinstance(name, str) and isinstance(value, str) and name not in NO_PICTURE:
            yield from by_words(name.encode()) if name[:1].isupper() else ()


def _in_bytes(data: bytes, kind: Format) -> Iterator[Removed]:
    end = len(data)
    if kind is Format.JPEG:
        *_, (_, _, end) = jpeg_segments(data)
    elif kind is Format.PNG:
        chunks = list(png_chunks(data))
        end = chunks[-1][2]
        if b"tIME" in {name for name, *_ in chunks}:
            yield Removed.DATE
    elif kind is Format.WEBP:
        end = 8 + int.from_bytes(data[4:8], "little")
    if len(data) > end:
        yield Removed.TRAILING_BYTES
