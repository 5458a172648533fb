"""Pictures come out as pictures, and as nothing else."""

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms

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


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("make", "ending", "found"),
    [
        (planted.webp, "jpg", {Removed.PLACE, Removed.DEVICE, Removed.TRAILING_BYTES}),
        (planted.heif, "jpg", {Removed.PLACE, Removed.DEVICE, Removed.AUTHOR}),
        (planted.avif, "jpg", {Removed.PLACE, Removed.DEVICE, Removed.AUTHOR}),
        (planted.tiff, "jpg", {Removed.PLACE, Removed.AUTHOR, Removed.OTHER_FRAMES}),
        (planted.bmp, "jpg", set[Removed]()),
        (lambda: planted.gif(frames=1), "png", {Removed.DESCRIPTION}),
    ],
)
async def test_other_pictures_come_out_as_photos(
    room: CleaningRoom, make: Callable[[], bytes], ending: str, found: set[Removed]
) -> None:
    received = make()
    assert marks_in(received), "the file is not planted"
    cleaned = await room.scrub(received)
    (part,) = cleaned.parts
    assert (part.kind, part.ending) == (Kind.PHOTO, ending)
    assert not said_besides(part.data, ending)
    assert not marks_in(part.data)
    assert is_red(shown(part).getpixel((8, 8)))
    assert cleaned.removed >= found


@pytest.mark.asyncio
async def test_animation_keeps_its_pictures_and_their_pace(room: CleaningRoom) -> None:
    received = planted.gif()
    cleaned = await room.scrub(received)
    (part,) = cleaned.parts
    assert (part.kind, part.ending) == (Kind.ANIMATION, "gif")
    assert not marks_in(part.data)
    assert cleaned.removed == {
        Removed.DESCRIPTION, Removed.OTHER_METADATA, Removed.TRAILING_BYTES
    }  # fmt: skip
    before, after = Image.open(io.BytesIO(received)), Image.open(io.BytesIO(part.data))
    assert [getattr(each, "n_frames", 1) for each in (before, after)] == [4, 4]
    assert after.info["loop"] == before.info["loop"] == 3
    for number in range(4):
        before.seek(number)
        after.seek(number)
        assert after.info["duration"] == before.info["duration"] == 80
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()
    again = await room.scrub(part.data)
    assert again.parts[0].data == part.data
    assert not again.removed


@pytest.mark.asyncio
async def test_what_lies_under_see_through_points_is_gone(room: CleaningRoom) -> None:
    image = planted.scene(64, 64, "RGBA")
    image.putalpha(0)
    out = io.BytesIO()
    image.save(out, "PNG")
    (part,) = (await room.scrub(out.getvalue())).parts
    assert shown(part).getcolors() == [(64 * 64, (255, 255, 255))]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("form", "mode"),
    [
        ("PNG", "L"), ("PNG", "1"), ("PNG", "P"), ("PNG", "LA"), ("PNG", "RGBA"), ("PNG", "I;16"),
        ("JPEG", "L"), ("JPEG", "CMYK"), ("TIFF", "F"), ("TIFF", "LAB"), ("WEBP", "RGBA"),
    ],
)  # fmt: skip
async def test_every_way_to_hold_colours_is_read(room: CleaningRoom, form: str, mode: str) -> None:
    gray = planted.scene(mode="L")
    image = gray.convert("I").point(lambda v: v * 257).convert("I;16") if mode == "I;16" else None
    out = io.BytesIO()
    (image or planted.scene(mode="RGB").convert(mode if mode != "LAB" else "RGB")).save(out, form)
    (part,) = (await room.scrub(out.getvalue())).parts
    seen = shown(part).convert("L").resize((32, 24))
    usual = gray.resize((32, 24))
    pairs = zip(seen.tobytes(), usual.tobytes(), strict=True)
    assert sum(abs(a - b) for a, b in pairs) / (32 * 24) < 24


@pytest.mark.asyncio
async def test_large_photo_is_made_smaller(room: CleaningRoom) -> None:
    out = io.BytesIO()
    planted.scene(6000, 1500).save(out, "JPEG", quality=30)
    (part,) = (await room.scrub(out.getvalue())).parts
    assert shown(part).size == (2560, 640)


@pytest.mark.asyncio
async def test_profile_that_does_not_fit_harms_nothing(room: CleaningRoom) -> None:
    other = ImageCms.createProfile("LAB")
    out = io.BytesIO()
    planted.scene().save(out, "JPEG", icc_profile=ImageCms.ImageCmsProfile(other).tobytes())
    cleaned = await room.scrub(out.getvalue())
    assert cleaned.parts
    assert Removed.COLOUR_PROFILE in cleaned.removed


@pytest.mark.asyncio
async def test_second_picture_of_a_photo_is_left_out(room: CleaningRoom) -> None:
    out = io.BytesIO()
    planted.scene().save(out, "MPO", save_all=True, append_images=[planted.scene(99, 99)])
    cleaned = await room.scrub(out.getvalue())
    assert cleaned.removed >= {Removed.OTHER_FRAMES, Removed.TRAILING_BYTES}
    assert shown(cleaned.parts[0]).size == (640, 480)


@pytest.mark.asyncio
@pytest.mark.parametrize("form", ["PNG", "WEBP"])
async def test_moving_picture_of_another_kind_becomes_its_first(
    room: CleaningRoom, form: str
) -> None:
    out = io.BytesIO()
    planted.scene().save(out, form, save_all=True, append_images=[planted.scene(mode="L")])
    cleaned = await room.scrub(out.getvalue())
    assert Removed.OTHER_FRAMES in cleaned.removed
    assert is_red(shown(cleaned.parts[0]).getpixel((8, 8)))
