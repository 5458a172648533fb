"""Staff's private chat with the bot: where words are typed and where words are read.

Opened by a card's button; roles are checked again at every press and message. What is typed here
goes to the action that asked for it or nowhere.  To a reporter goes only what was shown once more.
"""

import re
from dataclasses import dataclass, replace

from domain.model.actions import writes_letter
from domain.model.case import Case
from domain.model.desk import Desk
from domain.model.errors import AlreadyHandled, DomainError, StaleButton
from domain.model.ids import CaseId, ChatId
from domain.model.outgoing import Post
from domain.model.words import utf16_length
from domain.usecases import casework, exhibiting
from handlers.context import Office
from handlers.events import StaffSaid, StaffTapped
from handlers.holding import hold
from handlers.problems import key
from handlers.screens import MAX_TOAST, Reply, Screen
from handlers.staff.card import EVIDENCE, READ, VIEWS
from handlers.staff.evidence import coming_screen
from handlers.staff.held import held
from handlers.staff.letters import (
    CANCEL,
    VERBS,
    cancel_row,
    opened_letter,
    pressed_letter,
    said_letter,
)
from handlers.staff.masking import TURN, UNDO, done_row, mask_at, mask_screen, page_with
from handlers.staff.reading import DONE, PAGE, history_screen, words_screen
from handlers.staff.refusals import words_for
from texts.markup import escaped

MASK = "mask"

NOTE_LONGEST = 3000
"""UTF-16 units of a note, so that the answer which shows it again fits in one message."""

_LINK = re.compile(r"s_(?P<action>[a-z_]+)_(?P<case>[0-9a-f]{16})(?:_(?P<choice>[a-z_]+))?")


@dataclass(frozen=True, kw_only=True)
class Link:
    """What a card's button said when it opened the private chat."""

    action: str
    case: CaseId
    choice: str


async def opened_prompt(event: StaffSaid, office: Office) -> Reply | None:
    """Show what a card's link leads to; None when the words after ``/start`` are no such link."""
    link = _link(event.argument)
    if link is None:
        return None
    try:
        return Reply(screen=await _opened(link, office))
    except AlreadyHandled:
        raise
    except DomainError as problem:
        return _refused(problem, office)


async def said_words(event: StaffSaid, office: Office) -> Reply | None:
    """Take words for the action that waits for them; None when none does."""
    desk = await office.services.store.read(casework.desk_of, office.member.id)
    if desk is None or not event.text:
        return None
    there = await _holds(event, desk, office)
    reply = await _answered(event, desk, office)
    # Of a case that is gone nobody would find these words again.
    return reply if there or event.message is None else replace(reply, wipe=(event.message,))


async def _holds(event: StaffSaid, desk: Desk, office: Office) -> bool:
    """Have what was typed for a case go with it; tell whether the case is still there."""
    if event.message is None:
        return True
    # A private chat's id is its person's id.
    post = Post(chat=ChatId(office.member.id), message=event.message)
    return await hold(office, desk.case, post)


async def _answered(event: StaffSaid, desk: Desk, office: Office) -> Reply:
    if desk.expires_at <= office.occasion.now:
        await office.services.store.write(casework.clear_desk, office.member.id)
        return Reply(screen=Screen(office.say("staff-prompt-expired")), answered=True)
    try:
        reply = await _taken(event.text, desk, office)
    except AlreadyHandled:
        raise
    except DomainError as problem:
        reply = _asked_again(words_for(problem, office), desk, office)
    return replace(reply, answered=True)


async def pressed_private(event: StaffTapped, office: Office) -> Reply:
    """Do what a button in the member's private chat asks, or say why not."""
    try:
        return await _pressed(event, office)
    except AlreadyHandled:
        raise
    except DomainError as problem:
        return Reply(toast=words_for(problem, office)[:MAX_TOAST], alert=True)


async def _opened(link: Link, office: Office) -> Screen:
    store = office.services.store
    if link.action == EVIDENCE:
        return await _exhibited(link.case, office)
    if link.action in VIEWS:
        case = await store.read(casework.case_for_staff, link.case)
        return _view(link.action, office, case, 0)
    case = await store.write(
        casework.open_desk,
        link.case,
        link.action,
        office.member,
        occasion=office.occasion,
        choice=link.choice,
    )
    if link.action == MASK:
        return mask_screen(office, case)
    if link.choice and writes_letter(link.action):
        return await opened_letter(office, case, link.action, link.choice)
    words = office.say(f"staff-prompt-{key(link.action)}", number=case.number)
    return Screen(words, (cancel_row(office, link.action, case.id),), asks=True)


async def _exhibited(case_id: CaseId, office: Office) -> Screen:
    """Have the files of a case sent to this chat, which is the member's own."""
    services = office.services
    casework.ensure_may_read(
        await services.store.read(casework.case_for_staff, case_id), office.member
    )
    case = await services.store.write(
        exhibiting.show_evidence,
        case_id,
        office.member,
        occasion=office.occasion,
        chance=services.chance,
    )
    services.wake_delivery()
    return coming_screen(office, case)


def _view(view: str, office: Office, case: Case, page: int) -> Screen:
    if view == READ:
        casework.ensure_may_read(case, office.member)
        return words_screen(office, case, page)
    casework.ensure_is_staff(office.member)
    return history_screen(office, case, page)


async def _taken(text: str, desk: Desk, office: Office) -> Reply:
    if desk.action == MASK:
        return await _masked(text, desk.case, office)
    if writes_letter(desk.action):
        return await said_letter(text, desk, office)
    if not desk.choice and utf16_length(text) > NOTE_LONGEST:
        words = office.plain("staff-note-too-long", limit=NOTE_LONGEST)
        return _asked_again(words, desk, office)
    services = office.services
    taken = await services.store.write(
        casework.take_desk,
        office.member,
        text,
        occasion=office.occasion,
        chance=services.chance,
        one_place=services.staff.is_one_place,
    )
    services.wake_delivery()
    if desk.choice:
        return Reply(screen=Screen(office.say(f"staff-toast-{key(desk.action)}")))
    added = Screen(office.say("staff-note-added", number=taken.case.number, words=text))
    return Reply(screen=held(office, taken.case, added))


async def _masked(text: str, case_id: CaseId, office: Office) -> Reply:
    services = office.services
    case = await services.store.write(
        casework.mask_words,
        case_id,
        office.member,
        text,
        occasion=office.occasion,
        chance=services.chance,
    )
    services.wake_delivery()
    return Reply(screen=mask_screen(office, case, page_with(office, case, text)))


async def _pressed(event: StaffTapped, office: Office) -> Reply:
    # A private chat's id is its person's id; elsewhere such a button was forged, and words of a
    # case would be read by everybody there.
    if event.chat != ChatId(office.member.id):
        raise StaleButton
    match (event.verb, *event.arguments):
        case (verb, *_) if verb == CANCEL:
            return await _cancelled(event.arguments, office)
        case (verb, view, case, page) if verb == PAGE and view in VIEWS and page.isdecimal():
            found = await office.services.store.read(casework.case_for_staff, CaseId(case))
            return Reply(screen=_view(view, office, found, int(page)))
        case (verb, stamp) if verb in VERBS:
            return await pressed_letter(verb, stamp, office)
        case (verb, what, case) if verb == DONE:
            return await _finished(what, CaseId(case), office)
        case (verb, case, page) if verb == TURN and page.isdecimal():
            return await _turned(CaseId(case), int(page), office)
        case (verb, case, page, index, count) if verb == UNDO and page.isdecimal():
            return await _undone(CaseId(case), int(page), index, count, office)
        case _:
            raise StaleButton


async def _cancelled(meant: tuple[str, ...], office: Office) -> Reply:
    """Wait for words no longer; a button of a prompt that was answered changes nothing else."""
    store = office.services.store
    desk = await store.read(casework.desk_of, office.member.id)
    if desk is None or meant != (desk.action, desk.case):
        return Reply(screen=Screen(office.say("staff-prompt-over")))
    await store.write(casework.clear_desk, office.member.id)
    return Reply(screen=Screen(office.say("staff-prompt-cancelled")))


async def _finished(what: str, case_id: CaseId, office: Office) -> Reply:
    store = office.services.store
    case = await store.read(casework.case_for_staff, case_id)
    if what == EVIDENCE:
        await store.write(
            exhibiting.finish_viewing,
            case_id,
            ChatId(office.member.id),
            now=office.occasion.now,
            chance=office.services.chance,
        )
        office.services.wake_delivery()
        return Reply(screen=Screen(office.say("staff-evidence-finished", number=case.number)))
    if what != MASK:
        return Reply(screen=Screen(office.say("staff-read-finished", number=case.number)))
    await store.write(casework.clear_desk, office.member.id)
    return Reply(screen=Screen(office.say("staff-mask-finished", number=case.number)))


async def _turned(case_id: CaseId, page: int, office: Office) -> Reply:
    """Turn to another answer; what is typed next belongs to the masking of this case again."""
    case = await office.services.store.write(
        casework.open_desk, case_id, MASK, office.member, occasion=office.occasion
    )
    return Reply(screen=mask_screen(office, case, page))


async def _undone(case_id: CaseId, page: int, index: str, count: str, office: Office) -> Reply:
    services = office.services
    case = await services.store.read(casework.case_for_staff, case_id)
    mask = mask_at(case, index, count)
    if mask is None:
        return await _turned(case_id, page, office)
    after = await services.store.write(
        casework.toggle_mask,
        case_id,
        mask.step,
        mask.words,
        office.member,
        occasion=office.occasion,
        chance=services.chance,
    )
    services.wake_delivery()
    toast = office.plain("staff-mask-undone")
    return Reply(screen=mask_screen(office, after, page), toast=toast)


def _link(argument: str) -> Link | None:
    found = _LINK.fullmatch(argument)
    if found is None:
        return None
    return Link(action=found["action"], case=CaseId(found["case"]), choice=found["choice"] or "")


def _asked_again(why: str, desk: Desk, office: Office) -> Reply:
    """Say why the words do not do; others are still waited for."""
    masking = desk.action == MASK
    row = done_row(office, desk.case) if masking else cancel_row(office, desk.action, desk.case)
    return Reply(screen=Screen(escaped(why), (row,), asks=True))


def _refused(problem: DomainError, office: Office) -> Reply:
    return Reply(screen=Screen(escaped(words_for(problem, office))))
