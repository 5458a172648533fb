"""Why Telegram refused, read from its words: it has no numbers for most reasons."""

from typing import Final

from telegram.error import BadRequest

UNCHANGED: Final = "message is not modified"
"""What Telegram says of an edit that changes nothing, and so did all that it should."""


def says(refusal: BadRequest, *words: str) -> bool:
    """Tell whether a refusal holds one of these words, given in small letters."""
    told = refusal.message.casefold()
    return any(each in told for each in words)
