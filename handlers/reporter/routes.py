"""How a press finds its handler: by the verb in the button's data."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import TypeVar

from domain.model.errors import StaleButton
from handlers.context import Room
from handlers.events import Said, Tapped
from handlers.screens import Reply

T = TypeVar("T")

TapHandler = Callable[[Tapped, Room], Awaitable[Reply]]
SaidHandler = Callable[[Said, Room], Awaitable[Reply]]


def dispatch(*tables: Mapping[str, TapHandler]) -> TapHandler:
    """Return one handler for all verbs; an unknown verb is a button of another time."""
    routes = {verb: handler for table in tables for verb, handler in table.items()}

    async def by_verb(tap: Tapped, room: Room) -> Reply:
        handler = routes.get(tap.verb)
        if handler is None:
            raise StaleButton
        return await handler(tap, room)

    return by_verb


def leaving(handler: SaidHandler) -> SaidHandler:
    """Wrap the handler of a command: what is written next is no longer for an open case."""

    async def left(said: Said, room: Room) -> Reply:
        room.services.visits.leave(room.reporter)
        return await handler(said, room)

    return left


def staying(at_the_case: Collection[str], by_verb: TapHandler) -> TapHandler:
    """Wrap the handler of presses: any but those of an open case lead away from it."""

    async def tapped(tap: Tapped, room: Room) -> Reply:
        if tap.verb not in at_the_case:
            room.services.visits.leave(room.reporter)
        return await by_verb(tap, room)

    return tapped


def argument(tap: Tapped, at: int = 0) -> str:
    """Return an argument of the press; one that is missing was forged."""
    if at >= len(tap.arguments):
        raise StaleButton
    return tap.arguments[at]


def read(tap: Tapped, reader: Callable[[str], T], at: int = 0) -> T:
    """Return an argument as a number, a day or whatever the reader reads; if it cannot: forged."""
    try:
        return reader(argument(tap, at))
    except ValueError:
        raise StaleButton from None
