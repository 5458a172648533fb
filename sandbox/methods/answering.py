"""Answers to presses and inline queries, reactions, and the sign that something is coming."""

import re

from sandbox.methods.table import (
    CHAT,
    INLINE_BUTTON,
    INLINE_RESULTS,
    INTEGER,
    REACTIONS,
    TEXT,
    TRUTH,
    Method,
    may,
    needed,
    unmodelled,
)
from sandbox.presses import MAX_TOAST, Answer
from sandbox.refusals import Json, bad_request
from sandbox.world import World

ACTIONS = frozenset(
    (
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    )
)


def answer_press(world: World, asked: Json) -> object:
    """End the waiting of a pressed button, perhaps with words or a link."""
    text = asked.get("text", "")
    if len(text) > MAX_TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    url = asked.get("url") or None
    if url is not None and not _opens_bot(world, url):
        raise bad_request("URL_INVALID")
    answer = Answer(text, asked.get("show_alert", False), url)
    press = world.presses.settle(asked["callback_query_id"], answer)
    world.changes.announce(
        "toast",
        press.message.chat.id,
        viewer=press.person.id,
        text=text,
        alert=answer.alert,
        url=url,
    )
    return True


def _opens_bot(world: World, url: str) -> bool:
    name = re.escape(world.bot.username or "")
    link = rf"(?:https?://)?(?:t|telegram)\.me/{name}\?start=[\w-]{{0,64}}"
    return re.fullmatch(link, url, re.IGNORECASE | re.ASCII) is not None


def answer_inline(world: World, asked: Json) -> object:
    """Offer results to somebody who typed the bot's name."""
    query = world.inline.settle(asked["inline_query_id"], asked["results"], asked.get("button"))
    world.changes.announce("inline", query.person.id, viewer=query.person.id)
    return True


def react(world: World, asked: Json) -> object:
    """Put the bot's reaction on a message, or take it away."""
    message = world.open_chat(asked["chat_id"]).messages.get(asked["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    wanted = asked.get("reaction", [])
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(each.get("type") != "emoji" or not each.get("emoji") for each in wanted):
        raise bad_request("REACTION_INVALID")
    message.reactions[world.bot.id] = [each["emoji"] for each in wanted]
    world.rewritten(message, dated=False)
    return True


def show_action(world: World, asked: Json) -> object:
    """Show that the bot is busy."""
    chat = world.open_chat(asked["chat_id"])
    world.topic(chat, asked.get("message_thread_id"))
    if asked["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.changes.announce("typing", chat.id, action=asked["action"])
    return True


ANSWERING = (
    Method(
        "answerCallbackQuery",
        {
            "callback_query_id": needed(TEXT),
            "text": may(TEXT),
            "show_alert": may(TRUTH),
            "url": may(TEXT),
            "cache_time": may(INTEGER),
        },
        "true",
        answer_press,
    ),
    Method(
        "answerInlineQuery",
        {
            "inline_query_id": needed(TEXT),
            "results": needed(INLINE_RESULTS),
            "cache_time": may(INTEGER),
            "is_personal": may(TRUTH),
            "next_offset": may(TEXT),
            "button": may(INLINE_BUTTON),
        },
        "true",
        answer_inline,
    ),
    Method(
        "setMessageReaction",
        {
            "chat_id": needed(CHAT),
            "message_id": needed(INTEGER),
            "reaction": may(REACTIONS),
            "is_big": may(TRUTH),
        },
        "true",
        react,
    ),
    Method(
        "sendChatAction",
        {
            "business_connection_id": unmodelled(TEXT),
            "chat_id": needed(CHAT),
            "message_thread_id": may(INTEGER),
            "action": needed(TEXT),
        },
        "true",
        show_action,
    ),
)
