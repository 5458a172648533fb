"""sendMessage, copyMessage, forwardMessage, and what all methods that send have in common."""

from sandbox.chats import Chat
from sandbox.formatting import checked_caption, checked_text
from sandbox.keyboards import Keyboard
from sandbox.messages import Message
from sandbox.methods.table import (
    CHAT,
    ENTITIES,
    INTEGER,
    KEYBOARD,
    PREVIEW,
    REPLY,
    SUGGESTED_POST,
    TEXT,
    TRUTH,
    Method,
    Parameter,
    may,
    needed,
    unmodelled,
)
from sandbox.origins import origin_of
from sandbox.refusals import Json, bad_request, nonsense
from sandbox.world import World

ADDRESS = {
    "business_connection_id": unmodelled(TEXT),
    "chat_id": needed(CHAT),
    "message_thread_id": may(INTEGER),
    "direct_messages_topic_id": unmodelled(INTEGER),
}
FORMAT = {"parse_mode": may(TEXT), "entities": may(ENTITIES)}
CAPTION = {"caption": may(TEXT), "parse_mode": may(TEXT), "caption_entities": may(ENTITIES)}
MANNER = {
    "disable_notification": may(TRUTH),
    "protect_content": may(TRUTH),
    "allow_paid_broadcast": unmodelled(TRUTH),
    "message_effect_id": unmodelled(TEXT),
}
ANSWER = {"reply_parameters": may(REPLY)}
SUGGESTION = {"suggested_post_parameters": unmodelled(SUGGESTED_POST)}
DELIVERY: dict[str, Parameter] = {**MANNER, **SUGGESTION, **ANSWER, "reply_markup": may(KEYBOARD)}


def send_message(world: World, asked: Json) -> object:
    """Write into a chat."""
    chat = world.open_chat(asked["chat_id"])
    text, entities = checked_text(asked["text"], asked.get("parse_mode"), asked.get("entities"))
    return world.post(
        chat,
        world.bot,
        text=text,
        entities=entities,
        preview=asked.get("link_preview_options"),
        **manner(world, chat, asked),
    ).wire()


def manner(world: World, chat: Chat, asked: Json) -> Json:
    """Read what all sending methods have in common, as fields of a message."""
    topic = asked.get("message_thread_id")
    reply = asked.get("reply_parameters")
    keyboard = asked.get("reply_markup")
    out: Json = {}
    if topic is not None:
        world.topic(chat, topic)
        out["topic"] = topic
    if reply is not None:
        out["reply_to"] = replied_to(chat, reply)
    if keyboard is not None and (keyboard.rows or keyboard.wish):
        check_keyboard(chat, keyboard)
        out["keyboard"] = keyboard
    if asked.get("protect_content"):
        out["protected"] = True
    if asked.get("disable_notification"):
        out["silent"] = True
    return out


def replied_to(chat: Chat, reply: Json) -> Message | None:
    """Find the message that is answered; raises `Refusal` where it must be there and is not."""
    if reply.get("chat_id") not in (None, chat.id):
        raise nonsense("replies to other chats are not modelled by the sandbox")
    found = chat.messages.get(reply.get("message_id", 0))
    if found is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return found


def check_keyboard(chat: Chat, keyboard: Keyboard) -> None:
    """Refuse the keyboards that Telegram does not show in this kind of chat."""
    if keyboard.wish and chat.type == "channel":
        raise bad_request("reply markup is unallowed in the channel chat")
    keys = keyboard.raw.get("keyboard", ())
    asks = any(
        isinstance(key, dict) and (key.get("request_contact") or key.get("request_location"))
        for row in keys
        for key in row
    )
    if asks and not chat.is_private:
        raise bad_request("phone number can be requested in private chats only")


def copy_message(world: World, asked: Json) -> object:
    """Write the same again, without saying where it came from."""
    chat = world.open_chat(asked["chat_id"])
    message = world.chat(asked["from_chat_id"]).messages.get(asked["message_id"])
    if message is None:
        raise bad_request("message to copy not found")
    if message.service:
        raise bad_request("message can't be copied")
    text, entities = message.text, message.entities
    if "caption" in asked and message.kind:
        text, entities = checked_caption(
            asked["caption"], asked.get("parse_mode"), asked.get("caption_entities")
        )
    copied = world.post(
        chat,
        world.bot,
        **_content(message) | {"text": text, "entities": entities},
        **manner(world, chat, asked),
    )
    return {"message_id": copied.id}


def forward_message(world: World, asked: Json) -> object:
    """Show a message of one chat in another, with its origin."""
    chat = world.open_chat(asked["chat_id"])
    message = world.chat(asked["from_chat_id"]).messages.get(asked["message_id"])
    if message is None:
        raise bad_request("message to forward not found")
    if message.service or message.protected:
        raise bad_request("message can't be forwarded")
    forwarded = world.post(
        chat,
        world.bot,
        **_content(message),
        origin=message.origin or origin_of(message),
        **manner(world, chat, asked),
    )
    return forwarded.wire()


def _content(message: Message) -> Json:
    return {
        "text": message.text,
        "entities": message.entities,
        "kind": message.kind,
        "value": message.value,
        "extra": message.extra,
        "spoiler": message.spoiler,
    }


SENDING = (
    Method(
        "sendMessage",
        {
            **ADDRESS,
            "text": needed(TEXT),
            **FORMAT,
            "link_preview_options": may(PREVIEW),
            **DELIVERY,
        },
        "the message",
        send_message,
        sends=True,
    ),
    Method(
        "copyMessage",
        {
            "chat_id": needed(CHAT),
            "message_thread_id": may(INTEGER),
            "direct_messages_topic_id": unmodelled(INTEGER),
            "from_chat_id": needed(CHAT),
            "message_id": needed(INTEGER),
            "video_start_timestamp": unmodelled(INTEGER),
            **CAPTION,
            "show_caption_above_media": unmodelled(TRUTH),
            **DELIVERY,
        },
        "the message's number",
        copy_message,
        sends=True,
    ),
    Method(
        "forwardMessage",
        {
            "chat_id": needed(CHAT),
            "message_thread_id": may(INTEGER),
            "direct_messages_topic_id": unmodelled(INTEGER),
            "from_chat_id": needed(CHAT),
            "video_start_timestamp": unmodelled(INTEGER),
            "disable_notification": may(TRUTH),
            "protect_content": may(TRUTH),
            "message_effect_id": unmodelled(TEXT),
            **SUGGESTION,
            "message_id": needed(INTEGER),
        },
        "the message",
        forward_message,
        sends=True,
    ),
)
