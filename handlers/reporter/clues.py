"""The self-identification check: words that could name somebody, each on a screen of its own.

Knows what is shown and asked; what becomes of the words is decided in `domain.usecases.hygiene`.
`clue_screen` serves any text: the buttons that decide are the caller's.
"""

from domain.model.clues import Clue, Sighting, undecided
from domain.model.draft import Draft
from handlers.buttons import pack
from handlers.context import Room
from handlers.reporter.menu import hide
from handlers.reporter.prompts import label
from handlers.screens import Button, Row, Screen
from texts.markup import Html


def clues_of(room: Room, draft: Draft) -> tuple[Clue, ...]:
    """List the clues in a draft that the person has not decided about."""
    answers = room.services.form.relevant(draft.answers)
    return undecided(answers, draft.kept, room.services.find_clues)


def draft_clue_screen(room: Room, draft: Draft, clues: tuple[Clue, ...]) -> Screen:
    """Ask about the first of the clues of a draft."""
    clue = clues[0]
    where = room.say("clue-where", label=label(room, clue.step))
    change = Button(room.plain("button-change-words"), pack("edit", clue.step))
    way = (
        Button(room.plain("button-back"), pack("back", draft.at)),
        Button(room.plain("button-stop"), pack("halt")),
    )
    every = Button(room.plain("button-keep-all-clues"), pack("keep_clues", len(clues)))
    return clue_screen(
        room,
        clue.sighting,
        left=len(clues),
        heading=where,
        decide=decisions(room, *place(clue)),
        ways_on=((change,), *(((every,),) if len(clues) > 1 else ()), way),
    )


def clue_screen(
    room: Room,
    sighting: Sighting,
    *,
    left: int,
    decide: Row,
    ways_on: tuple[Row, ...],
    heading: Html | None = None,
) -> Screen:
    """Point out one clue; its middle is left out, because others may look at the phone."""
    words = [
        room.say("clue-progress", left=left),
        *([heading] if heading else []),
        room.say(f"clue-{sighting.kind.value}", words=sighting.shortened),
        room.say("clue-what-to-do"),
    ]
    emergency = (Button(room.plain("button-emergency"), pack("emergency")), hide(room))
    return Screen(Html("\n\n".join(words)), (decide, *ways_on, emergency))


def decisions(room: Room, *whereabouts: object) -> Row:
    """Return the buttons that hide or keep the clue at a place of a draft."""
    return (
        Button(room.plain("button-hide-clue"), pack("hide_clue", *whereabouts)),
        Button(room.plain("button-keep-clue"), pack("keep_clue", *whereabouts)),
    )


def place(clue: Clue) -> tuple[str, int, int]:
    """Return where a clue stands, for its buttons: a second press must not reach the next clue."""
    return clue.step, clue.part, clue.sighting.start


def marker(room: Room, sighting: Sighting) -> str:
    """Return what stands in the place of hidden words: what they were, in the person's language.

    Bars would leave staff guessing, and are a moderator's; these words are read and translated
    together with the text around them.
    """
    return room.plain(f"clue-hidden-{sighting.kind.value}")
