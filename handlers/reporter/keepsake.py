"""What stays in the chat after sending: the case code, and five minutes to take the report back.

A message of its own, because only the chat keeps what is in it: nothing here ties the two.
"""

from domain.model.code import shown
from domain.model.conversation import Keepsake
from domain.model.errors import CaseGone
from domain.usecases import visiting
from domain.usecases.conversing import leave_receipt
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import Tapped
from handlers.reporter.menu import hide, to_menu
from handlers.reporter.routes import TapHandler, argument
from handlers.screens import Button, Reply, Screen


def keepsake_of(room: Room) -> Screen | None:
    """Return the keepsake that the chat still has to be given."""
    keepsake = room.conversation.keepsake if room.conversation else None
    return keepsake_screen(room, keepsake) if keepsake else None


def keepsake_screen(room: Room, keepsake: Keepsake) -> Screen:
    """Return the code with its copy button, where there is one, and the way to take it back."""
    until = f"{keepsake.until.astimezone(room.services.timezone):%H:%M}"
    ticket = room.services.ways.ticket(keepsake.case, keepsake.until)
    back = Button(room.plain("button-take-back"), pack("unsend", ticket))
    if keepsake.code is None:
        return Screen(room.say("keepsake-no-code", until=until), ((back,),))
    code = shown(keepsake.code)
    copy = Button(room.plain("button-copy-code"), copy=code)
    return Screen(room.say("keepsake", code=code, until=until), ((copy,), (back,)))


async def took_back(tap: Tapped, room: Room) -> Reply:
    """Erase the report that was just sent, while its time is not over."""
    services = room.services
    case = services.ways.read_ticket(argument(tap), room.occasion.now)
    if case is None:
        return Reply(toast=room.plain("take-back-too-late"), alert=True)
    try:
        await services.store.write(
            visiting.take_back, case, occasion=room.occasion, chance=services.chance
        )
    except CaseGone:
        return Reply(toast=room.plain("take-back-gone"), alert=True)
    await services.store.write(
        leave_receipt, room.reporter, occasion=room.occasion, policy=services.policy
    )
    services.senders.forget(case)
    services.wake_delivery()
    services.scrub_soon()
    screen = Screen(room.say("taken-back"), ((to_menu(room), hide(room)),))
    return Reply(screen=screen)


TAPS: dict[str, TapHandler] = {"unsend": took_back}
