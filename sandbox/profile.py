"""What the bot says about itself: commands, names and descriptions per scope and language."""

import re
from dataclasses import dataclass, field

from sandbox.chats import Chat
from sandbox.refusals import Json, Refusal, bad_request

MAX_COMMANDS = 100
MAX_COMMAND_WORDS = 256
LONGEST = {"name": 64, "description": 512, "short_description": 120}

Scope = tuple[str, int, int]
"""Type, chat and user of a command scope; 0 where the type has none."""

EVERYWHERE: Scope = ("default", 0, 0)
ADMINISTRATORS = ("all_chat_administrators", "chat_administrators")
NEEDS_CHAT = ("chat", "chat_administrators", "chat_member")

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(slots=True)
class Profile:
    """The bot's own words; ``words`` are names and descriptions by field and language."""

    name: str
    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    menu_buttons: dict[int | None, Json] = field(default_factory=dict)

    def say(self, what: str, text: str, language: str) -> None:
        """Set a name or description; empty words unset it."""
        if len(text) > LONGEST[what]:
            raise bad_request(f"{what.replace('_', ' ')} is too long")
        by_language = self.words.setdefault(what, {})
        if text:
            by_language[checked_language(language)] = text
        else:
            by_language.pop(checked_language(language), None)

    def said(self, what: str, language: str) -> str:
        """Give a name or description as a person with this language reads it."""
        by_language = self.words.get(what, {})
        default = by_language.get("", self.name if what == "name" else "")
        return by_language.get(language, default)

    def seen_commands(self, chat: Chat, person: int, language: str) -> list[Json]:
        """Find the commands that a person is offered in a chat: the narrowest scope wins."""
        for scope in scopes(chat, person):
            for tongue in (language.partition("-")[0], ""):
                if commands := self.commands.get((scope, tongue)):
                    return commands
        return []


def scopes(chat: Chat, person: int) -> list[Scope]:
    """List the scopes that apply, in Telegram's order."""
    if chat.is_private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), EVERYWHERE]
    if chat.type == "channel":
        return []
    listed: list[Scope] = [
        ("chat_member", chat.id, person),
        ("chat_administrators", chat.id, 0),
        ("chat", chat.id, 0),
        ("all_chat_administrators", 0, 0),
        ("all_group_chats", 0, 0),
        EVERYWHERE,
    ]
    if chat.members.get(person) == "administrator":
        return listed
    return [scope for scope in listed if scope[0] not in ADMINISTRATORS]


def checked_commands(raw: list[Json]) -> list[Json]:
    """Check a list of commands as Telegram does."""
    if len(raw) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for each in raw:
        if not _COMMAND.fullmatch(each.get("command", "").lstrip("/")):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID", loud=True)
        if not 1 <= len(each.get("description", "")) <= MAX_COMMAND_WORDS:
            raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID", loud=True)
    return [{**each, "command": each["command"].lstrip("/")} for each in raw]


def checked_language(code: str) -> str:
    """Accept a two-letter code or nothing, as Telegram does."""
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code
