"""The commands that menus offer, and the words a person reads before pressing Start.

Set per language and scope at start, and only where they changed.
"""

from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from domain.model.ids import Language
from handlers.problems import key
from texts.catalogue import Catalogue

REPORTER_COMMANDS = (
    "start",
    "report",
    "case",
    "tips",
    "help_now",
    "privacy",
    "language",
    "hide",
    "delete",
    "cancel",
    "help",
)
"""Commands of the private chat; each has words under ``command-<name>``."""

STAFF_COMMANDS = ("help", "proof")
"""Commands of staff chats; each has words under ``staff-command-<name>``."""


async def introduce(
    bot: Bot, texts: Catalogue, first: Language, staff_chats: frozenset[int]
) -> int:
    """Set menus and descriptions; return how many staff chats could not be given their menu."""
    for language in texts.languages:
        # The first language is also what people of every other language get.
        code = "" if language.code == first else language.code
        await _private(bot, texts, Language(language.code), code)
    refused = 0
    for chat in staff_chats:
        commands = [
            BotCommand(each, texts.plain(first, f"staff-command-{key(each)}"))
            for each in STAFF_COMMANDS
        ]
        try:
            await bot.set_my_commands(commands, scope=BotCommandScopeChat(chat))
        except TelegramError:
            refused += 1
    return refused


async def _private(bot: Bot, texts: Catalogue, language: Language, code: str) -> None:
    scope = BotCommandScopeAllPrivateChats()
    wanted = tuple(
        BotCommand(each, texts.plain(language, f"command-{key(each)}"))
        for each in REPORTER_COMMANDS
    )
    if await bot.get_my_commands(scope=scope, language_code=code) != wanted:
        await bot.set_my_commands(wanted, scope=scope, language_code=code)
    description = texts.plain(language, "bot-description")
    if (await bot.get_my_description(language_code=code)).description != description:
        await bot.set_my_description(description, language_code=code)
    short = texts.plain(language, "bot-short-description")
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)
