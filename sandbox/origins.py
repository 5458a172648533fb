"""Where a forwarded message came from, as far as Telegram tells."""

from sandbox.messages import Message
from sandbox.refusals import Json


def origin_of(message: Message) -> Json:
    """Say where a message comes from when it is forwarded."""
    if message.chat.type == "channel":
        return {
            "type": "channel",
            "date": message.date,
            "chat": message.chat.wire,
            "message_id": message.id,
        }
    if message.anonymous:
        return {"type": "chat", "date": message.date, "sender_chat": message.chat.wire}
    return {"type": "user", "date": message.date, "sender_user": message.author.wire}


def hidden_origin(name: str, date: int) -> Json:
    """Name somebody who does not let their account be linked."""
    return {"type": "hidden_user", "date": date, "sender_user_name": name}
