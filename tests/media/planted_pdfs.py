"""A PDF with a mark in every place where a PDF can say more than it shows, and other bad ones."""

import zlib

from tests.media.planted_pictures import XMP, jpeg
from tests.media.referees import MARK

Things = dict[int, bytes]


def written(things: Things, trailer: bytes, *, before: bytes = b"") -> bytes:
    """Return a PDF (or the next revision of one) of numbered objects."""
    out = bytearray(before or b"%PDF-1.7\n")
    places = {}
    for number, thing in things.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    start = len(out)
    out += b"xref\n"
    if not before:
        out += b"0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    earlier = b""
    if before:
        earlier = b"/Prev %d" % int(before[before.rindex(b"startxref") + 9 :].split()[0])
    out += b"trailer\n<< /Size 40 /Root 1 0 R %s %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        trailer, earlier, start,
    )  # fmt: skip
    return bytes(out)


def stream(head: bytes, content: bytes) -> bytes:
    """Return a stream object."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(content), content)


def pdf(*, pages: int = 1, paint: bytes = b"1 0 0 rg 0 700 150 142 re f") -> bytes:
    """Return a plain PDF."""
    kids = b" ".join(b"%d 0 R" % (10 + number) for number in range(pages))
    things = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    things[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    things[3] = stream(b"", paint)
    for number in range(pages):
        things[10 + number] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
        )
    return written(things, b"")


def planted() -> bytes:
    """Return a PDF whose visible page says nothing, and the rest of it everything."""
    mark = MARK.encode()
    small = jpeg()
    things: Things = {
        1: b"<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R /OpenAction 5 0 R /Names << "
        b"/EmbeddedFiles << /Names [(a) 6 0 R] >> /JavaScript << /Names [(j) 5 0 R] >> >> >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 8 0 R /Thumb 11 0 R "
        b"/Resources << /XObject << /P 10 0 R >> >> /Annots [9 0 R] >>",
        4: stream(b"/Type /Metadata /Subtype /XML", XMP),
        5: b"<< /S /JavaScript /JS (app.alert\\('%s'\\)) >>" % mark,
        6: b"<< /Type /Filespec /F (%s.txt) /EF << /F 7 0 R >> >>" % mark,
        7: stream(b"/Type /EmbeddedFile /Filter /FlateDecode", zlib.compress(mark * 20)),
        8: stream(b"", b"1 0 0 rg 0 700 150 142 re f q 200 0 0 150 100 300 cm /P Do Q"),
        9: b"<< /Type /Annot /Subtype /Text /Rect [300 600 320 620] /Contents (%s) /T (%s) >>"
        % (mark, mark),
        10: stream(
            b"/Type /XObject /Subtype /Image /Width 640 /Height 480 /ColorSpace /DeviceRGB "
            b"/BitsPerComponent 8 /Filter /DCTDecode",
            small,
        ),
        11: stream(
            b"/Width 4 /Height 4 /ColorSpace /DeviceRGB /BitsPerComponent 8", mark * 8
        ),
        12: b"<< /Author (%s) /Title (%s) /Creator (%s) /CreationDate (D:20260102030405) >>"
        % (mark, mark, mark),
    }  # fmt: skip
    first = written(things, b"/Info 12 0 R /ID [<%s> <00>]" % mark.hex().encode())
    return written({13: b"(%s)" % mark}, b"/Info 12 0 R", before=first) + mark


def bomb() -> bytes:
    """Return a page of two KB that unfolds, twice, to more than memory should hold."""
    once = zlib.compress(b"0 0 m 9 9 l S\n" * 40_000_000, 9)
    things = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [10 0 R] /Count 1 >>",
        3: stream(b"/Filter [/FlateDecode /FlateDecode]", zlib.compress(once, 9)),
        10: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>",
    }
    return written(things, b"")


def wide() -> bytes:
    """Return a page that calls itself 14 million points wide."""
    return pdf().replace(b"[0 0 595 842]", b"[0 0 14400000 842]")
