"""Cleaning what people type, so that it can be stored, shown and sent anywhere.

Slurs stay: they are evidence. Only what no reader could see is taken out.
"""

import unicodedata

_INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad\u180e")
"""Zero-width characters with no meaning in writing (joiners U+200C and U+200D have one)."""

_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
"""Direction marks and overrides, which can make a text read as something else."""


def cleaned(text: str) -> str:
    """Return the text without control, invisible, direction and surrogate characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Printable text has nothing of what is taken out; nearly all text is, but for its line ends.
    if not text.replace("\n", "").isprintable():
        text = "".join(each for each in text if _keep(each))
    return unicodedata.normalize("NFC", text).strip()


def utf16_length(text: str) -> int:
    """Count the way Telegram counts: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def masked(text: str, words: tuple[str, ...]) -> str:
    """Replace every occurrence of each of the words, in any case, by bars of the same length."""
    for word in sorted(words, key=len, reverse=True):
        text = _mask_one(text, word)
    return text


def _mask_one(text: str, word: str) -> str:
    wanted, out, at = word.casefold(), [], 0
    if not wanted:
        return text
    # Casefolding may change lengths ("ß"), so windows are compared instead of offsets reused.
    while at < len(text):
        end = at + len(word)
        if text[at:end].casefold() == wanted:
            out.append("█" * max(4, len(word)))
            at = end
        else:
            out.append(text[at])
            at += 1
    return "".join(out)


def _keep(character: str) -> bool:
    if character in "\n\t":
        return True
    if character in _INVISIBLE or character in _DIRECTION:
        return False
    return unicodedata.category(character) not in {"Cc", "Cs", "Cn", "Co"}
