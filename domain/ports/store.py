"""What runs a use case, and what a use case finds there: the table of contents of storage."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from domain.ports.cases import Audit, Cases, Letters, Mailboxes, Routes, Tombstones
from domain.ports.chats import Conversations, Drafts, Updates
from domain.ports.evidence import EvidenceFiles
from domain.ports.staff import ChatMoves, Desks, Mutes, Outbox, Posts

P = ParamSpec("P")
T = TypeVar("T")


class StoreUnavailableError(Exception):
    """The store cannot work now (disk full, locked, gone); nothing was changed; try again later."""


class Transaction(Protocol):
    """One piece of work: all of it happens or none of it."""

    @property
    def updates(self) -> Updates:
        """Which updates were handled."""

    @property
    def drafts(self) -> Drafts:
        """Reports that are not sent yet."""

    @property
    def conversations(self) -> Conversations:
        """What is remembered of chats."""

    @property
    def cases(self) -> Cases:
        """What staff work on."""

    @property
    def mailboxes(self) -> Mailboxes:
        """Which case a code leads to."""

    @property
    def routes(self) -> Routes:
        """Which chat a case is answered in."""

    @property
    def letters(self) -> Letters:
        """What staff wrote to reporters."""

    @property
    def posts(self) -> Posts:
        """Where cases are shown."""

    @property
    def outbox(self) -> Outbox:
        """What waits to be sent."""

    @property
    def desks(self) -> Desks:
        """What staff are in the middle of."""

    @property
    def mutes(self) -> Mutes:
        """Whose reports are not taken."""

    @property
    def chat_moves(self) -> ChatMoves:
        """Where groups went."""

    @property
    def audit(self) -> Audit:
        """What staff did."""

    @property
    def tombstones(self) -> Tombstones:
        """What figures count of erased cases."""

    @property
    def evidence(self) -> EvidenceFiles:
        """Files that people handed over."""


class Store(Protocol):
    """Runs use cases; several may share one commit, each still whole."""

    async def write(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case; return only when what it wrote is on the disk."""

    async def read(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case that only reads; it sees everything committed before."""
