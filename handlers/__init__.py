"""Telegram: turns taps into use cases and results into messages.

`register` is the only place where the order of handlers matters.
"""

from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers.commands import REPORTER_COMMANDS
from handlers.incoming import Door
from handlers.inline import tips_inline
from handlers.press import Press
from handlers.reporter import (
    answering,
    case,
    case_files,
    deciding,
    files,
    menu,
    privacy,
    receipt,
    report,
    review,
    tips,
    words,
)
from handlers.reporter.routes import dispatch, leaving, staying
from handlers.reporter.start import cancelled, pressed_start, unknown_command
from handlers.staff.actions import pressed_card
from handlers.staff.help import asked_for_staff_help
from handlers.staff.prompts import opened_prompt, said_words
from handlers.staff.proof import asked_about_proof

PRIVATE = filters.ChatType.PRIVATE
SAID = PRIVATE & filters.UpdateType.MESSAGE
SENT = PRIVATE & filters.UpdateType.MESSAGES  # new ones and edited ones; none of a business's chat
FILES = (
    filters.PHOTO
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.VOICE
    | filters.AUDIO
    | filters.ANIMATION
    | filters.Document.ALL
)

COMMANDS = {
    "report": report.opened_report,
    "case": case.asked_for_case,
    "tips": tips.asked_for_tips,
    "help_now": menu.asked_who_to_call,
    "privacy": privacy.asked_about_privacy,
    "language": privacy.asked_for_languages,
    "hide": privacy.hid_chat,
    "delete": privacy.asked_to_delete,
    "cancel": cancelled,
    "help": menu.asked_for_help,
}
"""What each command of the private chat does; ``/start`` is staff's way in as well."""


TAP_TABLES = (
    menu.TAPS,
    report.TAPS,
    answering.TAPS,
    review.TAPS,
    deciding.TAPS,
    words.TAPS,
    privacy.TAPS,
    tips.TAPS,
    receipt.TAPS,
    case.TAPS,
    case_files.TAPS,
    files.TAPS,
)
"""What each button of the private chat does, by its verb."""


AT_A_CASE = frozenset({*case.TAPS, *case_files.TAPS, "emergency"})
"""The verbs that leave a case open as it is: its own, and that of the emergency card."""


def register(application: Application[Any, Any, Any, Any, Any, Any], door: Door) -> None:
    """Add every handler, from the most particular to the one that answers all the rest."""
    taps = staying(AT_A_CASE, dispatch(*TAP_TABLES))
    add = application.add_handler
    add(TypeHandler(Press, door.tapped(taps, pressed_card)))
    start = door.said_by_anyone(leaving(pressed_start), opened_prompt)
    add(CommandHandler("start", start, filters=SAID))
    for command in REPORTER_COMMANDS:
        if command in COMMANDS:
            add(CommandHandler(command, door.said(leaving(COMMANDS[command])), filters=SAID))
    proof = door.said_by_anyone(unknown_command, asked_about_proof)
    add(CommandHandler("proof", proof, filters=SAID))
    add(CommandHandler("proof", door.staff_said(asked_about_proof), filters=~PRIVATE))
    add(CommandHandler("help", door.staff_said(asked_for_staff_help), filters=~PRIVATE))
    add(MessageHandler(SAID & filters.COMMAND, door.said(unknown_command)))
    add(MessageHandler(SAID & filters.VENUE, door.sent_other(words.sent_other)))
    add(MessageHandler(SAID & filters.LOCATION, door.shared_pin(words.shared_pin)))
    add(MessageHandler(SAID & FILES, door.sent_file(files.sent_file)))
    add(MessageHandler(SAID & filters.TEXT, door.said_by_anyone(words.said_words, said_words)))
    add(MessageHandler(SENT, door.sent_other(words.sent_other)))
    add(InlineQueryHandler(tips_inline(door.services, door.first_language)))
    add(TypeHandler(Update, nothing_to_answer))


async def nothing_to_answer(_: Update, __: object) -> None:
    """Let pass what nobody waits for an answer to: talk among staff, blocks, joins."""
