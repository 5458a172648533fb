"""Writing to the reporter, in the private chat: asked for, shown just as it will be read, sent.

Only the button under what was shown sends. Words typed at any other moment are never sent.
"""

from domain.acting import OnDesk
from domain.model.canned import OWN_WORDS
from domain.model.case import Case
from domain.model.desk import Desk
from domain.model.errors import AnswerRefused, StaleButton
from domain.model.ids import CaseId
from domain.usecases import letters
from handlers.buttons import pack
from handlers.context import Office
from handlers.letter_view import canned_words, letter_html
from handlers.problems import key
from handlers.screens import Button, Reply, Row, Screen
from handlers.staff.held import held
from texts.markup import Html

SEND = "ssend"
CHANGE = "schange"
CANCEL = "scancel"

VERBS = frozenset({SEND, CHANGE})


async def opened_letter(office: Office, case: Case, action: str, choice: str) -> Screen:
    """Ask for the words, or show a canned text as the reporter will read it."""
    if choice == OWN_WORDS:
        return _prompt(office, case, action)
    words = canned_words(office.services, case.report.language, choice)
    return _preview(office, await _drafted(office, words))


async def said_letter(text: str, desk: Desk, office: Office) -> Reply:
    """Take the words that were asked for; where none were asked for, show what waits again."""
    if desk.words:
        _, case = await office.services.store.read(
            letters.letter_on_desk, office.member, office.occasion
        )
        shown = _preview(office, OnDesk(desk=desk, case=case))
        return Reply(screen=shown.headed(office.say("staff-letter-not-taken")))
    try:
        return Reply(screen=_preview(office, await _drafted(office, text)))
    except AnswerRefused as refused:
        words = office.say(f"staff-letter-{refused.reason}", limit=refused.limit)
        row = cancel_row(office, desk.action, desk.case)
        return Reply(screen=Screen(words, (row,), asks=True))


async def pressed_letter(verb: str, stamp: str, office: Office) -> Reply:
    """Send what was shown, or ask for other words."""
    try:
        if verb == SEND:
            return await _sent(stamp, office)
        rewritten = await office.services.store.write(
            letters.rewrite_letter, office.member, stamp, occasion=office.occasion
        )
    except StaleButton:
        return Reply(toast=office.plain("staff-toast-letter-stale"), alert=True)
    return Reply(screen=_prompt(office, rewritten.case, rewritten.desk.action))


async def _sent(stamp: str, office: Office) -> Reply:
    services = office.services
    case = await services.store.write(
        letters.send_letter,
        office.member,
        stamp,
        occasion=office.occasion,
        chance=services.chance,
        one_place=services.staff.is_one_place,
    )
    services.wake_delivery()
    # The words waited on the desk: the database's log keeps them no longer than it must.
    services.scrub_soon()
    return Reply(screen=Screen(office.say("staff-letter-sent", number=case.number)))


async def _drafted(office: Office, words: str) -> OnDesk:
    return await office.services.store.write(
        letters.draft_letter,
        office.member,
        words,
        occasion=office.occasion,
        chance=office.services.chance,
    )


def _prompt(office: Office, case: Case, action: str) -> Screen:
    words = office.say(f"staff-prompt-{key(action)}", number=case.number)
    return Screen(words, (cancel_row(office, action, case.id),), asks=True)


def _preview(office: Office, on_desk: OnDesk) -> Screen:
    desk, case, services = on_desk.desk, on_desk.case, office.services
    theirs = case.report.language
    parts = [
        office.say("staff-letter-preview", number=case.number),
        letter_html(services, theirs, desk.words, office.occasion.now.date()),
    ]
    if theirs != office.language and desk.words == _canned(office, case, desk):
        meant = canned_words(services, office.language, desk.choice)
        parts.append(office.say("staff-letter-in-your-language", words=meant))
    parts.append(office.say("staff-letter-how"))
    screen = Screen(Html("\n\n".join(parts)), _ways(office, desk), asks=True)
    return held(office, case, screen)


def _canned(office: Office, case: Case, desk: Desk) -> str | None:
    if desk.choice == OWN_WORDS:
        return None
    return canned_words(office.services, case.report.language, desk.choice)


def _ways(office: Office, desk: Desk) -> tuple[Row, ...]:
    send = Button(office.plain("staff-letter-send"), pack(SEND, desk.stamp), style="success")
    change = Button(office.plain("staff-letter-change"), pack(CHANGE, desk.stamp))
    return ((send,), (change, *cancel_row(office, desk.action, desk.case)))


def cancel_row(office: Office, action: str, case: CaseId) -> Row:
    """Return the button that leaves just this unwritten, and nothing that was begun since."""
    return (Button(office.plain("staff-prompt-cancel"), pack(CANCEL, action, case)),)
