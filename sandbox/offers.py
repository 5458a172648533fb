"""Inline mode, from the side of people: typing the bot's name, picking what is offered."""

from sandbox.chats import User
from sandbox.deeds import put
from sandbox.formatting import checked_text
from sandbox.inline import InlineQuery
from sandbox.keyboards import keyboard_from
from sandbox.messages import Message
from sandbox.world import World


def ask_inline(world: World, person: User, query: str) -> InlineQuery:
    """Type the bot's name and some words, in any chat."""
    asked = world.inline.add(person, query)
    content = {"id": asked.id, "from": person.wire, "query": query, "offset": ""}
    world.updates.put("inline_query", content, person.id)
    return asked


def pick(world: World, asked: InlineQuery, place: int, chat_id: int | None) -> Message:
    """Send one of the results that the bot offered."""
    result = (asked.results or [])[place]
    content = result["input_message_content"]
    text, entities = checked_text(
        content["message_text"], content.get("parse_mode"), content.get("entities")
    )
    raw = result.get("reply_markup")
    keyboard = keyboard_from(raw) if raw else None
    message = put(
        world,
        asked.person,
        chat_id,
        text=text,
        entities=entities,
        keyboard=keyboard,
        via_bot=world.bot,
    )
    chosen = {"result_id": result["id"], "from": asked.person.wire, "query": asked.query}
    world.updates.put("chosen_inline_result", chosen, asked.person.id)
    return message
