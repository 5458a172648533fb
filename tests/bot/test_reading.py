"""Reading raw updates: of a press only what is needed, of all else what the framework reads."""

from dataclasses import asdict
from typing import Any

import pytest
from telegram import Bot, Update

from bot.reading import read_update
from handlers.press import Press
from tests.bot.updates import TOKEN, message

BOT = Bot(TOKEN)
PERSON: dict[str, Any] = {"id": 7, "is_bot": False, "first_name": "Canary", "language_code": "en"}
CHAT = {"id": 7, "type": "private", "first_name": "Canary"}
BUTTONS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "pick:a:b"}]]}


def press(**shown: Any) -> dict[str, Any]:  # noqa: ANN401  any field of a message
    pressed = {"message_id": 40, "date": 1, "chat": CHAT, "text": "?", "reply_markup": BUTTONS}
    query = {"id": "9", "from": PERSON.copy(), "chat_instance": "1", "data": "pick:a:b"}
    return {"update_id": 5, "callback_query": query | {"message": pressed | shown}}


def test_of_a_press_only_that_is_read_which_is_needed() -> None:
    assert read_update(press(), BOT) == Press(
        update_id=5,
        id="9",
        data="pick:a:b",
        person=7,
        name="Canary",
        chat=7,
        private=True,
        message=40,
        about="",
    )


def test_a_press_has_the_same_number_chat_person_and_name_as_the_framework_reads() -> None:
    raw = press(chat={"id": -3, "type": "supergroup", "title": "Queue"})
    raw["callback_query"]["from"]["last_name"] = "Bird"
    ours, theirs = read_update(raw, BOT), Update.de_json(raw, BOT)
    assert isinstance(ours, Press)
    assert theirs.effective_chat
    assert theirs.effective_user
    assert ours.update_id == theirs.update_id
    assert (ours.chat, ours.private) == (theirs.effective_chat.id, False)
    assert (ours.person, ours.name) == (theirs.effective_user.id, theirs.effective_user.full_name)


def test_a_press_without_data_has_empty_data() -> None:
    raw = press()
    del raw["callback_query"]["data"]
    read = read_update(raw, BOT)
    assert isinstance(read, Press)
    assert read.data == ""


@pytest.mark.parametrize("field", ["text", "caption"])
def test_what_a_pressed_screen_answers_is_read(field: str) -> None:
    said = {"message_id": 39, "date": 1, "chat": CHAT, "from": PERSON, field: "It was like this"}
    read = read_update(press(reply_to_message=said), BOT)
    assert isinstance(read, Press)
    assert read.about == "It was like this"


@pytest.mark.parametrize("forwarded", [True, False])
def test_of_what_a_pressed_screen_answers_only_that_it_was_forwarded_is_read(
    *, forwarded: bool
) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Somebody Else"}
    said = {"message_id": 39, "date": 1, "chat": CHAT, "from": PERSON, "text": "You are next"}
    read = read_update(
        press(reply_to_message=said | ({"forward_origin": origin} if forwarded else {})), BOT
    )
    assert isinstance(read, Press)
    assert read.about_forwarded is forwarded
    assert "Somebody Else" not in str(asdict(read))


def test_a_press_on_a_message_of_an_inline_query_is_read() -> None:
    query = {"id": "9", "from": PERSON, "chat_instance": "1", "inline_message_id": "x"}
    read = read_update({"update_id": 5, "callback_query": query}, BOT)
    assert isinstance(read, Update)
    assert read.callback_query is not None
    assert read.callback_query.message is None


def test_a_press_written_out_shows_neither_a_name_nor_words() -> None:
    said = {"message_id": 39, "date": 1, "chat": CHAT, "from": PERSON, "text": "It was like this"}
    written = repr(read_update(press(reply_to_message=said), BOT))
    assert "Canary" not in written
    assert "like this" not in written


def test_what_is_no_press_is_read_by_the_framework() -> None:
    assert read_update(message(5, 7), BOT) == Update.de_json(message(5, 7), BOT)


@pytest.mark.parametrize("missing", ["id", "from"], ids=lambda name: f"without {name}")
def test_half_a_press_is_refused(missing: str) -> None:
    raw = press()
    del raw["callback_query"][missing]
    with pytest.raises((KeyError, TypeError)):
        read_update(raw, BOT)


@pytest.mark.parametrize("chat", [None, {}, {"id": 7}, "private"])
def test_a_press_from_nowhere_is_refused(chat: object) -> None:
    with pytest.raises((KeyError, TypeError, AttributeError)):
        read_update(press(chat=chat), BOT)
