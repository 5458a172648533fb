"""Files that a person sends: taken where they are asked for, offered everywhere else.

Sees what a file was sent as and how large it is, never the file nor its id.
"""

from domain.model.attached import WITH_PICTURE
from domain.model.draft import Draft
from domain.model.errors import AlreadyHandled, AnswerRefused
from domain.model.evidence import LARGEST, Refusal
from domain.model.ids import EvidenceId
from domain.model.step import Files
from domain.usecases import handing
from domain.usecases.handing import InHand
from handlers import file_view
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import SentFile, SentOther, Tapped
from handlers.reporter.case_files import offered_to_case
from handlers.reporter.menu import danger_row
from handlers.reporter.progress import present, setting, show
from handlers.reporter.routes import TapHandler, argument
from handlers.reporter.words import sent_other
from handlers.screens import Button, Reply, Screen
from texts.markup import Html


async def sent_file(sent: SentFile, room: Room) -> Reply:
    """Take a file, or ask whether it belongs to a report, or say why it cannot be taken."""
    services = room.services
    if services.form.evidence is None:
        other = SentOther(kind=sent.kind, message=sent.message, forwarded=sent.forwarded)
        return await sent_other(other, room)
    if services.visits.is_there(room.reporter, room.occasion.now):
        return await offered_to_case(sent, room)
    if sent.file.size > LARGEST:
        refused = sent.file.turned_down(Refusal.TOO_LARGE)
        notice = file_view.refusal_of_kind(services, room.language, refused)
        return Reply(screen=(await present(room)).footed(notice))
    try:
        hand = await services.store.write(
            handing.hand_over, room.reporter, sent.file, sent.request, **setting(room)
        )
    except AlreadyHandled:
        hand = await services.store.read(handing.in_hand, room.reporter)
    services.wake_laundry()
    if hand.offered:
        return Reply(screen=offer_screen(room, hand))
    return Reply(screen=show(room, hand.draft) if hand.draft else await present(room))


def offer_screen(room: Room, hand: InHand) -> Screen:
    """Ask whether the files belong to a report, and say before what cannot be taken out of them."""
    count = len(hand.offered)
    kinds = file_view.kinds(room.services, room.language, hand.offered)
    words = [
        room.say(_question(room, hand.draft), count=count),
        room.say("evidence-offer-list", count=count, kinds=kinds),
    ]
    if any(file.caption for file in hand.offered):
        words.append(room.say("evidence-offer-words"))
    if any(file.may_tell_a_voice for file in hand.offered):
        words.append(room.say("evidence-warning-voice"))
    else:
        words.append(room.say("evidence-warning-looks"))
    take = "button-add-to-report" if hand.draft else "button-report-with-this"
    rows = [(Button(room.plain(take), pack("take", "whole"), style="primary"),)]
    if any(file.sent_as in WITH_PICTURE for file in hand.offered):
        rows.append((Button(room.plain("button-take-silent"), pack("take", "silent")),))
    leave = Button(room.plain("button-do-not-take"), pack("leave"))
    return Screen(Html("\n\n".join(words)), (*rows, (leave,), danger_row(room, "askfiles")))


def _question(room: Room, draft: Draft | None) -> str:
    if draft is None:
        return "evidence-offer"
    asked = isinstance(room.services.form.step(draft.at), Files)
    return "evidence-offer-here" if asked else "evidence-offer-in-report"


async def took_offered(tap: Tapped, room: Room) -> Reply:
    """Take what was offered, into the report under way or into a new one."""
    draft = await room.services.store.write(
        handing.take_offered,
        room.reporter,
        without_sound=argument(tap) == "silent",
        language=room.language,
        **setting(room),
    )
    room.services.wake_laundry()
    return Reply(screen=show(room, draft), toast=room.plain("added-to-report"))


async def asked_again(_: Tapped, room: Room) -> Reply:
    """Ask about the files once more, after the emergency card."""
    hand = await room.services.store.read(handing.in_hand, room.reporter)
    return Reply(screen=offer_screen(room, hand) if hand.offered else await present(room))


async def left_offered(_: Tapped, room: Room) -> Reply:
    """Forget what was offered."""
    await room.services.store.write(handing.leave_offered, room.reporter)
    room.services.scrub_soon()
    return Reply(screen=await present(room), toast=room.plain("evidence-left"))


async def removed_file(tap: Tapped, room: Room) -> Reply:
    """Take a file out of the report."""
    draft = await room.services.store.write(
        handing.remove_file, room.reporter, EvidenceId(argument(tap)), **setting(room)
    )
    room.services.scrub_soon()
    return Reply(screen=show(room, draft), toast=room.plain("evidence-removed-toast"))


async def settled_caption(tap: Tapped, room: Room) -> Reply:
    """Put the words that came with a file into the story, or leave them out."""
    keep = argument(tap, 1) == "add"
    if keep and room.services.form.story is None:
        raise AnswerRefused("wrong-kind")
    draft = await room.services.store.write(
        handing.settle_caption,
        room.reporter,
        EvidenceId(argument(tap)),
        keep=keep,
        **setting(room),
    )
    toast = room.plain("added-to-report" if keep else "evidence-caption-left")
    return Reply(screen=show(room, draft), toast=toast)


TAPS: dict[str, TapHandler] = {
    "take": took_offered,
    "leave": left_offered,
    "askfiles": asked_again,
    "unfile": removed_file,
    "under": settled_caption,
}
