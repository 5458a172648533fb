"""Runs units of work on a connection's own thread, many in one commit, each whole.

While one batch is at work the next gathers, so that a slow disk makes batches larger instead of
callers slower: one wait for the disk serves everybody who was waiting. Knows no table.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

import aiosqlite

from domain.ports import StoreUnavailableError
from storage.connection import primary_code

Tx = TypeVar("Tx")

ROWS_AT_ONCE: Final = 64
"""What aiosqlite wants to know of cursors; none of its cursors is used here."""

PASSING: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    }
)
"""What the unit cannot help and an operator can mend, so that trying again later is right."""

Unit = tuple[asyncio.Future[Any], Callable[..., Any], tuple[Any, ...], dict[str, Any]]
Outcome = tuple[Any, Exception | None]


class Way:
    """How a connection treats a batch: as the writer, or as the reader."""

    __slots__ = ("begin", "end", "passing", "savepoints")

    def __init__(self, begin: str, end: str, *, savepoints: bool, passing: frozenset[int]) -> None:
        """Take what frames a batch, whether units can be undone, and which errors may pass."""
        self.begin = begin
        self.end = end
        self.savepoints = savepoints
        self.passing = passing


# IMMEDIATE: a transaction that first reads and then wants to write fails at once when another
# process wrote in between. A read-only disk is an outage to the writer, a mistake to the reader.
WRITES: Final = Way(
    "BEGIN IMMEDIATE", "COMMIT", savepoints=True, passing=PASSING | {sqlite3.SQLITE_READONLY}
)
# ROLLBACK: a reader has nothing to commit, and COMMIT would tell all of them of one's damaged page.
READS: Final = Way("BEGIN", "ROLLBACK", savepoints=False, passing=PASSING)


class Tray(Generic[Tx]):
    """Carries one batch to the connection's thread and its outcomes back."""

    def __init__(self, way: Way, transaction: Callable[[sqlite3.Cursor], Tx]) -> None:
        """Take how batches are run, and what makes the transaction that use cases are given."""
        self.way = way
        self.transaction = transaction
        self.units: list[Unit] = []
        self.outcomes: list[Outcome] = []


class UnitConnection(sqlite3.Connection):
    """A connection whose `commit` is a group commit.

    aiosqlite runs every call as a job of its own on the connection's thread, and its public
    names offer no job that is a function of ours. But whatever subclass of `sqlite3.Connection`
    its connector returns, `commit()` is called there, once for every `await commit()`: that
    makes a whole batch one hop. The batch is not passed as an argument because aiosqlite prints
    arguments to its debug log, and a batch holds people's words.
    """

    tray: Tray[Any]
    _cursor: sqlite3.Cursor
    _transaction: object

    def serve(self, tray: Tray[Any]) -> None:
        """Run the batches of this tray from now on."""
        self.tray = tray
        self._cursor = self.cursor()
        self._transaction = tray.transaction(self._cursor)

    def commit(self) -> None:
        """Run the batch in the tray; each unit whole or not at all, and one commit for all."""
        way, units = self.tray.way, self.tray.units
        run = self._whole if way.savepoints else self._plain
        self.tray.outcomes = []
        self._cursor.execute(way.begin)
        try:
            self.tray.outcomes = [run(usecase, args, more) for _, usecase, args, more in units]
            self._cursor.execute(way.end)
        except BaseException:
            if self.in_transaction:
                self.rollback()
            raise

    def _whole(
        self, usecase: Callable[..., Any], args: tuple[Any, ...], more: dict[str, Any]
    ) -> Outcome:
        execute = self._cursor.execute
        execute("SAVEPOINT unit")
        outcome = self._plain(usecase, args, more)
        if outcome[1] is not None:
            if not self.in_transaction:
                # SQLite has undone everything by itself (a full disk): the others' units too.
                raise outcome[1]
            execute("ROLLBACK TO unit")
        execute("RELEASE unit")
        return outcome

    def _plain(
        self, usecase: Callable[..., Any], args: tuple[Any, ...], more: dict[str, Any]
    ) -> Outcome:
        try:
            return usecase(self._transaction, *args, **more), None
        except sqlite3.Error as error:
            if primary_code(error) in self.tray.way.passing:
                return None, unavailable(error)
            return None, error
        except StopIteration as error:
            # A future takes any exception but this one, which would end its waiter silently.
            return None, _as_error(error)
        except Exception as error:  # noqa: BLE001  whatever it is, it is its caller's alone
            return None, error


class Line(Generic[Tx]):
    """Callers' units on their way to one connection, in the order they came."""

    def __init__(self, connection: aiosqlite.Connection, tray: Tray[Tx]) -> None:
        """Take a connection that serves the tray; use `open`."""
        self.connection = connection
        self.batches = 0
        self._tray = tray
        self._waiting: list[Unit] = []
        self._wanted = asyncio.Event()
        self._closing = False
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.create_task(self._serve())

    @classmethod
    async def open(
        cls,
        connect: Callable[[], UnitConnection],
        way: Way,
        transaction: Callable[[sqlite3.Cursor], Tx],
    ) -> "Line[Tx]":
        """Open a connection on a thread of its own."""
        tray = Tray(way, transaction)
        # Opened before aiosqlite's thread begins: after a failed opening that thread answers a
        # loop which may be closed by then.
        opened = await asyncio.to_thread(_serving, connect, tray)
        return cls(await aiosqlite.Connection(lambda: opened, ROWS_AT_ONCE), tray)

    async def run(
        self, usecase: Callable[..., Any], args: tuple[Any, ...], more: dict[str, Any]
    ) -> object:
        """Run a use case with the next batch; return once that batch is committed.

        A caller that is cancelled meanwhile takes nothing back: the unit may still happen.
        """
        if self._closing:
            raise StoreUnavailableError("the store is closed")
        future: asyncio.Future[Any] = self._loop.create_future()
        self._waiting.append((future, usecase, args, more))
        self._wanted.set()
        return await future

    async def close(self) -> None:
        """Finish what waits, take nothing more, and close the connection."""
        self._closing = True
        self._wanted.set()
        await self._task
        await self.connection.close()

    async def _serve(self) -> None:
        try:
            while not self._closing:
                await self._wanted.wait()
                self._wanted.clear()
                while self._waiting:
                    batch, self._waiting = self._waiting, []
                    await self._run_batch(batch)
        except asyncio.CancelledError:
            # The loop ends though nobody closed the store: its thread would keep the process.
            self._closing = True
            await self.connection.close()
            raise

    async def _run_batch(self, batch: list[Unit]) -> None:
        self._tray.units = batch
        try:
            await self.connection.commit()
        except Exception as error:  # noqa: BLE001  nothing was committed, whatever the reason
            for future, *_ in batch:
                if not future.done():
                    future.set_exception(unavailable(error))
            return
        self.batches += 1
        for (future, *_), (value, failure) in zip(batch, self._tray.outcomes, strict=True):
            if future.done():  # its caller was cancelled
                continue
            if failure is None:
                future.set_result(value)
            else:
                future.set_exception(failure)


def unavailable(cause: Exception) -> StoreUnavailableError:
    """Return the domain's word for an outage, with its cause for the operator."""
    if isinstance(cause, StoreUnavailableError):
        return cause
    error = StoreUnavailableError("the database cannot work now; nothing was changed")
    error.__cause__ = cause
    return error


def _as_error(error: StopIteration) -> RuntimeError:
    wrapped = RuntimeError("a use case let StopIteration out")
    wrapped.__cause__ = error
    return wrapped


def _serving(connect: Callable[[], UnitConnection], tray: Tray[Any]) -> UnitConnection:
    connection = connect()
    connection.serve(tray)
    return connection
