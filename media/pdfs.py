"""PDFs: each page is painted, and the paintings make a new PDF. What cannot be seen is not there.

It must not keep text, links, forms or anything else of the old file.
"""

import io
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from domain.model.evidence import CleanPart, FileRefused, Kind, Refusal, Remains, Removed
from media.parcel import Result
from media.pdf_writing import Page, pdf_of
from media.picture_findings import by_words

MOST_PAGES = 50
POINTS_PER_INCH, DOTS_PER_INCH = 72, 150
LONGEST_SIDE = 4000
"""Pixels; a page may call itself as wide as it likes."""
QUALITY = 80
WRONG_PASSWORD = "password"  # noqa: S105  how PDFium's message tells it
ACTIONS = (b"/JavaScript", b"/Launch")
"""Long enough not to stand in compressed bytes by chance."""


def clean_pdf(data: bytes) -> Result:
    """Return one PDF of pictures."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # Only whether the word is there matters; the message goes nowhere.
        locked = WRONG_PASSWORD in str(error).lower()
        raise FileRefused(Refusal.PASSWORD if locked else Refusal.BROKEN) from None
    with document:
        if len(document) > MOST_PAGES:
            raise FileRefused(Refusal.TOO_MANY_PAGES)
        removed = {Removed.FORMATTING, *_found_in(document, data)}
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()  # what was filled in is painted too
        made = pdf_of(_painted(document))
        pages = len(document)
    _check(made, pages)
    remains = {Remains.LOOKS, Remains.PRINTED_DOTS, Remains.WATERMARKS, Remains.WRITING}
    return Result([CleanPart(kind=Kind.PDF, ending="pdf", data=made)], removed, remains)


def _painted(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise FileRefused(Refusal.BROKEN)
        scale = min(DOTS_PER_INCH / POINTS_PER_INCH, LONGEST_SIDE / max(width, height))
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        image = bitmap.to_pil().convert("RGB")
        out = io.BytesIO()
        image.save(out, "JPEG", quality=QUALITY)
        bitmap.close()
        page.close()
        yield Page(jpeg=out.getvalue(), size=image.size, width=width, height=height)


def _found_in(document: pypdfium2.PdfDocument, data: bytes) -> Iterator[Removed]:
    for name, value in document.get_metadata_dict(skip_empty=True).items():
        yield from INFO.get(name, by_words(name.encode())) if value else ()
    if b"<x:xmpmeta" in data:
        yield from by_words(data[data.index(b"<x:xmpmeta") :][:65536])
    if document.count_attachments():
        yield Removed.ATTACHMENTS
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0 or any(
        word in data for word in ACTIONS
    ):
        yield Removed.SCRIPTS
    if data.count(b"%%EOF") > (2 if b"/Linearized" in data[:1024] else 1):
        yield Removed.CHANGES
    end = data.rfind(b"%%EOF")
    if end >= 0 and data[end + 5 :].strip(b"\r\n \0"):
        yield Removed.TRAILING_BYTES
    yield from _on_pages(document)


INFO = {
    "Author": (Removed.AUTHOR,),
    "Title": (Removed.DESCRIPTION,),
    "Subject": (Removed.DESCRIPTION,),
    "Keywords": (Removed.DESCRIPTION,),
    "Creator": (Removed.ENCODER,),
    "Producer": (Removed.ENCODER,),
    "CreationDate": (Removed.DATE,),
    "ModDate": (Removed.DATE,),
}


def _on_pages(document: pypdfium2.PdfDocument) -> Iterator[Removed]:
    for number in range(len(document)):
        page = document[number]
        if pdfium.FPDFPage_GetAnnotCount(page.raw) > 0:
            yield Removed.COMMENTS
        if pdfium.FPDFPage_GetRawThumbnailData(page.raw, None, 0) > 0:
            yield Removed.THUMBNAIL
        page.close()


def _check(made: bytes, pages: int) -> None:
    """Raise a refusal unless the new file opens, has its pages, and tells nothing."""
    with pypdfium2.PdfDocument(made) as result:
        tells = result.get_metadata_dict(skip_empty=True) or result.count_attachments()
        if tells or len(result) != pages or not pages:
            raise FileRefused(Refusal.BROKEN)
