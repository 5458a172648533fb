"""What has to be known to fetch a file from Telegram and to tell its sender how that went.

Whoever holds one can get the original and knows whose it is. It exists at the door, sealed in the
database until the file was cleaned, and for the moment of fetching; nowhere else.
"""

from dataclasses import dataclass, field
from typing import NewType

from domain.model.attached import Holder
from domain.model.ids import ChatId

SealedRequest = NewType("SealedRequest", bytes)
"""A `FetchRequest` that only the storage can open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchRequest:
    """Telegram's id of the file, and the chat it came from."""

    file_id: str = field(repr=False)
    chat: ChatId = field(repr=False)
    holder: Holder = field(repr=False)
