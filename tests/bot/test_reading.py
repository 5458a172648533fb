"""Reading raw updates: of a press only what is needed, of all else what the framework reads."""

from typing import Any

import pytest
from telegram import Bot, Message, Update

from bot.reading import read_update
from tests.bot.updates import TOKEN, message

BOT = Bot(TOKEN)
PERSON = {"id": 7, "is_bot": False, "first_name": "Canary", "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": "Canary"}
BUTTONS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "pick:a:b"}]]}


def press(**shown: Any) -> dict[str, Any]:  # noqa: ANN401  any field of a message
    pressed = {"message_id": 40, "date": 1, "chat": CHAT, "text": "?", "reply_markup": BUTTONS}
    query = {"id": "9", "from": PERSON, "chat_instance": "1", "data": "pick:a:b"}
    return {"update_id": 5, "callback_query": query | {"message": pressed | shown}}


def test_a_press_is_read_like_the_framework_reads_it_but_for_what_its_message_shows() -> None:
    ours, theirs = read_update(press(), BOT), Update.de_json(press(), BOT)
    query, full = ours.callback_query, theirs.callback_query
    assert query is not None
    assert full is not None
    assert query.message is not None
    assert full.message is not None
    assert ours.update_id == theirs.update_id
    assert ours.effective_chat == theirs.effective_chat
    assert ours.effective_user == theirs.effective_user
    assert (query.id, query.data, query.from_user) == (full.id, full.data, full.from_user)
    assert query.from_user.language_code == "en"
    assert query.message.message_id == full.message.message_id
    assert query.message.chat.type == "private"
    assert not isinstance(query.message, Message)


def test_the_message_that_a_pressed_screen_answers_is_read() -> None:
    said = {"message_id": 39, "date": 1, "chat": CHAT, "from": PERSON, "text": "It was like this"}
    query = read_update(press(reply_to_message=said), BOT).callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    assert query.message.reply_to_message is not None
    assert query.message.reply_to_message.text == "It was like this"
    assert query.message.reply_markup is None


def test_a_press_on_a_message_of_an_inline_query_is_read() -> None:
    query = {"id": "9", "from": PERSON, "chat_instance": "1", "inline_message_id": "x"}
    read = read_update({"update_id": 5, "callback_query": query}, BOT)
    assert read.callback_query is not None
    assert read.callback_query.message is None


def test_what_is_no_press_is_read_by_the_framework() -> None:
    assert read_update(message(5, 7), BOT) == Update.de_json(message(5, 7), BOT)


@pytest.mark.parametrize(
    "missing", ["id", "from", "chat_instance"], ids=lambda name: f"without {name}"
)
def test_half_a_press_is_refused(missing: str) -> None:
    raw = press()
    del raw["callback_query"][missing]
    with pytest.raises((KeyError, TypeError)):
        read_update(raw, BOT)


@pytest.mark.parametrize("chat", [None, {}, {"id": 7}, "private"])
def test_a_press_from_nowhere_is_refused(chat: object) -> None:
    with pytest.raises((KeyError, TypeError, AttributeError)):
        read_update(press(chat=chat), BOT)
