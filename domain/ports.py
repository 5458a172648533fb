"""Everything the domain asks of the world; the table of contents of storage.

A use case is a plain function of a `Transaction`. The store runs it whole on the database's own
thread, so nothing can be awaited, sent or interleaved between its first read and its last write.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from domain.model.attached import AttachedFile, Holder, OfCase, OfDraft
from domain.model.audit import Entry
from domain.model.case import Case
from domain.model.code import CaseCode
from domain.model.contact import Letter, Mailbox, MailKeys, Proof, WayBack
from domain.model.conversation import Conversation
from domain.model.desk import Desk
from domain.model.draft import Draft
from domain.model.evidence import Cleaned
from domain.model.fetching import FetchRequest, SealedRequest
from domain.model.ids import (
    CaseId,
    CaseNumber,
    ChatId,
    EvidenceId,
    OutgoingId,
    ReporterKey,
    SenderTag,
    StaffId,
    UpdateId,
)
from domain.model.outgoing import Outgoing, Post, Spot
from domain.model.tombstone import Tombstone

P = ParamSpec("P")
T = TypeVar("T")


class StoreUnavailableError(Exception):
    """The store cannot work now (disk full, locked, gone); nothing was changed; try again later."""


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

    def remove_expired(self, now: datetime) -> int:
        """Forget every chat whose time is over; return how many."""


class Cases(Protocol):
    """What staff work on."""

    def add(self, case: Case) -> None:
        """Store a new case under a new key of its own."""

    def get(self, case: CaseId) -> Case | None:
        """Return a case."""

    def find(self, number: CaseNumber) -> CaseId | None:
        """Find a case by the number staff use."""

    def put(self, case: Case) -> None:
        """Store a changed case."""

    def due_for_deletion(self, today: date, limit: int) -> tuple[CaseId, ...]:
        """List cases whose deletion day has come."""

    def erase(self, case: CaseId) -> None:
        """Overwrite the case's key and delete its rows; see `Tombstones` for what figures keep."""

    def every(self) -> Iterator[Case]:
        """Return all cases, in no order that tells anything."""


class Mailboxes(Protocol):
    """Which case a case code leads to; without the code no row leads anywhere."""

    def add(self, case: CaseId, mailbox: Mailbox) -> None:
        """Store the mailbox of a case."""

    def find(self, mailbox: Mailbox) -> CaseId | None:
        """Return the case of a mailbox."""


class Routes(Protocol):
    """Which chat a case is answered in, where its reporter asked for that; sealed."""

    def add(self, case: CaseId, way: WayBack, delete_on: date) -> None:
        """Keep the way to a chat until a day."""

    def chat(self, case: CaseId) -> ChatId | None:
        """Open the way of a case: a reporter's chat, to be told that there is something new."""

    def cases(self, way: WayBack) -> tuple[CaseId, ...]:
        """List the cases that lead to this chat; looks at every route there is."""

    def shorten(self, case: CaseId, delete_on: date) -> None:
        """Let a route end on a day, unless it ends sooner."""

    def remove(self, case: CaseId) -> bool:
        """Cut the way; tell whether there was one."""

    def due(self, today: date) -> tuple[CaseId, ...]:
        """List the cases whose way ends today or has ended."""


class Letters(Protocol):
    """What staff wrote to the reporter of a case."""

    def add(self, case: CaseId, letter: Letter) -> None:
        """Store a letter: for a mailbox so that only the code opens it, else under the case."""

    def read(self, case: CaseId, proof: Proof) -> tuple[Letter, ...]:
        """Open the letters of a case, the oldest first."""


class Posts(Protocol):
    """Which messages in staff chats show which case."""

    def add(self, case: CaseId, spot: Spot, post: Post) -> None:
        """Remember a message."""

    def of(self, case: CaseId, spot: Spot | None = None) -> tuple[Post, ...]:
        """List the messages of a case, cards first, in one spot or in all."""

    def forget(self, case: CaseId, spot: Spot, chat: ChatId) -> tuple[Post, ...]:
        """Forget the messages of a case in one chat and return them."""


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


class Audit(Protocol):
    """What staff did; outlives the cases."""

    def add(self, entry: Entry) -> None:
        """Write one line below the others."""

    def entries(self, case: CaseNumber | None = None) -> tuple[Entry, ...]:
        """Return all lines, or those of one case, oldest first."""

    def drop_before(self, at: datetime) -> int:
        """Drop lines that are older than a time; return how many."""


class Tombstones(Protocol):
    """What figures still count of erased cases."""

    def add(self, tombstone: Tombstone) -> None:
        """Keep what is left to count of one case."""

    def every(self) -> Iterator[Tombstone]:
        """Return all of them, in no order that tells anything."""


class EvidenceFiles(Protocol):
    """Files that people handed over, each held by a draft or by a case."""

    def add(
        self,
        file: AttachedFile,
        holder: Holder,
        request: SealedRequest,
        *,
        ends_at: datetime | None = None,
    ) -> None:
        """Note a file that may be fetched.

        ``ends_at``: when an offer is forgotten, or by when a file for a case has to be fetched.
        Any other goes with its draft; raises `NoDraft` if that is not there.
        """

    def get(self, evidence: EvidenceId, holder: Holder) -> AttachedFile | None:
        """Return what is known of a file, if it belongs to this holder."""

    def put(self, file: AttachedFile, holder: Holder) -> None:
        """Store what is newly known of a file, or raise `EvidenceGone`."""

    def offered(self, reporter: ReporterKey) -> tuple[AttachedFile, ...]:
        """List the files that a person was asked about and has not said yes to."""

    def in_work(self, case: CaseId) -> tuple[AttachedFile, ...]:
        """List the files that were added to a case and are not cleaned yet."""

    def waiting(self) -> tuple[EvidenceId, ...]:
        """List the files that have to be fetched and cleaned."""

    def overdue(self, now: datetime) -> tuple[EvidenceId, ...]:
        """List the files of which the time is over to fetch them for a case."""

    def request(self, evidence: EvidenceId) -> SealedRequest | None:
        """Return how to fetch a file; None once that was erased."""

    def erase_request(self, evidence: EvidenceId, holder: Holder) -> None:
        """Forget how a file could be fetched, and whose chat it came from."""

    def add_piece(
        self, evidence: EvidenceId, holder: Holder, part: int, number: int, data: bytes
    ) -> None:
        """Store a piece of a cleaned file, or raise `EvidenceGone`."""

    def piece(self, evidence: EvidenceId, holder: Holder, part: int, number: int) -> bytes | None:
        """Return a piece of a cleaned file; None after the last one."""

    def forget_pieces(self, evidence: EvidenceId) -> None:
        """Delete what a crash left half stored."""

    def move(self, files: Iterable[EvidenceId], source: OfDraft, to: OfCase) -> None:
        """Give files of a draft to the case that is made of it, or raise `EvidenceGone`."""

    def erase_sent_from(self, way: WayBack) -> None:
        """Erase every file, whoever holds it, of which a request still leads to this chat."""

    def erase(self, evidence: EvidenceId) -> None:
        """Overwrite a file's key, without which its pieces are noise; `sweep` takes the rest."""

    def sweep(self) -> bool:
        """Delete some pieces of a file that was erased; tell whether there is more to do."""

    def erase_expired_offers(self, now: datetime) -> int:
        """Erase what people were asked about and did not answer in time; return how many."""


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


class Chance(Protocol):
    """Where randomness comes from; the system's in production, seeded in tests."""

    def token(self, length: int) -> bytes:
        """Return that many random bytes."""

    def below(self, limit: int) -> int:
        """Return a random number from 0 up to, not including, the limit."""


MailKeysOf = Callable[[CaseCode], Awaitable[MailKeys]]
"""Leads from a case code to its mailbox and the secret that opens it; slow on purpose."""


class Scrubber(Protocol):
    """Makes a file safe to show, or says why it cannot; the bytes touch no disk on the way."""

    async def scrub(
        self, received: bytes, *, mime_hint: str = "", without_sound: bool = False
    ) -> Cleaned:
        """Return the file rebuilt without what tells of its maker; raises `FileRefused`."""


class RequestSeal(Protocol):
    """Seals how a file is fetched, so that only the worker that fetches it can read it."""

    def seal(self, evidence: EvidenceId, request: FetchRequest) -> SealedRequest:
        """Return a request that only `open` can read."""

    def hand_on(self, evidence: EvidenceId, sealed: SealedRequest, holder: Holder) -> SealedRequest:
        """Return the request of a file that somebody else holds now; nobody sees what is in it."""

    def open(self, evidence: EvidenceId, sealed: SealedRequest) -> FetchRequest:
        """Return the request of a file."""


DateReader = Callable[[str, date, str], date | None]
"""Reads a date in words: text, today, language; None when it cannot."""

DateFinder = Callable[[str, date, str], tuple[str, date] | None]
"""Finds the first words of a longer text that name a day, and that day."""

PhoneFinder = Callable[[str], Iterable[tuple[int, int]]]
"""Finds phone numbers that lead to a person: where each starts and ends in the text."""
