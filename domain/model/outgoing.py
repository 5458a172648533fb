"""What must be received sooner or later: written with its cause, sent by the delivery loop.

Says what to show and where; which chat that is and how it looks is for others to know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.model.ids import CaseId, CaseNumber, ChatId, EvidenceId, MessageId, OutgoingId


class Spot(StrEnum):
    """The two places of the staff side, which may be the same chat, and members' own chats."""

    QUEUE = "queue"
    STAFF = "staff"
    PRIVATE = "private"
    """A member's private chat with the bot, where evidence is looked at; no card stands there."""
    WORDS = "words"
    """The same chat: what shows words of a case there, and what the member typed for it."""


CARD_SPOTS = (Spot.QUEUE, Spot.STAFF)
"""Where cards stand."""


class Priority(StrEnum):
    """Who goes first when the line is long; values sort in that order."""

    URGENT = "0"
    CARD = "1"
    COSMETIC = "2"


NOTICE: Final = -1
"""The part of a post that belongs to a case and is no part of its card."""


FILE_ADDED: Final = "attached"
"""A notice of which one says enough, however many files were added before it was sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A message that shows (part of) a case.

    ``part`` 0 is the card with the buttons, `NOTICE` a message that answers it.
    """

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
    """Delete a case's messages, or blank them where deleting is no longer possible.

    ``case``: still remembers them, and is to forget them once they are gone.
    """

    posts: tuple[Post, ...]
    case: CaseId | None = None


def removals(posts: Iterable[Post]) -> tuple[RemovePosts, ...]:
    """Return what removes messages: one for each chat, so that none has to wait for another."""
    chats: dict[ChatId, list[Post]] = {}
    for post in posts:
        chats.setdefault(post.chat, []).append(post)
    return tuple(RemovePosts(posts=tuple(each)) for each in chats.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class PostNotice:
    """Tell staff in a spot what happened (``notice`` names the words); answers the card.

    ``number``: stands in the words, because the case may be gone (``case`` is None then).
    ``about``: a message that staff have to delete by hand; the notice answers it, where it is.
    """

    spot: Spot
    notice: str
    number: CaseNumber
    case: CaseId | None = None
    about: Post | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TellReporter:
    """Tell somebody who is reached in their chat that there is something new, and not what."""

    case: CaseId


@dataclass(frozen=True, kw_only=True, slots=True)
class ShowEvidence:
    """Send one part of a file of a case to a member of staff, in their private chat."""

    case: CaseId
    evidence: EvidenceId
    part: int
    chat: ChatId


What = PostCard | RefreshCard | RemovePosts | PostNotice | TellReporter | ShowEvidence


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
