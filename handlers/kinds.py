"""Names what somebody sent when it is not text, so that the answer can speak of that very thing."""

from telegram import Message

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
    "game",
)
"""Attributes of a message, each with words under ``unsupported-<kind>``."""


def kind_of(message: Message) -> str:
    """Return the kind of a message that is not text; ``other`` for what we do not know."""
    kind = next((each for each in KINDS if getattr(message, each, None)), "other")
    return kind.replace("_", "-")
