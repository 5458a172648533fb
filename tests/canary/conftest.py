"""Fixtures of the canaries: the scene in which every update tells all that Telegram could tell."""

import io
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import orjson
import pytest
import pytest_asyncio

from sandbox.refusals import Json
from tests.canary.dressing import Dressing
from tests.canary.fields import Types, known_types
from tests.canary.traces import Everything, Sealed
from tests.journeys.conftest import amina, maya, tom
from tests.journeys.scene import PEOPLE, REPORTERS, TOKEN, Place, Scene, a_scene
from tests.journeys_webhook.scene import CalledScene
from tests.listening import all_that_is_logged

__all__ = ["amina", "called", "dressing", "everything", "logged", "maya", "place", "scene"]
__all__ += ["sealed", "tom", "types"]

ACCOUNTS = {"Amina": 7_313_373_137_137, "Yusuf": 7_424_474_247_247, "Ola": 7_535_575_357_357}
"""Numbers that are found nowhere by chance."""


@pytest.fixture(scope="session")
def types() -> Types:
    """Return the types, which take a moment to read."""
    return known_types()


@pytest.fixture
def dressing(types: Types) -> Dressing:
    """Return what fills updates with markers."""
    return Dressing(types=types)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Return everything that anybody logs."""
    with all_that_is_logged(TOKEN) as stream:
        yield stream


@pytest.fixture
def place() -> Place:
    """Return the usual places, with reporters under telltale numbers."""
    people = (
        type(each)(
            id=ACCOUNTS.get(each.name, each.id),
            name=each.name,
            side=each.side,
            language=each.language,
        )
        for each in PEOPLE
    )
    return Place(people=tuple(people))


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sealed:
    """Return what hears of everything sealed; files for a while are put where they are searched."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    heard = Sealed()
    heard.listen(monkeypatch)
    return heard


@pytest_asyncio.fixture
async def everything(
    tmp_path: Path, place: Place, logged: io.StringIO, dressing: Dressing, sealed: Sealed
) -> AsyncIterator[Everything]:
    """Return the scene with a running bot, in which everything is dressed and overheard."""
    async with a_scene(tmp_path, place) as scene:
        yield await overheard(scene, dressing, logged, sealed)


@pytest_asyncio.fixture
async def called(
    tmp_path: Path, place: Place, logged: io.StringIO, dressing: Dressing, sealed: Sealed
) -> AsyncIterator[Everything]:
    """Return the same with a bot that Telegram calls."""
    scene = CalledScene(tmp_path, place)
    await scene.open()
    try:
        yield await overheard(scene, dressing, logged, sealed)
    finally:
        await scene.close()


async def overheard(
    scene: Scene, dressing: Dressing, logged: io.StringIO, sealed: Sealed
) -> Everything:
    """Start the bot of a scene with people who tell all that Telegram could tell."""
    _name(scene, dressing)
    scene.sandbox.world.updates.distort = dressing.dresses
    await scene.start_bot()
    return Everything(
        scene=scene,
        dressing=dressing,
        logged=logged,
        sealed=sealed,
        reporters=frozenset(ACCOUNTS.values()),
    )


def _name(scene: Scene, dressing: Dressing) -> None:
    """Give reporters names that are markers, and staff a family name, which may be shown."""
    world = scene.sandbox.world
    for person in world.people.values():
        if person.name in REPORTERS:
            first = dressing.markers.word(f"{person.name}.first_name")
            who: Json = {"id": person.id, "is_bot": False, "first_name": first}
            chat: Json = {"id": person.id, "type": "private", "first_name": first}
            world.chats[person.id].wire = orjson.Fragment(orjson.dumps(chat))
        else:
            who = {**person.json(), "last_name": "Moss"}
        person.wire = orjson.Fragment(orjson.dumps(who))


@pytest.fixture
def scene(everything: Everything) -> Scene:
    """Return the scene itself."""
    return everything.scene
