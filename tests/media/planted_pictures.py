"""Pictures with a mark in every place where a picture can say more than it shows."""

import io
import struct
import zlib

import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin

from tests.media.referees import MARK

Base, Gps = ExifTags.Base, ExifTags.GPS
UPRIGHT_AFTER_A_QUARTER_TURN = 6
GLUED = b"PK\x03\x04 glued on " + MARK.encode()
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    f'exif:GPSLatitude="52,30.{MARK}N"><dc:creator><rdf:Seq><rdf:li>{MARK}</rdf:li></rdf:Seq>'
    "</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
).encode()


def scene(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Return a picture with many colours and a red corner at its upper left."""
    image = Image.merge(
        "RGB",
        [
            Image.linear_gradient("L").resize((width, height)),
            Image.radial_gradient("L").resize((width, height)),
            Image.linear_gradient("L").rotate(90).resize((width, height)),
        ],
    )
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill=(255, 0, 0))
    return image.convert(mode)


def screenshot() -> Image.Image:
    """Return a picture of few colours with sharp edges."""
    image = Image.new("RGB", (400, 300), "white")
    pen = ImageDraw.Draw(image)
    for row in range(10, 290, 20):
        pen.text((10, row), "a line of words on a screen", fill=(20, 20, row))
    return image


def long_screen(width: int = 1080, height: int = 24000) -> Image.Image:
    """Return a picture with lines of words, and at its edge the number of each row in colour."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    for at in range(0, max(width, height), 100):
        place = (10, at + 40) if height > width else (at + 40, 10)
        pen.text(place, f"line {at}", fill=(20, 20, 20))
    for row in range(height):
        image.putpixel((0, row), (row >> 8, row & 0xFF, 0))
    return image


def exif(*, turned: bool = False) -> bytes:
    """Return an EXIF block with a place, a date, a device, a person and a small picture."""
    block = Image.Exif()
    block[Base.Make] = block[Base.Model] = f"{MARK} camera"
    block[Base.Artist] = block[Base.ImageDescription] = MARK
    block[Base.Software] = MARK
    block[Base.DateTime] = "2026:01:02 03:04:05"
    block[Base.Orientation] = UPRIGHT_AFTER_A_QUARTER_TURN if turned else 1
    inner = block.get_ifd(ExifTags.IFD.Exif)
    inner[Base.BodySerialNumber] = inner[Base.LensModel] = MARK
    inner[Base.UserComment] = b"ASCII\0\0\0" + MARK.encode()
    inner[Base.MakerNote] = MARK.encode() * 9
    inner[Base.DateTimeOriginal] = "2026:01:02 03:04:05"
    place = block.get_ifd(ExifTags.IFD.GPSInfo)
    place[Gps.GPSLatitudeRef], place[Gps.GPSLatitude] = "N", (52.0, 30.0, 15.0)
    place[Gps.GPSLongitudeRef], place[Gps.GPSLongitude] = "E", (13.0, 24.0, 36.0)
    place[Gps.GPSProcessingMethod] = MARK.encode()
    return block.tobytes()


def with_thumbnail(block: bytes) -> bytes:
    """Return an EXIF block (little-endian or big-endian) with a second directory and a picture."""
    small = io.BytesIO()
    scene(80, 60).save(small, "JPEG", comment=MARK)
    order = "<" if block[6:8] == b"II" else ">"
    tiff = bytearray(block[6:])
    at = struct.unpack_from(order + "L", tiff, 4)[0]
    count = struct.unpack_from(order + "H", tiff, at)[0]
    directory = len(tiff)
    struct.pack_into(order + "L", tiff, at + 2 + 12 * count, directory)
    picture = directory + 2 + 12 * 3 + 4
    tiff += struct.pack(order + "H", 3)
    tiff += struct.pack(order + "HHLHH", 0x103, 3, 1, 6, 0)
    tiff += struct.pack(order + "HHLL", 0x201, 4, 1, picture)
    tiff += struct.pack(order + "HHLL", 0x202, 4, 1, len(small.getvalue()))
    tiff += struct.pack(order + "L", 0)
    return block[:6] + bytes(tiff) + small.getvalue()


def profile() -> bytes:
    """Return a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def iptc() -> bytes:
    """Return a Photoshop block with a person, a town and a caption."""
    record = b"".join(
        b"\x1c\x02" + bytes([field]) + len(MARK).to_bytes(2, "big") + MARK.encode()
        for field in (80, 90, 120)
    )
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    return block + b"\0" * (len(record) % 2)


def jpeg(*, turned: bool = False) -> bytes:
    """Return a photo as a camera app sends it as a file, and worse."""
    out = io.BytesIO()
    scene().save(
        out, "JPEG", quality=92, exif=with_thumbnail(exif(turned=turned)), comment=MARK,
        icc_profile=profile(), xmp=XMP,
    )  # fmt: skip
    block = iptc()
    segment = b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block
    data = out.getvalue()
    return data[:2] + segment + data[2:] + GLUED


def png(image: Image.Image | None = None) -> bytes:
    """Return a PNG with words, a date, EXIF, XMP, a profile and bytes after its end."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", MARK)
    words.add_text("Comment", MARK, zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    words.add(b"tIME", b"\x07\xea\1\2\3\4\5")
    out = io.BytesIO()
    (image or screenshot()).save(out, "PNG", pnginfo=words, exif=exif(), icc_profile=profile())
    data = out.getvalue()
    private = b"prVt" + MARK.encode()
    chunk = struct.pack(">L", len(MARK)) + private + struct.pack(">L", zlib.crc32(private))
    return data[:33] + chunk + data[33:] + GLUED


def long_screenshot() -> bytes:
    """Return a whole conversation in one PNG, as telephones make it, with all that hides in it."""
    return png(long_screen())


def saved(form: str, *, mode: str = "RGB", **options: object) -> bytes:
    """Return the scene in another format, with all the words that Pillow can put there."""
    out = io.BytesIO()
    scene(mode=mode).save(out, form, **options)
    return out.getvalue()


def webp() -> bytes:
    """Return a WebP with all its blocks, and bytes after its end."""
    return saved("WEBP", exif=exif(), xmp=XMP, icc_profile=profile()) + GLUED


def heif() -> bytes:
    """Return a photo as newer phones take it."""
    out = io.BytesIO()
    held = pillow_heif.from_pillow(scene())
    held.save(out, quality=80, exif=exif(), xmp=XMP)
    return out.getvalue()


def avif() -> bytes:
    """Return an AVIF with EXIF and XMP."""
    return saved("AVIF", exif=exif(), xmp=XMP)


def tiff() -> bytes:
    """Return a TIFF of two pages with tags of all kinds."""
    out = io.BytesIO()
    scene().save(
        out, "TIFF", save_all=True, append_images=[scene(99, 99)], description=MARK, artist=MARK,
        software=MARK, date_time="2026:01:02 03:04:05", exif=exif(), icc_profile=profile(),
    )  # fmt: skip
    return out.getvalue()


def bmp() -> bytes:
    """Return a BMP with bytes after its end."""
    return saved("BMP") + GLUED


def gif(*, frames: int = 4) -> bytes:
    """Return an animation with a comment, XMP, a stranger's block, and bytes after its end."""
    out = io.BytesIO()
    pictures = [scene(80, 60).rotate(9 * number) for number in range(frames)]
    pictures[0].save(
        out, "GIF", save_all=True, append_images=pictures[1:], duration=80, loop=3, comment=MARK
    )
    data = out.getvalue()
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    xmp = b"\x21\xff\x0bXMP DataXMP" + XMP + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    mark = bytes([len(MARK)]) + MARK.encode() + b"\0"
    stranger = b"\x21\xff\x0bSTRANGER1.0" + mark
    words = b"\x21\x01\x0c" + bytes(12) + mark
    return data[:at] + xmp + stranger + words + data[at:] + GLUED
