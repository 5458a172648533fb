"""What is kept of a case, the ways back to it, and what outlives it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from domain.model.audit import Entry
from domain.model.case import Case
from domain.model.contact import Letter, Mailbox, Proof, WayBack
from domain.model.ids import CaseId, CaseNumber, ChatId
from domain.model.tombstone import Tombstone


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
