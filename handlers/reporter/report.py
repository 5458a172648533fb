"""A report as a whole: begin, resume, check, send, stop.

The questions in between are answered in `answering` and `words`.
"""

from collections.abc import Mapping

from domain.model.answers import (
    Answer,
)
from domain.model.code import new_code
from domain.model.contact import Contact, NewMailbox, WayBack
from domain.model.draft import Draft
from domain.model.errors import FilesInWork, NotReadyToSend, StaleButton
from domain.model.ids import StepId
from domain.usecases import muting, reporting, submitting
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import Said, Tapped
from handlers.problems import words_for
from handlers.reporter.answering import area_at
from handlers.reporter.clues import clues_of
from handlers.reporter.menu import BACK_FROM_CARD, emergency_screen, hide, to_menu
from handlers.reporter.progress import draft_of, present, setting, show
from handlers.reporter.prompts import ask, label
from handlers.reporter.receipt import receipt_screen
from handlers.reporter.routes import TapHandler, argument, read
from handlers.screens import Button, Reply, Screen

WITHOUT_UNFINISHED = "without"
"""Said by the button that sends a report without the files that are not ready."""


async def opened_report(_: Tapped | Said, room: Room) -> Reply:
    """Explain what is coming, or offer to go on where the person stopped."""
    await ensure_not_muted(room)
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft:
        return Reply(screen=_resume(room, draft))
    return Reply(screen=before_first(room))


def before_first(room: Room, area: int | None = None) -> Screen:
    """Return the screen before the first question; a poster's link may have named the area."""
    extra = () if area is None else (area,)
    return Screen(
        room.say("report-before-first", hours=room.services.policy.draft_hours),
        (
            (Button(room.plain("button-start"), pack("begin", "full", *extra), style="primary"),),
            (Button(room.plain("button-short-way"), pack("begin", "short", *extra)),),
            (Button(room.plain("menu-what-it-means-button"), pack("meaning", "report", *extra)),),
            (to_menu(room), hide(room)),
        ),
    )


def _resume(room: Room, draft: Draft) -> Screen:
    return Screen(
        room.say("resume-title", when=draft.expires_at.date()),
        (
            (Button(room.plain("button-resume"), pack("here"), style="primary"),),
            (
                Button(room.plain("button-start-over"), pack("over")),
                Button(room.plain("button-delete-draft"), pack("discard")),
            ),
            (Button(room.plain("button-emergency"), pack("emergency")), hide(room)),
        ),
    )


async def started_over(tap: Tapped, room: Room) -> Reply:
    """Ask again how to tell it; the old draft is kept until the new one starts."""
    return Reply(screen=before_first(room, read(tap, int) if tap.arguments else None))


async def started(tap: Tapped, room: Room) -> Reply:
    """Open a draft and ask the first question."""
    area = read(tap, int, 1) if len(tap.arguments) > 1 else None
    place = room.services.form.place
    known = {} if area is None or place is None else {place: area_at(room, area)}
    return await begin(room, known, short=argument(tap) == "short")


async def begin(room: Room, known: Mapping[StepId, Answer], *, short: bool) -> Reply:
    """Open a draft that holds these answers and ask its first question."""
    await ensure_not_muted(room)
    draft = await room.services.store.write(
        reporting.begin_report,
        room.reporter,
        occasion=room.occasion,
        form=room.services.form,
        policy=room.services.policy,
        language=room.language,
        short=short,
        answers=known,
    )
    room.services.waiting_words.forget(room.reporter)
    return Reply(screen=ask(room, draft))


async def went_back(tap: Tapped, room: Room) -> Reply:
    """Go to the question before."""
    draft = await room.services.store.write(
        reporting.go_back, room.reporter, StepId(argument(tap)), **setting(room)
    )
    return Reply(screen=show(room, draft) if draft else before_first(room))


async def asked_for_review(_: Tapped, room: Room) -> Reply:
    """Check the answers, leaving the rest of the questions unasked."""
    draft = await room.services.store.write(
        reporting.review_answers, room.reporter, **setting(room)
    )
    return Reply(screen=show(room, draft))


async def asked_for_more(_: Tapped, room: Room) -> Reply:
    """Go on with the questions that were left out."""
    store = room.services.store
    draft = await store.write(reporting.resume_questions, room.reporter, **setting(room))
    return Reply(screen=show(room, draft))


async def changed_answer(tap: Tapped, room: Room) -> Reply:
    """Ask one question again, from the review."""
    draft = await room.services.store.write(
        reporting.change_answer, room.reporter, StepId(argument(tap)), **setting(room)
    )
    return Reply(screen=ask(room, draft))


async def sent_report(tap: Tapped, room: Room) -> Reply:
    """Send the report; the receipt is shown only once it is stored for good."""
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft and clues_of(room, draft):
        # An old button: words that nobody has decided about came in since it was drawn.
        return await asked_for_review(tap, room)
    try:
        sent = await room.services.store.write(
            submitting.submit_report,
            room.reporter,
            chance=room.services.chance,
            sender=room.sender,
            reach=await _reach(room, draft),
            without_unfinished=WITHOUT_UNFINISHED in tap.arguments,
            **setting(room),
        )
    except FilesInWork as problem:
        return Reply(screen=ask_about_files(room, problem.count))
    except NotReadyToSend as problem:
        return Reply(screen=ask_missing(room, problem))
    room.services.senders.sent(sent.keepsake.case, room.sender[0], room.occasion.now)
    room.services.wake_delivery()
    # The database's log shows that this draft went when that case came: not for long.
    room.services.scrub_soon()
    return Reply(screen=receipt_screen(room, sent.receipt, sent.keepsake))


async def _reach(room: Room, draft: Draft | None) -> NewMailbox | WayBack | None:
    """Make what the chosen way of being reached needs; a new code takes a moment."""
    if draft is None:
        return None
    match room.services.form.contact(draft.answers):
        case Contact.MAILBOX:
            code = new_code(room.services.chance.below)
            keys = await room.services.ways.mail_keys(code)
            return NewMailbox(code=code, mailbox=keys.mailbox)
        case Contact.REPLY_HERE:
            return room.way
        case Contact.NONE:
            return None


def ask_about_files(room: Room, count: int) -> Screen:
    """Ask whether to wait for files that are still being cleaned."""
    wait = Button(room.plain("button-wait-for-files"), pack("here"), style="primary")
    send = Button(
        room.plain("button-send-without", count=count), pack("deliver", WITHOUT_UNFINISHED)
    )
    return Screen(room.say("evidence-unfinished", count=count), ((wait,), (send,), (hide(room),)))


async def ensure_not_muted(room: Room) -> None:
    """Raise `Muted` for somebody whose reports are not taken: before they write, if possible."""
    today = room.occasion.now.date()
    await room.services.store.read(muting.ensure_not_muted, room.sender, today=today)


def ask_missing(room: Room, problem: NotReadyToSend) -> Screen:
    """Name what is still needed, and offer to answer just that."""
    rows = tuple(
        (Button(room.plain("button-change", label=label(room, step)), pack("edit", step)),)
        for step in problem.missing
    )
    back = Button(room.plain("button-back-to-report"), pack("here"))
    return Screen(words_for(problem, room), (*rows, (back, hide(room))))


async def stopped(_: Tapped | Said, room: Room) -> Reply:
    """Offer to keep, delete or send what is there."""
    draft = await draft_of(room)
    missing = room.services.form.missing(draft.answers)
    send = () if missing else ((Button(room.plain("button-send-what-i-have"), pack("review")),),)
    return Reply(
        screen=Screen(
            room.say("stop-title", when=draft.expires_at.date()),
            (
                (Button(room.plain("button-keep-draft"), pack("keep"), style="primary"),),
                *send,
                (Button(room.plain("button-delete-draft"), pack("discard"), style="danger"),),
                (Button(room.plain("button-back-to-report"), pack("here")), hide(room)),
            ),
        )
    )


async def kept_draft(_: Tapped, room: Room) -> Reply:
    """Leave the draft as it is until its time is over."""
    draft = await draft_of(room)
    text = room.say("draft-kept", when=draft.expires_at.date())
    resume = Button(room.plain("button-resume"), pack("here"))
    return Reply(screen=Screen(text, ((resume,), (to_menu(room), hide(room)))))


async def discarded(_: Tapped, room: Room) -> Reply:
    """Delete the draft."""
    await room.services.store.write(reporting.discard_draft, room.reporter, occasion=room.occasion)
    room.services.scrub_soon()
    return Reply(screen=Screen(room.say("draft-deleted"), ((to_menu(room), hide(room)),)))


async def asked_about_danger(tap: Tapped, room: Room) -> Reply:
    """Show the emergency card; what the person was at stays where it is."""
    back = next(iter(tap.arguments), "here")
    if back not in BACK_FROM_CARD:
        raise StaleButton
    return Reply(screen=emergency_screen(room, in_report=True, back=back), quoting=True)


async def said_safe(tap: Tapped, room: Room) -> Reply:
    """Go on behind the emergency card; whoever had said that they are not safe now is."""
    store, form = room.services.store, room.services.form
    draft = await store.read(reporting.current_draft, room.reporter)
    if draft and form.safe_again(draft.answers) != draft.answers:
        await store.write(reporting.say_safe, room.reporter, **setting(room))
    return await came_back(tap, room)


async def came_back(_: Tapped, room: Room) -> Reply:
    """Show where the person is now."""
    return Reply(screen=await present(room))


async def did_nothing(_: Tapped, room: Room) -> Reply:
    """Answer a press on a label that is no real button."""
    return Reply()


TAPS: dict[str, TapHandler] = {
    "report": opened_report,
    "over": started_over,
    "begin": started,
    "back": went_back,
    "review": asked_for_review,
    "edit": changed_answer,
    "more": asked_for_more,
    "deliver": sent_report,
    "halt": stopped,
    "keep": kept_draft,
    "discard": discarded,
    "emergency": asked_about_danger,
    "now_safe": said_safe,
    "here": came_back,
    "nothing": did_nothing,
}
