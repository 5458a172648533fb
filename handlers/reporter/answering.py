"""Answering by tap: options, dates, places, going back.

Generic over steps; what an answer means is decided in `domain.usecases.reporting`.
"""

from datetime import date

from domain.model.answers import (
    Attached,
    Chosen,
    Grid,
    NotSure,
    Skipped,
    When,
    WhenKind,
    Where,
    WhereKind,
    Written,
)
from domain.model.errors import StaleButton
from domain.model.ids import OptionId, StepId
from domain.model.place import rounded
from domain.model.policy import part_of_day
from domain.usecases import reporting
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import Tapped
from handlers.reporter.calendar import month_rows
from handlers.reporter.progress import answer, draft_of, propose, setting
from handlers.reporter.prompts import ask
from handlers.reporter.readings import with_reading
from handlers.reporter.routes import TapHandler, argument, read
from handlers.screens import Button, Reply, Screen

EARLIEST_YEAR = 1900
"""Months before this were forged, not turned to."""


async def picked_option(tap: Tapped, room: Room) -> Reply:
    """Take the one option and go on."""
    option = OptionId(argument(tap, 1))
    return await answer(room, StepId(argument(tap)), Chosen(options=(option,)))


async def toggled_option(tap: Tapped, room: Room) -> Reply:
    """Switch one of several options."""
    draft = await room.services.store.write(
        reporting.toggle_option,
        room.reporter,
        StepId(argument(tap)),
        OptionId(argument(tap, 1)),
        **setting(room),
    )
    page = tap.arguments[2] if len(tap.arguments) > 2 else "0"  # noqa: PLR2004 - step, option, page
    return Reply(screen=ask(room, draft, page=_page(page)))


async def turned_page(tap: Tapped, room: Room) -> Reply:
    """Show more options of the same question."""
    draft = await draft_of(room)
    if draft.at != argument(tap):
        raise StaleButton
    return Reply(screen=ask(room, draft, page=_page(argument(tap, 1))))


async def said_next(tap: Tapped, room: Room) -> Reply:
    """Be done with a question that takes several answers or messages."""
    draft, step = await draft_of(room), StepId(argument(tap))
    given = draft.answers.get(step)
    if not isinstance(given, Chosen | Written | Attached):
        raise StaleButton
    return await answer(room, step, given)


async def skipped(tap: Tapped, room: Room) -> Reply:
    """Leave a question unanswered."""
    return await answer(room, StepId(argument(tap)), Skipped())


async def was_unsure(tap: Tapped, room: Room) -> Reply:
    """Answer that one does not know."""
    return await answer(room, StepId(argument(tap)), NotSure())


async def wrote_anew(tap: Tapped, room: Room) -> Reply:
    """Forget the words given so far and ask again."""
    draft = await room.services.store.write(
        reporting.clear_answer, room.reporter, StepId(argument(tap)), **setting(room)
    )
    return Reply(screen=ask(room, draft))


async def picked_when(tap: Tapped, room: Room) -> Reply:
    """Take one of the ready dates; "over a period" asks for words."""
    kind, today = read(tap, WhenKind), room.occasion.now.date()
    step = (await draft_of(room)).at
    if kind is WhenKind.PERIOD:
        return await propose(room, step, When(kind=kind))
    part = part_of_day(room.occasion.now) if kind is WhenKind.JUST_NOW else ""
    days = {
        WhenKind.JUST_NOW: today,
        WhenKind.TODAY: today,
        WhenKind.YESTERDAY: date.fromordinal(today.toordinal() - 1),
    }
    return await answer(room, step, When(kind=kind, day=days.get(kind), part=part))


async def opened_month(tap: Tapped, room: Room) -> Reply:
    """Show a month to pick a day from."""
    draft, today = await draft_of(room), room.occasion.now.date()
    month = today if argument(tap) == "now" else min(read(tap, _month), today)
    rows = month_rows(room, month, today)
    return Reply(screen=Screen(ask(room, draft).text, (_title(room, month), *rows)))


def _month(text: str) -> date:
    month = date.fromisoformat(f"{text}-01")
    if month.year < EARLIEST_YEAR:
        raise ValueError
    return month


def _title(room: Room, month: date) -> tuple[Button, ...]:
    return (Button(room.plain("calendar-title", month=month), pack("nothing")),)


async def picked_day(tap: Tapped, room: Room) -> Reply:
    """Take a day from the calendar."""
    draft, day = await draft_of(room), read(tap, date.fromisoformat)
    if day > room.occasion.now.date():
        raise StaleButton
    return await answer(room, draft.at, When(kind=WhenKind.DAY, day=day))


async def said_yes(tap: Tapped, room: Room) -> Reply:
    """Agree with how the bot read what was typed."""
    draft = with_reading(room, await draft_of(room))
    if draft.pending is None or draft.at != argument(tap):
        raise StaleButton
    return await answer(room, draft.at, draft.pending)


async def said_no(tap: Tapped, room: Room) -> Reply:
    """Refuse a reading; the question is asked again."""
    return await propose(room, StepId(argument(tap)), None)


async def kept_words(_: Tapped, room: Room) -> Reply:
    """Keep a date in one's own words rather than as a day."""
    draft = with_reading(room, await draft_of(room))
    if not isinstance(draft.pending, When):
        raise StaleButton
    return await answer(room, draft.at, When(kind=WhenKind.WORDS, words=draft.pending.words))


async def picked_area(tap: Tapped, room: Room) -> Reply:
    """Take one of the areas that the organisation offers."""
    draft = await draft_of(room)
    return await answer(room, draft.at, area_at(room, read(tap, int)))


async def picked_online(_: Tapped, room: Room) -> Reply:
    """Say that it happened online."""
    draft = await draft_of(room)
    return await answer(room, draft.at, Where(kind=WhereKind.ONLINE))


async def picked_grid(tap: Tapped, room: Room) -> Reply:
    """Choose how coarse a shared pin is kept."""
    draft, grid = await draft_of(room), read(tap, Grid)
    pin = draft.pending
    if not isinstance(pin, Where) or pin.latitude is None or pin.longitude is None:
        raise StaleButton
    latitude, longitude = rounded(pin.latitude, pin.longitude, grid)
    place = Where(kind=WhereKind.PIN, latitude=latitude, longitude=longitude, grid=grid)
    return await answer(room, draft.at, place)


def area_at(room: Room, at: int) -> Where:
    """Return one of the areas that the organisation offers; a number without one was forged."""
    areas = room.services.organisation.areas
    if not 0 <= at < len(areas):
        raise StaleButton
    return Where(kind=WhereKind.AREA, words=areas[at])


def _page(text: str) -> int:
    return int(text) if text.isdecimal() else 0


TAPS: dict[str, TapHandler] = {
    "pick": picked_option,
    "toggle": toggled_option,
    "page": turned_page,
    "next": said_next,
    "pass": skipped,
    "unsure": was_unsure,
    "anew": wrote_anew,
    "when": picked_when,
    "month": opened_month,
    "day": picked_day,
    "yes": said_yes,
    "no": said_no,
    "keep_words": kept_words,
    "area": picked_area,
    "online": picked_online,
    "grid": picked_grid,
}
