"""How presses find their handlers, and that no button leads nowhere."""

import re
from pathlib import Path

import pytest

import handlers.reporter
from domain.model.errors import StaleButton
from domain.model.ids import MessageId
from handlers import TAP_TABLES
from handlers.buttons import pack, unpack
from handlers.context import Room
from handlers.events import Tapped
from handlers.incoming import STAFF_VERBS
from handlers.reporter.routes import dispatch, read
from handlers.screens import Reply
from tests.handlers.rooms import a_room
from texts.catalogue import Catalogue

VERBS = [verb for table in TAP_TABLES for verb in table]
PACKED = re.compile(r'pack\(\s*"([a-z_]+)"')


def tapped(data: str) -> Tapped:
    """Return a press on a button with this data."""
    verb, arguments = unpack(data)
    return Tapped(verb=verb, arguments=tuple(arguments), message=MessageId(1))


def test_no_verb_is_there_twice() -> None:
    assert len(VERBS) == len(set(VERBS))


def test_no_verb_of_reporters_is_taken_for_one_of_staff() -> None:
    assert [verb for verb in VERBS if verb.startswith(STAFF_VERBS)] == []


def test_every_button_that_is_drawn_has_a_handler() -> None:
    folder = Path(handlers.reporter.__file__).parent
    drawn = {
        verb
        for file in folder.glob("*.py")
        for verb in PACKED.findall(file.read_text(encoding="utf-8"))
    }
    assert len(drawn) > 20
    assert drawn <= set(VERBS)


@pytest.mark.asyncio
async def test_a_press_goes_by_its_verb(texts: Catalogue) -> None:
    async def handler(tap: Tapped, _: Room) -> Reply:
        return Reply(toast=tap.arguments[0])

    by_verb = dispatch({"one": handler}, {})
    assert await by_verb(tapped("one:two"), a_room(texts)) == Reply(toast="two")
    with pytest.raises(StaleButton):
        await by_verb(tapped("two:one"), a_room(texts))


def test_arguments_that_cannot_be_read_were_forged() -> None:
    assert read(tapped("area:3"), int) == 3
    for data in "area:x", "area:", "area":
        with pytest.raises(StaleButton):
            read(tapped(data), int)


def test_data_comes_back_as_it_was_packed() -> None:
    assert unpack(pack("pick", "role", "me")) == ("pick", ["role", "me"])


def test_data_over_telegrams_limit_is_never_drawn() -> None:
    assert len(pack("a" * 64).encode()) == 64
    with pytest.raises(ValueError, match="64 bytes"):
        pack("ü" * 33)
