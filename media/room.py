"""The room where files are cleaned, seen from the bot: bytes go in, a `Cleaned` or a refusal comes.

It must not import a parser: what a file says is read only by children of `media.forker`. Bytes
travel through memory that has no name in any folder.
"""

import asyncio
import hashlib
import json
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import asdict
from signal import SIGXCPU

from domain.model.evidence import LARGEST, Cleaned, FileRefused, Refusal
from media.bench import Bench, Ending, LostError
from media.limits import Limits
from media.parcel import NonsenseError, unpacked

PROGRAM = ("-m", "media.forker")
TRIES = 2
"""How often a file is tried when the pre-loaded process itself is lost."""
GRACE = 5.0
"""Seconds beyond the limit after which the pre-loaded process counts as lost."""
LONGEST_HINT = 100


class CleaningRoom:
    """Cleans files in children, at most ``at_once`` together; needs no start, but a `close`.

    The first file starts a process that has the parsers loaded; it stays until `close`.
    """

    def __init__(
        self,
        *,
        at_once: int = 1,
        limits: Limits | None = None,
        program: tuple[str, ...] = PROGRAM,
    ) -> None:
        """Take how many files are cleaned together (never more than there are cores)."""
        self._limits = limits or Limits()
        self._program = program
        self._turns = asyncio.Semaphore(max(1, min(at_once, os.cpu_count() or 1)))
        self._benches: list[Bench] = []
        self.peak = 0
        """KiB; the most memory that a child has held so far."""
        self.spent = 0.0
        """Seconds of processor that children have used so far."""

    @property
    def is_running(self) -> bool:
        """Tell whether a pre-loaded process waits for a file."""
        return any(each.is_there for each in self._benches)

    async def scrub(
        self, received: bytes, *, mime_hint: str = "", without_sound: bool = False
    ) -> Cleaned:
        """Return what may be passed on of a file; raise `FileRefused` with the reason."""
        if not received:
            raise FileRefused(Refusal.EMPTY)
        if len(received) > LARGEST:
            raise FileRefused(Refusal.TOO_LARGE)
        if not hasattr(os, "memfd_create"):  # no Linux: rather nothing than a file on the disk
            raise FileRefused(Refusal.UNAVAILABLE)
        wishes = {"mime_hint": mime_hint[:LONGEST_HINT], "without_sound": without_sound}
        order = json.dumps({"limits": asdict(self._limits), "wishes": wishes}).encode()
        async with self._turns:
            for _ in range(TRIES):
                with suppress(LostError):
                    return await self._cleaned(received, order)
        raise FileRefused(Refusal.UNAVAILABLE)

    async def close(self) -> None:
        """End the pre-loaded processes; the next file would start one again."""
        while self._benches:
            self._benches.pop().clear_away()

    async def _cleaned(self, received: bytes, order: bytes) -> Cleaned:
        with _memory("received") as source, _memory("made") as made:
            sha256 = await asyncio.to_thread(_filled, source, received)
            async with self._bench() as bench:
                ending = await bench.clean(order, source, made, seconds=self._limits.clock + GRACE)
            self.peak = max(self.peak, ending.peak)
            self.spent += ending.processor
            if ending.status:
                raise FileRefused(self._reason(ending))
            result = await asyncio.to_thread(_content, made)
        try:
            return unpacked(result, sha256=sha256)
        except NonsenseError:
            raise FileRefused(Refusal.BROKEN) from None

    @asynccontextmanager
    async def _bench(self) -> AsyncIterator[Bench]:
        """Lend a pre-loaded process; one that was left in mid-file is not used again."""
        while self._benches and not self._benches[-1].is_there:
            self._benches.pop().clear_away()
        bench = self._benches.pop() if self._benches else await Bench.set_up(self._program)
        try:
            yield bench
        except BaseException:
            bench.clear_away()
            raise
        self._benches.append(bench)

    def _reason(self, ending: Ending) -> Refusal:
        if ending.late or ending.status == -SIGXCPU:
            return Refusal.TOO_SLOW
        # PDFium ends itself where it gets no more memory; so only the amount tells the two apart.
        if ending.peak * 1024 > self._limits.memory // 2:
            return Refusal.TOO_MUCH_INSIDE
        return Refusal.BROKEN


@contextmanager
def _memory(name: str) -> Iterator[int]:
    """Lend an open file that exists in memory only."""
    file = os.memfd_create(name)
    try:
        yield file
    finally:
        os.close(file)


def _filled(file: int, data: bytes) -> bytes:
    """Write the bytes and return their SHA-256."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
    return hashlib.sha256(data).digest()


def _content(file: int) -> bytes:
    return os.pread(file, os.fstat(file).st_size, 0)
