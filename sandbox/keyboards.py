"""Keyboards under messages: read once, refused as Telegram refuses them, ready to be pressed."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import orjson

from sandbox.refusals import Json, Refusal, bad_request, nonsense

MAX_DATA_BYTES = 64
MAX_COPY = 256
MAX_ROW = 8
MAX_BUTTONS = 100
STYLES = ("danger", "success", "primary")
PARSED_KEPT = 2048
PLAIN_FIELDS = 2

ACTIONS = (
    "callback_data",
    "url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "web_app",
    "login_url",
    "callback_game",
    "pay",
)
# `disabled` came with Bot API 10.3: such a button needs no other action.
BUTTON_FIELDS = frozenset((*ACTIONS, "text", "style", "icon_custom_emoji_id", "disabled"))


class Button(NamedTuple):
    """An inline button; what pressing it does is whichever of the fields is set."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    inline: str | None = None
    style: str | None = None
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What came as reply_markup: ``rows`` of an inline keyboard, or a ``wish`` for the composer."""

    raw: Json
    rows: tuple[tuple[Button, ...], ...] = ()
    wish: bool = False


@lru_cache(maxsize=PARSED_KEPT)
def keyboard_from_text(text: str) -> Keyboard:
    """Read a keyboard from its JSON; the same keyboard goes to many people."""
    try:
        return keyboard_from(orjson.loads(text))
    except orjson.JSONDecodeError as unreadable:
        raise bad_request("can't parse reply keyboard markup JSON object") from unreadable


def keyboard_from(raw: object) -> Keyboard:
    """Check a keyboard and read its buttons; raises `Refusal` in Telegram's words."""
    if not isinstance(raw, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in raw:
        return Keyboard(raw, _inline_rows(raw["inline_keyboard"]))
    if "keyboard" in raw:
        _check_reply_rows(raw["keyboard"])
        return Keyboard(raw, wish=True)
    if raw.get("remove_keyboard") or raw.get("force_reply"):
        return Keyboard(raw, wish=True)
    raise nonsense(f"reply markup of no known kind: {', '.join(raw)}")


def _inline_rows(raw: object) -> tuple[tuple[Button, ...], ...]:
    if not isinstance(raw, list) or not all(isinstance(row, list) for row in raw):
        raise bad_request('field "inline_keyboard" must be of type Array of Array')
    _check_size(raw)
    return tuple(tuple(_button(each) for each in row) for row in raw if row)


def _check_size(rows: list[list[object]]) -> None:
    if sum(map(len, rows)) > MAX_BUTTONS or max(map(len, rows), default=0) > MAX_ROW:
        raise Refusal(400, "Bad Request: REPLY_MARKUP_TOO_LONG", loud=True)


def _button(raw: object) -> Button:
    if not isinstance(raw, dict):
        raise bad_request("can't parse inline keyboard button: object expected")
    text = raw.get("text")
    if not text or not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: text is empty")
    if len(raw) == PLAIN_FIELDS and "callback_data" in raw:
        # What nearly all buttons are; keyboards are the longest part of many calls.
        return Button(text, _checked_data(raw["callback_data"]))
    if not raw.keys() <= BUTTON_FIELDS:
        unknown = ", ".join(sorted(raw.keys() - BUTTON_FIELDS))
        raise nonsense(f"unknown field of an inline keyboard button: {unknown}")
    _check_action(raw)
    copied = raw.get("copy_text")
    return Button(
        text=text,
        data=_checked_data(raw.get("callback_data")),
        url=_checked_url(raw.get("url")),
        copy=_checked_copy(copied) if copied is not None else None,
        inline=raw.get("switch_inline_query", raw.get("switch_inline_query_current_chat")),
        style=_checked_style(raw.get("style")),
        disabled="disabled" in raw,
    )


def _check_action(raw: Json) -> None:
    actions = [name for name in ACTIONS if name in raw]
    if not actions and "disabled" not in raw:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise nonsense(f"an inline keyboard button does one thing, not {' and '.join(actions)}")


def _checked_data(data: object) -> str | None:
    if data is None:
        return None
    if not isinstance(data, str) or not data or len(data.encode()) > MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _checked_url(url: object) -> str | None:
    if url is None:
        return None
    if not isinstance(url, str) or not url.startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url


def _checked_copy(raw: Json) -> str:
    text = str(raw.get("text", ""))
    if not 1 <= len(text) <= MAX_COPY:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return text


def _checked_style(style: object) -> str | None:
    if style is None:
        return None
    if not isinstance(style, str) or style not in STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    return style


def _check_reply_rows(raw: object) -> None:
    if not isinstance(raw, list) or not all(isinstance(row, list) for row in raw):
        raise bad_request('field "keyboard" must be of type Array of Array')
    _check_size(raw)
    for row in raw:
        for key in row:
            text = key if isinstance(key, str) else key.get("text")
            if not text:
                raise bad_request("can't parse keyboard button: text is empty")
