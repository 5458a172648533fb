"""Excel files: the cells of the sheets that are shown, as they were last worked out.

Hidden sheets, rows and columns, formulas, comments and pivot sources stay behind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element  # the type alone: defusedxml reads

from domain.model.evidence import FileRefused, Refusal, Removed
from media.limits import MEGABYTE
from media.office_archive import Archive, attribute, child, link_id, local
from media.office_story import Story, drawn

MOST_TEXT = 4 * MEGABYTE
MOST_COLUMNS = 200
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  a spreadsheet's days have no zone
DATE_STYLES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Ways to show a number as a date that every Excel file has without naming them."""
LATEST = 2_958_465
DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
SHOWS_NOTHING = re.compile(r"^;;;?$")


@dataclass(slots=True)
class _Book:
    words: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    unseen: frozenset[int] = frozenset()


def read(archive: Archive, main: str) -> Story:
    """Return what is seen of an Excel file, sheet by sheet."""
    story = Story()
    book, links = _book(archive, main), archive.links(main)
    sheets = child(archive.xml(main), "sheets")
    for sheet in () if sheets is None else sheets:
        link = links.get(link_id(sheet))
        if link is None or link.target not in archive.names:
            continue
        if attribute(sheet, "state") in {"hidden", "veryHidden"}:
            story.removed.add(Removed.HIDDEN_TEXT)
            continue
        lines = _lines(archive.xml(link.target), book, story)
        story.words.append(f"[{attribute(sheet, 'name') or ''}]\n" + "\n".join(lines))
        _look_around(archive, link.target, story)
    if sum(map(len, story.words)) > MOST_TEXT:
        raise FileRefused(Refusal.TOO_MUCH_INSIDE)
    return story


def _look_around(archive: Archive, sheet: str, story: Story) -> None:
    for drawing in archive.linked(sheet, "drawing"):
        words = "".join(drawn(archive.xml(drawing), story, archive.links(drawing))).strip()
        story.words.append(words)
    for kind in ("comments", "threadedComment"):
        if any(True for _ in archive.linked(sheet, kind)):
            story.removed.add(Removed.COMMENTS)


def _book(archive: Archive, main: str) -> _Book:
    book = _Book()
    for part in archive.linked(main, "sharedStrings"):
        book.words = [_text(each) for each in archive.xml(part)]
    for part in archive.linked(main, "styles"):
        book.dates, book.unseen = _styles(archive.xml(part))
    return book


def _text(node: Element) -> str:
    """Return the words of a cell without the hints for their reading."""
    if local(node.tag) == "rPh":
        return ""
    own = (node.text or "") if local(node.tag) == "t" else ""
    return own + "".join(map(_text, node))


def _styles(tree: Element) -> tuple[frozenset[int], frozenset[int]]:
    """Return which styles show dates, and which show nothing."""
    dates, unseen = set(DATE_STYLES), set[int]()
    formats = child(tree, "numFmts")
    for each in () if formats is None else formats:
        number, code = int(attribute(each, "numFmtId") or 0), attribute(each, "formatCode") or ""
        if SHOWS_NOTHING.match(code):
            unseen.add(number)
        elif DATE_LETTERS.search(QUOTED.sub("", code)):
            dates.add(number)
    used = child(tree, "cellXfs")
    numbers = [int(attribute(each, "numFmtId") or 0) for each in (() if used is None else used)]
    return (
        frozenset(at for at, number in enumerate(numbers) if number in dates),
        frozenset(at for at, number in enumerate(numbers) if number in unseen),
    )


def _lines(sheet: Element, book: _Book, story: Story) -> Iterator[str]:
    gone = _hidden_columns(child(sheet, "cols"))
    rows = child(sheet, "sheetData")
    for row in () if rows is None else rows:
        if attribute(row, "hidden") in {"1", "true"}:
            story.removed.add(Removed.HIDDEN_TEXT)
            continue
        cells: dict[int, str] = {}
        for at, cell in enumerate(row, 1):
            column = _column(attribute(cell, "r") or "") or at
            if column in gone or int(attribute(cell, "s") or 0) in book.unseen:
                story.removed.add(Removed.HIDDEN_TEXT)
            else:
                cells[min(column, MOST_COLUMNS)] = _shown(cell, book)
        yield "\t".join(cells.get(at, "") for at in range(1, max(cells, default=0) + 1))


def _hidden_columns(columns: Element | None) -> frozenset[int]:
    gone: set[int] = set()
    for each in () if columns is None else columns:
        if attribute(each, "hidden") in {"1", "true"}:
            first, last = int(attribute(each, "min") or 1), int(attribute(each, "max") or 1)
            gone.update(range(first, min(last, 16384) + 1))
    return frozenset(gone)


def _column(place: str) -> int:
    number = 0
    for letter in place:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number


def _shown(cell: Element, book: _Book) -> str:
    kind, value = attribute(cell, "t"), child(cell, "v")
    if kind == "inlineStr":
        return _text(cell)
    told = (value.text or "") if value is not None else ""
    if kind == "s":
        return book.words[int(told)]
    if told and kind in {None, "n"} and int(attribute(cell, "s") or 0) in book.dates:
        return _date(float(told))
    return told


def _date(days: float) -> str:
    if not 0 <= days <= LATEST:
        return str(days)
    moment = DAY_ZERO + timedelta(seconds=round(days * 86400))
    return moment.strftime("%Y-%m-%d" if days == int(days) else "%Y-%m-%d %H:%M")
