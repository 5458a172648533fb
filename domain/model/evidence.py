"""What may be handed over besides words: kinds of file, what is taken out, why one is refused.

Every id here is declared once; its words are in the catalogue (``evidence-kind-…``,
``evidence-removed-…``, ``evidence-remains-…``, ``evidence-refused-…``). No file is opened here.
"""

from dataclasses import dataclass, field
from enum import StrEnum

LARGEST = 20 * 1024 * 1024
"""Bytes; the most that Telegram lets a bot fetch."""

LARGEST_SENT = 50_000_000
"""Bytes; the most that Telegram takes from a bot in one file."""

LARGEST_PHOTO = 10_000_000
"""Bytes; the most that Telegram takes as a photo. What is larger is sent as a document."""


class Kind(StrEnum):
    """What a cleaned piece of evidence is, which decides how it is sent and named."""

    PHOTO = "photo"
    ANIMATION = "animation"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    PDF = "pdf"
    TEXT = "text"


class Removed(StrEnum):
    """What was found in a file and is not in the cleaned one."""

    PLACE = "place"
    DATE = "date"
    DEVICE = "device"
    AUTHOR = "author"
    DESCRIPTION = "description"
    THUMBNAIL = "thumbnail"
    COLOUR_PROFILE = "colour_profile"
    ENCODER = "encoder"
    HIDDEN_TEXT = "hidden_text"
    CHANGES = "changes"
    COMMENTS = "comments"
    ATTACHMENTS = "attachments"
    SCRIPTS = "scripts"
    SUBTITLES = "subtitles"
    CHAPTERS = "chapters"
    COVER = "cover"
    OTHER_TRACKS = "other_tracks"
    OTHER_FRAMES = "other_frames"
    TRAILING_BYTES = "trailing_bytes"
    SOUND = "sound"
    FORMATTING = "formatting"
    OTHER_METADATA = "other_metadata"


class Remains(StrEnum):
    """What no program can take out and a person must be told of."""

    LOOKS = "looks"
    """Faces, number plates, screens, surroundings."""
    VOICE = "voice"
    SENSOR = "sensor"
    PRINTED_DOTS = "printed_dots"
    WATERMARKS = "watermarks"
    WRITING = "writing"


class Refusal(StrEnum):
    """Why a file is not taken; each has words that say what to send instead."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_FETCHED = "not_fetched"
    """Telegram does not give it to us."""
    BROKEN = "broken"
    UNSAFE_KIND = "unsafe_kind"
    UNSUPPORTED_CODEC = "unsupported_codec"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MUCH_INSIDE = "too_much_inside"
    TOO_SLOW = "too_slow"
    PASSWORD = "password"  # noqa: S105  a reason, not a secret
    NOTHING_VISIBLE = "nothing_visible"
    UNAVAILABLE = "unavailable"
    """Nothing is wrong with the file: files cannot be cleaned now."""
    CASE_OVER = "case_over"
    """Nothing is wrong with the file: nobody works any more on the case it was meant for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CleanPart:
    """One file to send on: rebuilt bytes, and the ending that its constant name gets."""

    kind: Kind
    ending: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleaned:
    """What became of one received file: parts to send on, and what was and was not taken out.

    ``sha256``: of the bytes received, so that the original can be recognised later.
    """

    parts: tuple[CleanPart, ...] = field(repr=False)
    removed: frozenset[Removed]
    remains: frozenset[Remains]
    sha256: bytes = field(repr=False)


class FileRefused(Exception):
    """A file cannot be made safe; ``reason`` has words that say what to send instead."""

    def __init__(self, reason: Refusal) -> None:
        """Remember why."""
        super().__init__(reason.value)
        self.reason = reason
