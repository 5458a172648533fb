"""One of each thing that people can send besides words, files, places and themselves.

The page offers them, so that one can see what a bot makes of each.
"""

from collections.abc import Callable

from sandbox import contents
from sandbox.chats import User
from sandbox.entities import units
from sandbox.parcels import sticker
from sandbox.refusals import Json
from sandbox.world import World

EMOJI = "🦊"
STYLED = "We met at the old cinema"
STRANGER = User(777_000_123, "Somebody Else")

Sample = Callable[[World, User], Json]
"""Makes what a message carries, from the world and whose message it is."""


def _sticker(world: World, _: User) -> Json:
    return sticker(world, EMOJI)


def _venue(_: World, __: User) -> Json:
    return contents.venue("Old Cinema", "1 High Street")


def _poll(world: World, _: User) -> Json:
    return contents.poll(world.number(), "Who saw it?", ("I did", "Not me"))


def _story(world: World, person: User) -> Json:
    return contents.story(world.number(), person)


def _paid_media(_: World, __: User) -> Json:
    return contents.paid_media()


def _checklist(_: World, person: User) -> Json:
    return contents.checklist("To do", ("Call the school", "Write it down"), person)


def _dice(_: World, __: User) -> Json:
    return contents.dice("🎲")


def _styled(_: World, __: User) -> Json:
    """Carry words in which an emoji leads to its maker, a name to an account, a link elsewhere."""
    words = f"{EMOJI} {STRANGER.name}: {STYLED}"
    name_at = units(f"{EMOJI} ")
    words_at = units(f"{EMOJI} {STRANGER.name}: ")
    return {
        "text": words,
        "entities": [
            {
                "type": "custom_emoji",
                "offset": 0,
                "length": units(EMOJI),
                "custom_emoji_id": "5368324170671202286",
            },
            {
                "type": "text_mention",
                "offset": name_at,
                "length": units(STRANGER.name),
                "user": STRANGER.wire,
            },
            {
                "type": "text_link",
                "offset": words_at,
                "length": units(STYLED),
                "url": "https://example.org/who-shared-this",
            },
        ],
    }


SAMPLES: dict[str, Sample] = {
    "sticker": _sticker,
    "venue": _venue,
    "poll": _poll,
    "story": _story,
    "paid_media": _paid_media,
    "checklist": _checklist,
    "dice": _dice,
    "styled": _styled,
}
"""What there is, by the name the page asks for it."""
