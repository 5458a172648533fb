"""The bot as a process of its own, to be killed in the middle of whatever it does."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo import BotProcess
from tests.journeys.scene import Scene

HERE = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 20.0


@asynccontextmanager
async def as_a_process(scene: Scene) -> AsyncIterator[BotProcess]:
    """Let a process take the place of the bot; when it has ended, the bot of the scene is back."""
    await scene.stop_bot()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TELLSAFE_")}
    process = BotProcess(
        command=(sys.executable, "-m", "bot", "run", "--config", str(scene.config_file)),
        environment={**kept, **scene.environment},
        folder=HERE,
    )
    begun = len(scene.calls)
    try:
        await process.start()
        await scene.sandbox.until(lambda: scene.listens_since(begun), timeout=START_SECONDS)
        await scene.quiet()
        yield process
    finally:
        await process.stop()
    await scene.start_bot()
    await scene.quiet()
