"""Files for a case that lies open in the chat: asked about, then added or left.

Until the person says yes a file is remembered in memory only, with the visit: nothing is fetched,
and nothing on the disk leads from the chat to the case.
"""

from dataclasses import replace

from domain.model.attached import WITH_PICTURE, AttachedFile, OfCase
from domain.model.errors import AnswerRefused, DomainError, NotPossibleNow, StaleButton
from domain.model.evidence import LARGEST, Refusal
from domain.usecases import visiting
from handlers import file_view
from handlers.context import Room
from handlers.events import SentFile, Tapped
from handlers.problems import words_for
from handlers.reporter.case_now import case_now, visit_of
from handlers.reporter.routes import TapHandler, argument
from handlers.screens import Reply
from handlers.visits import Offer, Visit
from texts.markup import Html


async def offered_to_case(sent: SentFile, room: Room) -> Reply:
    """Ask whether a file is for the case, or say why it cannot be taken."""
    visit, visits = visit_of(room), room.services.visits
    if sent.file.size > LARGEST:
        refused = sent.file.turned_down(Refusal.TOO_LARGE)
        notice = file_view.refusal_of_kind(room.services, room.language, refused)
        return await _told(room, visit, notice)
    offer = Offer(file=sent.file, request=sent.request, update=room.occasion.update)
    try:
        await room.services.store.read(
            visiting.check_files, visit.case, visit.proof, (*visit.offered, sent.file)
        )
    except (AnswerRefused, NotPossibleNow) as problem:
        return await _told(room, visit, _why_not(problem, room))
    visits.offer(room.reporter, offer)
    return Reply(screen=await case_now(room, visit_of(room)))


async def added_to_case(tap: Tapped, room: Room) -> Reply:
    """Hand over what the person was asked about; it is fetched and cleaned from now on."""
    visit, services = visit_of(room), room.services
    if not visit.offers:
        raise StaleButton
    holder, without_sound = OfCase(case=visit.case), argument(tap) == "silent"
    files = {
        _as_wanted(each.file, without_sound=without_sound): services.requests.hand_on(
            each.file.id, each.request, holder
        )
        for each in visit.offers
    }
    try:
        await services.store.write(
            visiting.add_files, visit.case, visit.proof, files, occasion=room.occasion
        )
    except (AnswerRefused, NotPossibleNow) as problem:
        services.visits.drop_offers(room.reporter)
        return await _told(room, visit_of(room), _why_not(problem, room))
    services.visits.drop_offers(room.reporter)
    services.wake_laundry()
    return Reply(screen=await case_now(room, visit_of(room)), toast=room.plain("case-files-taken"))


async def left_for_case(_: Tapped, room: Room) -> Reply:
    """Forget what the person was asked about."""
    room.services.visits.drop_offers(room.reporter)
    screen = await case_now(room, visit_of(room))
    return Reply(screen=screen, toast=room.plain("evidence-left"))


def _as_wanted(file: AttachedFile, *, without_sound: bool) -> AttachedFile:
    return replace(file, without_sound=without_sound and file.sent_as in WITH_PICTURE)


async def _told(room: Room, visit: Visit, notice: Html) -> Reply:
    return Reply(screen=(await case_now(room, visit)).headed(notice))


def _why_not(problem: DomainError, room: Room) -> Html:
    if isinstance(problem, NotPossibleNow):
        return room.say("case-takes-no-files")
    return words_for(problem, room)


TAPS: dict[str, TapHandler] = {"tocase": added_to_case, "nottocase": left_for_case}
