"""A month as buttons, to pick a day in the past."""

from calendar import Calendar
from datetime import date, timedelta

from babel.dates import get_day_names

from handlers.buttons import pack
from handlers.context import Room
from handlers.screens import Button, Row

MONDAY_FIRST = Calendar(firstweekday=0)
BLANK = "\u2007"
"""A space as wide as a digit: Telegram refuses buttons without words."""


def month_rows(room: Room, month: date, today: date) -> tuple[Row, ...]:
    """Return the rows of one month; days to come are blank, and so are months to come."""
    first = month.replace(day=1)
    weeks = [
        tuple(_day(day, first, today) for day in week)
        for week in MONDAY_FIRST.monthdatescalendar(first.year, first.month)
        if max(week[0], first) <= today
    ]
    return (_names(room), *weeks, _turn(room, first, today))


def _names(room: Room) -> Row:
    names = get_day_names("narrow", context="stand-alone", locale=room.language)
    return tuple(Button(names[index], pack("nothing")) for index in range(7))


def _day(day: date, first: date, today: date) -> Button:
    if day.month != first.month or day > today:
        return Button(BLANK, pack("nothing"))
    return Button(str(day.day), pack("day", day.isoformat()))


def _turn(room: Room, first: date, today: date) -> Row:
    before = first - timedelta(days=1)
    after = (first + timedelta(days=31)).replace(day=1)
    earlier = Button(room.plain("calendar-earlier"), pack("month", f"{before:%Y-%m}"))
    close = Button(room.plain("calendar-close"), pack("here"))
    if after > today:
        return earlier, close
    return earlier, close, Button(room.plain("calendar-later"), pack("month", f"{after:%Y-%m}"))
