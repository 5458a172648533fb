"""Words, pins and other things that people send without a button."""

from dataclasses import replace
from datetime import date

from domain.model.answers import Chosen, Grid, When, WhenKind, Where, WhereKind, Written
from domain.model.code import looks_like_code
from domain.model.draft import Draft
from domain.model.errors import AnswerRefused, StaleButton
from domain.model.ids import OptionId, StepId
from domain.model.place import postcode_district, rounded
from domain.model.step import Date, LongWords, ManyOf, OneOf, Place, Step, Words
from domain.usecases import reporting
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import Said, SentOther, SharedPin, Tapped
from handlers.problems import key
from handlers.reporter.case import awaits_code, gave_code, said_to_staff
from handlers.reporter.menu import danger_row, hide, to_menu
from handlers.reporter.progress import answer, present, propose, setting, show
from handlers.reporter.prompts import ask
from handlers.reporter.report import begin
from handlers.reporter.routes import TapHandler, read
from handlers.screens import Button, Reply, Screen


async def said_words(said: Said, room: Room) -> Reply:
    """Take words for what they are: a code, words to staff, an answer, or a start."""
    if awaits_code(said, room):
        return await gave_code(said, room)
    at_a_case = room.services.visits.is_there(room.reporter, room.occasion.now)
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if (at_a_case or draft is None) and looks_like_code(said.text):
        # Asked about as words, a code with a slip in it would reach staff or stay in the chat.
        return await gave_code(said, room)
    if at_a_case:
        return await said_to_staff(said, room)
    step = room.services.form.step(draft.at) if draft else None
    if not said.text:
        raise AnswerRefused("empty")
    if room.services.form.story is None and step is None:
        return Reply(screen=await present(room))
    if draft is None or step is None:
        return _offer(said, room, in_draft=draft is not None)
    if said.forwarded and not isinstance(step, LongWords | Words):
        return _offer(said, room, in_draft=True)
    return await _typed(room, draft, step, said)


def _offer(said: Said, room: Room, *, in_draft: bool) -> Reply:
    # The button's message replies to the last of the words, so that this one outlives a restart.
    waiting, now = room.services.waiting_words, room.occasion.now
    waiting.add(room.reporter, said.message, said.text, now, forwarded=said.forwarded)
    count = len(waiting.of(room.reporter, now))
    return Reply(screen=_offer_screen(room, count, in_draft=in_draft), reply_to=said.message)


def _offer_screen(room: Room, count: int, *, in_draft: bool) -> Screen:
    question = "forwarded-offer-in-report" if in_draft else "forwarded-offer"
    words = room.say(f"{question}-several", count=count) if count > 1 else room.say(question)
    use = "button-add-to-report" if in_draft else "button-report-with-this"
    take = Button(room.plain(use), pack("use", count))
    later = Button(room.plain("button-not-now"), pack("notnow"))
    screen = Screen(words, ((take,), (later,), danger_row(room, "askwords")))
    # Whoever begins by writing has seen no first screen, which says whom to call.
    return screen if in_draft else screen.headed(room.say("offer-in-danger"))


async def asked_again(tap: Tapped, room: Room) -> Reply:
    """Ask about the words once more, after the emergency card."""
    if not tap.about:
        return Reply(screen=await present(room))
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    held = room.services.waiting_words.of(room.reporter, room.occasion.now)
    screen = _offer_screen(room, max(1, len(held)), in_draft=draft is not None)
    return Reply(screen=screen, quoting=True)


async def used_words(tap: Tapped, room: Room) -> Reply:
    """Put the words that were asked about into the story of a report, new or under way."""
    story = room.services.form.story
    if not tap.about or story is None:
        raise AnswerRefused("empty")
    offered = read(tap, int) if tap.arguments else 1
    parts = _offered(tap.about, offered, room)
    waiting, now = room.services.waiting_words, room.occasion.now
    forwarded = tap.about_forwarded or waiting.are_forwarded(room.reporter, now)
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft is None:
        written = Written(parts=parts, forwarded=forwarded)
        reply = await begin(room, {story: written}, short=True)
    elif _is_in_already(room, draft, story, tap.about):
        raise StaleButton
    else:
        after = await room.services.store.write(
            reporting.add_to_story,
            room.reporter,
            story,
            parts,
            forwarded=forwarded,
            **setting(room),
        )
        room.services.waiting_words.forget(room.reporter)
        reply = Reply(screen=show(room, after), toast=room.plain("added-to-report"))
    if reply.screen and len(parts) < offered:
        return replace(reply, screen=reply.screen.headed(room.say("offered-words-lost")))
    return reply


def _is_in_already(room: Room, draft: Draft, story: StepId, words: str) -> bool:
    # The second of two quick taps: the first has put them in, and nothing waits any more.
    told = draft.answers.get(story)
    waiting = room.services.waiting_words.of(room.reporter, room.occasion.now)
    return not waiting and isinstance(told, Written) and told.parts[-1:] == (words,)


def _offered(quoted: str, offered: int, room: Room) -> tuple[str, ...]:
    """Return all messages that were asked about; the quoted one as it stands in the chat now."""
    held = room.services.waiting_words.of(room.reporter, room.occasion.now)
    if not 1 <= offered <= len(held):
        return (quoted,)
    return (*held[: offered - 1], quoted, *held[offered:])


async def left_words(_: Tapped, room: Room) -> Reply:
    """Forget the words that were asked about."""
    room.services.waiting_words.forget(room.reporter)
    return Reply(screen=await present(room))


async def _typed(room: Room, draft: Draft, step: Step, said: Said) -> Reply:
    text = said.text
    match step:
        case LongWords():
            after = await room.services.store.write(
                reporting.add_words,
                room.reporter,
                step.id,
                text,
                forwarded=said.forwarded,
                **setting(room),
            )
            return Reply(screen=ask(room, after))
        case Words():
            written = Written(parts=(text,), forwarded=said.forwarded)
            return await answer(room, step.id, written)
        case Date():
            return await _typed_date(room, draft, step, text)
        case Place():
            return await answer(room, step.id, _place(text))
        case ManyOf():
            option = _option(room, step, text)
            after = await room.services.store.write(
                reporting.toggle_option, room.reporter, step.id, option, **setting(room)
            )
            return Reply(screen=ask(room, after))
        case OneOf():
            return await answer(room, step.id, Chosen(options=(_option(room, step, text),)))
        case _:
            raise AnswerRefused("wrong-kind")


async def _typed_date(room: Room, draft: Draft, step: Date, text: str) -> Reply:
    if isinstance(draft.pending, When) and draft.pending.kind is WhenKind.PERIOD:
        return await answer(room, step.id, When(kind=WhenKind.PERIOD, words=text))
    today = room.occasion.now.date()
    day = room.services.read_date(text, today, room.language)
    if day is None or day > today:
        return await answer(room, step.id, When(kind=WhenKind.WORDS, words=text))
    return await propose(room, step.id, _read(day, text))


def _read(day: date, text: str) -> When:
    return When(kind=WhenKind.DAY, day=day, words=text)


def _place(text: str) -> Where:
    district = postcode_district(text)
    if district:
        return Where(kind=WhereKind.POSTCODE, words=district)
    return Where(kind=WhereKind.WORDS, words=text)


def _option(room: Room, step: OneOf | ManyOf, text: str) -> OptionId:
    """Find the option somebody typed: its number, or its words in any case."""
    if text.isdecimal() and 1 <= int(text) <= len(step.options):
        return step.options[int(text) - 1]
    for option in step.options:
        words = room.plain(f"report-{key(step.id)}-option-{key(option)}")
        if words.casefold() == text.casefold():
            return option
    raise AnswerRefused("not-an-option")


async def shared_pin(pin: SharedPin, room: Room) -> Reply:
    """Take a place on the map, already coarse, and ask how coarse to keep it."""
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    step = room.services.form.step(draft.at) if draft else None
    # The message with the exact spot is deleted whatever happens next.
    wipe = (pin.message,)
    if pin.live:
        screen = (await present(room)).headed(room.say("where-live-refused"))
        return Reply(screen=screen, wipe=wipe)
    if not isinstance(step, Place):
        screen = (await present(room)).headed(room.say("unsupported-location"))
        return Reply(screen=screen, wipe=wipe)
    latitude, longitude = rounded(pin.latitude, pin.longitude, Grid.STREET)
    proposal = Where(kind=WhereKind.PIN, latitude=latitude, longitude=longitude, grid=Grid.STREET)
    reply = await propose(room, step.id, proposal)
    return Reply(screen=reply.screen, wipe=wipe)


async def sent_other(sent: SentOther, room: Room) -> Reply:
    """Say in words what cannot be taken, and show where the person is."""
    notice = room.say(f"unsupported-{sent.kind}")
    wipe = (sent.message,) if sent.kind in {"contact", "venue"} else ()
    draft = await room.services.store.read(reporting.current_draft, room.reporter)
    if draft:
        return Reply(screen=show(room, draft).headed(notice), wipe=wipe)
    start = Button(room.plain("button-report"), pack("report"), style="primary")
    return Reply(screen=Screen(notice, ((start,), (to_menu(room), hide(room)))), wipe=wipe)


TAPS: dict[str, TapHandler] = {
    "use": used_words,
    "notnow": left_words,
    "askwords": asked_again,
}
