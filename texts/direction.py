"""Marks that keep right-to-left words and left-to-right words in their order.

A client sets each line's direction by its first strong letter, so a line of Arabic that begins
with a number, a tag or a Latin word needs a mark in front.
"""

import re
from unicodedata import bidirectional

from texts.markup import without_markup

RIGHT_TO_LEFT_MARK, LEFT_TO_RIGHT_MARK = "\u200f", "\u200e"
ISOLATE, LEFT_TO_RIGHT_ISOLATE, END_OF_ISOLATE = "\u2068", "\u2066", "\u2069"

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)

_COMMAND = re.compile(r"(?<![^\s\u200f])(?=/[a-z])")
_PLUS = re.compile(r"(?<=[A-Za-z]\+)")
"""Where a sign belongs to a Latin word but would jump to its other side: /help, LGBT+."""


def reads_right_to_left(line: str) -> bool:
    """Tell whether the first letter with a direction of its own goes right to left."""
    for character in without_markup(line):
        direction = bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False


def has_right_to_left(text: str) -> bool:
    """Tell whether any letter goes right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def marked(text: str) -> str:
    """Return right-to-left text with marks where a line or a sign would go the wrong way."""
    lines = "\n".join(_marked_line(line) for line in text.split("\n"))
    return _PLUS.sub(LEFT_TO_RIGHT_MARK, _COMMAND.sub(LEFT_TO_RIGHT_MARK, lines))


def isolated(text: str) -> str:
    """Set a value apart, so that its direction does not disturb the words around it."""
    return f"{ISOLATE}{text}{END_OF_ISOLATE}"


def left_to_right(text: str) -> str:
    """Set apart what is always read left to right, such as a phone number with spaces."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{END_OF_ISOLATE}"


def _marked_line(line: str) -> str:
    if not line.strip() or line.startswith(RIGHT_TO_LEFT_MARK) or reads_right_to_left(line):
        return line
    return RIGHT_TO_LEFT_MARK + line
