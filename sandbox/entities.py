"""Formatted text: Telegram's HTML becomes text and entities, counted in UTF-16 units, and back.

Refuses what Telegram refuses, in its words. Knows no messages and no chats.
"""

import re
from dataclasses import dataclass, field
from html import escape

from sandbox.refusals import Json, Refusal, bad_request

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
LANGUAGE_CLASS = "language-"
LAST_CHARACTER = 0x10FFFF
HALF_CHARACTERS = range(0xD800, 0xE000)

_MARK = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:#(?P<tens>[0-9]+)|#x(?P<hex>[0-9a-fA-F]+)|(?P<name>[a-z]+));")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[^\s/>]*)(?P<rest>[^>]*)>")
_ATTRIBUTE = re.compile(
    r"\s+(?P<name>[^\s=>]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[^\s\"'>]+)))?"
)


def units(text: str) -> int:
    """Count UTF-16 units, as Telegram counts lengths and offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(slots=True)
class _Open:
    tag: str
    entity: Json | None
    start: int


@dataclass(slots=True)
class _Reading:
    source: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def say(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += units(piece)

    def refuse(self, words: str, at: int) -> Refusal:
        return _unparsable(f"{words} at byte offset {len(self.source[:at].encode())}")


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Read Telegram's HTML; raises `Refusal` with Telegram's reason."""
    if "<" not in source and "&" not in source:
        return source, []
    reading = _Reading(source)
    at = 0
    while mark := _MARK.search(source, at):
        begin = mark.start()
        if begin > at:
            reading.say(source[at:begin])
        at = _read_reference(reading, begin) if mark[0] == "&" else _read_tag(reading, begin)
    reading.say(source[at:])
    if reading.opened:
        tag = reading.opened[-1].tag
        raise _unparsable(f'Can\'t find end tag corresponding to start tag "{tag}"')
    entities = sorted(reading.entities, key=lambda each: (each["offset"], -each["length"]))
    return "".join(reading.pieces), entities


def _read_reference(reading: _Reading, begin: int) -> int:
    found = _REFERENCE.match(reading.source, begin)
    meant = _meant(found) if found else None
    if found is None or meant is None:
        # What is no reference of Telegram's stays as it was written.
        reading.say("&")
        return begin + 1
    reading.say(meant)
    return found.end()


def _meant(found: re.Match[str]) -> str | None:
    if found["name"]:
        return NAMED.get(found["name"])
    number = int(found["tens"]) if found["tens"] else int(found["hex"], 16)
    if not 0 < number <= LAST_CHARACTER or number in HALF_CHARACTERS:
        return None
    return chr(number)


def _read_tag(reading: _Reading, begin: int) -> int:
    found = _TAG.match(reading.source, begin)
    if found is None:
        which = "end" if reading.source.startswith("</", begin) else "start"
        raise reading.refuse(f"Unclosed {which} tag", begin)
    name = found["name"].lower()
    if found["end"]:
        _close(reading, name, begin)
    else:
        _open(reading, name, found["rest"], begin)
    return found.end()


def _open(reading: _Reading, tag: str, rest: str, begin: int) -> None:
    if tag not in TYPES:
        raise reading.refuse(f'Unsupported start tag "{tag}"', begin)
    attributes = _attributes(rest)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise reading.refuse('Tag "span" must have class "tg-spoiler"', begin)
    entity: Json | None = {"type": TYPES[tag]}
    if tag == "blockquote" and "expandable" in attributes:
        entity = {"type": "expandable_blockquote"}
    elif tag == "a":
        entity = {"type": "text_link", "url": attributes.get("href", "")}
    elif tag == "tg-emoji":
        entity = {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
    elif tag == "code" and reading.opened and reading.opened[-1].tag == "pre":
        entity = _language_of_pre(reading.opened[-1], attributes)
    reading.opened.append(_Open(tag, entity, reading.length))


def _language_of_pre(pre: _Open, attributes: dict[str, str]) -> Json | None:
    language = attributes.get("class", "")
    if not language.startswith(LANGUAGE_CLASS):
        return {"type": "code"}
    if pre.entity is not None:
        pre.entity["language"] = language.removeprefix(LANGUAGE_CLASS)
    return None


def _attributes(rest: str) -> dict[str, str]:
    found = {}
    for each in _ATTRIBUTE.finditer(rest):
        value = each["double"] or each["single"] or each["bare"] or ""
        found[each["name"].lower()] = _plain(value)
    return found


def _plain(value: str) -> str:
    return _REFERENCE.sub(lambda found: _meant(found) or found[0], value)


def _close(reading: _Reading, tag: str, begin: int) -> None:
    if not reading.opened:
        raise reading.refuse("Unexpected end tag", begin)
    opened = reading.opened.pop()
    if tag and tag != opened.tag:
        raise _unparsable(
            f"Unmatched end tag at byte offset {len(reading.source[:begin].encode())}, "
            f'expected "</{opened.tag}>", found "</{tag}>"'
        )
    length = reading.length - opened.start
    entity = opened.entity
    if entity is None or not length:
        return
    if entity["type"] == "text_link" and not _usable_link(entity, reading, opened.start):
        return
    reading.entities.append({**entity, "offset": opened.start, "length": length})


def _usable_link(entity: Json, reading: _Reading, start: int) -> bool:
    if not entity["url"]:
        said = "".join(reading.pieces).encode("utf-16-le", "surrogatepass")
        entity["url"] = said[start * 2 :].decode("utf-16-le", "surrogatepass")
    # As in Telegram, a link to nowhere is no error: the words stay without it.
    return re.match(r"(?:https?://|tg://|mailto:)?[^\s.]+[.:/]", entity["url"]) is not None


def _unparsable(words: str) -> Refusal:
    return bad_request(f"can't parse entities: {words}")


_WRAPS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
}


def as_html(text: str, entities: list[Json]) -> str:
    """Write text with its entities as HTML again, for a person who reads a failed test."""
    raw = text.encode("utf-16-le", "surrogatepass")
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for entity in entities:
        wrap = _wrap(entity)
        if wrap is None:
            continue
        opening.setdefault(entity["offset"], []).append(wrap[0])
        closing.setdefault(entity["offset"] + entity["length"], []).insert(0, wrap[1])
    marks = sorted({0, *opening, *closing, len(raw) // 2})
    written = []
    for begin, end in zip(marks, [*marks[1:], marks[-1]], strict=True):
        written += closing.get(begin, [])
        written += opening.get(begin, [])
        written.append(
            escape(raw[begin * 2 : end * 2].decode("utf-16-le", "surrogatepass"), quote=False)
        )
    return "".join(written)


def _wrap(entity: Json) -> tuple[str, str] | None:
    kind = entity["type"]
    if kind == "text_link":
        return f'<a href="{escape(entity["url"])}">', "</a>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    tag = _WRAPS.get(kind)
    return (f"<{tag}>", f"</{tag}>") if tag else None
