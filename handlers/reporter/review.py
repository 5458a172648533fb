"""Check your answers, and see exactly what staff will see."""

from domain.model.answers import Written, sendable
from domain.model.case import Report
from domain.model.draft import Draft
from domain.model.errors import NoDraft
from domain.model.policy import part_of_day
from domain.model.step import Step
from domain.model.words import utf16_length
from domain.usecases import reporting
from handlers.answer_view import answer_line
from handlers.buttons import pack
from handlers.case_view import preview_parts
from handlers.context import Room
from handlers.events import Tapped
from handlers.problems import key
from handlers.reporter.menu import hide
from handlers.reporter.prompts import label
from handlers.reporter.routes import TapHandler, argument
from handlers.screens import Button, Reply, Screen, in_columns
from texts.markup import Html

EXCERPT = 280
"""Characters of a long answer shown on the check screen; the preview shows all of it."""

ROOM_FOR_LINES = 3500
"""UTF-16 units of answers on the check screen; Telegram takes 4,096 in all."""


def review_screen(room: Room, draft: Draft) -> Screen:
    """Return every answer by section, a button to change each, and the one button that sends."""
    form = room.services.form
    asked = [step for step in form.path(draft.answers) if step.id in draft.answers]
    lines = _sections(room, draft, asked)
    text = Html("\n\n".join([room.say("review-title"), *lines, room.say("review-not-sent-yet")]))
    changes = [
        Button(room.plain("button-change", label=label(room, step.id)), pack("edit", step.id))
        for step in asked
    ]
    more = Button(room.plain("button-more-questions"), pack("more"))
    evidence = form.evidence
    if evidence and evidence not in draft.answers:
        changes.append(Button(room.plain("button-add-files"), pack("edit", evidence)))
    unasked = len(asked) < len(form.path(draft.answers, short=draft.short))
    return Screen(
        text,
        (
            (Button(room.plain("button-send-report"), pack("deliver"), style="success"),),
            (Button(room.plain("button-what-staff-see"), pack("preview", 0)),),
            *in_columns(changes, 2),
            *(((more,),) if unasked else ()),
            (
                Button(room.plain("button-back"), pack("back", draft.at)),
                Button(room.plain("button-stop"), pack("halt")),
            ),
            (Button(room.plain("button-emergency"), pack("emergency")), hide(room)),
        ),
        live=True,
    )


def _sections(room: Room, draft: Draft, asked: list[Step]) -> list[Html]:
    sections: list[Html] = []
    length = 0
    for section in dict.fromkeys(step.section for step in asked):
        lines = [_line(room, draft, step) for step in asked if step.section == section]
        title = room.say(f"report-section-{key(section)}")
        block = Html("\n".join([f"<b>{title}</b>", *lines]))
        length += utf16_length(block)
        if length > ROOM_FOR_LINES:
            return [*sections, room.say("review-more-in-preview")]
        sections.append(block)
    return sections


def _line(room: Room, draft: Draft, step: Step) -> Html:
    answer = draft.answers[step.id]
    if isinstance(answer, Written):
        words = " ".join(answer.parts)
        short = words if len(words) <= EXCERPT else words[:EXCERPT].rstrip() + "…"
        answer = Written(parts=(short,))
    shown = answer_line(room.services, room.language, step, answer)
    return room.say("review-line", label=label(room, step.id), answer=shown)


async def opened_preview(tap: Tapped, room: Room) -> Reply:
    """Show the card exactly as staff will see it after release, page by page where it is long."""
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft is None:
        raise NoDraft
    services, now = room.services, room.occasion.now
    answers = sendable(services.form.relevant(draft.answers))
    report = Report(
        form_id=services.form.id,
        answers=answers,
        language=draft.language,
        received_on=now.date(),
        received_part=part_of_day(now),
    )
    parts = preview_parts(
        services,
        report,
        urgent=services.form.is_urgent(answers),
        delete_on=services.policy.delete_on(now.date()),
    )
    at = min(int(argument(tap)) if argument(tap).isdecimal() else 0, len(parts) - 1)
    intro = room.say("preview-title", page=at + 1, pages=len(parts))
    turn = [
        Button(f"{page + 1}", pack("preview", page)) for page in range(len(parts)) if page != at
    ]
    rows = (
        *in_columns(turn, 5),
        (Button(room.plain("button-back-to-review"), pack("here")),),
        (Button(room.plain("button-send-report"), pack("deliver"), style="success"),),
        (hide(room),),
    )
    return Reply(screen=Screen(Html(f"{intro}\n\n{parts[at]}"), rows))


TAPS: dict[str, TapHandler] = {"preview": opened_preview}
