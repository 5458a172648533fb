"""Files made to exhaust or to break what reads them end in a refusal, within their limits."""

import asyncio
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from domain.model.evidence import CleanPart, FileRefused, Refusal
from media import CleaningRoom, Limits
from media.limits import MEGABYTE
from tests.media import planted_films, planted_offices, planted_pdfs, planted_pictures
from tests.media.conftest import Rooms
from tests.media.planted_kinds import NOT_PLANTED, PLANTED

SMALL, LARGE = 200, 800
"""MB that a child may have held: refused by a look at the head, or ended at its limit."""


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that unfolds to one colour."""
    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    squeeze = zlib.compressobj(9)
    row = bytes(1 + 3 * width)
    points = b"".join(squeeze.compress(row) for _ in range(height)) + squeeze.flush()
    chunks = [(b"IHDR", head), (b"IDAT", points), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(c)) + n + c + struct.pack(">L", zlib.crc32(n + c)) for n, c in chunks
    )


def jpeg_head(width: int, height: int) -> bytes:
    """Return a small JPEG that calls itself large."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    data = bytearray(out.getvalue())
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(data)


def member(name: str, size: int) -> bytes:
    """Return an office file with one part that unfolds to so many bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", planted_offices.links(m="officeDocument:word/document.xml"))
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(size // MEGABYTE):
                part.write(bytes(MEGABYTE))
    return out.getvalue()


def overlapping() -> bytes:
    """Return an archive whose directory names the same part five hundred times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(20 * MEGABYTE))
        for number in range(500):
            again = zipfile.ZipInfo(f"{number}")
            first = archive.infolist()[0]
            for each in ("compress_type", "compress_size", "file_size", "CRC", "header_offset"):
                setattr(again, each, getattr(first, each))
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
    return out.getvalue()


def word_of(xml: str) -> bytes:
    """Return a Word file of one part."""
    return planted_offices.office("word/document.xml", {"word/document.xml": xml})


def noise() -> bytes:
    """Return a film whose tracks are in order and whose coded pictures are none."""
    film = bytearray(planted_films.film(sound=None, plain=True))
    with av.open(io.BytesIO(film), "r") as source:
        places = [(each.pos, each.size) for each in source.demux(video=0) if each.size]
    for start, size in places:
        at = start or 0
        while at < (start or 0) + size:
            length = int.from_bytes(film[at : at + 4], "big")
            film[at + 5 : at + 4 + length] = b"\x55" * (length - 1)
            at += 4 + length
    return bytes(film)


LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><document>&c;</document>'
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>'
DEEP = "<document>" + "<p>" * 200_000 + "</p>" * 200_000 + "</document>"

ABUSE: dict[str, tuple[Callable[[], bytes], set[Refusal], int]] = {
    "a PNG of 40,000 by 40,000": (
        lambda: png_of(40_000, 400).replace(
            struct.pack(">LL", 40_000, 400), struct.pack(">LL", 40_000, 40_000)
        ),
        {Refusal.TOO_MANY_PIXELS, Refusal.BROKEN},
        SMALL,
    ),
    "a PNG of 12,000 by 12,000": (
        lambda: png_of(12_000, 12_000), {Refusal.TOO_MANY_PIXELS}, SMALL
    ),
    "a JPEG that calls itself 65,500 wide and high": (
        lambda: jpeg_head(65_500, 65_500), {Refusal.TOO_MANY_PIXELS}, SMALL
    ),
    "a PDF whose page unfolds twice": (
        planted_pdfs.bomb, {Refusal.TOO_MUCH_INSIDE, Refusal.TOO_SLOW, Refusal.BROKEN}, LARGE
    ),
    "a PDF of 30,000 pages": (
        lambda: planted_pdfs.pdf(pages=30_000), {Refusal.TOO_MANY_PAGES}, 2 * SMALL
    ),
    "an office file with a part of 500 MB": (
        lambda: member("word/document.xml", 500 * MEGABYTE), {Refusal.TOO_MUCH_INSIDE}, SMALL
    ),
    "an office file with a part that swells": (
        lambda: member("word/document.xml", 19 * MEGABYTE), {Refusal.TOO_MUCH_INSIDE}, SMALL
    ),
    "an archive of overlapping parts": (overlapping, {Refusal.TOO_MUCH_INSIDE}, SMALL),
    "an archive of many parts": (
        lambda: planted_offices.packed({f"{each}": "" for each in range(2001)}),
        {Refusal.TOO_MUCH_INSIDE},
        SMALL,
    ),
    "a billion laughs": (lambda: word_of(LAUGHS), {Refusal.BROKEN}, SMALL),
    "an entity outside": (lambda: word_of(OUTSIDE), {Refusal.BROKEN}, SMALL),
    "a tree 200,000 deep": (
        lambda: word_of(DEEP), {Refusal.BROKEN, Refusal.TOO_MUCH_INSIDE}, LARGE
    ),
    "a film without pictures": (
        lambda: planted_films.box(b"ftyp", b"isom\0\0\2\0isom") + planted_films.box(b"mdat", b""),
        {Refusal.BROKEN, Refusal.NOTHING_VISIBLE},
        SMALL,
    ),
    "a film of noise": (noise, {Refusal.BROKEN}, SMALL),
    "a film cut in half": (
        lambda: planted_films.film(plain=True)[:9000], {Refusal.BROKEN}, SMALL
    ),
    "a GIF that calls itself 65,535 wide and high": (
        lambda: b"GIF89a\xff\xff\xff\xff\0\0\0" + planted_pictures.gif()[13:],
        {Refusal.TOO_MANY_PIXELS},
        SMALL,
    ),
    "a TIFF that refers to itself": (
        lambda: b"II*\0\x08\0\0\0" + struct.pack("<HHHLLL", 1, 0x8769, 4, 1, 8, 8),
        {Refusal.BROKEN},
        SMALL,
    ),
}  # fmt: skip


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ABUSE)
async def test_file_made_to_exhaust_is_refused_within_its_limits(rooms: Rooms, name: str) -> None:
    make, reasons, most = ABUSE[name]
    room = rooms()
    with pytest.raises(FileRefused) as refused:
        await room.scrub(make())
    assert refused.value.reason in reasons
    assert room.peak <= most * 1024
    assert all(each.is_there for each in room._benches), "the parent is unharmed"


@pytest.mark.asyncio
async def test_archive_glued_to_a_picture_is_gone(room: CleaningRoom) -> None:
    archive = planted_offices.packed({"secret.txt": "words"})
    plain = {
        "jpg": planted_pictures.saved("JPEG"),
        "png": planted_pictures.saved("PNG"),
        "gif": planted_pictures.gif(),
        "webp": planted_pictures.saved("WEBP"),
        "mp4": planted_films.film(plain=True),
    }
    for data in plain.values():
        assert zipfile.is_zipfile(io.BytesIO(data + archive))
        (part,) = (await room.scrub(data + archive)).parts
        assert not zipfile.is_zipfile(io.BytesIO(part.data))


@pytest.mark.asyncio
async def test_tags_that_are_no_unicode_harm_nothing(room: CleaningRoom) -> None:
    received = planted_films.film().replace(b"CANARY", b"\xff\xfe\xc3\x28\x80\x81")
    assert (await room.scrub(received)).parts


@pytest.fixture(scope="session")
def samples() -> list[bytes]:
    return [PLANTED[kind]() for kind in PLANTED if kind not in NOT_PLANTED]


Cleaner = Callable[[bytes], None]
Damage = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255), st.integers(1, 8)),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=400,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(which=st.integers(0, len(PLANTED) - 1), damage=Damage, cut=st.floats(0.3, 1.0))
def test_damaged_file_is_cleaned_or_refused(
    samples: list[bytes],
    cleaner: Cleaner,
    which: int,
    damage: list[tuple[float, int, int]],
    cut: float,
) -> None:
    data = bytearray(samples[which])
    for place, value, length in damage:
        at = int(place * len(data))
        data[at : at + length] = bytes([value]) * len(data[at : at + length])
    cleaner(bytes(data[: int(len(data) * cut)]))


@pytest.fixture(scope="session")
def cleaner() -> Iterator[Cleaner]:
    """Return what cleans a file in a room of its own loop, and sees that nothing broke but it."""
    loop = asyncio.new_event_loop()
    room = CleaningRoom(limits=Limits(clock=10.0))

    def clean(data: bytes) -> None:
        reason: Refusal | None = None
        try:
            cleaned = loop.run_until_complete(room.scrub(data))
        except FileRefused as refused:
            reason = refused.reason
        else:
            assert all(isinstance(each, CleanPart) for each in cleaned.parts)
        assert reason not in {Refusal.UNAVAILABLE, Refusal.TOO_SLOW}
        assert all(each.is_there for each in room._benches)

    yield clean
    loop.run_until_complete(room.close())
    loop.close()
