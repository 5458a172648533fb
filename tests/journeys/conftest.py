"""Fixtures of the journeys: a scene with the bot running in it, stopped and checked at the end."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.journeys.phone import Phone
from tests.journeys.scene import Place, Scene, a_scene
from tests.journeys.staff import Colleague


@pytest.fixture
def place() -> Place:
    """Return where staff work; a test file of other places has its own."""
    return Place()


@pytest_asyncio.fixture
async def scene(tmp_path: Path, place: Place) -> AsyncIterator[Scene]:
    """Return a scene with a running bot."""
    async with a_scene(tmp_path, place) as made:
        await made.start_bot()
        yield made


@pytest.fixture
def amina(scene: Scene) -> Phone:
    """Return somebody who reports."""
    return scene.phone("Amina")


@pytest.fixture
def maya(scene: Scene) -> Colleague:
    """Return the moderator."""
    return scene.colleague("Maya")


@pytest.fixture
def noor(scene: Scene) -> Colleague:
    """Return another moderator."""
    return scene.colleague("Noor")


@pytest.fixture
def tom(scene: Scene) -> Colleague:
    """Return a case worker."""
    return scene.colleague("Tom")
