"""Tellsafe as it runs in production, but for Telegram's limits, which are off.

With them on, the limits would be what is measured: they let 28 messages a second go.
"""

import asyncio
import cProfile
import json
import os
import signal
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from types import CodeType

from bot.app import assemble
from bot.chance import SystemChance
from bot.config import load_config
from bot.limits import Limits
from bot.logs import EventLog, install_logging
from bot.memory import settle
from storage.group_commit import WRITES, UnitConnection


async def main(settings: str) -> None:
    """Run until told to stop."""
    config = load_config(Path(settings), os.environ)
    install_logging("WARNING", secrets=[config.token.get_secret_value()], stream=sys.stderr)
    chance = SystemChance()
    limits = Limits(enabled=False)
    program = await assemble(config, log=EventLog(chance=chance), chance=chance, limits=limits)
    settle()
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, stop.set)
    await program.run(stop)


def slow_down(seconds: float) -> None:
    """Let every commit take so much longer before anybody hears of it, as on a slow disk."""
    commit = UnitConnection.commit

    def slow_commit(self: UnitConnection) -> None:
        commit(self)
        if self.tray.way is WRITES:
            time.sleep(seconds)

    setattr(UnitConnection, "commit", slow_commit)  # noqa: B010  mypy knows that it is a method


def _run(settings: str, sync: str, profile: str = "") -> None:
    if float(sync):
        slow_down(float(sync))
    with cProfile.Profile() if profile else nullcontext() as profiler:
        asyncio.run(main(settings))
    if profiler:
        timings = [(*_place(each.code), each.inlinetime) for each in profiler.getstats()]
        Path(profile).write_text(json.dumps(timings), encoding="utf-8")


def _place(code: str | CodeType) -> tuple[str, str]:
    return ("", code) if isinstance(code, str) else (code.co_filename, code.co_name)


if __name__ == "__main__":
    _run(*sys.argv[1:])
