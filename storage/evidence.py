"""Files that people handed over: cleaned bytes in sealed pieces and, before, how to fetch them.

Each file has a random key of its own, wrapped by the key of the week in which its draft expires and
by the key of its case afterwards; whose it is is a keyed tag. Losing the key loses the file. How to
fetch it is sealed by the key of a week too: of its draft, or in which the fetching for a case ends.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Final

from domain.model.attached import (
    AttachedFile,
    FileState,
    Holder,
    OfCase,
    OfDraft,
    file_from_plain,
    file_to_plain,
)
from domain.model.contact import WayBack
from domain.model.errors import CaseGone, EvidenceGone, NoDraft
from domain.model.fetching import SealedRequest
from domain.model.ids import CaseId, EvidenceId, ReporterKey
from domain.ports import Chance
from storage.bodies import open_body, seal_body
from storage.epochs import NO_EPOCH, Epochs
from storage.problems import Unreadable, WrongKey
from storage.requests import REQUEST, RequestSealing
from storage.sealing import HEAD_BYTES, KEY_BYTES, Keys, Place, Seal
from storage.sweeping import Sweeping
from storage.times import day_after, hour_after, hour_of

KEY: Final = Place("evidence", "key_wrapped")
BODY: Final = Place("evidence", "body_sealed")
PIECE: Final = Place("evidence_pieces", "bytes_sealed")

PIECE_BLOCK: Final = 16 * 1024
"""Pieces are padded to a multiple of this: an exact size would tell which file it is."""


class EvidenceTable:
    """Implements `domain.ports.EvidenceFiles`."""

    def __init__(
        self,
        cursor: sqlite3.Cursor,
        keys: Keys,
        epochs: Epochs,
        chance: Chance,
        *,
        draft_epoch: Callable[[ReporterKey], str | None],
        case_seal: Callable[[CaseId], Seal | None],
    ) -> None:
        """Take the cursor, the keys, where new ones come from, and who tells of other tables."""
        self._cursor = cursor
        self._keys = keys
        self._epochs = epochs
        self._draft_epoch = draft_epoch
        self._case_seal = case_seal
        self._chance = chance
        self._sweeping = Sweeping(cursor)

    ADD: Final = """
        INSERT INTO evidence (
            evidence_id, holder_tag, state, expires_at, epoch,
            key_wrapped, request_sealed, body_sealed
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    """

    def add(
        self,
        file: AttachedFile,
        holder: Holder,
        request: SealedRequest,
        *,
        ends_at: datetime | None = None,
    ) -> None:
        """Note a file that may be fetched, under a new key of its own."""
        key, epoch = self._chance.token(KEY_BYTES), self._week(holder, ends_at)
        week = self._epochs.seal(epoch)
        self._cursor.execute(
            self.ADD,
            (
                file.id,
                self._keys.holder_tag(holder),
                file.state,
                hour_after(ends_at) if ends_at else None,
                epoch,
                self._seal_of(holder, epoch).wrap(key, KEY, file.id),
                self._keys.server.handed_over(request, week, REQUEST, file.id),
                _sealed(Seal(key), file),
            ),
        )

    def _week(self, holder: Holder, ends_at: datetime | None) -> str:
        """Return the week by whose end a file has gone with its draft, or was taken or refused."""
        epoch = self._draft_epoch(holder.reporter) if isinstance(holder, OfDraft) else None
        if epoch is not None:
            return epoch
        if ends_at is None:
            raise NoDraft
        return self._epochs.seal_until(day_after(ends_at))[0]

    GET: Final = """
        SELECT epoch, key_wrapped, body_sealed
        FROM evidence WHERE evidence_id = ? AND holder_tag = ?
    """

    def get(self, evidence: EvidenceId, holder: Holder) -> AttachedFile | None:
        """Return what is known of a file, if it belongs to this holder."""
        tag = self._keys.holder_tag(holder)
        row = self._cursor.execute(self.GET, (evidence, tag)).fetchone()
        if row is None:
            return None
        epoch, wrapped, sealed = row
        seal = self._seal_of(holder, epoch).unwrap(wrapped, KEY, evidence)
        return open_body(seal, sealed, BODY, evidence, file_from_plain)

    PUT: Final = """
        UPDATE evidence SET state = ?1, expires_at = CASE state WHEN ?1 THEN expires_at END,
            body_sealed = ?2
        WHERE evidence_id = ?3
    """

    def put(self, file: AttachedFile, holder: Holder) -> None:
        """Store what is newly known of a file, or raise `EvidenceGone`."""
        body = _sealed(self._seal(file.id, holder), file)
        self._cursor.execute(self.PUT, (file.state, body, file.id))

    HELD_AS: Final = "SELECT evidence_id FROM evidence WHERE holder_tag = ? AND state = ?"

    def offered(self, reporter: ReporterKey) -> tuple[AttachedFile, ...]:
        """List the files that a person was asked about and has not said yes to."""
        return self._held(OfDraft(reporter=reporter), FileState.OFFERED)

    def in_work(self, case: CaseId) -> tuple[AttachedFile, ...]:
        """List the files that were added to a case and are not cleaned yet."""
        return self._held(OfCase(case=case), FileState.WAITING)

    # Asked for by the words of the index too, or all rows are read, those of old cases included.
    WAITING: Final = """
        SELECT evidence_id FROM evidence
        WHERE state = 'waiting' AND state <> 'clean' ORDER BY evidence_id
    """

    def waiting(self) -> tuple[EvidenceId, ...]:
        """List the files that have to be fetched and cleaned."""
        return tuple(EvidenceId(each) for (each,) in self._cursor.execute(self.WAITING).fetchall())

    OVERDUE: Final = """
        SELECT evidence_id FROM evidence
        WHERE state = 'waiting' AND state <> 'clean' AND expires_at <= ?
    """

    def overdue(self, now: datetime) -> tuple[EvidenceId, ...]:
        """List the files of which the time is over to fetch them for a case (up to an hour ago)."""
        rows = self._cursor.execute(self.OVERDUE, (hour_of(now),)).fetchall()
        return tuple(EvidenceId(each) for (each,) in rows)

    REQUEST_OF: Final = """
        SELECT epoch, request_sealed FROM evidence
        WHERE evidence_id = ? AND request_sealed IS NOT NULL
    """

    def request(self, evidence: EvidenceId) -> SealedRequest | None:
        """Return how to fetch a file; None once that was erased."""
        row = self._cursor.execute(self.REQUEST_OF, (evidence,)).fetchone()
        return self._request(evidence, *row) if row else None

    def _request(self, evidence: EvidenceId, epoch: str, sealed: bytes) -> SealedRequest:
        # Outside of the table it is sealed by the server key, which has no week.
        week, server = self._epochs.seal(epoch), self._keys.server
        return SealedRequest(week.handed_over(sealed, server, REQUEST, evidence))

    OVERWRITE_REQUEST: Final = """
        UPDATE evidence SET request_sealed = zeroblob(length(request_sealed))
        WHERE evidence_id = ? AND holder_tag = ? AND request_sealed IS NOT NULL
    """
    ERASE_REQUEST: Final = """
        UPDATE evidence SET request_sealed = NULL, epoch = iif(?3, epoch, NULL)
        WHERE evidence_id = ?1 AND holder_tag = ?2
    """

    def erase_request(self, evidence: EvidenceId, holder: Holder) -> None:
        """Forget how a file could be fetched, and whose chat it came from."""
        tag = self._keys.holder_tag(holder)
        self._cursor.execute(self.OVERWRITE_REQUEST, (evidence, tag))
        # Of a case's file nothing else is sealed by the week, whose key must not live on for it.
        needs_week = isinstance(holder, OfDraft)
        self._cursor.execute(self.ERASE_REQUEST, (evidence, tag, needs_week))

    ADD_PIECE: Final = """
        INSERT INTO pieces.evidence_pieces (evidence_id, part, number, bytes_sealed)
        VALUES (?, ?, ?, ?)
    """

    def add_piece(
        self, evidence: EvidenceId, holder: Holder, part: int, number: int, data: bytes
    ) -> None:
        """Store a piece of a cleaned file, or raise `EvidenceGone`."""
        bound = _bound(evidence, part, number)
        sealed = self._seal(evidence, holder).seal(data, PIECE, bound, PIECE_BLOCK)
        self._cursor.execute(self.ADD_PIECE, (evidence, part, number, sealed))

    PIECE_OF: Final = """
        SELECT bytes_sealed FROM pieces.evidence_pieces
        WHERE evidence_id = ? AND part = ? AND number = ?
    """

    def piece(self, evidence: EvidenceId, holder: Holder, part: int, number: int) -> bytes | None:
        """Return a piece of a cleaned file; None after the last one."""
        row = self._cursor.execute(self.PIECE_OF, (evidence, part, number)).fetchone()
        if row is None:
            return None
        bound = _bound(evidence, part, number)
        return self._seal(evidence, holder).open(row[0], PIECE, bound, PIECE_BLOCK)

    def forget_pieces(self, evidence: EvidenceId) -> None:
        """Delete what a crash left half stored."""
        self._cursor.execute(ERASE_PIECES, (evidence,))

    KEY_OF: Final = """
        SELECT epoch, key_wrapped FROM evidence WHERE evidence_id = ? AND holder_tag = ?
    """
    MOVE: Final = """
        UPDATE evidence SET holder_tag = ?, key_wrapped = ?,
            epoch = iif(request_sealed IS NULL, NULL, epoch)
        WHERE evidence_id = ?
    """

    def move(self, files: Iterable[EvidenceId], source: OfDraft, to: OfCase) -> None:
        """Give files of a draft to the case that is made of it, or raise `EvidenceGone`."""
        for evidence in files:
            epoch, wrapped = self._wrapped(evidence, source)
            before, after = self._seal_of(source, epoch), self._seal_of(to, epoch)
            rewrapped = before.rewrap(wrapped, after, KEY, evidence)
            self._cursor.execute(self.MOVE, (self._keys.holder_tag(to), rewrapped, evidence))

    def erase(self, evidence: EvidenceId) -> None:
        """Overwrite a file's key and empty its row; `sweep` takes the rest."""
        erase_files(self._cursor, [(evidence,)])

    REQUESTS: Final = """
        SELECT evidence_id, epoch, request_sealed FROM evidence
        WHERE epoch IS NOT NULL AND request_sealed IS NOT NULL
    """

    def erase_sent_from(self, way: WayBack) -> None:
        """Erase every file, whoever holds it, of which a request still leads to this chat."""
        chat, requests = self._keys.chat_behind(way), RequestSealing(self._keys)
        rows = self._cursor.execute(self.REQUESTS).fetchall()
        for evidence, epoch, sealed in rows:
            # One that cannot be opened leads nowhere, and must not keep the others.
            with suppress(Unreadable, WrongKey):
                request = self._request(evidence, epoch, sealed)
                if requests.open(evidence, request).chat == chat:
                    self.erase(evidence)

    EXPIRED: Final = """
        SELECT evidence_id FROM evidence
        WHERE state = 'offered' AND state <> 'clean' AND expires_at <= ?
    """

    def erase_expired_offers(self, now: datetime) -> int:
        """Erase what people were asked about and did not answer in time; return how many."""
        expired = self._cursor.execute(self.EXPIRED, (hour_of(now),)).fetchall()
        erase_files(self._cursor, expired)
        return len(expired)

    def sweep(self) -> bool:
        """Delete some pieces of what was erased or is nobody's; tell whether there is more."""
        return self._sweeping.some()

    def _held(self, holder: Holder, state: FileState) -> tuple[AttachedFile, ...]:
        tag = self._keys.holder_tag(holder)
        rows = self._cursor.execute(self.HELD_AS, (tag, state)).fetchall()
        found = (self.get(EvidenceId(evidence), holder) for (evidence,) in rows)
        return tuple(file for file in found if file is not None)

    def _seal(self, evidence: EvidenceId, holder: Holder) -> Seal:
        epoch, wrapped = self._wrapped(evidence, holder)
        return self._seal_of(holder, epoch).unwrap(wrapped, KEY, evidence)

    def _wrapped(self, evidence: EvidenceId, holder: Holder) -> tuple[str, bytes]:
        tag = self._keys.holder_tag(holder)
        row = self._cursor.execute(self.KEY_OF, (evidence, tag)).fetchone()
        if row is None:
            raise EvidenceGone
        epoch, wrapped = row
        return epoch, wrapped

    def _seal_of(self, holder: Holder, epoch: str) -> Seal:
        if isinstance(holder, OfDraft):
            return self._epochs.seal(epoch)
        seal = self._case_seal(holder.case)
        if seal is None:
            raise CaseGone
        return seal


OF_A_CASE: Final = (
    f"state = 'clean' AND coalesce(epoch, '{NO_EPOCH}') = '{NO_EPOCH}' "  # noqa: S608 - words of ours
    f"AND substr(key_wrapped, 1, {HEAD_BYTES}) IN "
    f"(SELECT substr(body_sealed, 1, {HEAD_BYTES}) FROM cases)"
)
"""Picks, without a key, the rows of files that belong to a case.

A sealed value begins with the id of its key. The key of a case seals the case and wraps the keys of
its files, and nothing of a draft. So a file is picked only beside the case that it was handed over
to, and where nothing can be told nothing is. The week is asked for besides, because an id is short
enough to come twice: what belongs to a draft names one.
"""

HELD: Final = "SELECT evidence_id FROM evidence WHERE holder_tag = ?"


def erase_held_by(cursor: sqlite3.Cursor, keys: Keys, holder: Holder) -> None:
    """Erase every file of a draft or a case that goes."""
    erase_files(cursor, cursor.execute(HELD, (keys.holder_tag(holder),)).fetchall())


# Overwritten first: what is only deleted may lie on in a page until the file is written anew.
OVERWRITE: Final = """
    UPDATE evidence SET key_wrapped = zeroblob(length(key_wrapped)),
        body_sealed = zeroblob(length(body_sealed)),
        request_sealed = zeroblob(length(request_sealed))
    WHERE evidence_id = ?
"""
ERASE_PIECES: Final = "DELETE FROM pieces.evidence_pieces WHERE evidence_id = ?"
ERASE: Final = """
    UPDATE evidence SET state = 'erased', holder_tag = x'', expires_at = NULL, epoch = NULL,
        key_wrapped = x'', request_sealed = NULL, body_sealed = x''
    WHERE evidence_id = ?
"""


def erase_files(cursor: sqlite3.Cursor, rows: list[tuple[str]]) -> None:
    """Overwrite the keys of files and empty their rows, each named by its id."""
    # Their pieces are noise without the key; they are swept out later, a few at a time.
    for statement in (OVERWRITE, ERASE) if rows else ():
        cursor.executemany(statement, rows)


def _sealed(seal: Seal, file: AttachedFile) -> bytes:
    return seal_body(seal, file_to_plain(file), BODY, file.id)


def _bound(evidence: EvidenceId, part: int, number: int) -> str:
    return f"{evidence}\0{part}\0{number}"
