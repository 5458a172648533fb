"""What the bot shows, as values: a screen with buttons, and a reply that puts it in a chat.

Knows nothing of Telegram's types; `showing` sends it.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from domain.model.ids import CaseId, MessageId
from texts.markup import Html

MAX_DATA_BYTES = 64
"""Telegram's limit for the data behind a button (InlineKeyboardButton.callback_data)."""

MAX_TOAST = 200
"""Telegram's limit for the words that answer a press (answerCallbackQuery.text)."""

LETTERS_IN_A_ROW = 36
LETTERS_AT_THE_EDGES = 3
"""How much of a row of buttons is read on a phone 360 pixels wide, and what each button's edges
take of it: 15 letters beside one other button, 9 beside two."""

WITHOUT_BREADTH = frozenset({"Mn", "Me", "Cf"})
"""Categories of marks above letters, and of signs that nobody sees."""


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
    ``words_of``: shows words of this case, and goes with it.
    ``asks``: waits for words; once they came its buttons would no longer say what is true.
    """

    text: Html
    rows: tuple[Row, ...] = ()
    live: bool = False
    quiet: bool = False
    stays: bool = False
    urgent: bool = False
    words_of: CaseId | None = None
    asks: bool = False

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
    message that the screen answers.  ``forgets``: what is wiped is wiped before the screen is
    shown, and then forgotten.  ``answered``: the newest screen that asked for words got them, and
    loses its buttons.  ``quoting``: the screen still belongs to the words that the pressed one
    answers; any other comes as a new message, or it would quote them for ever.
    """

    screen: Screen | None = None
    toast: str = ""
    alert: bool = False
    open_url: str = ""
    wipe: tuple[MessageId, ...] = ()
    fresh: bool = False
    reply_to: MessageId | None = None
    forgets: bool = False
    answered: bool = False
    quoting: bool = False


def fits_beside(words: str, columns: int) -> bool:
    """Tell whether words are read whole on one of so many buttons in a row."""
    return columns == 1 or _breadth(words) <= LETTERS_IN_A_ROW // columns - LETTERS_AT_THE_EDGES


def in_columns(buttons: Sequence[Button], columns: int) -> tuple[Row, ...]:
    """Lay buttons out in rows of so many, or of fewer where words would be cut off."""
    rows: list[Row] = []
    for button in buttons:
        row = (*rows[-1], button) if rows else ()
        if row and len(row) <= columns and all(fits_beside(e.words, len(row)) for e in row):
            rows[-1] = row
        else:
            rows.append((button,))
    return tuple(rows)


def _breadth(words: str) -> int:
    return sum(map(_breadth_of, words))


@lru_cache(maxsize=1024)  # of letters, never of words
def _breadth_of(letter: str) -> int:
    if unicodedata.category(letter) in WITHOUT_BREADTH:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1
