"""How a case looks to its reporter: what happened to it, day by day, in plain words."""

from datetime import timedelta

from domain.adding import OVER
from domain.model.attached import AttachedFile
from domain.model.case import ADDED
from domain.model.contact import Contact
from domain.usecases.visiting import LETTER, Moment, OwnCase
from handlers import file_view
from handlers.buttons import pack
from handlers.context import Room
from handlers.fitting import Block, flowed
from handlers.letter_view import letter_block
from handlers.problems import key
from handlers.reporter.menu import danger_row, to_menu, to_report
from handlers.screens import Button, Row, Screen
from handlers.visits import IDLE
from texts.markup import Html


def case_screen(room: Room, own: OwnCase, page: int | None = None) -> Screen:
    """Return a page of the story, the newest page where none is named, and what can be done."""

    def title(part: int, parts: int) -> Html:
        return room.say("case-title", day=own.received_on, page=part, pages=parts)

    blocks = [_told(room, each) for each in own.story]
    blocks.append(Block(_ending(room, own)))
    pages = flowed(blocks, title)
    at = len(pages) - 1 if page is None else max(0, min(page, len(pages) - 1))
    text = pages[at] if at else Html(f"{title(1, len(pages))}\n\n{pages[0]}")
    rows = (*_turns(room, at, len(pages)), *_rows(room, own))
    return Screen(text, rows, live=at == len(pages) - 1)


def _told(room: Room, moment: Moment) -> Block:
    if moment.what == LETTER:
        return letter_block(room.services, room.language, moment.words, moment.on)
    if moment.file:
        return Block(room.say("timeline-line", day=moment.on, words=_added(room, moment.file)))
    words = room.say(f"timeline-{key(moment.what)}", choice=key(moment.choice))
    line = room.say("timeline-line", day=moment.on, words=words)
    return Block(line, moment.words if moment.what == ADDED else "")


def _added(room: Room, file: AttachedFile) -> Html:
    kind = file_view.kinds(room.services, room.language, (file,))
    told = [room.say("timeline-reporter-attached", kind=kind)]
    told += file_view.what_became(room.services, room.language, file)
    if file.brought_its_place:
        told.append(room.say("evidence-place-in-document"))
    return Html(" ".join(told))


def _ending(room: Room, own: OwnCase) -> Html:
    day = room.say("case-deletion-day", day=own.delete_on)
    lines = [room.say("evidence-in-work", count=own.in_work)] if own.in_work else []
    lines.append(room.say("case-held") if own.held else day)
    lines.append(room.say("case-is-over" if own.status in OVER else "case-how-to-write"))
    lines.append(room.say("case-stays-open", minutes=IDLE // timedelta(minutes=1)))
    return Html("\n".join(lines))


def _turns(room: Room, at: int, pages: int) -> tuple[Row, ...]:
    turn: list[Button] = []
    if at:
        turn.append(Button(room.plain("button-story-before"), pack("turnstory", at - 1)))
    if at + 1 < pages:
        turn.append(Button(room.plain("button-story-after"), pack("turnstory", at + 1)))
    return (tuple(turn),) if turn else ()


def _rows(room: Room, own: OwnCase) -> tuple[Row, ...]:
    proof = Button(room.plain("button-proof"), pack("proof"))
    delete = Button(room.plain("button-withdraw"), pack("leavecase"))
    cut = Button(room.plain("button-cut"), pack("unreach"))
    ways: tuple[Row, ...] = ((cut,),) if own.contact is Contact.REPLY_HERE else ()
    another = Button(room.plain("button-another-code"), pack("anothercode"))
    anew: tuple[Row, ...] = ((to_report(room),),) if own.status in OVER else ()
    return (*anew, (proof,), *ways, (delete,), (another, to_menu(room)), danger_row(room, "mine"))
