"""From a raw update to the framework's object; from a press to what of it is needed, and no more.

The framework's own reader asks a press for everything that updates, messages, people and chats may
hold, and makes objects of the very buttons that we drew: more work than all our rules.
"""

from typing import Any

from telegram import Bot, Update

from handlers.press import Press


def read_update(raw: Any, bot: Bot) -> Update | Press:  # noqa: ANN401  JSON, or whatever came
    """Return the update; raises anything where it is none, or one of which nobody has heard."""
    match raw:
        case {"update_id": int(number), "callback_query": {"message": dict(pressed)} as press}:
            return _press(number, press, pressed)
    return Update.de_json(raw, bot)


def _press(number: int, press: dict[str, Any], pressed: dict[str, Any]) -> Press:
    person, chat = press["from"], pressed["chat"]
    answered = pressed.get("reply_to_message") or {}
    return Press(
        update_id=number,
        id=press["id"],
        data=press.get("data") or "",
        person=person["id"],
        name=" ".join(filter(None, (person["first_name"], person.get("last_name")))),
        chat=chat["id"],
        private=chat["type"] == "private",
        message=pressed["message_id"],
        about=answered.get("text") or answered.get("caption") or "",
        about_forwarded="forward_origin" in answered,
    )
