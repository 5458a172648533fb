"""The disk fills up, the file is locked or read-only, while people report: nothing is lost."""

import asyncio
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.config import load_config
from bot.jobs.note_state import NoteState
from bot.status import status
from domain.ports import StoreUnavailableError
from storage import UnreadableDatabase
from tests.faults.disks import no_growth, no_room, tiny_disk
from tests.journeys.english import option, prompt, words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene

NO_WAIT = "PRAGMA busy_timeout = 1"
FAR, PLENTY = 10**12, 10_000
"""A number that no update has, and more of them than there is room for."""

HOLDS_THE_LOCK = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
database.execute("ROLLBACK")
"""


async def order(scene: Scene, *orders: str) -> None:
    """Tell the connection that writes."""
    for each in orders:
        await scene.program.store._writer.connection.execute_fetchall(each)


async def fill(scene: Scene, start: int, day: str) -> None:
    """Note updates until there is no room for another one."""
    writer = scene.program.store._writer.connection
    for number in range(start, start + PLENTY):
        await writer.execute_fetchall("INSERT INTO updates VALUES (?, ?)", (number, day))


@asynccontextmanager
async def no_more_pages(scene: Scene) -> AsyncIterator[None]:
    """Let the database not grow by one page, and leave no room to note another update."""
    writer = scene.program.store._writer.connection
    ((pages,),) = await writer.execute_fetchall("PRAGMA page_count")
    await order(scene, f"PRAGMA max_page_count = {pages}")
    # Large rows first, then the smallest there are for what little room is left between them.
    for start, day in ((FAR, "2999-12-31"), (1, "9")):
        with pytest.raises(sqlite3.OperationalError, match="full"):
            await fill(scene, start, day)
    yield
    await order(scene, f"PRAGMA max_page_count = {pages + PLENTY}")
    await order(scene, "DELETE FROM updates WHERE day >= '2999'")


@asynccontextmanager
async def read_only_file(scene: Scene) -> AsyncIterator[None]:
    """Let nothing be written."""
    await order(scene, "PRAGMA query_only = ON")
    yield
    await order(scene, "PRAGMA query_only = OFF")


@asynccontextmanager
async def locked_file(scene: Scene) -> AsyncIterator[None]:
    """Let somebody hold the lock for longer than the bot has patience."""
    await order(scene, NO_WAIT)
    with closing(sqlite3.connect(scene.program.config.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


Trouble = Callable[[Scene], AbstractAsyncContextManager[None]]
on_a_tiny_disk = pytest.mark.usefixtures("tiny_disk")
troubles = pytest.mark.parametrize(
    "trouble", [no_more_pages, no_growth, read_only_file, locked_file]
)
full_or_in_trouble = pytest.mark.parametrize(
    "trouble", [no_more_pages, no_growth, no_room, read_only_file, locked_file]
)
pytestmark = pytest.mark.asyncio

__all__ = ["tiny_disk"]


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again at once; how long the pauses grow is tested with the intake."""
    monkeypatch.setattr("bot.intake.LONGEST_WAIT", 0.05)


async def in_trouble(scene: Scene) -> None:
    """Wait until the bot has met the trouble more than once, and said so in its log only."""
    await scene.sandbox.until(lambda: scene.log.events.count("storage_trouble") > 1)
    assert {type(each) for each in scene.log.errors} == {StoreUnavailableError}
    scene.log.errors.clear()


@on_a_tiny_disk
@full_or_in_trouble
async def test_an_answer_that_cannot_be_kept_is_kept_later(
    scene: Scene, amina: Phone, trouble: Trouble
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    async with trouble(scene):
        await amina.actor.says("1")
        await in_trouble(scene)
        assert prompt("what") in amina.text
        assert amina.ticked == []
    await scene.quiet()
    scene.log.errors.clear()
    amina.is_asked("what")
    assert len(amina.ticked) == 1


@on_a_tiny_disk
@full_or_in_trouble
async def test_nobody_is_told_sent_before_it_is_stored(
    scene: Scene, amina: Phone, trouble: Trouble
) -> None:
    await amina.tells_briefly()
    review = amina.text
    async with trouble(scene):
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


@troubles
async def test_status_says_what_to_do_about_it(
    scene: Scene, amina: Phone, trouble: Trouble
) -> None:
    await amina.begins()
    async with trouble(scene):
        await amina.actor.taps(option("safe_now", "safe"), message=amina.screen.id)
        await in_trouble(scene)
        note = scene.program.watching.job.function
        assert isinstance(note, NoteState)
        await note(scene.program.services, scene.log)
        config = load_config(scene.config_file, scene.environment)
        wrong = [each for each in await status(config, scene.now) if each.ok is False]
        assert [each.area for each in wrong] == ["Errors"]
        assert "could not be written" in wrong[0].what
        assert "Make room" in wrong[0].mend
    await scene.quiet()
    scene.log.errors.clear()


async def test_a_lock_that_another_program_holds_for_a_moment_is_waited_for(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    other = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDS_THE_LOCK, str(scene.program.config.database)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert other.stdout is not None
    assert await other.stdout.readline() == b"locked\n"
    await amina.actor.taps(option("safe_now", "safe"), message=amina.screen.id)
    assert other.stdin is not None
    other.stdin.close()
    await other.wait()
    await scene.quiet()
    amina.is_asked("role")
    assert "storage_trouble" not in scene.log.events


async def test_a_database_in_use_does_not_stop_the_bot_from_stopping(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    async with locked_file(scene):
        await amina.actor.taps(option("safe_now", "safe"), message=amina.screen.id)
        await in_trouble(scene)
        await scene.stop_bot()
    scene.log.errors.clear()
    await scene.start_bot()
    await scene.quiet()
    amina.is_asked("role")


@on_a_tiny_disk
async def test_a_bot_started_on_a_full_disk_says_so_and_starts_when_there_is_room(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    await scene.stop_bot()
    async with no_room(scene):
        with pytest.raises(UnreadableDatabase, match="disk is full"):
            await scene.start_bot()
    await scene.start_bot()
    await amina.is_safe()
    amina.is_asked("role")


async def test_no_file_of_the_bot_is_left_open_to_others(scene: Scene, amina: Phone) -> None:
    await amina.reports()
    note = scene.program.watching.job.function
    await note(scene.program.services, scene.log)
    folder: Path = scene.program.config.database.parent
    files = [each for each in folder.iterdir() if each.name.startswith("tellsafe.db")]
    assert len(files) >= 3
    assert [each.name for each in files if each.stat().st_mode & 0o077] == []
