"""Names what somebody sent when it is not text, so that the answer can speak of that very thing."""

from dataclasses import dataclass, field

from telegram import Message

from domain.model.attached import SentAs

KINDS = (
    "photo",
    "video",
    "voice",
    "video_note",
    "audio",
    "animation",  # before document: an animation carries both
    "document",
    "sticker",
    "contact",
    "venue",  # before location: a venue carries both
    "location",
    "poll",
    "dice",
    "story",
    "paid_media",
    "checklist",
    "game",
)
"""Attributes of a message, each with words under ``unsupported-<kind>``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundFile:
    """The file in a message: what it was sent as, and Telegram's id by which it is fetched."""

    sent_as: SentAs
    file_id: str = field(repr=False)
    size: int
    mime: str = field(default="", repr=False)
    as_document: bool = False


_BY_MIME = {"image": SentAs.PHOTO, "video": SentAs.VIDEO, "audio": SentAs.AUDIO}
"""What a document is to a person, by the first half of its type."""


def file_in(message: Message) -> FoundFile | None:
    """Return the file that a message carries."""
    if message.photo:
        largest = message.photo[-1]
        return FoundFile(sent_as=SentAs.PHOTO, file_id=largest.file_id, size=largest.file_size or 0)
    if message.video_note:
        round_one = message.video_note
        return FoundFile(
            sent_as=SentAs.VIDEO_NOTE, file_id=round_one.file_id, size=round_one.file_size or 0
        )
    # Animation before document: an animation carries both.
    found = (
        (SentAs.ANIMATION, message.animation),
        (SentAs.VIDEO, message.video),
        (SentAs.VOICE, message.voice),
        (SentAs.AUDIO, message.audio),
        (SentAs.DOCUMENT, message.document),
    )
    for sent_as, file in found:
        if file:
            mime = file.mime_type or ""
            named = _BY_MIME.get(mime.partition("/")[0], sent_as)
            return FoundFile(
                sent_as=named if sent_as is SentAs.DOCUMENT else sent_as,
                file_id=file.file_id,
                size=file.file_size or 0,
                mime=mime,
                as_document=sent_as is SentAs.DOCUMENT,
            )
    return None


def kind_of(message: Message) -> str:
    """Return the kind of a message that is not text; ``other`` for what we do not know."""
    kind = next((each for each in KINDS if getattr(message, each, None)), "other")
    return kind.replace("_", "-")
