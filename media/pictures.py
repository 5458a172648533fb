"""Pictures: the points are read, turned upright, and written into a new file; all else is left.

It must not keep anything of the old file but its points.
"""

import io
import warnings

import pillow_heif
from PIL import AvifImagePlugin, Image, ImageCms, ImageFile, ImageOps

from domain.model.evidence import CleanPart, FileRefused, Kind, Refusal, Remains
from media.formats import Format
from media.parcel import Result
from media.picture_findings import found_in
from media.residue import is_bare_jpeg, is_bare_png

MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2560
QUALITY = 88
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
    """Return one picture."""
    image = opened(data, kind)
    removed = found_in(image, data, kind)
    part = rebuilt(image, sharp=kind in SHARP)
    return Result([part], removed, {Remains.LOOKS, Remains.SENSOR})


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


def rebuilt(image: Image.Image, *, sharp: bool, crop: Crop = (0, 0, 0, 0)) -> CleanPart:
    """Write the points of a picture into a new file and see that it holds nothing else."""
    points = _points(_cropped(image, crop))
    if sharp and points.getcolors(FEW_COLOURS):
        data = _saved(points, "PNG")
        is_bare, ending = is_bare_png, "png"
    else:
        data = _saved(points, "JPEG", quality=QUALITY, subsampling=0 if sharp else 2)
        is_bare, ending = is_bare_jpeg, "jpg"
    if not is_bare(data):
        raise FileRefused(Refusal.BROKEN)
    return CleanPart(kind=Kind.PHOTO, ending=ending, data=data)


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
