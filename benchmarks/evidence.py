"""How long a photo, a film and a PDF take to be cleaned, in how much memory, and who waits for it.

``python -m benchmarks.evidence`` prints the rows alone. The files are made here.
"""

import asyncio
import io
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import av
from av.video.stream import VideoStream
from PIL import Image

from benchmarks.beside import beside
from media import CleaningRoom, Limits
from media.limits import MEGABYTE
from media.pdf_writing import Page, pdf_of

ROUNDS = 7
SECONDS = 20.0
"""How long answers are looked at, without files and then with files in work."""

PHOTO_SIZE, FILM_SIZE, PAGE_SIZE = (4032, 3024), (1280, 720), (1700, 2200)
PAGES, FRAMES = 10, 240


@dataclass(frozen=True)
class Sample:
    """A file, and the seconds within which it should be clean."""

    name: str
    data: bytes
    seconds: float


@dataclass(frozen=True)
class Cleaning:
    """What was measured of one sample."""

    sample: Sample
    processor: float
    """Seconds that the child used: the aim is judged by it, because others work beside."""
    clock: float
    peak: int
    """KiB that the child held at most."""


def rough(size: tuple[int, int], grain: int, strength: int) -> Image.Image:
    """Return a picture that compresses about as badly as a photo does."""
    width, height = size
    coarse = Image.frombytes("RGB", (64, 48), os.urandom(64 * 48 * 3)).resize(size)
    small = (width // grain, height // grain)
    fine = Image.frombytes("RGB", small, os.urandom(small[0] * small[1] * 3)).resize(size)
    return Image.blend(coarse, fine, strength / 100)


def photo() -> bytes:
    """Return a photo of 12 megapixels and about 5 MB, with a place and a device."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "A camera", "2026:01:02 03:04:05"
    exif.get_ifd(0x8825)[1] = "N"
    return _jpeg(rough(PHOTO_SIZE, 2, 25), 5 * MEGABYTE, exif=exif.tobytes())


def film() -> bytes:
    """Return a film of about 20 MB with a place and its encoder's settings."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as made:
        made.metadata["location"] = "+52.5042+013.4100/"
        track = made.add_stream("libx264", rate=24)
        assert isinstance(track, VideoStream)  # noqa: S101  what the codec makes it
        track.width, track.height = FILM_SIZE
        track.pix_fmt, track.bit_rate = "yuv420p", 14_000_000
        track.options = {"preset": "ultrafast"}
        for picture in _moving():
            frame = av.VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
            made.mux(track.encode(frame))
        made.mux(track.encode(None))
    return out.getvalue()


def _moving() -> Iterator[Image.Image]:
    wide = rough((FILM_SIZE[0] + FRAMES * 3, FILM_SIZE[1]), 2, 35)
    for number in range(FRAMES):
        yield wide.crop((number * 3, 0, number * 3 + FILM_SIZE[0], FILM_SIZE[1]))


def pdf() -> bytes:
    """Return a PDF of ten scanned pages and about 10 MB."""
    scan = _jpeg(rough(PAGE_SIZE, 2, 25), MEGABYTE)
    return pdf_of(Page(jpeg=scan, size=PAGE_SIZE, width=612, height=792) for _ in range(PAGES))


def _jpeg(image: Image.Image, wanted: int, *, exif: bytes = b"") -> bytes:
    """Return a JPEG in the quality that comes nearest to so many bytes from below."""
    made = b""
    for quality in range(60, 99, 3):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, exif=exif)
        if made and len(out.getvalue()) > wanted:
            break
        made = out.getvalue()
    return made


def samples() -> list[Sample]:
    """Return the files and what is wanted of each."""
    return [Sample("photo", photo(), 0.5), Sample("film", film(), 0.3), Sample("PDF", pdf(), 1.0)]


async def measured(sample: Sample) -> Cleaning:
    """Clean a sample several times in a room of its own, the start not counted."""
    room, took, used = CleaningRoom(), [], []
    try:
        await room.scrub(b"words, to start the process")
        for _ in range(ROUNDS):
            began, spent = time.perf_counter(), room.spent
            await room.scrub(sample.data)
            took.append(time.perf_counter() - began)
            used.append(room.spent - spent)
        return Cleaning(sample, median(used), median(took), room.peak)
    finally:
        await room.close()


async def evidence_rows(core: int | None = None) -> list[tuple[str, str, str, bool]]:
    """Return what was wanted and what came, as lines of the table of aims."""
    made = await asyncio.to_thread(samples)
    cleanings = [await measured(each) for each in made]
    files = {each.name: each.data for each in made}
    chat = (await beside(files, seconds=SECONDS, core=core)).aim()
    rows = [
        (
            f"cleaning a {each.sample.name} of {len(each.sample.data) / MEGABYTE:.0f} MB",
            f"≤ {each.sample.seconds:g} s",
            f"{each.processor:.2f} s by processor time, {each.clock:.2f} s by the clock",
            each.processor <= each.sample.seconds,
        )
        for each in cleanings
    ]
    most = max(each.peak for each in cleanings) // 1024
    allowed = Limits().memory // MEGABYTE
    return [
        *rows,
        ("memory of a cleaning child", f"≤ {allowed} MB", f"{most} MB", most <= allowed),
        (chat.what, chat.aim, chat.got, chat.met),
    ]


if __name__ == "__main__":
    for what, aim, got, met in asyncio.run(evidence_rows()):
        print(f"{what:40} {aim:10} {got:80} {'met' if met else 'missed'}")
