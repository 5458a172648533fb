"""Methods about a chat as a whole: who is in it, what is pinned, leaving it."""

from sandbox.chats import Chat, User, member
from sandbox.messages import Message
from sandbox.methods.table import CHAT, INTEGER, TEXT, TRUTH, Method, may, needed, unmodelled
from sandbox.refusals import Json, bad_request, forbidden
from sandbox.world import ABSENT, World

ACCENT_COLOR = 1
MOST_REACTIONS = 11
NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)
PERMISSIONS = dict.fromkeys(
    (
        "can_send_messages",
        "can_send_audios",
        "can_send_documents",
        "can_send_photos",
        "can_send_videos",
        "can_send_video_notes",
        "can_send_voice_notes",
        "can_send_polls",
        "can_send_other_messages",
        "can_add_web_page_previews",
    ),
    True,
)


def get_chat(world: World, asked: Json) -> object:
    """Describe a chat that the bot is in."""
    chat = world.chat(asked["chat_id"])
    if chat.is_private and not chat.started:
        raise bad_request("chat not found")
    _check_present(chat)
    out = chat.json() | {
        "accent_color_id": ACCENT_COLOR,
        "max_reaction_count": MOST_REACTIONS,
        "accepted_gift_types": NO_GIFTS,
    }
    if not chat.is_private and chat.type != "channel":
        out["permissions"] = PERMISSIONS
    pinned = [each for each in chat.messages.values() if each.pinned]
    if pinned:
        out["pinned_message"] = pinned[-1].bare()
    return out


def get_member(world: World, asked: Json) -> object:
    """Tell what somebody is in a chat."""
    chat = world.chat(asked["chat_id"])
    _check_present(chat)
    if asked["user_id"] == world.bot.id:
        return chat.bot_member(world.bot)
    user = world.people.get(asked["user_id"])
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return member(chat, user, _status(chat, user))


def _status(chat: Chat, user: User) -> str:
    if chat.person is user:
        return "member"
    return chat.members.get(user.id, "left")


def get_administrators(world: World, asked: Json) -> object:
    """List those who run a group or channel."""
    chat = world.chat(asked["chat_id"])
    _check_present(chat)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    listed = [
        member(chat, world.people[each], status)
        for each, status in chat.members.items()
        if status == "administrator"
    ]
    if asked.get("return_bots") and chat.status == "administrator":
        listed.append(chat.bot_member(world.bot))
    return listed


def count_members(world: World, asked: Json) -> object:
    """Count everybody in a chat, the bot among them."""
    chat = world.chat(asked["chat_id"])
    _check_present(chat)
    return 2 if chat.is_private else len(chat.members) + 1


def _check_present(chat: Chat) -> None:
    if not chat.is_private and chat.status in ABSENT:
        how = "was kicked from" if chat.status == "kicked" else "is not a member of"
        raise forbidden(f"bot {how} the {chat.kind_words()}")


def leave(world: World, asked: Json) -> object:
    """Have the bot leave a group or channel."""
    chat = world.open_chat(asked["chat_id"])
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    world.bot_status(chat, "left", world.bot)
    return True


def pin(world: World, asked: Json) -> object:
    """Pin a message on top of its chat."""
    chat = world.open_chat(asked["chat_id"])
    message = chat.messages.get(asked["message_id"])
    if message is None:
        raise bad_request("message to pin not found")
    _check_may_pin(chat)
    if not message.pinned:
        message.pinned = True
        world.rewritten(message, dated=False)
        line = f"{world.bot.name} pinned a message"
        world.service(chat, world.bot, "pinned_message", message.bare(), line, topic=message.topic)
    return True


def unpin(world: World, asked: Json) -> object:
    """Take a message off the top; without a number, the one pinned last."""
    chat = world.open_chat(asked["chat_id"])
    _check_may_pin(chat)
    message = _pinned(chat, asked.get("message_id"))
    if message is None:
        raise bad_request("message to unpin not found")
    message.pinned = False
    world.rewritten(message, dated=False)
    return True


def _pinned(chat: Chat, message_id: int | None) -> Message | None:
    if message_id is not None:
        return chat.messages.get(message_id)
    return next((each for each in reversed(chat.messages.values()) if each.pinned), None)


def _check_may_pin(chat: Chat) -> None:
    if not chat.is_private and chat.status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")


_ONE_CHAT = {"chat_id": needed(CHAT)}
_PINNING = {"business_connection_id": unmodelled(TEXT), **_ONE_CHAT}

CHATTING = (
    Method("getChat", _ONE_CHAT, "a chat in full", get_chat),
    Method("getChatMember", {**_ONE_CHAT, "user_id": needed(INTEGER)}, "a member", get_member),
    Method(
        "getChatAdministrators",
        {**_ONE_CHAT, "return_bots": may(TRUTH)},
        "members",
        get_administrators,
    ),
    Method("getChatMemberCount", _ONE_CHAT, "a whole number", count_members),
    Method("leaveChat", _ONE_CHAT, "true", leave),
    Method(
        "pinChatMessage",
        {**_PINNING, "message_id": needed(INTEGER), "disable_notification": may(TRUTH)},
        "true",
        pin,
        sends=True,
    ),
    Method("unpinChatMessage", {**_PINNING, "message_id": may(INTEGER)}, "true", unpin),
)
