"""Telegram's HTML as a type of its own, so that words of people never become markup.

Knows which tags may be used; nothing of languages.
"""

import re
from html import escape, unescape

TAGS = ("b", "i", "code", "blockquote")
"""Tags that messages and tips may use, out of those that Telegram knows."""

_TAG = re.compile(rf"</?(?:{'|'.join(TAGS)})(?: expandable)?>")


class Html(str):
    """Text with markup that is safe to show: nothing a person wrote is in it unescaped."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return words of a person, or of anybody, so that they show as they are."""
    return Html(escape(text, quote=False))


def without_markup(text: str) -> str:
    """Return what a reader sees of a marked-up text: no tags, no entities."""
    return unescape(_TAG.sub("", text))
