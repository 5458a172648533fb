"""Office files: the words and pictures that can be seen are passed on, the file is not.

What is taken is what can be seen; whatever else a file holds stays behind, known or not.
"""

import re
from collections.abc import Callable
from contextlib import suppress

from domain.model.evidence import CleanPart, FileRefused, Refusal, Remains, Removed
from media import open_document_files, sheet_files, slide_files, word_files
from media.formats import recognise
from media.limits import MEGABYTE
from media.office_archive import Archive, opened
from media.office_story import Story
from media.parcel import MOST_PARTS, Result
from media.picture_findings import by_words, found_in
from media.pictures import MOST_SLICES, PILLOW, SHARP, Crop, rebuilt
from media.pictures import opened as opened_picture
from media.plain_texts import text_part

MOST_PICTURES = 30
LARGEST_PICTURE = 20 * MEGABYTE
MAIN = "officeDocument"
READERS: dict[str, Callable[[Archive, str], Story]] = {
    "document": word_files.read,
    "workbook": sheet_files.read,
    "presentation": slide_files.read,
}
"""By the name of the main part's outermost node."""
TELLTALES = (
    ("docProps/thumbnail", Removed.THUMBNAIL),
    ("Thumbnails/", Removed.THUMBNAIL),
    ("docProps/custom", Removed.OTHER_METADATA),
    ("customXml/", Removed.OTHER_METADATA),
    ("word/embeddings/", Removed.ATTACHMENTS),
    ("xl/embeddings/", Removed.ATTACHMENTS),
    ("ppt/embeddings/", Removed.ATTACHMENTS),
    ("Basic/", Removed.SCRIPTS),
)
"""Beginnings of names of parts that give away what is in them."""
SAID = re.compile(rb"<([\w:.-]+)(?:\s[^<>]*)?>\s*[^<\s]")
"""A field that says something."""
ABOUT = ("docProps/core.xml", "docProps/app.xml", "meta.xml")


def clean_office(data: bytes) -> Result:
    """Return a text and pictures."""
    with opened(data) as archive:
        story = _story(archive)
        if len(story.pictures) > MOST_PICTURES:
            raise FileRefused(Refusal.TOO_MUCH_INSIDE)
        result = Result(removed={Removed.FORMATTING, *story.removed, *_found_in(archive)})
        words = "\n\n".join(filter(None, story.words))
        with suppress(FileRefused):
            result.parts.append(text_part(words)[0])
            result.remains.add(Remains.WRITING)
        # What there is room for beside the words, in equal shares: many pictures may be long.
        share = (MOST_PARTS - 1) // max(1, len(story.pictures))
        for name, crop in story.pictures:
            _add_picture(archive, name, crop, result, most_slices=min(share, MOST_SLICES))
    if not result.parts:
        raise FileRefused(Refusal.NOTHING_VISIBLE)
    return result


def _story(archive: Archive) -> Story:
    if open_document_files.is_one(archive):
        return open_document_files.read(archive)
    if "[Content_Types].xml" in archive.names:
        for main in archive.linked("", MAIN):
            kind = archive.xml(main).tag.rpartition("}")[2]
            if kind in READERS:
                return READERS[kind](archive, main)
    raise FileRefused(Refusal.UNSAFE_KIND)


def _add_picture(
    archive: Archive, name: str, crop: Crop, result: Result, *, most_slices: int
) -> None:
    parts: list[CleanPart] = []
    data = archive.raw(name, most=LARGEST_PICTURE) if name in archive.names else b""
    kind = recognise(data)
    if kind in PILLOW:
        with suppress(FileRefused, OSError, ValueError, SyntaxError):
            image = opened_picture(data, kind)
            parts = rebuilt(image, sharp=kind in SHARP, crop=crop, most_slices=most_slices)
            result.removed |= found_in(image, data, kind)
    if not parts:
        result.removed.add(Removed.ATTACHMENTS)
        return
    result.parts += parts
    result.remains |= {Remains.LOOKS, Remains.SENSOR}


def _found_in(archive: Archive) -> set[Removed]:
    found = {kind for name in archive.names for start, kind in TELLTALES if name.startswith(start)}
    if any(name.endswith("vbaProject.bin") for name in archive.names):
        found.add(Removed.SCRIPTS)
    for name in ABOUT:
        if name in archive.names:
            names = [match[1] + b">" for match in SAID.finditer(archive.raw(name))]
            found |= by_words(b" ".join(names)) if names else set()
    return found
