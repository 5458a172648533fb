"""What must reach staff sooner or later: written with its cause, sent by the delivery loop.

Says what to show and where; which chat that is and how it looks is for others to know.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.model.ids import CaseId, ChatId, EvidenceId, MessageId, OutgoingId


class Spot(StrEnum):
    """The two places of the staff side, which may be the same chat, and members' own chats."""

    QUEUE = "queue"
    STAFF = "staff"
    PRIVATE = "private"
    """A member's private chat with the bot, where evidence is looked at; no card stands there."""


CARD_SPOTS = (Spot.QUEUE, Spot.STAFF)
"""Where cards stand."""


class Priority(StrEnum):
    """Who goes first when the line is long; values sort in that order."""

    URGENT = "0"
    CARD = "1"
    COSMETIC = "2"


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A message that shows (part of) a case; ``part`` 0 is the card with the buttons."""

    chat: ChatId
    message: MessageId
    part: int = 0
    topic: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PostCard:
    """Send a part of a case's card (part 0 first; the following parts are its longer words)."""

    case: CaseId
    spot: Spot
    part: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class RefreshCard:
    """Edit the card to show the case as it is now."""

    case: CaseId
    spot: Spot


@dataclass(frozen=True, kw_only=True, slots=True)
class RemovePosts:
    """Delete a case's messages, or blank them where deleting is no longer possible."""

    posts: tuple[Post, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShowEvidence:
    """Send one part of a file of a case to a member of staff, in their private chat."""

    case: CaseId
    evidence: EvidenceId
    part: int
    chat: ChatId


What = PostCard | RefreshCard | RemovePosts | ShowEvidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """One row of the outbox.

    ``attempts``: how often sending was begun.  ``maybe_repeat``: an earlier attempt may have
    arrived, so this one is marked as a possible repeat.
    """

    id: OutgoingId
    what: What
    priority: Priority
    due_at: datetime
    attempts: int = 0
    maybe_repeat: bool = False
