"""Methods with which a bot says who it is: commands, name, descriptions, menu button."""

from collections.abc import Callable

from sandbox.methods.table import COMMANDS, INTEGER, MENU_BUTTON, SCOPE, TEXT, Method, may, needed
from sandbox.profile import NEEDS_CHAT, Scope, checked_commands, checked_language
from sandbox.refusals import Json, bad_request
from sandbox.world import World

SIMPLE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


def set_commands(world: World, asked: Json) -> object:
    """Offer commands to the people of a scope, in a language."""
    key = _key(world, asked)
    world.profile.commands[key] = checked_commands(asked["commands"])
    world.changes.announce("state")
    return True


def get_commands(world: World, asked: Json) -> object:
    """Tell which commands were set for exactly this scope and language."""
    return world.profile.commands.get(_key(world, asked), [])


def delete_commands(world: World, asked: Json) -> object:
    """Let a wider scope decide again."""
    world.profile.commands.pop(_key(world, asked), None)
    world.changes.announce("state")
    return True


def _key(world: World, asked: Json) -> tuple[Scope, str]:
    scope = asked.get("scope") or {"type": "default"}
    language = checked_language(asked.get("language_code", ""))
    kind = scope.get("type", "")
    if kind in SIMPLE_SCOPES:
        return (kind, 0, 0), language
    if kind not in NEEDS_CHAT:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = world.chat(scope.get("chat_id"))
    user = scope.get("user_id", 0) if kind == "chat_member" else 0
    return (kind, chat.id, user), language


def set_menu_button(world: World, asked: Json) -> object:
    """Choose what the button beside the composer does."""
    world.profile.menu_buttons[asked.get("chat_id")] = asked.get("menu_button") or {}
    return True


def _setter(what: str) -> Callable[[World, Json], object]:
    def put(world: World, asked: Json) -> object:
        world.profile.say(what, asked.get(what, ""), asked.get("language_code", ""))
        world.bot.renamed(world.profile.said("name", ""))
        world.changes.announce("state")
        return True

    return put


def _getter(what: str) -> Callable[[World, Json], object]:
    def get(world: World, asked: Json) -> object:
        return {what: world.profile.said(what, asked.get("language_code", ""))}

    return get


_WHOSE = {"scope": may(SCOPE), "language_code": may(TEXT)}
_LANGUAGE = {"language_code": may(TEXT)}

DESCRIBING = (
    Method("setMyCommands", {"commands": needed(COMMANDS), **_WHOSE}, "true", set_commands),
    Method("getMyCommands", _WHOSE, "commands", get_commands),
    Method("deleteMyCommands", _WHOSE, "true", delete_commands),
    Method("setMyName", {"name": may(TEXT), **_LANGUAGE}, "true", _setter("name")),
    Method("getMyName", _LANGUAGE, "the bot's name", _getter("name")),
    Method(
        "setMyDescription",
        {"description": may(TEXT), **_LANGUAGE},
        "true",
        _setter("description"),
    ),
    Method("getMyDescription", _LANGUAGE, "the bot's description", _getter("description")),
    Method(
        "setMyShortDescription",
        {"short_description": may(TEXT), **_LANGUAGE},
        "true",
        _setter("short_description"),
    ),
    Method(
        "getMyShortDescription",
        _LANGUAGE,
        "the bot's short description",
        _getter("short_description"),
    ),
    Method(
        "setChatMenuButton",
        {"chat_id": may(INTEGER), "menu_button": may(MENU_BUTTON)},
        "true",
        set_menu_button,
    ),
)
