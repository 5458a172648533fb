"""What the bot shows, as values: a screen with buttons, and a reply that puts it in a chat.

Knows nothing of Telegram's types; `showing` sends it.
"""

from dataclasses import dataclass, replace

from domain.model.ids import MessageId
from texts.markup import Html

MAX_DATA_BYTES = 64
"""Telegram's limit for the data behind a button (InlineKeyboardButton.callback_data)."""

MAX_TOAST = 200
"""Telegram's limit for the words that answer a press (answerCallbackQuery.text)."""


@dataclass(frozen=True, slots=True)
class Button:
    """Words, and one thing that happens: ``data`` comes back, ``url`` opens, ``copy`` is copied.

    ``inline``: opens a chooser of chats with this inline query.  ``style``: Telegram's colours
    ("danger", "success", "primary"), which clients may ignore.
    """

    words: str
    data: str = ""
    url: str = ""
    copy: str = ""
    inline: str = ""
    style: str = ""


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: markup that the catalogue made, and rows of buttons.

    ``live``: may be drawn anew without a press, when something it shows has changed.
    ``quiet``: what is left of a hidden chat; nothing takes its place until the person acts.
    ``stays``: holds what only the chat keeps; whatever comes next stands below it.
    ``urgent``: goes before everything, because somebody may be in danger.
    """

    text: Html
    rows: tuple[Row, ...] = ()
    live: bool = False
    quiet: bool = False
    stays: bool = False
    urgent: bool = False

    def headed(self, notice: Html) -> "Screen":
        """Return the screen with a notice above its words."""
        return replace(self, text=Html(f"{notice}\n\n{self.text}"))

    def footed(self, notice: Html) -> "Screen":
        """Return the screen with a notice below its words, in sight however long they are."""
        return replace(self, text=Html(f"{self.text}\n\n{notice}"))


@dataclass(frozen=True, slots=True)
class Reply:
    """What happens after something a person did.

    ``screen``: becomes the chat's one screen.  ``toast``: a short answer to a press (``alert``:
    as a box to be closed).  ``open_url``: opened by the press.  ``wipe``: messages to delete.
    ``fresh``: send the screen as a new message even after a press.  ``reply_to``: the person's
    message that the screen answers.  ``quoting``: the screen still belongs to the words that the
    pressed one answers; any other comes as a new message, or it would quote them for ever.
    """

    screen: Screen | None = None
    toast: str = ""
    alert: bool = False
    open_url: str = ""
    wipe: tuple[MessageId, ...] = ()
    fresh: bool = False
    reply_to: MessageId | None = None
    quoting: bool = False


def in_columns(buttons: list[Button], columns: int) -> tuple[Row, ...]:
    """Lay buttons out in rows of so many."""
    return tuple(tuple(buttons[at : at + columns]) for at in range(0, len(buttons), columns))
