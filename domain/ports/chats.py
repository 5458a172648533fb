"""What is kept of somebody who writes a report, before it is sent and for a short while after."""

from datetime import date, datetime
from typing import Protocol

from domain.model.conversation import Conversation
from domain.model.draft import Draft
from domain.model.ids import ReporterKey, UpdateId


class Updates(Protocol):
    """Which updates were handled; kept for two days."""

    def claim(self, update: UpdateId, on: date) -> None:
        """Note an update as handled by this transaction, or raise `AlreadyHandled`."""

    def forget_before(self, day: date) -> int:
        """Delete notes from before a day; return how many."""


class Drafts(Protocol):
    """Reports that are not sent yet, one a person."""

    def get(self, reporter: ReporterKey) -> Draft | None:
        """Return the person's draft."""

    def put(self, draft: Draft) -> None:
        """Store a draft in place of the one before."""

    def remove(self, reporter: ReporterKey) -> bool:
        """Delete a draft and the files that belong to it; tell whether there was one."""

    def remove_expired(self, now: datetime) -> int:
        """Delete every draft whose time is over, with its files; return how many."""


class Conversations(Protocol):
    """What is remembered of chats for a short while."""

    def get(self, reporter: ReporterKey) -> Conversation | None:
        """Return what is remembered of a chat."""

    def put(self, conversation: Conversation) -> None:
        """Remember it in place of what was there before."""

    def remove(self, reporter: ReporterKey) -> bool:
        """Forget a chat; tell whether anything was remembered."""

    def due(self, now: datetime) -> tuple[Conversation, ...]:
        """List the chats of which something has to be forgotten."""
