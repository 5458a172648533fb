"""Office files come out as the words and pictures that can be seen, and as nothing else."""

import io

import pytest
from PIL import Image

from domain.model.evidence import Cleaned, FileRefused, Kind, Refusal, Remains, Removed
from media import CleaningRoom
from tests.media import planted_offices as planted
from tests.media.referees import marks_in, said_besides

ABOUT = {
    Removed.AUTHOR, Removed.DATE, Removed.DESCRIPTION, Removed.THUMBNAIL, Removed.FORMATTING,
    Removed.ENCODER,
}  # fmt: skip


def words(cleaned: Cleaned) -> str:
    return cleaned.parts[0].data.decode().rstrip("\n")


def shapes(cleaned: Cleaned) -> list[tuple[Kind, str]]:
    return [(each.kind, each.ending) for each in cleaned.parts]


def tell_nothing(cleaned: Cleaned) -> None:
    for part in cleaned.parts:
        assert not marks_in(part.data)
        if part.kind is Kind.PHOTO:
            assert not said_besides(part.data, part.ending)


@pytest.mark.asyncio
async def test_word_file_shows_what_a_printed_page_shows(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.word())
    assert shapes(cleaned) == [(Kind.TEXT, "txt"), (Kind.PHOTO, "jpg"), (Kind.PHOTO, "jpg")]
    assert [line for line in words(cleaned).split("\n") if line.strip()] == [
        line for line in planted.WORDS_SEEN.split("\n") if line.strip()
    ]
    tell_nothing(cleaned)
    assert cleaned.removed >= ABOUT | {
        Removed.HIDDEN_TEXT, Removed.CHANGES, Removed.COMMENTS, Removed.ATTACHMENTS,
        Removed.SCRIPTS, Removed.OTHER_METADATA, Removed.PLACE,
    }  # fmt: skip
    assert cleaned.remains == {Remains.WRITING, Remains.LOOKS, Remains.SENSOR}


@pytest.mark.asyncio
async def test_cut_picture_loses_what_was_cut_off(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.word())
    sizes = [Image.open(io.BytesIO(each.data)).size for each in cleaned.parts[1:]]
    assert sizes == [(640, 480), (320, 240)]


@pytest.mark.asyncio
async def test_excel_file_shows_its_open_cells(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.sheet())
    assert shapes(cleaned) == [(Kind.TEXT, "txt")]
    assert words(cleaned) == planted.SHEET_SEEN
    tell_nothing(cleaned)
    assert cleaned.removed >= ABOUT | {Removed.HIDDEN_TEXT, Removed.COMMENTS}


@pytest.mark.asyncio
async def test_powerpoint_file_shows_its_shown_slides(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.slides())
    assert shapes(cleaned) == [(Kind.TEXT, "txt"), (Kind.PHOTO, "jpg")]
    assert words(cleaned) == "[1]\nA head\nA line"
    tell_nothing(cleaned)
    assert cleaned.removed >= ABOUT | {Removed.HIDDEN_TEXT, Removed.COMMENTS}


@pytest.mark.asyncio
async def test_open_document_text_shows_what_a_printed_page_shows(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.open_text())
    assert shapes(cleaned) == [(Kind.TEXT, "txt"), (Kind.PHOTO, "jpg")]
    assert words(cleaned).split() == [
        "A",
        "head",
        "Some",
        "words",
        "apart,",
        "and",
        "more.",
        "Seen",
        "too",
    ]
    tell_nothing(cleaned)
    assert cleaned.removed >= {
        Removed.AUTHOR, Removed.DATE, Removed.COMMENTS, Removed.CHANGES, Removed.HIDDEN_TEXT,
        Removed.ATTACHMENTS, Removed.SCRIPTS, Removed.THUMBNAIL,
    }  # fmt: skip


@pytest.mark.asyncio
async def test_open_document_table_and_slides_show_what_is_shown(room: CleaningRoom) -> None:
    table, slides = [
        await room.scrub(each) for each in (planted.open_sheet(), planted.open_slides())
    ]
    assert words(table).split() == ["same", "same"]
    assert words(slides).split() == ["On", "a", "slide"]
    for each in (table, slides):
        tell_nothing(each)
        assert Removed.HIDDEN_TEXT in each.removed


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("received", "why"),
    [
        (planted.packed({"a.txt": "words"}), Refusal.UNSAFE_KIND),
        (planted.packed({"AndroidManifest.xml": "x", "classes.dex": "x"}), Refusal.UNSAFE_KIND),
        (planted.office("nowhere.xml", {}), Refusal.UNSAFE_KIND),
        (planted.open_document("graphics", "<office:drawing/>"), Refusal.UNSAFE_KIND),
        (planted.open_document("text", "<office:text/>"), Refusal.NOTHING_VISIBLE),
        (b"PK\x03\x04 and no more", Refusal.BROKEN),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Refusal.PASSWORD,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc", Refusal.UNSAFE_KIND),
    ],
)
async def test_other_archives_are_refused(
    room: CleaningRoom, received: bytes, why: Refusal
) -> None:
    with pytest.raises(FileRefused) as refused:
        await room.scrub(received)
    assert refused.value.reason is why
