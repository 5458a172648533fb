"""From a raw update to the framework's object: of a press, only what anybody here reads.

The framework's own reader asks a press for everything that updates and messages of any kind may
hold, and makes objects of the very buttons that we drew: several times the work of all our rules.
"""

from typing import Any

from telegram import Bot, CallbackQuery, Chat, InaccessibleMessage, Update, User

KEPT_OF_PRESSED = frozenset({"message_id", "date", "chat", "reply_to_message"})
"""Fields of a pressed message that tell where it is and what it answers."""


def read_update(raw: Any, bot: Bot) -> Update:  # noqa: ANN401  JSON, or whatever came instead
    """Return the update; raises anything where it is none, or one of which nobody has heard."""
    match raw:
        case {"update_id": int(number), "callback_query": {"message": dict(pressed)} as press}:
            if "reply_to_message" not in pressed:
                return Update(number, callback_query=_press(press, pressed, bot))
            kept = {name: value for name, value in pressed.items() if name in KEPT_OF_PRESSED}
            return Update.de_json(raw | {"callback_query": press | {"message": kept}}, bot)
    return Update.de_json(raw, bot)


def _press(press: dict[str, Any], pressed: dict[str, Any], bot: Bot) -> CallbackQuery:
    # An inaccessible message is the framework's smallest: a chat, and a number in it.
    message = InaccessibleMessage(Chat.de_json(pressed["chat"], bot), pressed["message_id"])
    return CallbackQuery(
        id=press["id"],
        from_user=User.de_json(press["from"], bot),
        chat_instance=press["chat_instance"],
        message=message,
        data=press.get("data"),
    )
