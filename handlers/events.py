"""What people did, as frozen values that hold only what a feature needs.

Behind these values no account, name, language code, forward origin, entity or file id exists.
"""

from dataclasses import dataclass, field

from domain.model.attached import AttachedFile
from domain.model.fetching import SealedRequest
from domain.model.ids import ChatId, MessageId


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """Words in a private chat, cleaned; ``message`` is theirs, for wiping only.

    ``argument``: what followed a command (``/start tips_online``).
    """

    text: str
    message: MessageId
    argument: str = ""
    forwarded: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Tapped:
    """A press on a button in a private chat.

    ``about``: the person's own words that the pressed screen replies to, read back from Telegram
    so that they need not be kept; ``about_forwarded``: whether they came from another chat.
    """

    verb: str
    arguments: tuple[str, ...]
    message: MessageId
    about: str = ""
    about_forwarded: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SharedPin:
    """A place on the map; ``live``: one that would go on moving."""

    latitude: float
    longitude: float
    message: MessageId
    live: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SentOther:
    """Something that is no text, named by kind (``photo``, ``sticker``, …) and by nothing else."""

    kind: str
    message: MessageId
    forwarded: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class SentFile:
    """A file that may be evidence; how it could be fetched is sealed and stays so.

    ``kind``: as in `SentOther`.
    """

    kind: str
    file: AttachedFile
    request: SealedRequest = field(repr=False)
    message: MessageId
    forwarded: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffTapped:
    """A press on a card in a staff chat; ``card`` is the pressed message."""

    verb: str
    arguments: tuple[str, ...]
    chat: ChatId
    card: MessageId


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffSaid:
    """Words of a member of staff in their private chat with the bot, or a command in a group.

    ``message``: in which a private chat has them.
    """

    text: str
    argument: str = ""
    message: MessageId | None = None


ReporterEvent = Said | Tapped | SharedPin | SentOther | SentFile
