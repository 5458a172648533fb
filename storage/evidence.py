"""Files that people handed over: cleaned bytes in sealed pieces and, before, how to fetch them.

Each file has a random key of its own, wrapped by the server's key while it belongs to a draft and
by the key of its case afterwards; whose it is is a keyed tag. Losing the key loses the file.
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
from domain.model.errors import CaseGone, EvidenceGone
from domain.model.fetching import SealedRequest
from domain.model.ids import CaseId, EvidenceId, ReporterKey
from domain.ports import Chance
from storage.bodies import open_body, seal_body
from storage.problems import Unreadable
from storage.requests import RequestSealing
from storage.sealing import HEAD_BYTES, KEY_BYTES, Keys, Place, Seal
from storage.sweeping import Sweeping
from storage.times import hour_after, hour_of

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
        case_seal: Callable[[CaseId], Seal | None],
        chance: Chance,
    ) -> None:
        """Take the cursor, the keys, who has the cases' keys, and where new keys come from."""
        self._cursor = cursor
        self._keys = keys
        self._case_seal = case_seal
        self._chance = chance
        self._sweeping = Sweeping(cursor)

    ADD: Final = """
        INSERT INTO evidence
            (evidence_id, holder_tag, state, expires_at, key_wrapped, request_sealed, body_sealed)
        VALUES (?, ?, ?, ?, ?, ?, ?)
    """

    def add(
        self,
        file: AttachedFile,
        holder: Holder,
        request: SealedRequest,
        *,
        offer_ends_at: datetime | None = None,
    ) -> None:
        """Note a file that may be fetched, under a new key of its own."""
        key = self._chance.token(KEY_BYTES)
        self._cursor.execute(
            self.ADD,
            (
                file.id,
                self._keys.holder_tag(holder),
                file.state,
                hour_after(offer_ends_at) if offer_ends_at else None,
                self._seal_of(holder).wrap(key, KEY, file.id),
                request,
                _sealed(Seal(key), file),
            ),
        )

    GET: Final = """
        SELECT key_wrapped, body_sealed FROM evidence WHERE evidence_id = ? AND holder_tag = ?
    """

    def get(self, evidence: EvidenceId, holder: Holder) -> AttachedFile | None:
        """Return what is known of a file, if it belongs to this holder."""
        tag = self._keys.holder_tag(holder)
        row = self._cursor.execute(self.GET, (evidence, tag)).fetchone()
        if row is None:
            return None
        wrapped, sealed = row
        seal = self._seal_of(holder).unwrap(wrapped, KEY, evidence)
        return open_body(seal, sealed, BODY, evidence, file_from_plain)

    PUT: Final = """
        UPDATE evidence SET state = ?, expires_at = NULL, body_sealed = ? WHERE evidence_id = ?
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

    WAITING: Final = """
        SELECT evidence_id FROM evidence WHERE state = 'waiting' ORDER BY evidence_id
    """

    def waiting(self) -> tuple[EvidenceId, ...]:
        """List the files that have to be fetched and cleaned."""
        return tuple(EvidenceId(each) for (each,) in self._cursor.execute(self.WAITING).fetchall())

    REQUEST: Final = "SELECT request_sealed FROM evidence WHERE evidence_id = ?"

    def request(self, evidence: EvidenceId) -> SealedRequest | None:
        """Return how to fetch a file; None once that was erased."""
        row = self._cursor.execute(self.REQUEST, (evidence,)).fetchone()
        return SealedRequest(row[0]) if row and row[0] is not None else None

    OVERWRITE_REQUEST: Final = """
        UPDATE evidence SET request_sealed = zeroblob(length(request_sealed))
        WHERE evidence_id = ? AND request_sealed IS NOT NULL
    """
    ERASE_REQUEST: Final = "UPDATE evidence SET request_sealed = NULL WHERE evidence_id = ?"

    def erase_request(self, evidence: EvidenceId) -> None:
        """Forget how a file could be fetched, and whose chat it came from."""
        self._cursor.execute(self.OVERWRITE_REQUEST, (evidence,))
        self._cursor.execute(self.ERASE_REQUEST, (evidence,))

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

    KEY_OF: Final = "SELECT key_wrapped FROM evidence WHERE evidence_id = ? AND holder_tag = ?"
    MOVE: Final = "UPDATE evidence SET holder_tag = ?, key_wrapped = ? WHERE evidence_id = ?"

    def move(self, files: Iterable[EvidenceId], source: Holder, to: Holder) -> None:
        """Give files to another holder, or raise `EvidenceGone`."""
        for evidence in files:
            wrapped = self._wrapped(evidence, source)
            rewrapped = self._seal_of(source).rewrap(wrapped, self._seal_of(to), KEY, evidence)
            self._cursor.execute(self.MOVE, (self._keys.holder_tag(to), rewrapped, evidence))

    def erase(self, evidence: EvidenceId) -> None:
        """Overwrite a file's key and empty its row; `sweep` takes the rest."""
        _erase(self._cursor, [(evidence,)])

    REQUESTS: Final = """
        SELECT evidence_id, request_sealed FROM evidence
        WHERE state IN ('offered', 'waiting') AND request_sealed IS NOT NULL
    """

    def erase_sent_from(self, way: WayBack) -> None:
        """Erase every file, whoever holds it, of which a request still leads to this chat."""
        chat, requests = self._keys.chat_behind(way), RequestSealing(self._keys)
        rows = self._cursor.execute(self.REQUESTS).fetchall()
        for evidence, sealed in rows:
            # One that cannot be opened leads nowhere, and must not keep the others.
            with suppress(Unreadable):
                if requests.open(EvidenceId(evidence), SealedRequest(sealed)).chat == chat:
                    self.erase(EvidenceId(evidence))

    EXPIRED: Final = """
        SELECT evidence_id FROM evidence WHERE state = 'offered' AND expires_at <= ?
    """

    def erase_expired_offers(self, now: datetime) -> int:
        """Erase what people were asked about and did not answer in time; return how many."""
        expired = self._cursor.execute(self.EXPIRED, (hour_of(now),)).fetchall()
        _erase(self._cursor, expired)
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
        wrapped = self._wrapped(evidence, holder)
        return self._seal_of(holder).unwrap(wrapped, KEY, evidence)

    def _wrapped(self, evidence: EvidenceId, holder: Holder) -> bytes:
        tag = self._keys.holder_tag(holder)
        row = self._cursor.execute(self.KEY_OF, (evidence, tag)).fetchone()
        if row is None:
            raise EvidenceGone
        return bytes(row[0])

    def _seal_of(self, holder: Holder) -> Seal:
        if not isinstance(holder, OfCase):
            return self._keys.server
        seal = self._case_seal(holder.case)
        if seal is None:
            raise CaseGone
        return seal


KEY_ID: Final = f"substr(key_wrapped, 1, {HEAD_BYTES})"
OF_A_CASE: Final = (
    "state = 'clean' AND EXISTS (SELECT 1 FROM secrets) "  # noqa: S608 - words of ours
    f"AND {KEY_ID} NOT IN (SELECT {KEY_ID} FROM secrets)"
)
"""Picks, without a key, the rows of files that belong to a case.

A sealed value begins with the id of its key. The server key, which wraps the secrets, wraps the
keys of drafts' files too, and never one of a case's. So what was not handed over to a case when a
report was sent is not picked, and where nothing can be told nothing is.
"""

HELD: Final = "SELECT evidence_id FROM evidence WHERE holder_tag = ?"


def erase_held_by(cursor: sqlite3.Cursor, keys: Keys, holder: Holder) -> None:
    """Erase every file of a draft or a case that goes."""
    _erase(cursor, cursor.execute(HELD, (keys.holder_tag(holder),)).fetchall())


# Overwritten first: what is only deleted may lie on in a page until the file is written anew.
OVERWRITE: Final = """
    UPDATE evidence SET key_wrapped = zeroblob(length(key_wrapped)),
        body_sealed = zeroblob(length(body_sealed)),
        request_sealed = zeroblob(length(request_sealed))
    WHERE evidence_id = ?
"""
ERASE_PIECES: Final = "DELETE FROM pieces.evidence_pieces WHERE evidence_id = ?"
ERASE: Final = """
    UPDATE evidence SET state = 'erased', holder_tag = x'', expires_at = NULL, key_wrapped = x'',
        request_sealed = NULL, body_sealed = x''
    WHERE evidence_id = ?
"""


def _erase(cursor: sqlite3.Cursor, rows: list[tuple[str]]) -> None:
    # Their pieces are noise without the key; they are swept out later, a few at a time.
    for statement in (OVERWRITE, ERASE) if rows else ():
        cursor.executemany(statement, rows)


def _sealed(seal: Seal, file: AttachedFile) -> bytes:
    return seal_body(seal, file_to_plain(file), BODY, file.id)


def _bound(evidence: EvidenceId, part: int, number: int) -> str:
    return f"{evidence}\0{part}\0{number}"
