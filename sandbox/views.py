"""The world as the page draws it: plain JSON for a viewer, and a chat as a person would read it."""

from collections.abc import Iterable

import orjson

from sandbox.cast import Person
from sandbox.chats import Chat
from sandbox.keyboards import Button
from sandbox.messages import Message
from sandbox.refusals import Json
from sandbox.world import World

SHOWN_FIELDS = (
    "file_id",
    "width",
    "height",
    "duration",
    "latitude",
    "longitude",
    "address",
    "question",
    "emoji",
    "value",
)
RENAMED = {
    "file_name": "name",
    "first_name": "name",
    "file_size": "size",
    "mime_type": "mime",
    "phone_number": "phone",
    "title": "title",
}


def messages_of(chat: Chat) -> bytes:
    """Write all messages of a chat as a JSON list; each is written once until it changes."""
    return b"[" + b",".join(map(_page, chat.messages.values())) + b"]"


def _page(message: Message) -> bytes:
    if message.page is None:
        message.page = orjson.dumps(message_view(message))
    return message.page


def message_view(message: Message) -> Json:
    """Write one message as the page wants it."""
    return {
        "id": message.id,
        "from": _author(message),
        "date": message.date,
        "text": message.text,
        "entities": message.entities,
        "media": _media(message),
        "buttons": [[_button(each) for each in row] for row in message.buttons],
        "reply_keyboard": _reply_keyboard(message),
        "force_reply": bool(message.wish and message.wish.get("force_reply")),
        "protected": message.protected,
        "edited": message.edited_at is not None,
        "reply_to": message.reply_to.id if message.reply_to else None,
        "topic": message.topic,
        "forward_from": _origin(message.origin),
        "deleted": message.deleted,
        "pinned": message.pinned,
        "album": message.album or None,
        "service": message.service or None,
        "reactions": _reactions(message),
    }


def _author(message: Message) -> Json | None:
    if message.chat.type == "channel":
        return None
    if message.anonymous:
        return {"id": message.chat.id, "name": message.chat.title, "is_bot": False}
    author = message.author
    return {"id": author.id, "name": author.name, "is_bot": author.is_bot}


def _button(button: Button) -> Json:
    fields = ("data", "url", "copy", "inline", "style")
    shown = {name: value for name in fields if (value := getattr(button, name)) is not None}
    return {"text": button.text, **shown} | ({"disabled": True} if button.disabled else {})


def _reply_keyboard(message: Message) -> Json | None:
    wish = message.wish
    return wish if wish and not wish.get("force_reply") else None


def _media(message: Message) -> Json | None:
    if not message.kind or message.service:
        return None
    value = message.value[-1] if isinstance(message.value, list) else message.value
    about: Json = value if isinstance(value, dict) else {}
    shown: Json = {"kind": message.kind, "spoiler": message.spoiler}
    shown |= {name: about[name] for name in SHOWN_FIELDS if name in about}
    for source, name in RENAMED.items():
        if source in about:
            shown[name] = about[source]
    if message.kind == "venue":
        shown |= about["location"]
    if "live_period" in about:
        shown["live"] = True
    return shown


def _origin(origin: Json | None) -> str | None:
    if origin is None:
        return None
    if "sender_user_name" in origin:
        return str(origin["sender_user_name"])
    whose = origin.get("sender_user") or origin.get("sender_chat") or origin["chat"]
    named = orjson.loads(orjson.dumps(whose))
    return str(named.get("title") or named.get("first_name"))


def _reactions(message: Message) -> list[Json]:
    counts: dict[str, int] = {}
    for emojis in message.reactions.values():
        for emoji in emojis:
            counts[emoji] = counts.get(emoji, 0) + 1
    return [{"emoji": emoji, "count": count} for emoji, count in counts.items()]


def state_of(world: World) -> Json:
    """Write who and what there is, as the page asks for it at the start and after changes."""
    said = world.profile.said
    descriptions = world.profile.words.get("description", {})
    return {
        "bot": {
            "name": said("name", ""),
            "username": world.bot.username,
            "description": said("description", ""),
            "short_description": said("short_description", ""),
            "descriptions": {code: text for code, text in descriptions.items() if code},
        },
        "people": [_person(world, person) for person in world.cast.people],
        "chats": [_chat(chat) for chat in groups(world)],
        "clock": {"offset": world.clock.offset, "now": world.clock.now().isoformat()},
        "commands": dict(_commands(world)),
    }


def groups(world: World) -> list[Chat]:
    """List the groups and channels that are alive."""
    every = world.chats.values()
    return [chat for chat in every if not chat.is_private and chat.migrated_to is None]


def _person(world: World, person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "side": person.side,
        "language": world.people[person.id].language,
        "role_label": person.role_label,
        "blocked": world.chats[person.id].status == "kicked",
    }


def _chat(chat: Chat) -> Json:
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "is_forum": chat.is_forum,
        "members": list(chat.members),
        "topics": [
            {"id": topic.id, "name": topic.name, "closed": topic.closed}
            for topic in chat.topics.values()
        ],
    }


def _commands(world: World) -> Iterable[tuple[str, list[Json]]]:
    for user in world.people.values():
        mine = [chat for chat in groups(world) if user.id in chat.members]
        for chat in (world.chats[user.id], *mine):
            seen = world.profile.seen_commands(chat, user.id, user.language or "")
            if seen:
                yield f"{chat.id}:{user.id}", seen


def reading(chat: Chat) -> str:
    """Write a chat as a person would read it, for a test that did not see what it expected."""
    lines = []
    for message in chat.messages.values():
        carried = f"[{message.kind}] " if message.kind and not message.service else ""
        lines.append(f"{message.author.name}: {carried}{message.service or message.text}")
        lines += ["    " + " ".join(f"[ {each.text} ]" for each in row) for row in message.buttons]
        if message.wish:
            lines.append(f"    {message.wish}")
    return "\n".join(lines) or "(an empty chat)"
