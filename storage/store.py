"""The store: opens the database, checks the key, and runs use cases on it.

The rest of the program sees of the database only what `domain.ports` says.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar, cast

from domain.ports import Chance, StoreUnavailableError, Transaction
from storage.audit import AuditTable
from storage.cases import CasesTable
from storage.chat_moves import ChatMovesTable
from storage.connection import open_file
from storage.conversations import ConversationsTable
from storage.desks import DesksTable
from storage.drafts import DraftsTable
from storage.epoch_files import folder_beside
from storage.epochs import Epochs
from storage.erased import Notes, drop_notes, waiting_notes
from storage.evidence import EvidenceTable
from storage.group_commit import READS, WRITES, Line, UnitConnection, unavailable
from storage.letters import LettersTable
from storage.mailboxes import MailboxesTable
from storage.migrate import migrate
from storage.mutes import MutesTable
from storage.outbox import OutboxTable
from storage.piece_file import attach_pieces
from storage.posts import PostsTable
from storage.resealing import needless_epochs
from storage.rewriting import CHANGES, SIZE, WHOLE, WHOLE_UP_TO, PassingTables
from storage.routes import RoutesTable
from storage.sealing import Keys
from storage.tombstones import TombstonesTable
from storage.unlocking import Unlocked, unlock
from storage.updates import UpdatesTable

P = ParamSpec("P")
T = TypeVar("T")

# Not of the pieces: their log tells nothing without keys, and a backup reads them for minutes.
CHECKPOINT: Final = "PRAGMA main.wal_checkpoint(TRUNCATE)"


@dataclass(frozen=True, kw_only=True, slots=True)
class SqliteTransaction:
    """Implements `domain.ports.Transaction`; the tables of one connection."""

    updates: UpdatesTable
    drafts: DraftsTable
    conversations: ConversationsTable
    cases: CasesTable
    mailboxes: MailboxesTable
    routes: RoutesTable
    letters: LettersTable
    posts: PostsTable
    outbox: OutboxTable
    desks: DesksTable
    mutes: MutesTable
    chat_moves: ChatMovesTable
    audit: AuditTable
    tombstones: TombstonesTable
    evidence: EvidenceTable
    cursor: sqlite3.Cursor
    passing: PassingTables

    @classmethod
    def on(cls, unlocked: Unlocked, chance: Chance, cursor: sqlite3.Cursor) -> "SqliteTransaction":
        """Return the tables as seen through one cursor."""
        keys, epochs = unlocked.keys, unlocked.epochs
        cases, mailboxes = CasesTable(cursor, keys, epochs, chance), MailboxesTable(cursor)
        drafts = DraftsTable(cursor, keys, epochs)
        return cls(
            updates=UpdatesTable(cursor),
            drafts=drafts,
            conversations=ConversationsTable(cursor, epochs),
            cases=cases,
            mailboxes=mailboxes,
            routes=RoutesTable(cursor, keys, cases),
            letters=LettersTable(cursor, cases, mailboxes, chance),
            posts=PostsTable(cursor, cases, chance),
            outbox=OutboxTable(cursor, keys),
            desks=DesksTable(cursor, keys),
            mutes=MutesTable(cursor),
            chat_moves=ChatMovesTable(cursor, keys),
            audit=AuditTable(cursor, unlocked.audit),
            tombstones=TombstonesTable(cursor, unlocked.tombstones, chance),
            evidence=EvidenceTable(
                cursor, keys, epochs, chance, draft_epoch=drafts.epoch, case_seal=cases.seal
            ),
            cursor=cursor,
            passing=PassingTables(cursor),
        )


class SqliteStore:
    """Implements `domain.ports.Store`: one connection writes, another one reads."""

    def __init__(
        self,
        writer: Line[SqliteTransaction],
        reader: Line[SqliteTransaction],
        unlocked: Unlocked,
    ) -> None:
        """Take both connections and the keys they work with; use `open`."""
        self._writer = writer
        self._reader = reader
        self.unlocked = unlocked
        self._rewritten_at = -1  # changes so far; a crash before this start may have left something

    @classmethod
    async def open(
        cls, path: Path, keys: Keys, chance: Chance, *, epochs: Path | None = None
    ) -> "SqliteStore":
        """Bring the database up to date, check the keys, and open it; raises `StorageProblem`.

        ``epochs``: the folder of the epoch keys; left out: one beside the data folder.
        """
        await migrate(path)
        folder = epochs or folder_beside(path)
        unlocked = await asyncio.to_thread(unlock, path, keys, folder, chance)
        transaction = partial(SqliteTransaction.on, unlocked, chance)
        try:
            writer = await Line.open(partial(_writing, path), WRITES, transaction)
        except BaseException:
            unlocked.epochs.close()
            raise
        try:
            reader = await Line.open(partial(_reading, path), READS, transaction)
        except BaseException:
            await writer.close()
            unlocked.epochs.close()
            raise
        return cls(writer, reader, unlocked)

    @property
    def keys(self) -> Keys:
        """Return the keys of this database; its hashes are its own."""
        return self.unlocked.keys

    @property
    def commits(self) -> int:
        """Count the commits since the store was opened; one may hold many use cases."""
        return self._writer.batches

    async def write(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case; return only when what it wrote is on the disk."""
        return cast("T", await self._writer.run(usecase, args, kwargs))

    async def read(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case that only reads; it sees everything committed before."""
        return cast("T", await self._reader.run(usecase, args, kwargs))

    async def empty_log(self) -> None:
        """Move the write-ahead log into the database and cut it to nothing; takes milliseconds.

        The log keeps what was deleted, and the order in which things were written: which draft
        went in the moment a case came.  Raises `StoreUnavailableError` if the disk is full, or if
        somebody reads for so long that the log cannot be emptied.
        """
        try:
            ((busy, *_),) = await self._order(CHECKPOINT)
        except sqlite3.OperationalError as error:
            raise unavailable(error) from error
        if busy:
            raise StoreUnavailableError("the write-ahead log is in use and was not emptied")

    async def rewrite_files(self) -> None:
        """Write the database anew, so that copies of what was deleted are in no file any more.

        Writers wait meanwhile: about 5 ms for each MB, in as much memory.  So of a file above
        `WHOLE_UP_TO` only the small tables are; what is left of erased cases there opens with
        keys that are gone.  Does nothing where nothing changed since the last time.  Raises as
        `empty_log` does.
        """
        try:
            ((changes,),) = await self._order(CHANGES)
            if changes != self._rewritten_at:
                changes = await self._write_anew(changes)
        except sqlite3.OperationalError as error:
            raise unavailable(error) from error
        await self.empty_log()
        self._rewritten_at = changes

    async def _write_anew(self, changes: int) -> int:
        """Do it, and return up to which change of this connection it was done."""
        ((size,),) = await self._order(SIZE)
        if size > WHOLE_UP_TO:
            return cast("int", await self._writer.run(_write_passing_anew, (), {}))
        await self._order(WHOLE)
        return changes

    async def _order(self, sql: str) -> Iterable[sqlite3.Row]:
        # A job on the writer's thread, hence run between two batches.
        return await self._writer.connection.execute_fetchall(sql)

    async def destroy_epochs(self, today: date) -> int:
        """Destroy the keys of weeks that are over and that nothing needs; return how many.

        From then on no copy of the database opens what they sealed.
        """
        epochs = self.unlocked.epochs
        await self.note_erased()
        retired: list[str] = []
        try:
            await self.write(_retire, epochs, today, retired)
        except BaseException:
            # What made the keys needless was perhaps not committed.
            epochs.take_back(retired)
            raise
        return await asyncio.to_thread(epochs.destroy)

    async def note_erased(self) -> int:
        """Remember beside the epoch keys which cases were erased; return how many.

        A backup from before their erasing then does not bring them back.
        """
        notes = await self.read(_notes)
        if notes:
            await asyncio.to_thread(self.unlocked.epochs.note_erased, notes)
            # Killed here, they are written twice, which is the same as once.
            await self.write(_noted, notes)
        return len(notes)

    async def close(self) -> None:
        """Finish what was handed in, then close; may be called repeatedly."""
        await self._reader.close()
        await self._writer.close()
        self.unlocked.epochs.close()


def _notes(tx: Transaction) -> Notes:
    return waiting_notes(cast("SqliteTransaction", tx).cursor)


def _noted(tx: Transaction, notes: Notes) -> None:
    drop_notes(cast("SqliteTransaction", tx).cursor, notes)


def _retire(tx: Transaction, epochs: Epochs, today: date, retired: list[str]) -> None:
    # Between two writes, so that nothing is sealed by a key while it is being judged.
    needless = needless_epochs(cast("SqliteTransaction", tx).cursor, epochs, today)
    for epoch in sorted(needless):
        epochs.retire(epoch)
        retired.append(epoch)


def _write_passing_anew(tx: Transaction) -> int:
    return cast("SqliteTransaction", tx).passing.write_anew()


def _writing(path: Path) -> UnitConnection:
    connection = open_file(path, UnitConnection)
    try:
        attach_pieces(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _reading(path: Path) -> UnitConnection:
    connection = _writing(path)
    connection.execute("PRAGMA query_only = ON")
    return connection
