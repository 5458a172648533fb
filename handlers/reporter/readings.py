"""What a story told in one message already says: when and where, for the person to confirm.

Only on the short way, and only as a proposal; nothing is answered for anybody.
"""

from dataclasses import replace

from domain.model.answers import When, WhenKind, Where, WhereKind, Written
from domain.model.draft import Draft
from domain.model.step import Date, LongWords, Place
from handlers.context import Room


def with_reading(room: Room, draft: Draft) -> Draft:
    """Return the draft with a proposal for its question, where the story holds one."""
    step = room.services.form.step(draft.at)
    if not draft.short or draft.pending or draft.at in draft.answers:
        return draft
    story, today = _story(room, draft), room.occasion.now.date()
    match step:
        case Date() if found := room.services.find_date(story, today, room.language):
            words, day = found
            return replace(draft, pending=When(kind=WhenKind.DAY, day=day, words=words))
        case Place():
            return replace(draft, pending=_place(room, story))
        case _:
            return draft


def _story(room: Room, draft: Draft) -> str:
    steps = (step for step in room.services.form.steps if isinstance(step, LongWords))
    answers = (draft.answers.get(step.id) for step in steps)
    return " ".join(part for each in answers if isinstance(each, Written) for part in each.parts)


def _place(room: Room, story: str) -> Where | None:
    told = story.casefold()
    areas = room.services.organisation.areas
    named = next((area for area in areas if area.casefold() in told), None)
    return Where(kind=WhereKind.AREA, words=named) if named else None
