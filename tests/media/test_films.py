"""Films and sounds come out with the same pictures and sound, and with nothing else."""

import io
from collections.abc import Callable
from typing import Any

import av
import pytest

from domain.model.evidence import Cleaned, CleanPart, FileRefused, Kind, Refusal, Remains, Removed
from media import CleaningRoom
from tests.media import planted_films as planted
from tests.media.referees import exiftool, ffprobe, marks_in

ALLOWED = {
    "language": {"und", "eng"},
    "handler_name": {"VideoHandler", "SoundHandler"},
    "vendor_id": {"[0][0][0][0]"},
    "major_brand": {"isom", "M4A "},
    "minor_version": {"512"},
    "compatible_brands": None,
    "encoder": {"Lavf", "ffmpeg"},
    "ENCODER": {"Lavf", "ffmpeg"},
    "DURATION": None,
}
"""Tags of a cleaned container, and what they say: the same for everybody."""


def one(cleaned: Cleaned) -> CleanPart:
    (part,) = cleaned.parts
    return part


def told(part: CleanPart) -> dict[str, Any]:
    """Return the tags that a cleaned file should not have."""
    found = ffprobe(part.data, part.ending)
    assert not found["chapters"]
    tags = found["format"].get("tags", {})
    for stream in found["streams"]:
        tags |= stream.get("tags", {})
    return {
        name: value
        for name, value in tags.items()
        if name not in ALLOWED or (ALLOWED[name] and value not in (ALLOWED[name] or ()))
    }


def dates_and_places(part: CleanPart) -> list[Any]:
    found = exiftool(part.data, part.ending)
    words = ("Date", "GPS", "Location", "XMP", "Author", "Artist", "Title", "Comment")
    tags = {n: v for n, v in found.items() if any(w in n for w in words) and "File:" not in n}
    return [each for each in tags.items() if each[1] != "0000:00:00 00:00:00"]


def points(film: bytes) -> list[bytes]:
    with av.open(io.BytesIO(film), "r", metadata_errors="ignore") as source:
        return [b"".join(map(bytes, frame.planes)) for frame in source.decode(video=0)]


def packets(sound: bytes) -> list[bytes]:
    with av.open(io.BytesIO(sound), "r", metadata_errors="ignore") as source:
        return [bytes(each) for each in source.demux(audio=0) if each.size]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("form", "picture", "sound", "ending"),
    [
        ("mp4", "libx264", "aac", "mp4"),
        ("mp4", "libx265", "aac", "mp4"),
        ("mov", "libx264", "aac", "mp4"),
        ("mov", "libx264", "alac", "mp4"),
        ("mp4", "libx264", "libmp3lame", "mp4"),
        ("mp4", "libvpx-vp9", "libopus", "mp4"),
        ("webm", "libvpx", "libopus", "webm"),
        ("webm", "libvpx-vp9", "libopus", "webm"),
        ("webm", "libvpx", "vorbis", "webm"),
    ],
)
async def test_film_keeps_its_pictures_and_sound_alone(
    room: CleaningRoom, form: str, picture: str, sound: str, ending: str
) -> None:
    received = planted.with_messages(planted.film(form, picture, sound))
    assert marks_in(received), "the file is not planted"
    cleaned = await room.scrub(received)
    part = one(cleaned)
    assert (part.kind, part.ending) == (Kind.VIDEO, ending)
    assert not told(part)
    assert not dates_and_places(part)
    assert not marks_in(part.data)
    assert points(part.data) == points(received)
    assert packets(part.data) == packets(received)
    assert cleaned.removed >= {Removed.PLACE, Removed.DATE, Removed.AUTHOR, Removed.CHAPTERS}
    assert cleaned.remains == {Remains.LOOKS, Remains.SENSOR, Remains.VOICE}


@pytest.mark.parametrize("picture", ["libx264", "libx265"])
def test_messages_between_pictures_are_planted(picture: str) -> None:
    film = planted.film("mp4", picture, "aac", plain=True)
    assert not marks_in(film)
    assert marks_in(planted.with_messages(film))


@pytest.mark.asyncio
async def test_film_says_all_that_was_taken_out(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.film())
    assert cleaned.removed == {
        Removed.PLACE, Removed.DATE, Removed.AUTHOR, Removed.DESCRIPTION, Removed.DEVICE,
        Removed.ENCODER, Removed.CHAPTERS, Removed.SUBTITLES, Removed.OTHER_METADATA,
        Removed.OTHER_TRACKS, Removed.TRAILING_BYTES,
    }  # fmt: skip


@pytest.mark.asyncio
async def test_film_without_sound_is_silent(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.film(), without_sound=True)
    streams = ffprobe(one(cleaned).data, "mp4")["streams"]
    assert [each["codec_type"] for each in streams] == ["video"]
    assert Removed.SOUND in cleaned.removed
    assert Remains.VOICE not in cleaned.remains


@pytest.mark.asyncio
async def test_silent_film_has_no_sound_to_remove(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.film(sound=None), without_sound=True)
    assert Removed.SOUND not in cleaned.removed


@pytest.mark.asyncio
async def test_sound_alone_without_sound_is_nothing(room: CleaningRoom) -> None:
    with pytest.raises(FileRefused) as refused:
        await room.scrub(planted.mp3(), without_sound=True)
    assert refused.value.reason is Refusal.NOTHING_VISIBLE


@pytest.mark.asyncio
async def test_turned_film_stays_turned(room: CleaningRoom) -> None:
    received = planted.turned(planted.film(plain=True))
    part = one(await room.scrub(received))
    stream = ffprobe(part.data, "mp4")["streams"][0]
    assert [each["rotation"] for each in stream["side_data_list"]] == [-90]


@pytest.mark.asyncio
async def test_hint_tells_an_animation_from_a_film(room: CleaningRoom) -> None:
    silent = planted.film(sound=None, plain=True)
    assert one(await room.scrub(silent, mime_hint="image/gif")).kind is Kind.ANIMATION
    assert one(await room.scrub(silent, mime_hint="video/mp4")).kind is Kind.VIDEO


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("make", "kind", "ending"),
    [
        (planted.mp3, Kind.AUDIO, "mp3"),
        (planted.wav, Kind.AUDIO, "wav"),
        (planted.flac, Kind.AUDIO, "flac"),
        (lambda: planted.film("ogg", None, "libopus"), Kind.VOICE, "ogg"),
        (lambda: planted.film("ogg", None, "vorbis"), Kind.AUDIO, "ogg"),
        (lambda: planted.film("ogg", None, "flac"), Kind.AUDIO, "ogg"),
        (lambda: planted.film("ipod", None, "aac"), Kind.AUDIO, "m4a"),
        (lambda: planted.film("webm", None, "libopus"), Kind.VOICE, "ogg"),
    ],
)
async def test_sound_keeps_its_packets_alone(
    room: CleaningRoom, make: Callable[[], bytes], kind: Kind, ending: str
) -> None:
    received = make()
    assert marks_in(received), "the file is not planted"
    cleaned = await room.scrub(received)
    part = one(cleaned)
    assert (part.kind, part.ending) == (kind, ending)
    assert not told(part)
    assert not marks_in(part.data)
    assert packets(part.data) == packets(received)
    assert cleaned.remains == {Remains.VOICE}
    again = await room.scrub(part.data)
    assert one(again).data == part.data
    assert not again.removed


@pytest.mark.asyncio
async def test_record_loses_its_picture_and_names(room: CleaningRoom) -> None:
    for received in (planted.mp3(), planted.flac()):
        cleaned = await room.scrub(received)
        assert cleaned.removed >= {Removed.COVER, Removed.AUTHOR}


@pytest.mark.asyncio
async def test_film_with_a_codec_that_cannot_be_filtered_is_refused(room: CleaningRoom) -> None:
    with pytest.raises(FileRefused) as refused:
        await room.scrub(planted.film("mp4", "mpeg4"))
    assert refused.value.reason is Refusal.UNSUPPORTED_CODEC


@pytest.mark.asyncio
async def test_film_with_nothing_in_it_is_refused(room: CleaningRoom) -> None:
    empty = planted.box(b"ftyp", b"isom\0\0\2\0isomiso2") + planted.box(b"moov", b"")
    with pytest.raises(FileRefused):
        await room.scrub(empty)


@pytest.mark.asyncio
async def test_second_sound_is_left_out(room: CleaningRoom) -> None:
    cleaned = await room.scrub(planted.with_two_sounds())
    kinds = [each["codec_type"] for each in ffprobe(one(cleaned).data, "mp4")["streams"]]
    assert kinds == ["video", "audio"]
    assert Removed.OTHER_TRACKS in cleaned.removed


@pytest.mark.asyncio
async def test_film_whose_sound_cannot_be_taken_can_be_sent_without(room: CleaningRoom) -> None:
    received = planted.film("mov", "libx264", "pcm_s16le")
    with pytest.raises(FileRefused) as refused:
        await room.scrub(received)
    assert refused.value.reason is Refusal.UNSUPPORTED_CODEC
    assert Removed.SOUND in (await room.scrub(received, without_sound=True)).removed


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["avi", "wmv", "mkv"])
async def test_film_in_a_container_that_cannot_be_made_safe_is_refused(
    room: CleaningRoom, name: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        await room.scrub(planted.of_a_kind_refused(name), mime_hint="video/mp4")
    assert refused.value.reason is Refusal.UNSAFE_KIND


@pytest.mark.asyncio
async def test_film_of_an_older_phone_is_taken_where_its_codecs_are_of_today(
    room: CleaningRoom,
) -> None:
    received = planted.film("3gp", "libx264", "aac")
    assert b"3gp" in received[:12]
    assert marks_in(received), "the file is not planted"
    part = one(await room.scrub(received))
    assert (part.kind, part.ending) == (Kind.VIDEO, "mp4")
    assert points(part.data) == points(received)
    assert not told(part)
    assert not dates_and_places(part)
    assert not marks_in(part.data)
