"""Tells the story once, with kills on the way or without, and says what was wrong in the end."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.config import load_config
from sandbox import Call
from storage import Keys, SqliteStore, load_key_file
from storage.unlocking import Unlocked
from tests.builders import SeededChance
from tests.journeys.english import words
from tests.journeys.scene import AMINA, CHANNEL, QUEUE, Place, Scene, Wire
from tests.journeys.staff import buttons_of
from tests.reliability.history import Disk, History, violations
from tests.reliability.life import Life, MortalRequest, MortalStore, Point
from tests.reliability.story import RECEIPT, SENT, Story, put_draft

PLACES = {AMINA: "the chat", QUEUE: "the queue", CHANNEL: "the channel"}

PATIENCE = 5.0
"""Seconds that people wait; a program that was killed is back in a tenth of that."""

Plant = Callable[[pytest.MonkeyPatch, Scene], None]
"""Puts a mistake into the program."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What came of one telling: the points passed in each life, and what must not have happened."""

    lives: tuple[tuple[Point, ...], ...]
    wrong: tuple[str, ...]


class Listened(Wire):
    """The calls of the bot, each looked at in the moment when it arrives."""

    def __init__(self, changed: Callable[[], None], history: History) -> None:
        """Take who is told of changes, and who looks."""
        super().__init__(changed)
        self._history = history

    def append(self, call: Call) -> None:
        """Note a call."""
        self._history.takes(call)
        super().append(call)


def told(
    folder: Path, *ends: Point, plant: Plant | None = None, patience: float = PATIENCE
) -> Telling:
    """Tell the story, kill the program at each of these points of its lives, look at the end."""
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.app.SqliteStore", MortalStore)
        patch.setattr("bot.app.AiohttpRequest", MortalRequest)
        return asyncio.run(_told(folder, ends, patch, plant, patience))


async def _told(
    folder: Path,
    ends: tuple[Point, ...],
    patch: pytest.MonkeyPatch,
    plant: Plant | None,
    patience: float,
) -> Telling:
    scene = Scene(folder, Place())
    await scene.open()
    if plant:
        plant(patch, scene)
    with _looking(scene, await _prepared(scene)) as history:
        lives, trouble = await _played(Story(scene=scene, patience=patience), history, ends)
        wrong = (*trouble, *violations(history), *_out_of_date(scene, history))
        await scene.close()
    return Telling(lives=lives, wrong=wrong)


async def _prepared(scene: Scene) -> Unlocked:
    config = load_config(scene.config_file, scene.environment)
    keys = Keys(load_key_file(config.key_file))
    database = _database(scene)
    database.parent.mkdir(exist_ok=True)
    store = await SqliteStore.open(database, keys, SeededChance(), epochs=config.epochs)
    await store.write(put_draft, store.keys.reporter_key(AMINA), scene)
    await store.close()
    return store.unlocked


def _database(scene: Scene) -> Path:
    return load_config(scene.config_file, scene.environment).database


@contextmanager
def _looking(scene: Scene, unlocked: Unlocked) -> Iterator[History]:
    history = History(disk=Disk(_database(scene), unlocked), receipt=RECEIPT, answers=SENT)
    scene.sandbox._api.calls = Listened(scene._announce, history)
    try:
        yield history
    finally:
        history.disk.close()


async def _played(
    story: Story, history: History, ends: tuple[Point, ...]
) -> tuple[tuple[tuple[Point, ...], ...], tuple[str, ...]]:
    """Have the story told while the program lives and dies; return its lives, and what halted."""
    scene = story.scene
    telling = asyncio.create_task(_to_the_end(story, history))
    lives: list[tuple[Point, ...]] = []
    for end in (*ends, None):
        life = Life(end, PLACES, scene._announce)
        await life.begin(scene.start_bot)
        await life.during(telling)
        lives.append(tuple(life.passed))
        if not life.over.is_set():
            break
        await life.bury()
        _forget(scene)
    life.ends_at = None
    try:
        await telling
    except AssertionError as halt:
        return tuple(lives), (f"the story came to a halt: {halt}",)
    return tuple(lives), ()


async def _to_the_end(story: Story, history: History) -> None:
    await story.tell()
    await story.scene.quiet()
    await story.scene.sandbox.until(lambda: not history.disk.waiting())


def _out_of_date(scene: Scene, history: History) -> list[str]:
    """Say which remembered cards still offer what was done."""
    done = {words("staff-action-release"), words("staff-action-claim")}
    posts = [post for case in history.disk.cases() for post in history.disk.posts(case.id)]
    shown = {(each.chat_id, each.id): each for chat in PLACES for each in scene.messages(chat)}
    cards = [shown[post.chat, post.message] for post in posts]
    return [f"a card offers {both}" for each in cards if (both := done & {*buttons_of(each)})]


def _forget(scene: Scene) -> None:
    program, scene._program, scene._running = scene._program, None, None
    if (
        program
        and program.application.job_queue
        and program.application.job_queue.scheduler.running
    ):
        program.application.job_queue.scheduler.shutdown(wait=False)
