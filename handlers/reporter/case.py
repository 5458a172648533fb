"""Coming back to a case: the code, how it stands, words for staff, taking it back, a proof.

Words are read back from the chat when they are sent, so that nothing of them is kept in between.
"""

from domain.adding import OVER
from domain.model.clues import hidden
from domain.model.code import SLIPS, SYMBOLS, read_code, readable
from domain.model.contact import Proof
from domain.model.errors import CaseGone, NotPossibleNow, StaleButton
from domain.model.ids import CaseId
from domain.model.receipt_proof import proof_of
from domain.usecases import visiting
from handlers.buttons import pack
from handlers.context import Room
from handlers.events import Said, Tapped
from handlers.reporter.case_now import case_now, visit_of
from handlers.reporter.clues import marker
from handlers.reporter.menu import danger_row, hide, to_menu, to_report
from handlers.reporter.routes import TapHandler, read
from handlers.screens import Button, Reply, Row, Screen
from texts.markup import Html

HIDDEN = "hidden"
"""Says of a button that it sends the words with what could name somebody taken out."""


async def asked_for_case(_: Said | Tapped, room: Room) -> Reply:
    """Show the open case, or those that are answered in this chat, or ask for a code."""
    visit = room.services.visits.of(room.reporter, room.occasion.now)
    if visit:
        room.services.visits.awaits_none(room.reporter)
        return Reply(screen=await case_now(room, visit))
    cases = await room.services.store.read(visiting.cases_of, room.way)
    if len(cases) == 1:
        return await _opened(room, cases[0], room.way)
    return await _asked_for_code(room, cases)


async def asked_for_another(_: Tapped, room: Room) -> Reply:
    """Close the open case and ask for the code of another."""
    room.services.visits.end(room.reporter)
    cases = await room.services.store.read(visiting.cases_of, room.way)
    return await _asked_for_code(room, cases)


async def _asked_for_code(room: Room, cases: tuple[CaseId, ...]) -> Reply:
    room.services.visits.await_code(room.reporter, room.occasion.now)
    rows = []
    for at, case in enumerate(cases):
        own = await room.services.store.read(visiting.own_case, case, room.way)
        words = room.plain("button-case-of", day=own.received_on)
        rows.append((Button(words, pack("opencase", at)),))
    return Reply(screen=Screen(room.say("case-enter-code"), (*rows, (to_menu(room), hide(room)))))


async def picked_case(tap: Tapped, room: Room) -> Reply:
    """Open one of the cases that are answered in this chat."""
    cases, at = await room.services.store.read(visiting.cases_of, room.way), read(tap, int)
    if not 0 <= at < len(cases):
        raise StaleButton
    return await _opened(room, cases[at], room.way)


async def gave_code(said: Said, room: Room) -> Reply:
    """Open the case of a code; the message with the code is taken out of the chat."""
    visits, now = room.services.visits, room.occasion.now
    code = read_code(said.text)
    if code is None:
        return _refused(room, "case-code-slip", said)
    if not visits.may_try(room.reporter, now):
        return _refused(room, "case-code-too-many", said)
    keys = await room.services.ways.mail_keys(code)
    cases = await room.services.store.read(visiting.cases_of, keys)
    if not cases:
        visits.was_wrong(room.reporter, now)
        return _refused(room, "case-code-unknown", said)
    reply = await _opened(room, cases[0], keys)
    return Reply(screen=reply.screen, wipe=(said.message,))


def awaits_code(said: Said, room: Room) -> bool:
    """Tell whether words are a code: asked for, or unmistakable by themselves.

    A code must not end up in a story only because the bot was started anew after asking for it.
    """
    if room.services.visits.awaits_code(room.reporter, room.occasion.now):
        return True
    return read_code(said.text) is not None and any(each.isdigit() for each in said.text)


def _refused(room: Room, why: str, said: Said) -> Reply:
    room.services.visits.await_code(room.reporter, room.occasion.now)
    at_a_case = room.services.visits.is_there(room.reporter, room.occasion.now)
    back: tuple[Row, ...] = ((_back(room),),) if at_a_case else ()
    screen = Screen(room.say(why), (*back, (to_menu(room), hide(room))))
    # Words that were no code at all stay where they are.
    symbols = readable(said.text)
    meant = abs(len(symbols) - SYMBOLS) <= SLIPS and any(each.isdigit() for each in symbols)
    return Reply(screen=screen, wipe=(said.message,) if meant else ())


async def _opened(room: Room, case: CaseId, proof: Proof) -> Reply:
    room.services.visits.begin(room.reporter, case, proof, room.occasion.now)
    return Reply(screen=await case_now(room, visit_of(room)))


async def turned_page(tap: Tapped, room: Room) -> Reply:
    """Show another page of the story."""
    return Reply(screen=await case_now(room, visit_of(room), read(tap, int)))


async def said_to_staff(said: Said, room: Room) -> Reply:
    """Show what would be sent, and ask; the words stay in the chat until then."""
    if await _takes_no_more(room):
        return Reply(screen=_not_taken(room))
    if len(said.text) > visiting.LONGEST_ADDITION:
        words = room.say("refusal-too-long", limit=visiting.LONGEST_ADDITION)
        return Reply(screen=(await case_now(room, visit_of(room))).headed(words))
    return Reply(screen=_confirm_screen(room, said.text), reply_to=said.message)


async def _takes_no_more(room: Room) -> bool:
    visit = visit_of(room)
    try:
        own = await room.services.store.read(visiting.own_case, visit.case, visit.proof)
    except CaseGone:
        return False
    return own.status in OVER


def _not_taken(room: Room) -> Screen:
    """Say that words were not sent, because nobody works on the case any more."""
    words = room.say("case-takes-no-words")
    return Screen(words, ((to_report(room),), (_back(room),), danger_row(room, "mine")))


async def asked_again(tap: Tapped, room: Room) -> Reply:
    """Ask about the words once more, after the emergency card."""
    visit = visit_of(room)
    if not tap.about:
        return Reply(screen=await case_now(room, visit))
    return Reply(screen=_confirm_screen(room, tap.about), quoting=True)


def _confirm_screen(room: Room, text: str) -> Screen:
    leave = Button(room.plain("button-do-not-send"), pack("mine"))
    words, sends = _confirming(room, text)
    return Screen(words, (*sends, (leave,), danger_row(room, "asktostaff")))


def _confirming(room: Room, text: str) -> tuple[Html, tuple[Row, ...]]:
    """Ask whether to send, and point out what in the words could name somebody."""
    clues = room.services.find_clues(text)
    plain = "button-send-as-it-is" if clues else "button-send-to-staff"
    send = Button(room.plain(plain), pack("tostaff"), style="" if clues else "success")
    if not clues:
        return room.say("case-confirm-words"), ((send,),)
    kinds = dict.fromkeys((each.kind, each.shortened) for each in clues)
    told = [room.say(f"clue-{kind.value}", words=words) for kind, words in kinds]
    bare = Button(room.plain("button-hide-and-send"), pack("tostaff", HIDDEN), style="success")
    return Html("\n\n".join([room.say("case-confirm-words"), *told])), ((bare,), (send,))


async def sent_to_staff(tap: Tapped, room: Room) -> Reply:
    """Add the words that the screen replies to."""
    visit, services = visit_of(room), room.services
    words = tap.about
    if HIDDEN in tap.arguments:
        # From the last to the first, so that where the others stand does not move.
        for clue in sorted(services.find_clues(words), key=lambda each: -each.start):
            words = hidden(words, [clue], marker(room, clue))
    try:
        await services.store.write(
            visiting.add_words,
            visit.case,
            visit.proof,
            words,
            occasion=room.occasion,
            policy=services.policy,
            chance=services.chance,
        )
    except NotPossibleNow:
        return Reply(screen=_not_taken(room))
    services.wake_delivery()
    services.scrub_soon()
    return Reply(screen=await case_now(room, visit), toast=room.plain("case-words-sent"))


async def asked_for_proof(_: Tapped, room: Room) -> Reply:
    """Show a proof of receipt that opens nothing."""
    visit, services = visit_of(room), room.services
    own = await services.store.read(visiting.own_case, visit.case, visit.proof)
    proof = proof_of(own.id, own.received_on, services.ways.mac)
    text = room.say(
        "case-proof",
        proof=proof,
        day=own.received_on,
        organisation=services.organisation.name,
    )
    copy = Button(room.plain("button-copy-proof"), copy=proof)
    return Reply(screen=Screen(text, ((copy,), (_back(room), hide(room)))))


async def asked_to_withdraw(_: Tapped, room: Room) -> Reply:
    """Say what deleting a report means, before it is deleted."""
    visit_of(room)
    asked = room.say("case-withdraw", delay_minutes=room.services.policy.delay_minutes)
    sure = Button(room.plain("button-withdraw-surely"), pack("withdraw"), style="danger")
    return Reply(screen=Screen(asked, ((sure,), (_back(room), hide(room)))))


async def withdrew(_: Tapped, room: Room) -> Reply:
    """Delete the report, here and in the staff chats."""
    visit, services = visit_of(room), room.services
    await services.store.write(
        visiting.withdraw,
        visit.case,
        visit.proof,
        occasion=room.occasion,
        policy=services.policy,
        chance=services.chance,
    )
    services.visits.end(room.reporter)
    services.senders.forget(visit.case)
    services.wake_delivery()
    services.scrub_soon()
    return _ended(room, room.say("case-withdrawn", delay_minutes=services.policy.delay_minutes))


async def asked_to_cut(_: Tapped, room: Room) -> Reply:
    """Say what giving up being reached means."""
    visit = visit_of(room)
    own = await room.services.store.read(visiting.own_case, visit.case, visit.proof)
    words = room.say("case-cut")
    if own.in_work:
        words = Html(f"{words}\n{room.say('case-cut-files')}")
    sure = Button(room.plain("button-cut-surely"), pack("forgetway"), style="danger")
    return Reply(screen=Screen(words, ((sure,), (_back(room), hide(room)))))


async def cut(_: Tapped, room: Room) -> Reply:
    """Forget the way from the case to this chat."""
    visit, services = visit_of(room), room.services
    await services.store.write(
        visiting.cut_route,
        visit.case,
        visit.proof,
        occasion=room.occasion,
        policy=services.policy,
        chance=services.chance,
    )
    services.visits.end(room.reporter)
    services.wake_delivery()
    services.scrub_soon()
    return _ended(room, room.say("case-cut-done"))


def _ended(room: Room, words: Html) -> Reply:
    return Reply(screen=Screen(words, ((to_menu(room), hide(room)),)))


def _back(room: Room) -> Button:
    return Button(room.plain("button-back-to-case"), pack("mine"))


TAPS: dict[str, TapHandler] = {
    "mine": asked_for_case,
    "opencase": picked_case,
    "anothercode": asked_for_another,
    "turnstory": turned_page,
    "tostaff": sent_to_staff,
    "asktostaff": asked_again,
    "proof": asked_for_proof,
    "leavecase": asked_to_withdraw,
    "withdraw": withdrew,
    "unreach": asked_to_cut,
    "forgetway": cut,
}
