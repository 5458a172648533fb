"""What a person does about a clue: hide it, keep it, or keep all of them.

"Change my text" is the review's own way of asking a question again.
"""

from domain.model.clues import Clue, same_words
from domain.model.draft import Draft
from domain.model.errors import StaleButton
from domain.usecases import hygiene
from handlers.context import Room
from handlers.events import Tapped
from handlers.reporter.clues import clues_of, marker, place
from handlers.reporter.progress import draft_of, show
from handlers.reporter.routes import TapHandler, argument
from handlers.screens import Reply


async def hid_clue(tap: Tapped, room: Room) -> Reply:
    """Take the words out of the answer for good."""
    draft = await draft_of(room)
    clue = _asked_about(tap, clues_of(room, draft))
    after = await room.services.store.write(
        hygiene.hide_clues,
        room.reporter,
        same_words(clue, draft.answers, room.services.find_clues),
        marker(room, clue.sighting),
        occasion=room.occasion,
        policy=room.services.policy,
    )
    # The database's log still holds the answer as it was: not for long.
    room.services.scrub_soon()
    return Reply(screen=show(room, after), toast=room.plain("clue-hidden"))


async def kept_clue(tap: Tapped, room: Room) -> Reply:
    """Leave the words as they are and ask no more about them."""
    clue = _asked_about(tap, clues_of(room, await draft_of(room)))
    return await _keep(room, (clue,))


async def kept_clues(tap: Tapped, room: Room) -> Reply:
    """Leave all words as they are."""
    clues = clues_of(room, await draft_of(room))
    if not clues or argument(tap) != str(len(clues)):
        raise StaleButton
    return await _keep(room, clues)


async def _keep(room: Room, clues: tuple[Clue, ...]) -> Reply:
    after: Draft = await room.services.store.write(
        hygiene.keep_clues,
        room.reporter,
        clues,
        occasion=room.occasion,
        policy=room.services.policy,
    )
    return Reply(screen=show(room, after))


def _asked_about(tap: Tapped, clues: tuple[Clue, ...]) -> Clue:
    if not clues or tap.arguments != tuple(map(str, place(clues[0]))):
        raise StaleButton
    return clues[0]


TAPS: dict[str, TapHandler] = {
    "hide_clue": hid_clue,
    "keep_clue": kept_clue,
    "keep_clues": kept_clues,
}
