"""Telegram's HTML as a type of its own, so that words of people never become markup.

Knows which tags may be used; nothing of languages.
"""

import re
from html import escape, unescape

TAGS = ("b", "i", "code", "blockquote")
"""Tags that messages and tips may use, out of those that Telegram knows."""

_TAG = re.compile(rf"</?(?:{'|'.join(TAGS)})(?: expandable)?>")
_CODE = re.compile(rf"(<code>.*?</code>|{_TAG.pattern})", re.DOTALL)
"""What is code, or a tag: the pieces of markup in which nothing is looked for."""


_UNSEEN = "\u2066-\u2069\u200e\u200f"
_LINK = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.-]{{0,20}}://|(?:mailto|tel|tg):)[^\s<>{_UNSEEN}]+"
    # A site, or somebody at one; "end.Then" is a sentence and the next, without their space.
    r"|(?<![\w.-])\.*(?:[\w.+%-]{1,64}@)?(?:[\w-]+\.)+"
    r"(?:[a-z]{2,24}|[A-Z]{2,24}|Com|Org|Net|Info|Io|Co|Ly|Uk|(?i:xn)--[\w-]{2,59})(?!\w)"
    rf"(?::\d{{1,5}})?(?:[/?#][^\s<>{_UNSEEN}]*)?"
    rf"|(?<!\w)(?<!\d\.)\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?![\w.])(?::\d{{1,5}})?(?:/[^\s<>{_UNSEEN}]*)?"
)
"""What a program may make a link of: rather too much than too little."""

MOST_MARKED = 40
"""Telegram knows 100 pieces of markup in a message and leaves the rest as it is."""


class Html(str):
    """Text with markup that is safe to show: nothing a person wrote is in it unescaped."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return words of a person, or of anybody, so that they show as they are."""
    return Html(escape(text, quote=False))


def has_link(text: str) -> bool:
    """Tell whether words of a person hold what a program may make a link of."""
    return _LINK.search(text) is not None


def links_as_code(markup: Html) -> Html:
    """Return the same with links as code, which no tap opens; what is code already stays."""
    found = len(_LINK.findall(without_markup(markup)))
    return Html("".join(_held(piece, every=found > MOST_MARKED) for piece in _CODE.split(markup)))


def _held(piece: str, *, every: bool) -> str:
    if piece.startswith("<"):
        return piece
    if every and has_link(piece):
        return f"<code>{piece}</code>"
    return _LINK.sub(lambda link: f"<code>{link[0]}</code>", piece)


def without_markup(text: str) -> str:
    """Return what a reader sees of a marked-up text: no tags, no entities."""
    return unescape(_TAG.sub("", text))
