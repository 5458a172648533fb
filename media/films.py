"""Films and sound: the packets of one picture track and one sound track go into a new container.

Nothing is coded anew, so nothing gets worse; messages between the coded pictures are left out.
It must not take over anything else of the old container.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import av
from av.audio.stream import AudioStream
from av.container import InputContainer, OutputContainer
from av.stream import Stream
from av.video.stream import VideoStream

from domain.model.evidence import CleanPart, FileRefused, Kind, Refusal, Remains, Removed
from media.codec_headers import bare_header, bare_packets
from media.film_checks import check
from media.film_findings import found_in
from media.formats import Format
from media.parcel import Result
from media.pictures import MOST_PIXELS

Track = VideoStream | AudioStream
BARE = {"fflags": "+bitexact", "write_xing": "0", "id3v2_version": "0"}
"""No names of programs, no random numbers, no tags."""


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file to read from or write to, and the codecs that it may hold."""

    name: str
    ending: str
    kind: Kind
    picture: frozenset[str] = field(default=frozenset())
    sound: frozenset[str] = field(default=frozenset())


MP4_SOUND = frozenset({"aac", "mp3", "alac", "opus", "ac3", "eac3"})
WEBM_SOUND = frozenset({"opus", "vorbis"})
PCM = frozenset(
    {"pcm_alaw", "pcm_mulaw", "pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_s32le", "pcm_f32le"}
)

READERS = {
    Format.MP4: "mov",
    Format.WEBM: "matroska",
    Format.OGG: "ogg",
    Format.MP3: "mp3",
    Format.WAV: "wav",
    Format.FLAC: "flac",
}
WITH_PICTURE = {
    Format.MP4: Container("mp4", "mp4", Kind.VIDEO, frozenset({"h264", "hevc", "vp9"}), MP4_SOUND),
    Format.WEBM: Container("webm", "webm", Kind.VIDEO, frozenset({"vp8", "vp9"}), WEBM_SOUND),
}
SOUND_ALONE = {
    Format.MP4: Container("ipod", "m4a", Kind.AUDIO, sound=frozenset({"aac", "alac"})),
    Format.WEBM: Container("ogg", "ogg", Kind.AUDIO, sound=WEBM_SOUND),
    Format.OGG: Container("ogg", "ogg", Kind.AUDIO, sound=WEBM_SOUND | {"flac"}),
    Format.MP3: Container("mp3", "mp3", Kind.AUDIO, sound=frozenset({"mp3"})),
    Format.WAV: Container("wav", "wav", Kind.AUDIO, sound=PCM),
    Format.FLAC: Container("flac", "flac", Kind.AUDIO, sound=frozenset({"flac"})),
}


def clean_film(data: bytes, kind: Format, *, mime_hint: str, without_sound: bool) -> Result:
    """Return one film or one sound."""
    with _opened(data, kind) as source:
        removed = found_in(source, data, kind)
        video, audio = _pictures(source), list(source.streams.audio)
        into = _container(kind, has_picture=bool(video))
        if without_sound and audio:
            audio = []
            removed.add(Removed.SOUND)
        tracks: list[Track] = [*_first(video, into.picture), *_first(audio, into.sound)]
        if not tracks:
            raise FileRefused(Refusal.NOTHING_VISIBLE)
        if len(tracks) < len(video) + len(audio):
            removed.add(Removed.OTHER_TRACKS)
        # Asked before the source is closed: PyAV's tracks must not be touched after that.
        kinds, what = [each.type for each in tracks], _kind(into, tracks, mime_hint)
        made, dropped = _copied(source, tracks, into)
    removed |= {Removed.ENCODER} if dropped else set()
    check(made, into.name, kinds)
    remains = {Remains.LOOKS, Remains.SENSOR} if "video" in kinds else set()
    remains |= {Remains.VOICE} if "audio" in kinds else set()
    return Result([CleanPart(kind=what, ending=into.ending, data=made)], removed, remains)


def _opened(data: bytes, kind: Format) -> InputContainer:
    # Tags are bytes of any encoding; they are looked at by name only.
    return av.open(io.BytesIO(data), "r", format=READERS[kind], metadata_errors="ignore")


def _pictures(source: InputContainer) -> list[VideoStream]:
    found = [each for each in source.streams.video if not is_cover(each)]
    # A track in a codec that nobody here knows has no size, and is refused for its codec.
    known = [each for each in found if each.codec_context]
    if any(each.width * each.height > MOST_PIXELS for each in known):
        raise FileRefused(Refusal.TOO_MANY_PIXELS)
    return found


def is_cover(track: VideoStream) -> bool:
    """Tell whether a picture track is the picture of a record and no film."""
    return bool(track.disposition & av.stream.Disposition.attached_pic)


def _container(kind: Format, *, has_picture: bool) -> Container:
    into = (WITH_PICTURE if has_picture else SOUND_ALONE).get(kind)
    if into is None:
        raise FileRefused(Refusal.UNSUPPORTED_CODEC)
    return into


def _first(tracks: Iterable[Track], codecs: frozenset[str]) -> list[Track]:
    """Return the first track that may be passed on; none of several is a refusal, not a gap."""
    tracks = list(tracks)
    fitting = [
        each for each in tracks if each.codec_context and each.codec.canonical_name in codecs
    ]
    if tracks and not fitting:
        raise FileRefused(Refusal.UNSUPPORTED_CODEC)
    return fitting[:1]


def _kind(into: Container, tracks: list[Track], mime_hint: str) -> Kind:
    if into.kind is Kind.VIDEO:
        is_silent = all(each.type == "video" for each in tracks)
        return Kind.ANIMATION if is_silent and mime_hint == "image/gif" else Kind.VIDEO
    is_note = into.name == "ogg" and tracks[0].codec.canonical_name == "opus"
    return Kind.VOICE if is_note else into.kind


def _copied(source: InputContainer, tracks: list[Track], into: Container) -> tuple[bytes, int]:
    """Return the new file, and how many bytes of messages were left out."""
    out = io.BytesIO()
    with av.open(out, "w", format=into.name, container_options=BARE) as made:
        copies = {each.index: _Copy(each, made) for each in tracks}
        for packet in source.demux(tracks):
            if packet.dts is not None or packet.pts is not None:
                made.mux(list(copies[packet.stream.index].of(packet)))
    return out.getvalue(), sum(each.dropped for each in copies.values())


class _Copy:
    """A track of the new file, filled from one of the old."""

    def __init__(self, track: Track, made: OutputContainer) -> None:
        name = track.codec.canonical_name
        before = track.codec_context.extradata or b""
        header = bare_header(name, before)
        self._to = made.add_stream_from_template(track)
        self._to.metadata.clear()
        self._to.codec_context.extradata = header or None
        self._bare = bare_packets(name, before)
        self.dropped = len(before) - len(header)

    def of(self, packet: "av.Packet[Stream]") -> "Iterator[av.Packet[Stream]]":
        """Yield what is passed on of a packet: its coded pictures or sound, and its time."""
        before = bytes(packet)
        kept = self._bare(before) if self._bare else before
        self.dropped += len(before) - len(kept)
        if kept:
            copy: av.Packet[Stream] = av.Packet(kept)
            copy.pts, copy.dts, copy.duration = packet.pts, packet.dts, packet.duration
            copy.time_base, copy.is_keyframe = packet.time_base, packet.is_keyframe
            copy.stream = self._to
            yield copy
