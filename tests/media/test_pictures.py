"""Pictures come out as pictures, and as nothing else."""

import io

import pytest
from PIL import Image

from domain.model.evidence import CleanPart, Kind, Remains, Removed
from media import CleaningRoom
from tests.media import planted_pictures as planted
from tests.media.referees import MARK, marks_in, said_besides

IN_A_JPEG = {
    Removed.PLACE, Removed.DATE, Removed.DEVICE, Removed.AUTHOR, Removed.DESCRIPTION,
    Removed.THUMBNAIL, Removed.COLOUR_PROFILE, Removed.ENCODER, Removed.OTHER_METADATA,
    Removed.TRAILING_BYTES,
}  # fmt: skip


def shown(part: CleanPart) -> Image.Image:
    return Image.open(io.BytesIO(part.data)).convert("RGB")


def is_red(colour: object) -> bool:
    assert isinstance(colour, tuple)
    return bool(colour[0] > 200 and colour[1] < 60 and colour[2] < 60)


@pytest.mark.asyncio
async def test_photo_loses_all_that_it_says(room: CleaningRoom) -> None:
    received = planted.jpeg()
    assert MARK in str(said_besides(received, "jpg")), "the file is not planted"
    cleaned = await room.scrub(received)
    (part,) = cleaned.parts
    assert (part.kind, part.ending) == (Kind.PHOTO, "jpg")
    assert cleaned.removed == IN_A_JPEG
    assert cleaned.remains == {Remains.LOOKS, Remains.SENSOR}
    assert not said_besides(part.data, "jpg")
    assert not marks_in(part.data)


@pytest.mark.asyncio
async def test_turned_photo_stands_upright(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.jpeg(turned=True))
    image = shown(cleaned.parts[0])
    assert image.size == (480, 640)
    assert is_red(image.getpixel((470, 10)))


@pytest.mark.asyncio
async def test_screenshot_stays_sharp(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.png())
    (part,) = cleaned.parts
    assert part.ending == "png"
    assert shown(part).tobytes() == planted.screenshot().tobytes()
    assert not said_besides(part.data, "png")
    assert not marks_in(part.data)
    assert cleaned.removed > {Removed.AUTHOR, Removed.DATE, Removed.PLACE, Removed.TRAILING_BYTES}
