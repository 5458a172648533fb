"""A disk that is really full: a tiny one of its own, or files that may not grow any more."""

import resource
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import pytest

from storage import UnreadableDatabase
from tests.faults.test_storage_trouble import impatience, in_trouble
from tests.journeys.english import prompt, words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene

pytestmark = pytest.mark.asyncio

__all__ = ["impatience"]

MOUNT = ("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs")
BLOCK = 4096


@pytest.fixture(autouse=True)
def tiny_disk(tmp_path: Path) -> Iterator[bool]:
    """Lay a disk of 4 MB where the database will be; tell whether that could be done."""
    data = tmp_path / "data"
    data.mkdir()
    try:
        subprocess.run((*MOUNT, str(data)), check=True, capture_output=True)  # noqa: S603  our own folder
    except (OSError, subprocess.CalledProcessError):
        yield False
        return
    yield True
    subprocess.run(("umount", str(data)), check=True)  # noqa: S603, S607  as above


@asynccontextmanager
async def no_room(scene: Scene) -> AsyncIterator[None]:
    """Fill the disk to the last byte with somebody else's file."""
    other = scene.folder / "data" / "other"
    with other.open("wb", buffering=0) as file:
        for size in BLOCK, 1:
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    yield
    other.unlink()


@asynccontextmanager
async def no_growth(scene: Scene) -> AsyncIterator[None]:
    """Let no file become larger than the database's log is now."""
    log = scene.program.config.database.with_name("tellsafe.db-wal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


Full = Callable[[Scene], AbstractAsyncContextManager[None]]


@pytest.fixture(params=[no_room, no_growth])
def full(request: pytest.FixtureRequest, tiny_disk: bool) -> Full:  # noqa: FBT001  a fixture's value
    """Return how the disk is full."""
    found: Full = request.param
    if found is no_room and not tiny_disk:
        pytest.skip("only root may lay a tiny disk")
    return found


async def test_a_report_sent_onto_a_full_disk_is_acknowledged_once_it_is_stored(
    scene: Scene, amina: Phone, full: Full
) -> None:
    await amina.tells_briefly()
    review = amina.text
    async with full(scene):
        await amina.actor.taps(words("button-send-report"), message=amina.screen.id)
        await in_trouble(scene)
        assert amina.text == review
        assert scene.in_queue == []
    await scene.quiet()
    scene.log.errors.clear()
    amina.sees_receipt()
    await scene.delivered()
    (card,) = scene.in_queue
    assert words("staff-repeat-mark") not in card.text


async def test_a_full_disk_tells_the_person_and_keeps_what_was_answered(
    scene: Scene, amina: Phone, full: Full
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    async with full(scene):
        await amina.actor.says("1")
        await in_trouble(scene)
        assert prompt("what") in amina.text
    await scene.quiet()
    scene.log.errors.clear()
    assert len(amina.ticked) == 1


async def test_a_bot_started_on_a_full_disk_says_so_and_starts_when_there_is_room(
    scene: Scene, amina: Phone, *, tiny_disk: bool
) -> None:
    if not tiny_disk:
        pytest.skip("only root may lay a tiny disk")
    await amina.begins()
    await scene.stop_bot()
    async with no_room(scene):
        with pytest.raises(UnreadableDatabase, match="disk is full"):
            await scene.start_bot()
    await scene.start_bot()
    await amina.is_safe()
    amina.is_asked("role")
