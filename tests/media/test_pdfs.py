"""PDFs come out as pictures of their pages, and as nothing else."""

import io

import pypdfium2
import pytest
from PIL import Image

from domain.model.evidence import FileRefused, Kind, Refusal, Remains, Removed
from media import CleaningRoom
from tests.media import planted_pdfs as planted
from tests.media.referees import MARK, exiftool, marks_in, qpdf

STRUCTURE = {"PDF:PDFVersion", "PDF:Linearized", "PDF:PageCount"}


def painted(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        image: Image.Image = document[0].render(scale=1).to_pil().convert("RGB")
        return image


@pytest.mark.asyncio
async def test_pdf_shows_its_pages_and_says_nothing(room: CleaningRoom) -> None:
    received = planted.planted()
    assert MARK in qpdf(received)
    cleaned = await room.scrub(received)
    (part,) = cleaned.parts
    assert (part.kind, part.ending) == (Kind.PDF, "pdf")
    assert not marks_in(part.data)
    plain = qpdf(part.data, flawless=True)
    words = (MARK, "/Info", "/Metadata", "/Annots", "/JS", "/EF", "Date", "/Thumb", "/Names")
    assert not [word for word in words if word in plain]
    tags = exiftool(part.data, "pdf")
    assert {name for name in tags if name.startswith(("PDF:", "XMP:"))} <= STRUCTURE
    before, after = painted(received), painted(part.data)
    assert before.size == after.size == (595, 842)
    for place in ((20, 20), (400, 400), (150, 500)):
        red, blue = before.getpixel(place), after.getpixel(place)
        assert isinstance(red, tuple)
        assert isinstance(blue, tuple)
        assert max(abs(a - b) for a, b in zip(red, blue, strict=True)) < 24
    assert cleaned.removed == {
        Removed.AUTHOR, Removed.DESCRIPTION, Removed.ENCODER, Removed.DATE, Removed.PLACE,
        Removed.ATTACHMENTS, Removed.SCRIPTS, Removed.COMMENTS, Removed.THUMBNAIL,
        Removed.CHANGES, Removed.TRAILING_BYTES, Removed.FORMATTING,
    }  # fmt: skip


@pytest.mark.asyncio
async def test_of_a_pdf_it_is_said_that_dots_and_watermarks_stay(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.planted())
    assert cleaned.remains == {
        Remains.LOOKS, Remains.PRINTED_DOTS, Remains.WATERMARKS, Remains.WRITING
    }  # fmt: skip


@pytest.mark.asyncio
async def test_same_pdf_gives_the_same_bytes(room: CleaningRoom) -> None:
    first, second = [await room.scrub(planted.planted()) for _ in range(2)]
    assert first.parts[0].data == second.parts[0].data


@pytest.mark.asyncio
async def test_cleaned_pdf_cleaned_again_has_nothing_to_lose(room: CleaningRoom) -> None:
    cleaned = await room.scrub((await room.scrub(planted.planted())).parts[0].data)
    assert cleaned.removed == {Removed.FORMATTING}


@pytest.mark.asyncio
async def test_long_pdf_is_refused(room: CleaningRoom) -> None:
    assert (await room.scrub(planted.pdf(pages=50))).parts
    with pytest.raises(FileRefused) as refused:
        await room.scrub(planted.pdf(pages=51))
    assert refused.value.reason is Refusal.TOO_MANY_PAGES


@pytest.mark.asyncio
async def test_page_that_calls_itself_huge_is_painted_small(room: CleaningRoom) -> None:
    (part,) = (await room.scrub(planted.wide())).parts
    start = part.data.index(b"\xff\xd8\xff")
    assert max(Image.open(io.BytesIO(part.data[start:])).size) <= 4000


@pytest.mark.asyncio
async def test_pdf_without_pages_is_refused(room: CleaningRoom) -> None:
    with pytest.raises(FileRefused) as refused:
        await room.scrub(planted.pdf(pages=0))
    assert refused.value.reason is Refusal.BROKEN
