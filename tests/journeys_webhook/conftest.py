"""Fixtures of the journeys in which Telegram calls the bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.journeys.conftest import amina, maya, tom
from tests.journeys.scene import Place
from tests.journeys_webhook.scene import CalledScene

__all__ = ["amina", "maya", "scene", "tom"]


@pytest_asyncio.fixture
async def scene(tmp_path: Path) -> AsyncIterator[CalledScene]:
    """Return a scene with a running bot that Telegram calls."""
    made = CalledScene(tmp_path, Place())
    await made.open()
    await made.start_bot()
    yield made
    await made.close()
