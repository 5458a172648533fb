"""What is kept so that staff can work: what they were shown, what waits for them, what they do."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from domain.model.desk import Desk
from domain.model.ids import CaseId, ChatId, OutgoingId, SenderTag, StaffId
from domain.model.outgoing import Outgoing, Post, Spot


class Posts(Protocol):
    """Which messages in staff chats show which case."""

    def add(self, case: CaseId, spot: Spot, post: Post) -> None:
        """Remember a message."""

    def of(self, case: CaseId, spot: Spot | None = None) -> tuple[Post, ...]:
        """List the messages of a case, cards first, in one spot or in all."""

    def forget(self, case: CaseId, spot: Spot, chat: ChatId) -> tuple[Post, ...]:
        """Forget the messages of a case in one chat and return them."""

    def drop(self, case: CaseId, posts: Collection[Post]) -> None:
        """Forget these messages of a case, wherever they are."""


class Outbox(Protocol):
    """What waits to be sent."""

    def put(self, outgoing: Outgoing) -> None:
        """Queue a message in place of a waiting one that shows or tells just the same."""

    def take(self, now: datetime, limit: int) -> tuple[Outgoing, ...]:
        """Mark due messages as being sent and return them, urgent first, then oldest first."""

    def get(self, outgoing: OutgoingId) -> Outgoing | None:
        """Return one message, if it still waits."""

    def release(self, outgoing: Outgoing) -> None:
        """Put a message that is being sent back in line as given (due time, repeat mark)."""

    def remove(self, outgoing: OutgoingId) -> None:
        """Delete a message: it was sent, or there is nothing left to send."""

    def recover(self) -> int:
        """Put messages that a crash caught while being sent back in line as possible repeats."""

    def forget(self, case: CaseId) -> int:
        """Delete every message about a case; return how many. Opens the whole line."""

    def next_due_at(self) -> datetime | None:
        """Tell when the next waiting message is due."""

    def waiting(self, until: datetime | None = None) -> int:
        """Count messages that wait or are being sent; those due until then, if a time is given."""


class Desks(Protocol):
    """What a member of staff is in the middle of, in their private chat with the bot."""

    def get(self, member: StaffId) -> Desk | None:
        """Return what they are in the middle of."""

    def put(self, member: StaffId, desk: Desk) -> None:
        """Remember what they are in the middle of."""

    def remove(self, member: StaffId) -> None:
        """Forget it."""

    def remove_expired(self, now: datetime) -> int:
        """Forget every one whose time is over; return how many."""


class Mutes(Protocol):
    """Whose reports are not taken for a while."""

    def add(self, sender: SenderTag, until: date) -> None:
        """Take no reports from a sender before a day; an earlier mute may last longer."""

    def until(self, sender: Sequence[SenderTag], today: date) -> date | None:
        """Return the day from which reports of a sender are taken again; None where they are."""

    def remove_expired(self, today: date) -> int:
        """Forget every mute that is over; return how many."""


class ChatMoves(Protocol):
    """Groups that became supergroups and so have a new id."""

    def put(self, old: ChatId, new: ChatId) -> None:
        """Remember a move."""

    def current(self, chat: ChatId) -> ChatId:
        """Follow moves to the id a chat has now."""
