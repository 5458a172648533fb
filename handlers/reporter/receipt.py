"""The receipt: that a report arrived, what happens next, and what leads back to it.

It stays where it is in the chat, because only the chat keeps the case code and the ticket in its
button: nothing here ties them to the person.
"""

from domain.model.code import shown
from domain.model.conversation import Keepsake, Receipt
from domain.model.errors import CaseGone
from domain.usecases import visiting
from domain.usecases.conversing import leave_receipt
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import Tapped
from handlers.problems import key
from handlers.reporter.menu import hide, to_menu
from handlers.reporter.routes import TapHandler, argument
from handlers.screens import Button, Reply, Row, Screen
from texts.contacts import contact_html
from texts.markup import Html


def receipt_due(room: Room) -> Screen | None:
    """Return the receipt that the chat still has to be given, with what leads back."""
    chat = room.conversation
    if chat is None or chat.receipt is None or chat.keepsake is None:
        return None
    return receipt_screen(room, chat.receipt, chat.keepsake)


def receipt_screen(room: Room, receipt: Receipt, keepsake: Keepsake | None = None) -> Screen:
    """Return what happens next, who else can help, and what leads back, if it is still here."""
    say, policy = room.say, room.services.policy
    rows: list[Row] = []
    words = [say("receipt-title")]
    if keepsake:
        told, buttons = _back(room, keepsake)
        words.append(told)
        rows += [(each,) for each in buttons]
    words.append(
        say(
            "receipt",
            days=policy.response_window_days,
            deletion_day=receipt.delete_on,
            contact=key(receipt.contact),
            code="here" if keepsake else "above",
        )
    )
    words += _contacts(room, receipt)
    rows += [(Button(room.plain("button-who-to-call"), pack("numbers")),)]
    rows += [(to_menu(room), hide(room))]
    return Screen(Html("\n\n".join(words)), tuple(rows), stays=keepsake is not None)


def _back(room: Room, keepsake: Keepsake) -> tuple[Html, list[Button]]:
    until = f"{keepsake.until.astimezone(room.services.timezone):%H:%M}"
    ticket = room.services.ways.ticket(keepsake.case, keepsake.until)
    take_back = Button(room.plain("button-take-back"), pack("unsend", ticket))
    if keepsake.code is None:
        return room.say("receipt-no-code", until=until), [take_back]
    code = shown(keepsake.code)
    copy = Button(room.plain("button-copy-code"), copy=code)
    return room.say("receipt-code", code=code, until=until), [copy, take_back]


def _contacts(room: Room, receipt: Receipt) -> list[Html]:
    texts = room.services.texts
    known = [texts.contacts.get(contact) for contact in receipt.contacts]
    entries = [contact_html(texts, room.language, each) for each in known if each]
    return [room.say("receipt-contacts-title"), *entries] if entries else []


async def took_back(tap: Tapped, room: Room) -> Reply:
    """Erase the report that was just sent, while its time is not over."""
    services = room.services
    case = services.ways.read_ticket(argument(tap), room.occasion.now)
    if case is None:
        return Reply(toast=room.plain("take-back-too-late"), alert=True)
    try:
        await services.store.write(
            visiting.take_back,
            case,
            occasion=room.occasion,
            policy=services.policy,
            chance=services.chance,
        )
    except CaseGone:
        return Reply(toast=room.plain("take-back-gone"), alert=True)
    await services.store.write(
        leave_receipt, room.reporter, occasion=room.occasion, policy=services.policy
    )
    services.senders.forget(case)
    services.wake_delivery()
    services.scrub_soon()
    screen = Screen(
        room.say("taken-back", delay_minutes=services.policy.delay_minutes),
        ((to_menu(room), hide(room)),),
    )
    return Reply(screen=screen, wipe=(tap.message,), fresh=True)


TAPS: dict[str, TapHandler] = {"unsend": took_back}
