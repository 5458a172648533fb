"""What people do in their chats, and what the bot is told of it.

Plain functions on the world, used by `people` (tests) and `sim` (the page). A deed that the
person's program would not allow raises `ImpossibleError` in words for the person.
"""

import re
from dataclasses import dataclass

from sandbox.chats import Chat, User
from sandbox.entities import units
from sandbox.formatting import MAX_TEXT, with_found
from sandbox.messages import Message
from sandbox.origins import hidden_origin
from sandbox.presses import Press
from sandbox.refusals import Json
from sandbox.world import ABSENT, World

AN_HOUR = 60 * 60

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


class ImpossibleError(Exception):
    """The person's program does not allow this."""


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How something is said: in answer to what, in which topic, as whom."""

    reply_to: int | None = None
    topic: int | None = None
    anonymous: bool = False


PLAINLY = Manner()


def chat_of(world: World, person: User, chat_id: int | None) -> Chat:
    """Find a chat that the person is in; None is the private chat with the bot."""
    chat = world.chats.get(person.id if chat_id is None else chat_id)
    if chat is not None and chat.migrated_to is not None:
        chat = world.chats[chat.migrated_to]
    if chat is None or (chat.person is not person and person.id not in chat.members):
        raise ImpossibleError(f"{person.name} is not in the chat {chat_id}")
    return chat


def message_of(chat: Chat, message_id: int) -> Message:
    """Find a message that is still there."""
    message = chat.messages.get(message_id)
    if message is None:
        raise ImpossibleError(f"there is no message {message_id} in this chat")
    return message


def start(world: World, person: User, payload: str | None = None) -> Message:
    """Press START, or follow a link to the bot with a payload."""
    if payload and not _PAYLOAD.fullmatch(payload):
        raise ImpossibleError("a start payload has up to 64 of A-Z a-z 0-9 _ -")
    set_blocked(world, person, blocked=False)
    return say(world, person, None, f"/start {payload}" if payload else "/start")


def say(
    world: World, person: User, chat_id: int | None, text: str, manner: Manner = PLAINLY
) -> Message:
    """Write words into a chat; the last message is given where they fill several."""
    words = _sendable(text)
    if not words:
        raise ImpossibleError("an empty message cannot be sent")
    pieces = _pieces(words)
    for piece in pieces[:-1]:
        put(world, person, chat_id, manner, **written(piece))
    return put(world, person, chat_id, manner, **written(pieces[-1]))


def written(text: str) -> Json:
    """Give words as fields of a message, with what Telegram finds in them."""
    return {"text": text, "entities": with_found(text, [])}


def _sendable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as broken:
        raise ImpossibleError("half a character cannot be sent") from broken
    return text.replace("\0", "").replace("\r", "").strip()


def _pieces(text: str) -> list[str]:
    # Every program splits what is too long for one message.
    if units(text) <= MAX_TEXT:
        return [text]
    pieces = [""]
    length = 0
    for letter in text:
        length += units(letter)
        if length > MAX_TEXT:
            pieces.append("")
            length = units(letter)
        pieces[-1] += letter
    return pieces


def put(
    world: World, person: User, chat_id: int | None, manner: Manner = PLAINLY, **what: object
) -> Message:
    """Put a message of any kind into a chat and tell the bot where it may hear it."""
    chat = chat_of(world, person, chat_id)
    _check_may_write(chat, person, manner)
    if manner.reply_to is not None:
        what["reply_to"] = answered = message_of(chat, manner.reply_to)
        topic = manner.topic if manner.topic is not None else answered.topic
    else:
        topic = manner.topic
    if chat.is_private:
        chat.started = True
    message = world.post(chat, person, topic=topic, anonymous=manner.anonymous, **what)
    if hears(world, message):
        world.tell_bot(message)
    return message


def _check_may_write(chat: Chat, person: User, manner: Manner) -> None:
    if chat.is_private:
        if chat.status == "kicked":
            raise ImpossibleError(f"{person.name} has blocked the bot")
        return
    runs_it = chat.members.get(person.id) == "administrator"
    if chat.type == "channel" and not runs_it:
        raise ImpossibleError("only administrators write in a channel")
    if manner.anonymous and not runs_it:
        raise ImpossibleError("only administrators can be anonymous")
    if manner.topic is not None:
        topic = chat.topics.get(manner.topic)
        if topic is None or (topic.closed and not runs_it):
            raise ImpossibleError("this topic is closed")


def hears(world: World, message: Message) -> bool:
    """Decide whether the bot gets a message, by Telegram's rules of privacy mode."""
    chat = message.chat
    if chat.is_private:
        return True
    if chat.status == "administrator" or not world.cast.bot.privacy:
        return True
    if chat.type == "channel":
        return False
    answered = message.reply_to
    return (answered is not None and answered.author is world.bot) or _meant(world, message.text)


def _meant(world: World, text: str) -> bool:
    name = f"@{world.bot.username}".lower()
    if text.startswith("/"):
        command = text.split(maxsplit=1)[0].lower()
        return "@" not in command or command.endswith(name)
    return name in text.lower()


def edit(world: World, person: User, chat_id: int | None, message_id: int, text: str) -> Message:
    """Change one's own words."""
    message = message_of(chat_of(world, person, chat_id), message_id)
    if message.author is not person or message.origin is not None:
        raise ImpossibleError("only one's own messages can be edited")
    message.text = _sendable(text)
    message.entities = with_found(message.text, [])
    world.rewritten(message)
    if hears(world, message):
        world.tell_bot(message, edited=True)
    return message


def delete(world: World, person: User, chat_id: int | None, message_id: int) -> None:
    """Delete a message for both sides; no bot is ever told."""
    chat = chat_of(world, person, chat_id)
    message = message_of(chat, message_id)
    runs_it = chat.members.get(person.id) == "administrator"
    if not (chat.is_private or runs_it or message.author is person):
        raise ImpossibleError("only one's own messages can be deleted")
    world.remove(message)


def press(world: World, person: User, chat_id: int | None, message_id: int, data: str) -> Press:
    """Press an inline button; the data may be forged, as by a program of one's own."""
    chat = chat_of(world, person, chat_id)
    message = message_of(chat, message_id)
    pressed = world.presses.add(person, message, data)
    query: Json = {
        "id": pressed.id,
        "from": person.wire,
        "message": message.wire(),
        "chat_instance": str(-chat.id * 7919),
        "data": data,
    }
    if chat.status not in ABSENT:
        world.updates.put("callback_query", query, chat.id)
    return pressed


def set_blocked(world: World, person: User, *, blocked: bool) -> None:
    """Block the bot, or let it write again."""
    chat = world.chats[person.id]
    world.bot_status(chat, "kicked" if blocked else "member", person)


def react(world: World, person: User, chat_id: int | None, message_id: int, emoji: str) -> None:
    """Put a reaction on a message; the same again, or none, takes it away."""
    chat = chat_of(world, person, chat_id)
    message = message_of(chat, message_id)
    old = message.reactions.get(person.id, [])
    new = [emoji] if emoji and old != [emoji] else []
    message.reactions[person.id] = new
    world.rewritten(message, dated=False)
    if chat.is_private or chat.status == "administrator":
        change = {
            "chat": chat.wire,
            "message_id": message.id,
            "user": person.wire,
            "date": int(world.clock.time()),
            "old_reaction": [{"type": "emoji", "emoji": each} for each in old],
            "new_reaction": [{"type": "emoji", "emoji": each} for each in new],
        }
        world.updates.put("message_reaction", change, chat.id)


def forward(world: World, person: User, chat_id: int | None, text: str, origin: str) -> Message:
    """Forward words of somebody else, who does not let their account be linked."""
    said_at = int(world.clock.time()) - AN_HOUR
    return put(
        world, person, chat_id, origin=hidden_origin(origin, said_at), **written(_sendable(text))
    )
