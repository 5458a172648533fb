"""The canaries themselves: that they fill every field, and that they sing wherever one leaks."""

import asyncio
import logging
import sqlite3
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from telegram import Bot, Message, Update

from bot.handling import Handling
from handlers import incoming
from handlers.events import Said
from handlers.press import Press
from tests.canary.dressing import CONTENTS, FASHIONS, Dressing
from tests.canary.fields import SPECIFICATION, Types, known_types
from tests.canary.flows import fashions_of
from tests.canary.markers import Markers
from tests.canary.traces import Everything
from tests.journeys.test_casework import tells

pytestmark = pytest.mark.filterwarnings("default::telegram.warnings.PTBDeprecationWarning")


def filled(made: object, types: Types, name: str) -> set[str]:
    """List the fields of types that an object holds, as ``type.field``."""
    known = types[name]
    if isinstance(made, list):
        return {each for one in made for each in filled(one, types, name)}
    if not isinstance(made, dict):
        return set()
    found = set[str]()
    for subtype in known.subtypes:
        if types[subtype].constant.items() <= made.items():
            found |= filled(made, types, subtype)
    for field, value in made.items():
        if field in known.fields:
            found.add(f"{name}.{field}")
            inner = type_in(known.fields[field])
            found |= filled(value, types, inner) if inner else set()
    return found


def type_in(shape: object) -> str | None:
    """Return the type of the objects of a shape."""
    while hasattr(shape, "each"):
        shape = shape.each
    return getattr(shape, "type", None)


def test_every_field_of_every_type_is_filled_in_some_update(types: Types) -> None:
    dressing, found = Dressing(types=types), set[str]()
    kinds = {str(type_in(shape)): kind for kind, shape in types["Update"].fields.items()}
    for inner, kind in kinds.items():
        if kind == "update_id":
            continue
        for fashion in range(FASHIONS):
            found |= filled(dressing.whole(kind, fashion), types, inner)
    for content in CONTENTS:
        for fashion in fashions_of(dressing, content):
            found |= filled(dressing.content("message", content, fashion), types, "Message")
    reached = {each.partition(".")[0] for each in found}
    wanted = {f"{name}.{field}" for name in reached for field in types[name].fields}
    assert wanted - found == set()


def test_without_the_data_beside_the_project_the_framework_still_tells_enough(types: Types) -> None:
    alone = known_types(SPECIFICATION / "is not there")
    assert {name for name in alone if alone[name].fields.keys() - types[name].fields} == set()
    assert alone["User"].fields["username"] == "text"
    assert len(alone) > 150


@pytest.mark.parametrize(
    "written",
    [
        lambda markers: markers.word("a.b").upper(),
        lambda markers: f"<b>{markers.word('a.b')}</b>",
        lambda markers: str(markers.number("a.b")),
        lambda markers: f"{markers.number('a.b'):x}",
        lambda markers: str(markers.moment("a.b")),
        lambda markers: repr(markers.decimal("a.b")),
        lambda markers: markers.word("a.b").encode("utf-16-le"),
        lambda markers: b"...." + markers.number("a.b").to_bytes(8, "big"),
        lambda markers: markers.number("a.b").to_bytes(8, "little"),
    ],
)
def test_a_marker_is_found_in_any_writing(written: Callable[[Markers], str | bytes]) -> None:
    markers = Markers()
    for path in "x", "y":
        markers.word(path)
    (found,) = markers.found_in(written(markers))
    assert found == ("a.b" if isinstance(written(markers), str) else found)
    assert markers.found_in("nothing of it") == markers.found_in(b"nor 7131 3 here") == set()


@pytest.mark.asyncio
async def test_a_name_under_the_words_is_found_in_what_staff_get_and_in_the_file(
    everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = incoming._said

    def leaking(message: Message) -> Said:
        assert message.from_user
        return replace(said(message), text=f"{message.text} {message.from_user.username}")

    monkeypatch.setattr(incoming, "_said", leaking)
    await tells(everything.scene.phone("Amina"), "It happened by the lake.")
    await everything.scene.delivered()
    leaks = await everything.leaks()
    assert {
        "message.from.username in a call of sendMessage",
        "message.from.username in a message to staff",
        "message.from.username in drafts.body_sealed",
        "message.from.username in cases.body_sealed",
    } <= leaks


@pytest.mark.asyncio
async def test_the_framework_left_to_log_as_it_likes_is_caught(everything: Everything) -> None:
    logging.setLogRecordFactory(logging.LogRecord)
    for handler in logging.getLogger().handlers:
        handler.setFormatter(logging.Formatter())
    amina = everything.scene.phone("Amina")
    await amina.opens()
    bot: Bot = everything.scene.program.application.bot
    await bot.send_message(amina.actor.id, "What the framework sends it logs.")
    assert {"the account in the log", "Amina.first_name in the log"} <= await everything.leaks()


async def forwards(all_: Everything) -> None:
    """Show staff the very message, as many bots do."""
    amina = all_.scene.phone("Amina").actor
    bot: Bot = all_.scene.program.application.bot
    await bot.forward_message(all_.scene.place.queue, amina.id, amina.messages()[0].id)


async def names_a_job(all_: Everything) -> None:
    """Plan something under somebody's number."""
    queue = all_.scene.program.application.job_queue
    assert queue
    queue.run_once(nothing, 9999, name=f"remind {all_.scene.phone('Amina').actor.id}")


async def nothing(_: object) -> None:
    """Do nothing."""


async def names_a_task(all_: Everything) -> None:
    """Begin something under somebody's name."""
    name = all_.dressing.markers.word("message.from.last_name")
    asyncio.create_task(asyncio.sleep(9), name=name).add_done_callback(lambda _: None)


async def notes_a_state(all_: Everything) -> None:
    """Write somebody's number where the operator looks."""
    number = all_.dressing.markers.number("callback_query.from.id")
    all_.scene.program.watching.vitals.last_error = str(number)


async def leaves_a_file(all_: Everything) -> None:
    """Forget a file in the folder for such."""
    number = all_.dressing.markers.number("message.contact.user_id")
    Path(tempfile.gettempdir(), "left").write_bytes(number.to_bytes(8, "big"))


async def notes_a_row(all_: Everything) -> None:
    """Write somebody's name and number into a table that is in backups."""
    amina, moves = all_.scene.phone("Amina").actor, "INSERT INTO chat_moves VALUES (?, ?)"
    name = all_.dressing.markers.word("message.from.first_name")
    row = name.encode(), str(amina.id).encode()
    with closing(sqlite3.connect(all_.scene.program.config.database)) as file, file:
        file.execute(moves, row)


async def asks_about(all_: Everything) -> None:
    """Look somebody up."""
    amina, bot = all_.scene.phone("Amina").actor, all_.scene.program.application.bot
    await bot.get_chat_member(all_.scene.place.channel, amina.id)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("plant", "leak"),
    [
        (forwards, "the account in a call of forwardMessage"),
        (forwards, "Amina.first_name in a message to staff"),
        (names_a_job, "the account in the name of a job"),
        (names_a_task, "message.from.last_name in the name of a task"),
        (notes_a_state, "callback_query.from.id in the file tellsafe.db.state after the stop"),
        (leaves_a_file, "a number of some field in the file left after the stop"),
        (notes_a_row, "message.from.first_name in a backup"),
        (notes_a_row, "the account in a backup"),
        (asks_about, "the account in a call of getChatMember"),
    ],
)
async def test_a_leak_is_named_by_field_and_place(
    everything: Everything, plant: Callable[[Everything], Awaitable[None]], leak: str
) -> None:
    await everything.scene.phone("Amina").opens()
    await plant(everything)
    assert leak in await everything.leaks()


@pytest.mark.asyncio
async def test_people_are_really_dressed_when_their_updates_reach_the_bot(
    everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Update] = []
    parse = Handling.parse

    def noting(handling: Handling, raw: object) -> Update | Press | None:
        seen.append(Update.de_json(cast("dict[str, Any]", raw), None))
        return parse(handling, raw)

    monkeypatch.setattr(Handling, "parse", noting)
    amina = everything.scene.phone("Amina")
    await amina.opens()
    await amina.taps("button-report")
    message, press = seen[0].message, seen[1].callback_query
    assert message
    assert press
    assert message.from_user
    assert message.external_reply
    assert message.via_bot
    for told in (message.from_user.username, message.via_bot.username, press.from_user.username):
        assert everything.dressing.markers.found_in(str(told))
    assert message.text == "/start"
