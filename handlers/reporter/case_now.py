"""What a chat shows of the case that lies open in it: its story, or the files that wait for a yes.

Finds the case by the proof that the visit holds, each time anew.
"""

from domain.model.attached import WITH_PICTURE, AttachedFile
from domain.model.errors import CaseGone, StaleButton
from domain.usecases import visiting
from handlers import file_view
from handlers.buttons import pack
from handlers.context import Room
from handlers.reporter.case_story import case_screen
from handlers.reporter.menu import danger_row, hide, to_menu
from handlers.screens import Button, Row, Screen
from handlers.visits import Visit
from texts.markup import Html


def visit_of(room: Room) -> Visit:
    """Return what lies open in the chat, or raise `StaleButton`."""
    visit = room.services.visits.of(room.reporter, room.occasion.now)
    if visit is None:
        # Too long ago, or the bot was started anew since: the code opens it again.
        raise StaleButton
    return visit


async def case_now(room: Room, visit: Visit, page: int | None = None) -> Screen:
    """Return the screen of an open case; files that wait for a yes come first."""
    if visit.offers:
        return offer_screen(room, visit.offered)
    try:
        own = await room.services.store.read(visiting.own_case, visit.case, visit.proof)
    except CaseGone:
        room.services.visits.end(room.reporter)
        return Screen(room.say("case-gone"), ((to_menu(room), hide(room)),))
    return case_screen(room, own, page)


def offer_screen(room: Room, files: tuple[AttachedFile, ...]) -> Screen:
    """Ask whether files are for the case, and say before what cannot be taken out of them."""
    count, voice = len(files), any(file.may_tell_a_voice for file in files)
    kinds = file_view.kinds(room.services, room.language, files)
    words = [
        room.say("case-offer-files", count=count),
        room.say("evidence-offer-list", count=count, kinds=kinds),
        room.say("evidence-warning-voice" if voice else "evidence-warning-looks"),
    ]
    if any(file.caption for file in files):
        words.append(room.say("case-words-under-files"))
    return Screen(Html("\n\n".join(words)), _rows(room, files))


def _rows(room: Room, files: tuple[AttachedFile, ...]) -> tuple[Row, ...]:
    add = Button(room.plain("button-add-to-case"), pack("tocase", "whole"), style="primary")
    silent = Button(room.plain("button-take-silent"), pack("tocase", "silent"))
    leave = Button(room.plain("button-do-not-take"), pack("nottocase"))
    quiet: tuple[Row, ...] = ((silent,),) if any(_has_picture(each) for each in files) else ()
    return ((add,), *quiet, (leave,), danger_row(room, "mine"))


def _has_picture(file: AttachedFile) -> bool:
    return file.sent_as in WITH_PICTURE
