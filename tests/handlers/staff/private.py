"""What tests do in a member's private chat: open it through a card, write, press, read."""

from domain.model.staff import StaffMember
from handlers.context import Services
from handlers.events import StaffSaid
from handlers.screens import Reply, Screen
from handlers.staff.actions import pressed_card
from handlers.staff.prompts import opened_prompt, said_words
from tests.handlers.staff.setting import office, tap


async def opens(used: Services, payload: str, member: StaffMember, update: int = 1) -> Screen:
    """Follow a card's link."""
    reply = await opened_prompt(
        StaffSaid(text="/start", argument=payload), office(used, member, update)
    )
    return screen(reply)


async def says(used: Services, words: str, member: StaffMember, update: int = 2) -> Reply | None:
    """Write words."""
    return await said_words(StaffSaid(text=words), office(used, member, update))


async def presses(
    used: Services, shown: Screen, words: str, member: StaffMember, update: int = 3
) -> Reply:
    """Press a button of a screen by a part of its words."""
    buttons = [each for row in shown.rows for each in row]
    (found,) = [each for each in buttons if words in each.words]
    event = tap(found.data, card=1, chat=member.id)
    return await pressed_card(event, office(used, member, update))


def screen(reply: Reply | None) -> Screen:
    """Return the screen of a reply that must have one."""
    assert reply
    assert reply.screen
    return reply.screen
