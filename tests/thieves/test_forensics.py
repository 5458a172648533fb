"""Nothing that was deleted can be dug out of any file again, whatever deleted it.

Before a deletion every sealed value and wrapped key is noted. Afterwards those whose rows are gone
must be in no byte of any file: the database, its log, its index, and whatever lies beside them.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing

import pytest

from bot.jobs.rewrite import rewrite
from sandbox import Message
from tests.journeys.belongings import a_photo
from tests.journeys.english import words
from tests.journeys.phone import BRIEF
from tests.journeys.scene import PATIENCE, Scene
from tests.journeys.staff import cards_in
from tests.journeys.test_coming_back import keepsake, sends
from tests.journeys.test_evidence import reports_with

pytestmark = pytest.mark.asyncio

SHORTEST = 24
"""Bytes of a sealed value that are not found by chance."""

HEAD = 5
"""Bytes that all values under one key begin with."""


def pieces(scene: Scene) -> dict[bytes, str]:
    """Return a piece of every sealed value, wrapped key and keyed hash, and where it lies."""
    found = dict[bytes, str]()
    with closing(sqlite3.connect(scene.program.config.database)) as file:
        tables = file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = file.execute(f"SELECT * FROM {table}")  # noqa: S608  a name from the schema
            names = [each[0] for each in rows.description]
            for row in rows:
                for name, value in zip(names, row, strict=True):
                    found |= dict.fromkeys(_piece(name, value), f"{table}.{name}")
    return found


def _piece(name: str, value: object) -> tuple[bytes, ...]:
    if isinstance(value, bytes) and len(value) > SHORTEST:
        return (value[HEAD : HEAD + SHORTEST],)
    if name.endswith(("_tag", "_key")) and isinstance(value, bytes):
        return (value,)
    return (value.encode(),) if name == "reporter_key" and isinstance(value, str) else ()


def in_files(scene: Scene) -> bytes:
    """Return every byte beside the database."""
    folder = scene.program.config.database.parent
    return b"\0".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


async def leaves_a_draft(scene: Scene) -> None:
    """Answer some questions."""
    amina = scene.phone("Amina")
    await amina.begins()
    await amina.is_safe()
    await amina.answers(**BRIEF)


async def sends_a_report(scene: Scene) -> None:
    """Send a report that is answered in the chat, and see it with the moderators."""
    await sends(scene.phone("Amina"), "reply_here")
    await scene.delivered()


async def works_on_a_report(scene: Scene) -> None:
    """Have it released and worked on."""
    await sends_a_report(scene)
    maya, tom = scene.colleague("Maya"), scene.colleague("Tom")
    await maya.presses("staff-action-release", cards_in(scene.in_queue)[-1])
    await scene.delivered()
    card = cards_in(scene.in_channel)[-1]
    await tom.presses("staff-action-claim", card)
    await tom.follows("staff-action-note", card)
    await tom.writes("Seen today")
    await scene.delivered()


async def works_on_it_for_days(scene: Scene) -> None:
    """Have it worked on until the chat with its reporter is forgotten."""
    await works_on_a_report(scene)
    await scene.passes(days=4)


async def offers_a_photo(scene: Scene) -> None:
    """Send a photo in the middle of a report, and not say yet whether it is part of it."""
    await leaves_a_draft(scene)
    amina = scene.phone("Amina")
    await amina.does(amina.actor.sends_file("photo", a_photo()))


async def reports_with_a_photo(scene: Scene) -> None:
    """Send a report with a photo that was cleaned."""
    await reports_with(scene, scene.phone("Amina"), "red")


async def does_not_give_it(scene: Scene) -> None:
    await scene.phone("Amina").taps("button-do-not-take")


async def throws_a_draft_away(scene: Scene) -> None:
    amina = scene.phone("Amina")
    await amina.says("/cancel")
    await amina.taps("button-delete-draft")


async def changes_an_answer(scene: Scene) -> None:
    amina = scene.phone("Amina")
    await amina.taps("button-check-and-send")
    await amina.taps_words(next(each for each in amina.buttons if each.startswith("✎")))


async def hides(scene: Scene) -> None:
    await scene.phone("Amina").says("/hide")


async def erases(scene: Scene) -> None:
    amina = scene.phone("Amina")
    await amina.says("/delete")
    await amina.taps("button-delete-everything")


async def takes_back(scene: Scene) -> None:
    amina = scene.phone("Amina")
    message: Message = keepsake(amina)
    press = await amina.actor.taps(words("button-take-back"), message=message.id)
    await amina.actor.answer_to(press)


async def withdraws(scene: Scene) -> None:
    amina = scene.phone("Amina")
    await amina.says("/case")
    await amina.taps("button-withdraw")
    await amina.taps("button-withdraw-surely")


async def cuts(scene: Scene) -> None:
    amina = scene.phone("Amina")
    await amina.says("/case")
    await amina.taps("button-cut")
    await amina.taps("button-cut-surely")


async def lets_four_days_pass(scene: Scene) -> None:
    await scene.passes(days=4)


async def lets_the_way_end(scene: Scene) -> None:
    await scene.passes(days=31)


async def lets_its_day_come(scene: Scene) -> None:
    await scene.passes(days=91)


Deed = Callable[[Scene], Awaitable[None]]

DELETIONS: tuple[tuple[Deed, Deed, set[str]], ...] = (
    (leaves_a_draft, throws_a_draft_away, {"drafts.body_sealed"}),
    (leaves_a_draft, changes_an_answer, {"drafts.body_sealed"}),
    (leaves_a_draft, lets_four_days_pass, {"drafts.body_sealed", "conversations.reporter_key"}),
    (leaves_a_draft, hides, {"conversations.body_sealed"}),
    (leaves_a_draft, erases, {"drafts.body_sealed", "conversations.reporter_key"}),
    (sends_a_report, erases, {"routes.chat_sealed", "routes.person_tag"}),
    (sends_a_report, takes_back, {"cases.key_wrapped", "cases.body_sealed", "posts.body_sealed"}),
    (works_on_a_report, withdraws, {"cases.key_wrapped", "posts.body_sealed"}),
    (works_on_a_report, cuts, {"routes.chat_sealed", "routes.person_tag"}),
    (works_on_a_report, lets_the_way_end, {"routes.chat_sealed", "conversations.body_sealed"}),
    (works_on_it_for_days, lets_the_way_end, {"routes.chat_sealed", "routes.person_tag"}),
    (offers_a_photo, does_not_give_it, {"evidence.key_wrapped", "evidence.request_sealed"}),
    (reports_with_a_photo, lets_its_day_come, {"evidence.key_wrapped", "evidence.body_sealed"}),
    (works_on_a_report, lets_its_day_come, {"cases.key_wrapped", "cases.body_sealed"}),
)
"""What there was, what deleted it, and some of what must be gone."""

EACH = [pytest.param(*each, id=f"{each[0].__name__}-{each[1].__name__}") for each in DELETIONS]


@pytest.mark.parametrize(
    ("before", "deletes", "gone"),
    EACH,
)
async def test_what_was_deleted_is_in_no_file_after_the_rewrite(
    scene: Scene, before: Deed, deletes: Deed, gone: set[str]
) -> None:
    await before(scene)
    was = pieces(scene)
    await deletes(scene)
    await scene.delivered()
    await rewrite(scene.program.services, scene.log)
    vanished = {piece: place for piece, place in was.items() if piece not in pieces(scene)}
    assert gone <= set(vanished.values())
    files = in_files(scene)
    assert {place for piece, place in vanished.items() if piece in files} == set()


@pytest.mark.parametrize(
    ("before", "deletes", "gone"), [each for each in EACH if changes_an_answer not in each.values]
)
async def test_what_was_deleted_is_soon_in_the_log_no_more(
    scene: Scene, before: Deed, deletes: Deed, gone: set[str]
) -> None:
    await before(scene)
    was = pieces(scene)
    await deletes(scene)
    await scene.delivered()
    left = pieces(scene)
    vanished = {piece for piece, place in was.items() if piece not in left and place in gone}
    assert vanished
    log = scene.program.config.database.with_name("tellsafe.db-wal")
    async with asyncio.timeout(PATIENCE):
        while any(each in log.read_bytes() for each in vanished):
            await scene.program.store.read(lambda _: None)
