"""What somebody sent is named by its kind, and by nothing else."""

from datetime import UTC, datetime

import pytest
from telegram import Chat, Dice, Location, Message, Sticker, Venue

from handlers.kinds import KINDS, kind_of
from texts.catalogue import Catalogue

HERE = Location(latitude=51.5, longitude=-0.1)


def sent(**what: object) -> Message:
    """Return a message that carries something."""
    chat = Chat(id=1, type="private")
    return Message(1, datetime(2026, 11, 24, tzinfo=UTC), chat, **what)  # type: ignore[arg-type]  # any field


def test_a_kind_is_written_as_keys_are() -> None:
    sticker = Sticker("f", "u", 1, 1, is_animated=False, is_video=False, type="regular")
    assert kind_of(sent(sticker=sticker)) == "sticker"
    assert kind_of(sent(dice=Dice(1, "🎲"))) == "dice"


def test_a_venue_is_no_mere_location() -> None:
    venue = Venue(location=HERE, title="Cinema", address="1 High Street")
    assert kind_of(sent(venue=venue, location=HERE)) == "venue"


def test_what_nobody_knows_yet_is_something_else() -> None:
    assert kind_of(sent(text="words")) == "other"


@pytest.mark.parametrize("kind", [*KINDS, "other", "edit"])
def test_every_kind_has_words(texts: Catalogue, kind: str) -> None:
    assert texts.has(f"unsupported-{kind.replace('_', '-')}")
