"""What is kept of the files that people hand over."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from domain.model.attached import AttachedFile, Holder, OfCase, OfDraft
from domain.model.contact import WayBack
from domain.model.fetching import SealedRequest
from domain.model.ids import CaseId, EvidenceId, ReporterKey


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
