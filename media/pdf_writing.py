"""Writes the plainest PDF there is: one picture a page, no title, no date, no program, no id.

It must not take anything but finished pictures: the same pictures always give the same bytes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

HEADER = b"%PDF-1.4\n"


@dataclass(frozen=True, slots=True)
class Page:
    """A JPEG with its size in pixels, and the size of the paper in points."""

    jpeg: bytes
    size: tuple[int, int]
    width: float
    height: float


def pdf_of(pages: Iterable[Page]) -> bytes:
    """Return a PDF that shows each picture on a page of its own."""
    catalogue, tree = b"<< /Type /Catalog /Pages 2 0 R >>", b""
    things = [catalogue, tree]
    leaves = []
    for page in pages:
        leaves.append(len(things) + 1)
        things += _things(page, at=len(things) + 1)
    kids = b" ".join(b"%d 0 R" % each for each in leaves)
    things[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(leaves))
    return _file(things)


def _things(page: Page, *, at: int) -> tuple[bytes, bytes, bytes]:
    paint = b"q %.2f 0 0 %.2f 0 0 cm /P Do Q" % (page.width, page.height)
    return (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] "
        b"/Resources << /XObject << /P %d 0 R >> >> /Contents %d 0 R >>"
        % (page.width, page.height, at + 2, at + 1),
        _stream(b"", paint),
        _stream(
            b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB "
            b"/BitsPerComponent 8 /Filter /DCTDecode " % page.size,
            page.jpeg,
        ),
    )


def _stream(head: bytes, content: bytes) -> bytes:
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def _file(things: list[bytes]) -> bytes:
    out, places = bytearray(HEADER), []
    for number, thing in enumerate(things, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(things) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(things) + 1)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
