"""Films and sounds with a mark in every place where a container can say more than it shows."""

import io
import struct
from collections.abc import Iterator
from fractions import Fraction

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.stream import Stream
from av.video.stream import VideoStream

from tests.media.planted_pictures import GLUED, XMP, scene
from tests.media.referees import MARK

FRAMES, RATE, LOUDNESS = 25, 25, 48000
TAGS = {
    "title": MARK, "artist": MARK, "comment": MARK, "copyright": MARK, "make": MARK, "model": MARK,
    "location": "+52.5042+013.4100/", "creation_time": "2026-01-02T03:04:05Z", "encoder": MARK,
    "com.apple.quicktime.location.ISO6709": f"+52.5042+013.4100/{MARK}",
}  # fmt: skip
QUICKLY = {
    "libx264": {"preset": "ultrafast"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none"},
    "vorbis": {"strict": "experimental"},
    "libvpx": {"deadline": "realtime", "cpu-used": "8"},
    "libvpx-vp9": {"deadline": "realtime", "cpu-used": "8"},
}
QUARTER_TURN = struct.pack(">9l", 0, 1 << 16, 0, -(1 << 16), 0, 0, 240 << 16, 0, 1 << 30)


def film(
    form: str = "mp4",
    picture: str | None = "libx264",
    sound: str | None = "aac",
    *,
    plain: bool = False,
    frames: int = FRAMES,
) -> bytes:
    """Return a film with pictures, sound, and unless ``plain`` all that can be hung on to it."""
    out = io.BytesIO()
    options = {} if plain else {"movflags": "use_metadata_tags"}
    with av.open(out, "w", format=form, container_options=options) as made:
        if not plain:
            made.metadata.update(TAGS)
            made.set_chapters([_chapter(0), _chapter(1)])
        tracks = [*_tracks(made, picture, sound)]
        words = made.add_mux_stream("mov_text") if form in {"mp4", "mov"} and not plain else None
        for track in tracks:
            if not plain:
                track.metadata.update({"title": MARK, "handler_name": MARK, "language": "deu"})
            made.mux(list(_packets(track, frames)))
        if words:
            made.mux(_line(words))
    data = out.getvalue()
    return data if plain else data + _hung_on(form)


def _chapter(number: int) -> "av.container.core.Chapter":
    start = number * 500
    return {
        "id": number, "start": start, "end": start + 500, "time_base": Fraction(1, 1000),
        "metadata": {"title": MARK},
    }  # fmt: skip


def _tracks(
    made: OutputContainer, picture: str | None, sound: str | None
) -> Iterator[VideoStream | AudioStream]:
    if picture:
        track = made.add_stream(picture, rate=RATE)
        assert isinstance(track, VideoStream)
        track.width, track.height, track.pix_fmt = 320, 240, "yuv420p"
        track.options = {**QUICKLY.get(picture, {})}
        yield track
    if sound:
        heard = made.add_stream(sound, rate=LOUDNESS, options=QUICKLY.get(sound))
        assert isinstance(heard, AudioStream)
        yield heard


def _packets(track: VideoStream | AudioStream, frames: int) -> "Iterator[av.Packet[Stream]]":
    if isinstance(track, VideoStream):
        for number in range(frames):
            picture = scene(320, 240).rotate(number)
            yield from track.encode(av.VideoFrame.from_image(picture))  # type: ignore[no-untyped-call]
        yield from track.encode(None)
        return
    done, each = 0, 0
    while done < frames * LOUDNESS // RATE:
        frame = _silence(track, done)
        done, each = done + frame.samples, each + 1
        yield from track.encode(frame)
    yield from track.encode(None)


def _silence(track: AudioStream, at: int) -> av.AudioFrame:
    samples = track.codec_context.frame_size or 1024
    frame = av.AudioFrame(track.format.name, track.layout.name, samples)
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    frame.rate, frame.pts, frame.time_base = LOUDNESS, at, Fraction(1, LOUDNESS)
    return frame


def _line(track: Stream) -> "av.Packet[Stream]":
    said = f"GPS 52.5 13.4 {MARK}".encode()
    packet: av.Packet[Stream] = av.Packet(len(said).to_bytes(2, "big") + said)
    packet.pts = packet.dts = 0
    packet.duration, packet.time_base, packet.stream = 500, Fraction(1, 1000), track
    return packet


def _hung_on(form: str) -> bytes:
    if form not in {"mp4", "mov"}:
        return b""
    xmp_id = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
    return box(b"uuid", xmp_id + XMP) + box(b"free", MARK.encode()) + GLUED


def box(name: bytes, content: bytes) -> bytes:
    """Return a box of an MP4."""
    return struct.pack(">L4s", 8 + len(content), name) + content


def turned(film: bytes) -> bytes:
    """Return an MP4 whose picture is to be shown a quarter turned, as phones write it."""
    at = film.index(b"tkhd") + 4 + 40
    return film[:at] + QUARTER_TURN + film[at + 36 :]


def with_messages(film: bytes) -> bytes:
    """Return an MP4 whose coded pictures carry a message of their own, in place of x264's."""
    return film.replace(b"x264 - core", MARK.encode().ljust(11)).replace(
        b"x265 (build", MARK.encode().ljust(11)
    )


def of_a_kind_refused(name: str) -> bytes:
    """Return a film in a container that cannot be made safe: ``avi``, ``wmv`` or ``mkv``."""
    form, picture = {
        "avi": ("avi", "mpeg4"),
        "wmv": ("asf", "wmv2"),
        "mkv": ("matroska", "libx264"),
    }[name]
    return film(form, picture, None)


def cover() -> bytes:
    """Return a picture with a mark, as records carry it."""
    out = io.BytesIO()
    scene(64, 64).save(out, "JPEG", comment=MARK)
    return out.getvalue()


def mp3() -> bytes:
    """Return an MP3 with tags in front and behind, and the picture of a record."""
    sound = film("mp3", None, "libmp3lame", plain=True)
    start = sound.index(b"\xff\xfb")
    frames = (
        _id3(b"TIT2", b"\0" + MARK.encode())
        + _id3(b"TPE1", b"\1" + MARK.encode("utf-16"))
        + _id3(b"TXXX", b"\0\xe4\xf6\xfc\0" + MARK.encode())
        + _id3(b"PRIV", MARK.encode() + b"\0x")
        + _id3(b"APIC", b"\0image/jpeg\0\3\0" + cover())
    )
    size = bytes((len(frames) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    behind = b"TAG" + MARK.encode().ljust(30, b"\0") + bytes(95)
    return b"ID3\3\0\0" + size + frames + sound[start:] + behind


def _id3(name: bytes, content: bytes) -> bytes:
    return name + struct.pack(">LH", len(content), 0) + content


def wav() -> bytes:
    """Return a WAV with a broadcast block and a list of words."""
    sound = film("wav", None, "pcm_s16le", plain=True)
    start = sound.index(b"data")
    broadcast = MARK.encode().ljust(256, b"\0") + MARK.encode().ljust(32, b"\0") + bytes(314)
    words = b"INFOIART" + struct.pack("<L", len(MARK)) + MARK.encode()
    blocks = b"bext" + struct.pack("<L", len(broadcast)) + broadcast
    blocks += b"LIST" + struct.pack("<L", len(words)) + words + XMP[:0]
    body = sound[12:start] + blocks + sound[start:]
    return b"RIFF" + struct.pack("<L", len(body) + 4) + b"WAVE" + body


def flac() -> bytes:
    """Return a FLAC with comments, a picture and an application's block."""
    sound = film("flac", None, "flac", plain=True)
    head, rest = sound[:42], sound[42:]
    comment = struct.pack("<L", len(MARK)) + MARK.encode() + struct.pack("<L", 1)
    comment += struct.pack("<L", len(MARK) + 7) + b"ARTIST=" + MARK.encode()
    picture = cover()
    shown = struct.pack(">LL", 3, 10) + b"image/jpeg" + bytes(20) + struct.pack(">L", len(picture))
    blocks = _flac_block(2, MARK.encode()[:4] + MARK.encode()) + _flac_block(4, comment)
    blocks += _flac_block(6, shown + picture)
    while not rest[0] & 0x80:
        rest = rest[4 + int.from_bytes(rest[1:4], "big") :]
    rest = rest[4 + int.from_bytes(rest[1:4], "big") :]
    return head[:4] + bytes([head[4] & 0x7F]) + head[5:] + blocks + b"\x81\0\0\0" + rest


def _flac_block(kind: int, content: bytes) -> bytes:
    return bytes([kind]) + len(content).to_bytes(3, "big") + content


def with_two_sounds() -> bytes:
    """Return a film whose second sound track says more than the first."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as made:
        tracks = [*_tracks(made, "libx264", "aac"), *_tracks(made, None, "aac")]
        for track in tracks:
            made.mux(list(_packets(track, FRAMES)))
    return out.getvalue()
