"""Methods that change or remove a message."""

from sandbox.chats import Chat
from sandbox.formatting import checked_caption, checked_text
from sandbox.keyboards import Keyboard
from sandbox.messages import Message
from sandbox.methods.sending import CAPTION, FORMAT
from sandbox.methods.table import (
    CHAT,
    INLINE_KEYBOARD,
    INTEGER,
    INTEGERS,
    PREVIEW,
    RICH_MESSAGE,
    TEXT,
    TRUTH,
    Method,
    may,
    needed,
    unmodelled,
)
from sandbox.refusals import Json, bad_request
from sandbox.world import World

DELETABLE_FOR = 48 * 60 * 60
MOST_DELETED = 100
SAME = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
FILES_WITH_CAPTION = ("photo", "video", "document", "audio", "voice", "animation")


def edit_text(world: World, asked: Json) -> object:
    """Replace the words of a message."""
    message = _own(world, asked)
    if message.kind:
        raise bad_request("there is no text in the message to edit")
    text, entities = checked_text(
        asked.get("text", ""), asked.get("parse_mode"), asked.get("entities")
    )
    preview = asked.get("link_preview_options")
    return _rewrite(world, message, text, entities, asked.get("reply_markup"), preview=preview)


def edit_caption(world: World, asked: Json) -> object:
    """Replace the words under a file."""
    message = _own(world, asked)
    if message.kind not in FILES_WITH_CAPTION:
        raise bad_request("there is no caption in the message to edit")
    text, entities = checked_caption(
        asked.get("caption", ""), asked.get("parse_mode"), asked.get("caption_entities")
    )
    return _rewrite(world, message, text, entities, asked.get("reply_markup"))


def edit_markup(world: World, asked: Json) -> object:
    """Replace the buttons under a message."""
    message = _own(world, asked)
    return _rewrite(world, message, message.text, message.entities, asked.get("reply_markup"))


def _own(world: World, asked: Json) -> Message:
    if "chat_id" not in asked:
        raise bad_request("chat_id is empty")
    chat = world.open_chat(asked["chat_id"])
    message = chat.messages.get(asked.get("message_id", 0))
    if message is None:
        raise bad_request("message to edit not found")
    if message.author is not world.bot or message.service or message.origin or message.wish:
        raise bad_request("message can't be edited")
    return message


def _rewrite(
    world: World,
    message: Message,
    text: str,
    entities: list[Json],
    keyboard: Keyboard | None,
    *,
    preview: Json | None = None,
) -> object:
    # An edit without buttons takes the buttons away, as on Telegram.
    kept = keyboard if keyboard is not None and keyboard.rows else None
    if (
        text == message.text
        and _raw(kept) == _raw(message.keyboard)
        and entities == message.entities
    ):
        raise bad_request(SAME)
    message.text = text
    message.entities = entities
    message.keyboard = kept
    message.preview = preview
    world.rewritten(message)
    return message.wire()


def _raw(keyboard: Keyboard | None) -> Json | None:
    return keyboard.raw if keyboard is not None else None


def delete_message(world: World, asked: Json) -> object:
    """Remove a message for everybody."""
    chat = world.open_chat(asked["chat_id"])
    message = chat.messages.get(asked["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(world, chat, message)
    world.remove(message)
    return True


def delete_messages(world: World, asked: Json) -> object:
    """Remove several messages; those that are gone already are passed over."""
    chat = world.open_chat(asked["chat_id"])
    ids = asked["message_ids"]
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MOST_DELETED:
        raise bad_request("too many message identifiers specified")
    found = [chat.messages[each] for each in dict.fromkeys(ids) if each in chat.messages]
    for message in found:
        _check_deletable(world, chat, message)
    for message in found:
        world.remove(message)
    return True


def _check_deletable(world: World, chat: Chat, message: Message) -> None:
    own = message.author is world.bot
    allowed = own or chat.is_private or chat.status == "administrator"
    if not allowed or world.clock.time() - message.date > DELETABLE_FOR:
        raise bad_request("message can't be deleted")


_WHICH = {
    "business_connection_id": unmodelled(TEXT),
    "chat_id": may(CHAT),
    "message_id": may(INTEGER),
    "inline_message_id": unmodelled(TEXT),
}

EDITING = (
    Method(
        "editMessageText",
        {
            **_WHICH,
            "text": may(TEXT),
            **FORMAT,
            "link_preview_options": may(PREVIEW),
            "rich_message": unmodelled(RICH_MESSAGE),
            "reply_markup": may(INLINE_KEYBOARD),
        },
        "the message or true",
        edit_text,
        sends=True,
    ),
    Method(
        "editMessageCaption",
        {
            **_WHICH,
            **CAPTION,
            "show_caption_above_media": unmodelled(TRUTH),
            "reply_markup": may(INLINE_KEYBOARD),
        },
        "the message or true",
        edit_caption,
        sends=True,
    ),
    Method(
        "editMessageReplyMarkup",
        {**_WHICH, "reply_markup": may(INLINE_KEYBOARD)},
        "the message or true",
        edit_markup,
        sends=True,
    ),
    Method(
        "deleteMessage",
        {"chat_id": needed(CHAT), "message_id": needed(INTEGER)},
        "true",
        delete_message,
    ),
    Method(
        "deleteMessages",
        {"chat_id": needed(CHAT), "message_ids": needed(INTEGERS)},
        "true",
        delete_messages,
    ),
)
