"""What the service remembers of a chat for a short while, so that it can go on and can wipe it."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.model.code import CaseCode
from domain.model.contact import Contact
from domain.model.ids import CaseId, Language, MessageId, ReporterKey

DELETABLE = timedelta(hours=48)
"""Telegram lets a bot delete messages of a private chat that are younger than this."""

MOST_TRACES = 500
"""How many messages of one chat are remembered; nobody writes so many in two days but a program,
which would make its own memory, and so everybody's writer, slower with each message."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Trace:
    """A message of either side that `/hide` has to delete."""

    message: MessageId
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt:
    """What somebody who has just sent a report is shown; names no case.

    ``contacts`` that fit the answers are shown once and never kept.
    """

    delete_on: date
    contacts: tuple[str, ...]
    contact: Contact = Contact.NONE


@dataclass(frozen=True, kw_only=True, slots=True)
class Keepsake:
    """What leads back to a report that was just sent, until the chat has it: then only the chat.

    ``code``: for a mailbox.  ``case``: for taking the report back until ``until``.
    """

    case: CaseId
    until: datetime
    code: CaseCode | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Conversation:
    """One person's chat.

    ``screen``: the bot's one message that is edited in place.  ``receipt``: shown again until
    the person moves on.  ``keepsake``: still to be shown; ``kept``: the message that it stands in,
    which stays as it is.  ``expires_at``: when all but young traces is forgotten.
    """

    reporter: ReporterKey
    expires_at: datetime
    language: Language | None = None
    screen: MessageId | None = None
    traces: tuple[Trace, ...] = ()
    receipt: Receipt | None = None
    keepsake: Keepsake | None = None
    kept: MessageId | None = None

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing is remembered but messages to wipe."""
        return not (self.language or self.screen or self.receipt or self.keepsake or self.kept)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all is remembered."""
        return self.is_bare and not self.traces

    @property
    def due_at(self) -> datetime:
        """Tell when something of it has to be forgotten next."""
        if self.is_bare and self.traces:
            return max(trace.at for trace in self.traces) + DELETABLE
        return self.expires_at

    def bare(self, now: datetime) -> "Conversation":
        """Return what is left when only messages are remembered that can still be deleted."""
        young = tuple(each for each in self.traces if now - each.at < DELETABLE)
        return Conversation(reporter=self.reporter, expires_at=self.expires_at, traces=young)

    def without(self, messages: Container[MessageId]) -> "Conversation":
        """Forget messages that are gone."""
        left = tuple(each for each in self.traces if each.message not in messages)
        return replace(self, traces=left)

    def seen(self, messages: Iterable[MessageId], at: datetime) -> "Conversation":
        """Remember messages, and forget those that can no longer be deleted."""
        young = tuple(each for each in self.traces if at - each.at < DELETABLE)
        new = tuple(Trace(message=each, at=at) for each in messages)
        return replace(self, traces=(*young, *new)[-MOST_TRACES:])


def renewed(
    known: Conversation | None, reporter: ReporterKey, expires_at: datetime
) -> Conversation:
    """Return what is remembered of a chat, or a fresh memory, kept at least until then."""
    if known is None:
        return Conversation(reporter=reporter, expires_at=expires_at)
    return replace(known, expires_at=max(expires_at, known.expires_at))
