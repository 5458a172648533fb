"""The store: opens the database, checks the key, and runs use cases on it.

The rest of the program sees of the database only what `domain.ports` says.
"""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Concatenate, Final, ParamSpec, TypeVar, cast

from domain.ports import Chance, StoreUnavailableError, Transaction
from storage.cases import CasesTable
from storage.chat_moves import ChatMovesTable
from storage.connection import open_file, reason
from storage.conversations import ConversationsTable
from storage.desks import DesksTable
from storage.drafts import DraftsTable
from storage.group_commit import READS, WRITES, Line, UnitConnection, unavailable
from storage.key_check import ensure_key_fits
from storage.migrate import migrate
from storage.outbox import OutboxTable
from storage.posts import PostsTable
from storage.problems import UnreadableDatabase
from storage.rewriting import CHANGES, SIZE, WHOLE, WHOLE_UP_TO, PassingTables
from storage.sealing import Keys
from storage.updates import UpdatesTable

P = ParamSpec("P")
T = TypeVar("T")

CHECKPOINT: Final = "PRAGMA wal_checkpoint(TRUNCATE)"


@dataclass(frozen=True, kw_only=True, slots=True)
class SqliteTransaction:
    """Implements `domain.ports.Transaction`; the tables of one connection."""

    updates: UpdatesTable
    drafts: DraftsTable
    conversations: ConversationsTable
    cases: CasesTable
    posts: PostsTable
    outbox: OutboxTable
    desks: DesksTable
    chat_moves: ChatMovesTable
    passing: PassingTables

    @classmethod
    def on(cls, keys: Keys, chance: Chance, cursor: sqlite3.Cursor) -> "SqliteTransaction":
        """Return the tables as seen through one cursor."""
        cases = CasesTable(cursor, keys, chance)
        return cls(
            updates=UpdatesTable(cursor),
            drafts=DraftsTable(cursor, keys),
            conversations=ConversationsTable(cursor, keys),
            cases=cases,
            posts=PostsTable(cursor, cases, chance),
            outbox=OutboxTable(cursor, keys),
            desks=DesksTable(cursor, keys),
            chat_moves=ChatMovesTable(cursor, keys),
            passing=PassingTables(cursor),
        )


class SqliteStore:
    """Implements `domain.ports.Store`: one connection writes, another one reads."""

    def __init__(self, writer: Line[SqliteTransaction], reader: Line[SqliteTransaction]) -> None:
        """Take both connections; use `open`."""
        self._writer = writer
        self._reader = reader
        self._rewritten_at = -1  # changes so far; a crash before this start may have left something

    @classmethod
    async def open(cls, path: Path, keys: Keys, chance: Chance) -> "SqliteStore":
        """Bring the database up to date, check the key, and open it; raises `StorageProblem`."""
        await migrate(path)
        transaction = partial(SqliteTransaction.on, keys, chance)
        try:
            writer = await Line.open(partial(_writing, path, keys), WRITES, transaction)
        except sqlite3.DatabaseError as error:
            raise UnreadableDatabase(path, reason(error)) from error
        try:
            reader = await Line.open(partial(_reading, path), READS, transaction)
        except BaseException:
            await writer.close()
            raise
        return cls(writer, reader)

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

    async def close(self) -> None:
        """Finish what was handed in, then close; may be called repeatedly."""
        await self._reader.close()
        await self._writer.close()


def _write_passing_anew(tx: SqliteTransaction) -> int:
    return tx.passing.write_anew()


def _writing(path: Path, keys: Keys) -> UnitConnection:
    connection = open_file(path, UnitConnection)
    try:
        ensure_key_fits(connection, keys)
    except BaseException:
        connection.close()
        raise
    return connection


def _reading(path: Path) -> UnitConnection:
    connection = open_file(path, UnitConnection)
    connection.execute("PRAGMA query_only = ON")
    return connection
