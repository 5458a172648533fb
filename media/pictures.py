"""Pictures: the points are read, turned upright, and written into a new file; all else is left.

A long screenshot becomes several pictures, so that its words can still be read. It must not keep
anything of the old file but its points.
"""

import io
import warnings
from collections.abc import Iterator
from math import ceil

import pillow_heif
from PIL import AvifImagePlugin, ExifTags, Image, ImageCms, ImageFile, ImageOps

from domain.model.evidence import (
    LARGEST_PHOTO,
    CleanPart,
    FileRefused,
    Kind,
    Refusal,
    Remains,
)
from media.formats import Format
from media.parcel import Result
from media.picture_findings import found_in
from media.residue import is_bare_jpeg, is_bare_png

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2560
LONG = 4
"""How many times as long as wide a picture may be and still be made smaller as a whole."""
SLIMMEST = 20
"""How many times as long as wide Telegram takes a photo (core.telegram.org/bots/api#sendphoto)."""
MOST_SLICES = 20
"""Pictures that one long picture is cut into; beyond that they are made smaller."""
SHARED = 64
"""Points that a slice begins before the last one ended: a line cut through is whole in one."""
QUALITIES = (88, 60)
"""The second for what would be too large a photo in the first."""
FEW_COLOURS = 4096
"""A picture with no more is a screenshot or a drawing: JPEG would blur its letters."""
SHARP = frozenset({Format.PNG, Format.BMP, Format.TIFF, Format.GIF})
"""Formats that keep every point, so that their few colours are real."""
PILLOW = {
    Format.JPEG: ("JPEG", "MPO"),
    Format.PNG: ("PNG",),
    Format.WEBP: ("WEBP",),
    Format.HEIF: ("HEIF",),
    Format.AVIF: ("AVIF",),
    Format.BMP: ("BMP",),
    Format.TIFF: ("TIFF",),
    Format.GIF: ("GIF",),
}
UPRIGHT = 1
"""How EXIF says that a picture is not turned."""
Crop = tuple[float, float, float, float]
"""Shares of width and height cut off: left, top, right, bottom."""


def warm_up() -> None:
    """Load what pictures need, once, before any child is made."""
    pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # a child may start none
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    Image.init()
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def clean_picture(data: bytes, kind: Format) -> Result:
    """Return one picture, or the slices of a long one."""
    image = opened(data, kind)
    removed = found_in(image, data, kind)
    parts = rebuilt(image, sharp=kind in SHARP)
    return Result(parts, removed, {Remains.LOOKS, Remains.SENSOR})


def opened(data: bytes, kind: Format) -> ImageFile.ImageFile:
    """Open a picture of one kind; refuse it by its size before any point is read."""
    try:
        image = Image.open(io.BytesIO(data), formats=PILLOW[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileRefused(Refusal.TOO_MANY_PIXELS) from None
    if image.width * image.height > MOST_PIXELS:
        raise FileRefused(Refusal.TOO_MANY_PIXELS)
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    return image


def rebuilt(
    image: Image.Image,
    *,
    sharp: bool,
    crop: Crop = (0, 0, 0, 0),
    most_slices: int = MOST_SLICES,
) -> list[CleanPart]:
    """Write the points of a picture into new files and see that they hold nothing else.

    One file, but for a long picture: made smaller as a whole, nobody could read its words.
    """
    return [
        _written(_points(each), sharp=sharp) for each in _slices(_cropped(image, crop), most_slices)
    ]


def _slices(image: Image.Image, most: int) -> Iterator[Image.Image]:
    """Yield the picture, or where it is long its slices in the order in which they are read."""
    if not _is_long(image, most):
        yield image
        return
    if image.getexif().get(ExifTags.Base.Orientation, UPRIGHT) != UPRIGHT:
        # Before it is cut: turned afterwards, the last slice might come first.
        image = ImageOps.exif_transpose(image)
    width, height = image.size
    for start, end in _cuts(max(width, height), min(width, height), most):
        yield image.crop((0, start, width, end) if height > width else (start, 0, end, height))


def _is_long(image: Image.Image, most: int) -> bool:
    """Tell whether slices are of use: as a whole it could not be read, and each is a photo."""
    longer, shorter = max(image.size), min(image.size)
    is_to_be_smaller = longer > LONGEST_SIDE and longer > LONG * shorter
    is_too_slim = longer > SLIMMEST * shorter
    return (is_to_be_smaller or is_too_slim) and longer <= most * SLIMMEST * shorter


def _cuts(longer: int, shorter: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield where each slice begins and ends along the longer side."""
    room = max(shorter, min(LONGEST_SIDE, SLIMMEST * shorter))
    shared = min(SHARED, room // SLIMMEST)
    count = min(most, ceil((longer - shared) / (room - shared)))
    for number in range(count):
        start, end = ((longer - shared) * at // count for at in (number, number + 1))
        yield start, end + shared


def _written(points: Image.Image, *, sharp: bool) -> CleanPart:
    is_bare, ending = is_bare_png, "png"
    data = _saved(points, "PNG") if sharp and points.getcolors(FEW_COLOURS) else None
    if data is None or len(data) > LARGEST_PHOTO:
        is_bare, ending = is_bare_jpeg, "jpg"
        data = _as_jpeg(points, sharp=sharp)
    if not is_bare(data):
        raise FileRefused(Refusal.BROKEN)
    return CleanPart(kind=Kind.PHOTO, ending=ending, data=data)


def _as_jpeg(points: Image.Image, *, sharp: bool) -> bytes:
    data = b""
    for quality in QUALITIES:
        data = _saved(points, "JPEG", quality=quality, subsampling=0 if sharp else 2)
        if len(data) <= LARGEST_PHOTO:
            break
    return data


def _saved(points: Image.Image, form: str, **options: int) -> bytes:
    out = io.BytesIO()
    points.save(out, form, **options)
    return out.getvalue()


def _cropped(image: Image.Image, crop: Crop) -> Image.Image:
    if not any(crop):
        return image
    left, top, right, bottom = (min(max(share, 0.0), 1.0) for share in crop)
    box = (
        int(image.width * left),
        int(image.height * top),
        int(image.width * (1 - right)),
        int(image.height * (1 - bottom)),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        raise FileRefused(Refusal.NOTHING_VISIBLE)
    cut = image.crop(box)
    cut.info = image.info
    return cut


def _points(image: Image.Image) -> Image.Image:
    """Return a new image with the points alone: upright, in sRGB, on white, not too large."""
    exif, profile = image.getexif(), image.info.get("icc_profile")
    seen = _in_eight_bits(image)
    if max(seen.size) > LONGEST_SIDE:
        seen.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    seen = _in_srgb(seen, profile)
    seen.getexif().update(exif)
    seen = ImageOps.exif_transpose(seen)
    # What lies under see-through points was hidden; on white it is gone.
    paper = Image.new("L" if seen.mode == "L" else "RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    return paper


def _in_eight_bits(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode in {"1", "F", "LA"}:
        return image.convert("L")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and image.mode != "L":
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(
                image, theirs, ImageCms.createProfile("sRGB"), outputMode=mode
            )
            return changed or image
        except (OSError, ImageCms.PyCMSError):
            pass  # a profile that cannot be read describes no colours
    return image.convert("RGB") if image.mode == "CMYK" else image
