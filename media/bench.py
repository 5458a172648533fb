"""One pre-loaded process, seen from the bot, and the line to it.

It must not import a parser and does not look into files: it hands memory over and hears how the
child ended.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {"MALLOC_ARENA_MAX": "1", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
"""All that the process is told of the bot's world: nothing. The token is in the bot's."""
START_SECONDS = 60.0
LONGEST_ANSWER = 4096


class LostError(Exception):
    """The pre-loaded process does not answer."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a child ended, and what it cost.

    ``status``: exit code, negative for a signal. ``late``: ended by the clock. ``peak``: KiB of
    memory. ``processor``: seconds.
    """

    status: int
    late: bool
    peak: int
    processor: float


@dataclass(eq=False, slots=True)
class Bench:
    """A place where one file at a time is cleaned."""

    process: subprocess.Popen[bytes]
    line: socket.socket

    @classmethod
    async def set_up(cls, program: tuple[str, ...]) -> "Bench":
        """Start the process and wait until it has loaded everything."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        try:
            with theirs:
                bench = cls(_start(program, theirs), ours)
        except OSError:
            ours.close()
            raise LostError from None
        ready = False
        try:
            ready = await bench._answer(START_SECONDS) == b"ready"
        finally:
            if not ready:
                bench.clear_away()
        if not ready:
            raise LostError
        return bench

    @property
    def is_there(self) -> bool:
        """Tell whether the process still runs."""
        return self.process.poll() is None

    async def clean(self, order: bytes, received: int, made: int, *, seconds: float) -> Ending:
        """Have one file cleaned; raise `LostError` where the process itself is lost."""
        try:
            socket.send_fds(self.line, [order], [received, made])
        except OSError:
            raise LostError from None
        answer = await self._answer(seconds)
        if not answer:
            raise LostError
        return Ending(**json.loads(answer))

    def clear_away(self) -> None:
        """End the process; its child, if it has one, ends with it."""
        self.line.close()
        self.process.kill()
        self.process.wait()

    async def _answer(self, seconds: float) -> bytes:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                return await loop.sock_recv(self.line, LONGEST_ANSWER)
        except (OSError, TimeoutError):
            raise LostError from None


def _start(program: tuple[str, ...], line: socket.socket) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, *program, str(line.fileno()), str(os.getpid())],
        cwd=ROOT,
        env=ENVIRONMENT,
        pass_fds=(line.fileno(),),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
