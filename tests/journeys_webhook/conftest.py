"""Fixtures of the journeys in which Telegram calls the bot."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.journeys.conftest import amina, maya, noor, place, tom
from tests.journeys.scene import Place
from tests.journeys_webhook.scene import CalledScene

__all__ = ["amina", "maya", "noor", "place", "scene", "tom"]


@pytest_asyncio.fixture
async def scene(tmp_path: Path, place: Place) -> AsyncIterator[CalledScene]:
    """Return a scene with a running bot that Telegram calls."""
    made = CalledScene(tmp_path, place)
    await made.open()
    try:
        await made.start_bot()
        yield made
    finally:
        await made.close()
