"""One life of the real program, from its start to its sudden death.

Every way to the disk and to the network passes a point. At the point where a life ends, nothing
passes any more: what was not handed to the database's thread or to the line is gone, and what
clean-up code tries afterwards reaches neither, just as after `kill -9`. Knows nothing of the story.
"""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Callable, Coroutine, Generator, Iterable
from contextvars import ContextVar, copy_context
from pathlib import Path
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar
from weakref import WeakSet

from telegram.request import RequestData

from bot.transport import AiohttpRequest
from domain.ports import Chance, Transaction
from storage import Keys, SqliteStore

P = ParamSpec("P")
T = TypeVar("T")

ROUNDS = 1_000
"""How often the tasks of a dead program are told to end until they have."""


class Point(NamedTuple):
    """A place where the program may be killed: which, and the how manieth time it is there."""

    name: str
    time: int


class Life:
    """Counts the points that a program passes, and ends it at one of them."""

    def __init__(
        self, ends_at: Point | None, places: dict[int, str], passing: Callable[[], None]
    ) -> None:
        """Say where it ends, how chats are called in the names of points, and who is told."""
        self.ends_at = ends_at
        self.places = places
        self._passing = passing
        self.passed: list[Point] = []
        self.over = asyncio.Event()
        self.stores: list[MortalStore] = []
        self.requests: list[MortalRequest] = []
        self._times: Counter[str] = Counter()
        self._tasks: WeakSet[asyncio.Task[Any]] = WeakSet()

    async def begin(self, start: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Start a program in this life; return when it runs, or when it has been killed."""
        born = self.task(start())
        await self.during(born)
        if not self.over.is_set():
            await born

    def task(self, deed: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Do something in this life, and with it whatever it sets going."""
        loop, context = asyncio.get_running_loop(), copy_context()
        context.run(_LIFE.set, self)
        loop.set_task_factory(_make_task)
        return loop.create_task(deed, context=context)

    async def during(self, deed: asyncio.Task[Any]) -> None:
        """Wait until the deed is done, or this life is over."""
        killed = asyncio.create_task(self.over.wait())
        await asyncio.wait({deed, killed}, return_when=asyncio.FIRST_COMPLETED)
        killed.cancel()

    async def bury(self) -> None:
        """Take away what the program leaves: tasks, connections, threads; nothing is cleaned up."""
        self.end()
        lines = {line for store in self.stores for line in store.lines}
        # What a task begins while it ends has to end too, and the threads go last.
        await _ended(lambda: {task for task in self._tasks if task not in lines})
        # A line that is told again while it closes its files leaves its thread behind.
        await _ended(lambda: lines, patience=5.0)
        for request in self.requests:
            await request.shutdown()

    def end(self) -> None:
        """End here: no point can be passed any more, and waiting work is forgotten."""
        self.over.set()
        for store in self.stores:
            store.forget()

    def owns(self, task: asyncio.Task[Any]) -> None:
        """Remember a task of the program."""
        self._tasks.add(task)

    async def at(self, name: str) -> None:
        """Pass a point, or die there."""
        if not self.over.is_set():
            self._times[name] += 1
            point = Point(name, self._times[name])
            self.passed.append(point)
            self._passing()
            if point != self.ends_at:
                return
            self.end()
        raise asyncio.CancelledError

    def asked(self, url: str, data: RequestData | None) -> str:
        """Name a request by its method and the chat that it is about."""
        method = url.rpartition("/")[2].partition("?")[0]
        chat = data.parameters.get("chat_id") if data else None
        place = self.places.get(chat) if isinstance(chat, int) else None
        return f"{method} in {place}" if place else method


_LIFE: ContextVar[Life | None] = ContextVar("_LIFE", default=None)


async def at(name: str) -> None:
    """Pass a point of the life that this task belongs to; tasks of the test belong to none."""
    life = _LIFE.get()
    if life:
        await life.at(name)


class MortalStore(SqliteStore):
    """The store, with a point before and after everything that it does to the disk."""

    @classmethod
    async def open(
        cls, path: Path, keys: Keys, chance: Chance, *, epochs: Path | None = None
    ) -> "MortalStore":
        """Open the database for one life."""
        store = await super().open(path, keys, chance, epochs=epochs)
        assert isinstance(store, MortalStore)
        life = _LIFE.get()
        if life:
            life.stores.append(store)
        return store

    async def write(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Write, unless dead."""
        await at(f"before {usecase.__name__}")
        result = await super().write(usecase, *args, **kwargs)
        await at(f"after {usecase.__name__}")
        return result

    async def read(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Read, unless dead."""
        await at(f"before reading {usecase.__name__}")
        result = await super().read(usecase, *args, **kwargs)
        await at(f"after reading {usecase.__name__}")
        return result

    async def close(self) -> None:
        """Close, unless dead: what a program still does after its end must not clean up."""
        life = _LIFE.get()
        if life and life.over.is_set():
            raise asyncio.CancelledError
        await super().close()

    async def _order(self, sql: str) -> Iterable[sqlite3.Row]:
        await at(f"before {sql}")
        result = await super()._order(sql)
        await at(f"after {sql}")
        return result

    @property
    def lines(self) -> tuple[asyncio.Task[None], asyncio.Task[None]]:
        """Return the tasks that hand work to the database's threads."""
        return self._reader._task, self._writer._task

    def forget(self) -> None:
        """Drop what no thread has begun; what one has begun it commits, or not, as a whole."""
        self._reader._waiting.clear()
        self._writer._waiting.clear()


class MortalRequest(AiohttpRequest):
    """The transport, with a point before and after everything that it sends."""

    async def initialize(self) -> None:
        """Open the session for one life."""
        life = _LIFE.get()
        if life and self not in life.requests:
            life.requests.append(self)
        await super().initialize()

    async def do_request(  # noqa: PLR0917  the framework's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = AiohttpRequest.DEFAULT_NONE,  # noqa: ANN401  the framework's
        write_timeout: Any = AiohttpRequest.DEFAULT_NONE,  # noqa: ANN401  the framework's
        connect_timeout: Any = AiohttpRequest.DEFAULT_NONE,  # noqa: ANN401  the framework's
        pool_timeout: Any = AiohttpRequest.DEFAULT_NONE,  # noqa: ANN401  the framework's
    ) -> tuple[int, bytes]:
        """Send a request, unless dead."""
        life = _LIFE.get()
        name = life.asked(url, request_data) if life else ""
        await at(f"before {name}")
        answer = await super().do_request(
            url,
            method,
            request_data,
            read_timeout,
            write_timeout,
            connect_timeout,
            pool_timeout,
        )
        await at(f"after {name}")
        return answer


def _make_task(
    loop: asyncio.AbstractEventLoop,
    coroutine: Coroutine[Any, Any, T] | Generator[Any, None, T],
    **more: Any,  # noqa: ANN401  what the loop passes on differs between versions of Python
) -> asyncio.Task[T]:
    task = asyncio.Task(coroutine, loop=loop, **more)
    context = more.get("context")
    life = context.get(_LIFE) if context else _LIFE.get()
    if life:
        life.owns(task)
    return task


async def _ended(tasks: Callable[[], set[asyncio.Task[Any]]], patience: float = 0.01) -> None:
    for _ in range(ROUNDS):
        alive = {task for task in tasks() if not task.done()}
        if not alive:
            break
        for task in alive:
            task.cancel()
        # Some swallow a cancellation while they wait for others to end: they are told again.
        await asyncio.wait(alive, timeout=patience)
    for task in tasks():
        if not task.cancelled():
            task.exception()
