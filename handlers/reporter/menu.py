"""The first screen, who to call, what it means that Telegram sees, and help."""

from domain.usecases.conversing import leave_receipt
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import Said, Tapped
from handlers.reporter.routes import TapHandler
from handlers.screens import Button, Reply, Row, Screen
from texts.contacts import contact_html
from texts.markup import Html

CONTACTS_AT_ONCE = 4
LANGUAGES_NAMED = 4
"""Languages on the button that leads to all of them."""

BACK_FROM_CARD = frozenset({"here", "askwords", "askfiles", "asktostaff", "mine"})
"""Verbs by which the emergency card may lead back to where it was opened."""


def to_menu(room: Room) -> Button:
    """Return the button that leads to the first screen."""
    return Button(room.plain("button-menu"), pack("menu"))


def hide(room: Room) -> Button:
    """Return the button that wipes the chat; it is on every screen."""
    return Button(room.plain("button-hide"), pack("hide"))


def to_report(room: Room) -> Button:
    """Return the button that begins a report."""
    return Button(room.plain("button-report"), pack("report"), style="primary")


def danger_row(room: Room, back: str) -> Row:
    """Return the last row of a screen that asks: the emergency card, which leads back, and hide."""
    card = Button(room.plain("button-emergency"), pack("emergency", back))
    return (card, hide(room))


def menu_screen(room: Room) -> Screen:
    """Return the one calm screen that says what this is and is not."""
    return Screen(
        room.say("menu-welcome", organisation=room.services.organisation.name),
        (
            (to_report(room),),
            (
                Button(room.plain("button-tips"), pack("tips")),
                Button(room.plain("button-who-to-call"), pack("numbers")),
            ),
            (Button(room.plain("button-case"), pack("mine")),),
            (Button(room.plain("menu-what-it-means-button"), pack("meaning")),),
            (_languages(room),),
        ),
    )


def _languages(room: Room) -> Button:
    # What language an account has is not read, so whoever reads none of these words must find the
    # way to their own by its letters.
    texts = room.services.texts
    spoken = texts.language(room.language)
    others = [each for each in texts.languages if each.code != spoken.code]
    names = [each.own_name for each in (spoken, *others)]
    more = [] if len(names) <= LANGUAGES_NAMED else ["…"]
    return Button(f"🌐 {' · '.join([*names[:LANGUAGES_NAMED], *more])}", pack("languages"))


def contacts_screen(room: Room, page: int = 0) -> Screen:
    """Return who to call, few at a time, so that 999 is in sight; each number has its own line."""
    texts = room.services.texts
    pages = [
        texts.contacts.all[at : at + CONTACTS_AT_ONCE]
        for at in range(0, len(texts.contacts.all), CONTACTS_AT_ONCE)
    ]
    page = page if page < len(pages) else 0
    entries = (contact_html(texts, room.language, each) for each in pages[page])
    text = Html("\n\n".join([room.say("contacts-title"), *entries]))
    turn = []
    if page:
        turn.append(Button(room.plain("button-contacts-before"), pack("numbers", page - 1)))
    if page + 1 < len(pages):
        turn.append(Button(room.plain("button-contacts-after"), pack("numbers", page + 1)))
    return Screen(text, (tuple(turn), (to_menu(room), hide(room))))


def emergency_screen(room: Room, *, in_report: bool, back: str = "here") -> Screen:
    """Return the emergency card; it leads back to where the person was."""
    words = "button-safe-continue" if in_report else "button-menu"
    verb = "now_safe" if in_report and back == "here" else back
    return Screen(
        room.say("emergency-card"),
        ((Button(room.plain(words), pack(verb)),), (hide(room),)),
        urgent=True,
    )


async def opened_menu(_: Tapped, room: Room) -> Reply:
    """Show the first screen; a receipt that was there is forgotten, an open case is closed."""
    room.services.visits.end(room.reporter)
    if room.conversation and room.conversation.receipt:
        await room.services.store.write(
            leave_receipt, room.reporter, occasion=room.occasion, policy=room.services.policy
        )
    return Reply(screen=menu_screen(room))


async def opened_meaning(tap: Tapped, room: Room) -> Reply:
    """Say plainly who can see what; whoever was about to report is led back to that."""
    reports, *area = tap.arguments or ("",)
    return Reply(screen=meaning_screen(room, tuple(area[:1]) if reports else None))


def meaning_screen(room: Room, area: tuple[str, ...] | None = None) -> Screen:
    """Return who can see what; it leads back to a report that was to begin, and to its area."""
    back = () if area is None else (Button(room.plain("button-back"), pack("over", *area)),)
    kept = Button(room.plain("button-privacy"), pack("privacy"))
    rows = (back, (kept,), (to_menu(room), hide(room)))
    return Screen(room.say("menu-what-it-means"), rows)


async def opened_contacts(tap: Tapped, room: Room) -> Reply:
    """Show who to call, or the next of them."""
    page = tap.arguments[0] if tap.arguments else ""
    return Reply(screen=contacts_screen(room, int(page) if page.isdecimal() else 0))


async def asked_who_to_call(_: Said, room: Room) -> Reply:
    """Show who to call."""
    return Reply(screen=contacts_screen(room))


async def asked_for_help(_: Said, room: Room) -> Reply:
    """Say what each command does."""
    return Reply(screen=Screen(room.say("menu-help"), ((to_menu(room),),)))


TAPS: dict[str, TapHandler] = {
    "menu": opened_menu,
    "meaning": opened_meaning,
    "numbers": opened_contacts,
}
