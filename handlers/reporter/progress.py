"""Where a person is in a report: the step that comes next, and the screen that shows it."""

from typing import TypedDict

from domain.model.answers import (
    Answer,
)
from domain.model.draft import REVIEW, Draft
from domain.model.errors import NoDraft
from domain.model.form import Form
from domain.model.ids import StepId
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.usecases import reporting
from handlers.context import Room
from handlers.reporter.captions import caption_screen
from handlers.reporter.clues import clues_of, draft_clue_screen
from handlers.reporter.menu import emergency_screen, menu_screen
from handlers.reporter.prompts import ask
from handlers.reporter.readings import with_reading
from handlers.reporter.receipt import receipt_screen
from handlers.reporter.review import review_screen
from handlers.screens import Reply, Screen


class Setting(TypedDict):
    """What every use case of reporting wants to know besides the person and the step."""

    occasion: Occasion
    form: Form
    policy: Policy


def setting(room: Room) -> Setting:
    """Return when and under which rules something happens."""
    return {
        "occasion": room.occasion,
        "form": room.services.form,
        "policy": room.services.policy,
    }


async def answer(room: Room, step: StepId, given: Answer) -> Reply:
    """Give an answer to the question being asked and show what comes next."""
    store = room.services.store
    after = await store.write(reporting.answer_step, room.reporter, step, given, **setting(room))
    if after.danger:
        return Reply(screen=emergency_screen(room, in_report=True))
    return Reply(screen=show(room, after.draft))


async def propose(room: Room, step: StepId, proposal: Answer | None) -> Reply:
    """Keep a reading until the person agrees with it, and ask."""
    draft = await room.services.store.write(
        reporting.propose_answer, room.reporter, step, proposal, **setting(room)
    )
    return Reply(screen=ask(room, draft))


async def draft_of(room: Room) -> Draft:
    """Return the person's draft, or refuse where there is none."""
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft is None:
        raise NoDraft
    return draft


async def present(room: Room) -> Screen:
    """Return the screen for where the person is: in a draft, just after sending, or nowhere."""
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft:
        return show(room, draft)
    receipt = room.conversation.receipt if room.conversation else None
    return receipt_screen(room, receipt) if receipt else menu_screen(room)


def show(room: Room, draft: Draft) -> Screen:
    """Return the screen for where a draft is: a question, words to decide about, or the review."""
    if draft.at != REVIEW:
        return ask(room, with_reading(room, draft))
    words_under_a_file = caption_screen(room, draft)
    if words_under_a_file:
        return words_under_a_file
    clues = clues_of(room, draft)
    return draft_clue_screen(room, draft, clues) if clues else review_screen(room, draft)
