"""Safety tips by topic, one a screen; reachable in the middle of a report."""

from domain.model.errors import StaleButton
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import Said, Tapped
from handlers.problems import key
from handlers.reporter.menu import hide
from handlers.reporter.routes import TapHandler, argument, read
from handlers.screens import Button, Reply, Screen
from texts.contacts import contact_html
from texts.markup import Html
from texts.tips import Tip


def topics_screen(room: Room) -> Screen:
    """Return the topics as buttons."""
    topics = room.services.texts.tips.topics
    rows = tuple(
        (Button(room.plain(f"tips-topic-{key(topic)}"), pack("tip", topic, 0)),) for topic in topics
    )
    out = Button(room.plain("button-back"), pack("here"))
    return Screen(room.say("tips-title"), (*rows, (out, hide(room))))


def tip_screen(room: Room, topic: str, at: int) -> Screen:
    """Return one tip with its contact, and the way to the next."""
    tips = room.services.texts.tips.of(room.language, topic)
    if topic not in room.services.texts.tips.topics or not 0 <= at < len(tips):
        raise StaleButton
    tip = tips[at]
    turn = []
    if at > 0:
        turn.append(Button(room.plain("button-previous-tip"), pack("tip", topic, at - 1)))
    if at + 1 < len(tips):
        turn.append(Button(room.plain("button-next-tip"), pack("tip", topic, at + 1)))
    rows = (
        *((tuple(turn),) if turn else ()),
        (
            Button(room.plain("button-another-tip"), pack("another", topic, at)),
            Button(room.plain("button-share-tip"), inline=tip.title),
        ),
        (Button(room.plain("button-all-topics"), pack("tips")),),
        (Button(room.plain("button-back"), pack("here")), hide(room)),
    )
    return Screen(tip_html(room, tip), rows)


def tip_html(room: Room, tip: Tip) -> Html:
    """Return a tip's words with the one contact that fits it."""
    texts = room.services.texts
    contact = texts.contacts.get(tip.contact)
    parts = [Html(f"<b>{tip.title}</b>"), tip.html]
    if contact:
        parts.append(contact_html(texts, room.language, contact))
    return Html("\n\n".join(parts))


async def asked_for_tips(said: Said, room: Room) -> Reply:
    """Show the topics."""
    return Reply(screen=topics_screen(room))


async def opened_topics(_: Tapped, room: Room) -> Reply:
    """Show the topics."""
    return Reply(screen=topics_screen(room))


async def opened_tip(tap: Tapped, room: Room) -> Reply:
    """Show one tip."""
    at = argument(tap, 1)
    return Reply(screen=tip_screen(room, argument(tap), int(at) if at.isdecimal() else -1))


async def asked_for_another(tap: Tapped, room: Room) -> Reply:
    """Show a tip from anywhere that is not the one on the screen."""
    library = room.services.texts.tips
    every = [
        (topic, at)
        for topic in library.topics
        for at in range(len(library.of(room.language, topic)))
    ]
    here = (argument(tap), read(tap, int, 1))
    others = [each for each in every if each != here]
    topic, at = others[room.services.chance.below(len(others))]
    return Reply(screen=tip_screen(room, topic, at))


TAPS: dict[str, TapHandler] = {
    "tips": opened_topics,
    "tip": opened_tip,
    "another": asked_for_another,
}
