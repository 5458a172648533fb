"""A room for tests: one person and the bot, with nothing behind them that is not needed."""

from dataclasses import replace

from domain.model.conversation import Conversation
from domain.model.ids import Language, ReporterKey
from domain.ports import Store
from handlers.context import Organisation, Room
from tests.builders import occasion
from tests.handlers.staff.setting import NoStore, services
from texts.catalogue import Catalogue

MOST_AREAS = tuple(f"{at} {'of a long name ' * 3}"[:40] for at in range(60))
"""As many areas with as long names as the settings allow."""


def a_room(
    texts: Catalogue,
    *,
    language: str = "en",
    store: Store | None = None,
    areas: tuple[str, ...] = ("Hackney", "Tower Hamlets"),
    conversation: Conversation | None = None,
) -> Room:
    """Return a room; without a store, nothing can be read or written in it."""
    used = services(store or NoStore(), texts)
    organisation = Organisation(name="Stop Hate", area="London", areas=areas)
    return Room(
        services=replace(used, organisation=organisation),
        reporter=ReporterKey("a" * 32),
        way=used.ways.of_chat(1),
        language=Language(language),
        conversation=conversation,
        occasion=occasion(),
    )
