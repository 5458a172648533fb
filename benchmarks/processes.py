"""A measured bot as a process of its own: pinned to one core, stopped cleanly, its work counted."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STOP_SECONDS = 30.0
PATIENCE = 60.0


def two_cores() -> tuple[int, int] | None:
    """Return a core for Telegram and its people, and one for the bot; None where none is to be."""
    if not hasattr(os, "sched_getaffinity"):
        return None
    cores = sorted(os.sched_getaffinity(0))
    return (cores[0], cores[-1]) if len(cores) > 1 else None


def pin(process: int, core: int) -> None:
    """Keep a process (0: this one) on one core."""
    os.sched_setaffinity(process, {core})


def core_seconds(core: int | None) -> float:
    """Return how long a core has worked, for whomever; 0 where unknown."""
    try:
        lines = Path("/proc/stat").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    counts = next((line.split()[1:] for line in lines if line.startswith(f"cpu{core} ")), ())
    user, nice, system, _, _, *interrupts = map(int, counts or (0,) * 5)
    return (user + nice + system + sum(interrupts[:3])) / os.sysconf("SC_CLK_TCK")


class NoAnswerError(Exception):
    """A bot that ended, or that nothing was heard of."""


@dataclass(frozen=True)
class Child:
    """A bot that runs."""

    process: asyncio.subprocess.Process

    async def answers(self, event: asyncio.Event) -> None:
        """Wait for what a bot that works brings about; raises `NoAnswerError` if it does not."""
        heard = asyncio.create_task(event.wait())
        ended = asyncio.create_task(self.process.wait())
        await asyncio.wait({heard, ended}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        heard.cancel()
        if not event.is_set():
            raise NoAnswerError("the bot ended, or did not answer; what it said is above")

    def seconds(self) -> float:
        """Return the processor time it has used, all its threads together; 0 where unknown."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        except OSError:
            return 0.0
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def resident(self) -> float:
        """Return its resident memory in MB; 0 where unknown."""
        try:
            pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        except OSError:
            return 0.0
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


@asynccontextmanager
async def running(
    *command: str,
    python: str = sys.executable,
    core: int | None,
    environment: dict[str, str] | None = None,
) -> AsyncIterator[Child]:
    """Run a Python module while the block lasts, then ask it to stop and wait until it has."""
    process = await asyncio.create_subprocess_exec(
        python, "-m", *command, cwd=ROOT, env=os.environ | (environment or {})
    )
    if core is not None:
        pin(process.pid, core)
    try:
        yield Child(process)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()
