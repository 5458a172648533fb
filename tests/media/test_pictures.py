"""Pictures come out as pictures, and as nothing else."""

import hashlib
import io
from collections.abc import Callable

import pytest
from PIL import ExifTags, Image, ImageCms

from domain.model.evidence import LARGEST_PHOTO, CleanPart, Kind, Remains, Removed
from media import CleaningRoom
from media.pictures import LONGEST_SIDE, MOST_SLICES, SHARED
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


def first_row(piece: Image.Image) -> int:
    colour = piece.getpixel((0, 0))
    assert isinstance(colour, tuple)
    return colour[0] << 8 | colour[1]


@pytest.mark.asyncio
async def test_long_screenshot_is_cut_into_pictures_that_can_be_read(room: CleaningRoom) -> None:
    image, received = planted.long_screen(), planted.long_screenshot()
    assert marks_in(received), "the file is not planted"
    cleaned = await room.scrub(received)
    assert 1 < len(cleaned.parts) <= MOST_SLICES
    seen = 0
    for part in cleaned.parts:
        piece = shown(part)
        top, bottom = first_row(piece), first_row(piece) + piece.height
        assert (part.kind, part.ending) == (Kind.PHOTO, "png")
        assert piece.height <= LONGEST_SIDE
        assert piece.tobytes() == image.crop((0, top, 1080, bottom)).tobytes()
        # A line cut through is whole in the slice before or in this one.
        assert top in {0, seen - SHARED, seen - SHARED - 1}
        assert not said_besides(part.data, "png")
        assert not marks_in(part.data)
        again = await room.scrub(part.data)
        assert [each.data for each in again.parts] == [part.data]
        seen = bottom
    assert seen == image.height
    assert cleaned.removed > {Removed.AUTHOR, Removed.DATE, Removed.PLACE, Removed.TRAILING_BYTES}


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(24000, 900), (640, 24000), (100, 2500), (999, 60000)])
async def test_a_picture_of_any_shape_comes_out_in_a_bounded_number_of_photos(
    room: CleaningRoom, size: tuple[int, int]
) -> None:
    out = io.BytesIO()
    planted.long_screen(*size).save(out, "JPEG", quality=30)
    cleaned = await room.scrub(out.getvalue())
    assert 1 < len(cleaned.parts) <= MOST_SLICES
    for part in cleaned.parts:
        piece = shown(part)
        assert max(piece.size) <= LONGEST_SIDE
        assert min(piece.size) > 0.8 * min(*size, 1000)


@pytest.mark.asyncio
async def test_a_picture_too_slim_for_any_photo_is_not_cut(room: CleaningRoom) -> None:
    out = io.BytesIO()
    Image.new("RGB", (2, 9000), "red").save(out, "PNG")
    (part,) = (await room.scrub(out.getvalue())).parts
    assert max(shown(part).size) == LONGEST_SIDE


@pytest.mark.asyncio
async def test_slices_of_a_turned_picture_are_in_the_order_they_are_read(
    room: CleaningRoom,
) -> None:
    upright = Image.new("RGB", (600, 9000), "white")
    upright.paste("red", (0, 0, 600, 300))
    turned, exif = upright.transpose(Image.Transpose.ROTATE_90), Image.Exif()
    exif[ExifTags.Base.Orientation] = planted.UPRIGHT_AFTER_A_QUARTER_TURN
    out = io.BytesIO()
    turned.save(out, "JPEG", exif=exif)
    cleaned = await room.scrub(out.getvalue())
    first, *others = (shown(part) for part in cleaned.parts)
    assert first.width == 600
    assert is_red(first.getpixel((300, 100)))
    assert others
    assert not any(is_red(each.getpixel((300, each.height // 2))) for each in others)


def noisy(size: int) -> bytes:
    return hashlib.shake_256(b"noise").digest(size)


@pytest.mark.asyncio
async def test_a_sharp_picture_too_large_for_a_photo_becomes_a_smaller_one(
    room: CleaningRoom,
) -> None:
    noise = Image.frombytes("P", (LONGEST_SIDE, LONGEST_SIDE), noisy(LONGEST_SIDE**2))
    noise.putpalette(noisy(3 * 256))
    out = io.BytesIO()
    noise.convert("RGB").save(out, "PNG")
    assert len(out.getvalue()) > LARGEST_PHOTO
    (part,) = (await room.scrub(out.getvalue())).parts
    assert (part.kind, part.ending) == (Kind.PHOTO, "jpg")
    assert len(part.data) <= LARGEST_PHOTO
