"""Words that came under a file: before the review somebody says whether the report takes them.

A file can be sent at any question, and often its words are the whole story. Left out without a word
they would be lost; put in without one they would be sent by somebody who did not mean to.
"""

from domain.model.answers import attached
from domain.model.attached import AttachedFile, numbered
from domain.model.draft import Draft
from handlers import file_view
from handlers.buttons import pack
from handlers.context import Room
from handlers.reporter.menu import hide
from handlers.screens import Button, Row, Screen

LONGEST_SHOWN = 1500
"""Letters of them that are shown; whoever wrote more knows what they wrote."""


def caption_screen(room: Room, draft: Draft) -> Screen | None:
    """Ask about the first words under a file that nobody decided about; None where there are none.

    A form without a story has no place for them.
    """
    if room.services.form.story is None:
        return None
    for _, answer in attached(draft.answers):
        for file in answer.files:
            if file.caption:
                return _asked(room, draft, file, numbered(answer.files)[file.id])
    return None


def caption_row(room: Room, file: AttachedFile, name: str) -> Row:
    """Return the buttons that put the words under a file into the story, or leave them out."""
    return (
        Button(room.plain("button-caption-add", name=name), pack("under", file.id, "add")),
        Button(room.plain("button-caption-leave"), pack("under", file.id, "leave")),
    )


def _asked(room: Room, draft: Draft, file: AttachedFile, number: int) -> Screen:
    name = file_view.name(room.services, room.language, file, number)
    whole = file.caption
    shown = whole if len(whole) <= LONGEST_SHOWN else whole[:LONGEST_SHOWN] + "…"
    text = room.say("evidence-caption-ask", name=name, words=shown)
    way = (
        Button(room.plain("button-back"), pack("back", draft.at)),
        Button(room.plain("button-stop"), pack("halt")),
    )
    emergency = (Button(room.plain("button-emergency"), pack("emergency")), hide(room))
    return Screen(text, (caption_row(room, file, name), way, emergency))
