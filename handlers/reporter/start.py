"""Coming in: ``/start`` with or without a link's payload, ``/cancel``, commands nobody knows."""

from dataclasses import replace

from domain.usecases import reporting
from handlers.context import Room
from handlers.events import Said
from handlers.reporter import report, tips
from handlers.reporter.case import gave_code
from handlers.reporter.menu import menu_screen
from handlers.reporter.progress import present
from handlers.screens import Reply


async def pressed_start(said: Said, room: Room) -> Reply:
    """Show the first screen, or what a link asked for; a draft under way is offered first."""
    wanted, _, rest = said.argument.partition("_")
    if wanted == "c":
        return await gave_code(replace(said, text=rest), room)
    if wanted == "tips":
        return _tips(rest, room)
    if wanted in {"report", "at"}:
        return await _report(said, wanted, rest, room)
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft:
        return await report.opened_report(said, room)
    room.services.visits.end(room.reporter)
    return Reply(screen=menu_screen(room))


def _tips(topic: str, room: Room) -> Reply:
    if topic in room.services.texts.tips.topics:
        return Reply(screen=tips.tip_screen(room, topic, 0))
    return Reply(screen=tips.topics_screen(room))


async def _report(said: Said, wanted: str, place: str, room: Room) -> Reply:
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft or wanted == "report":
        return await report.opened_report(said, room)
    return Reply(screen=report.before_first(room, area_in_link(room, place)))


def area_in_link(room: Room, place: str) -> int | None:
    """Find the area a poster's link names: its letters and digits in any case."""
    areas = room.services.organisation.areas
    return next((at for at, name in enumerate(areas) if slug(name) == slug(place)), None)


def slug(name: str) -> str:
    """Reduce a name to what a link can hold."""
    return "".join(each for each in name.casefold() if each.isalnum())


async def cancelled(said: Said, room: Room) -> Reply:
    """Offer to keep, delete or send a draft; without one there is nothing to cancel."""
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft:
        return await report.stopped(said, room)
    screen = menu_screen(room).headed(room.say("cancel-nothing"))
    return Reply(screen=screen)


async def unknown_command(_: Said, room: Room) -> Reply:
    """Say that the command is not known, and show where the person is."""
    return Reply(screen=(await present(room)).headed(room.say("unknown-command")))
