"""From what was asked to what is shown: parse mode, trimming, lengths, what Telegram finds.

Knows no messages and no chats.
"""

import re
from functools import lru_cache

from sandbox.entities import parse_html, units
from sandbox.refusals import Json, bad_request, nonsense

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ENTITIES = 100
SCREENS_KEPT = 1024

_FOUND = re.compile(
    r"(?P<email>\b[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?P<url>\bhttps?://[^\s<>\"]*[^\s<>\".,;:!?)'\]]|\b(?:t\.me|www\.[\w-]+\.\w+)/?[\w/?=&%#.-]*\w)"
    r"|(?<![\w@/])(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<![\w/<>@])(?P<bot_command>/\w{1,64}(?:@\w{3,32})?)\b(?!/)"
    r"|(?<![\w#&])(?P<hashtag>#\w*[^\W\d]\w*)"
)
_MAYBE = re.compile(r"[@/#]|www\.|t\.me")
_OPAQUE = frozenset(("code", "pre", "text_link", "text_mention", "url"))


def formatted(text: str, mode: str | None, entities: list[Json] | None) -> tuple[str, list[Json]]:
    """Read text as the bot meant it: by parse mode, else by the entities given, else plain.

    What is given back may be shared by many messages and is never changed.
    """
    if entities and not mode:
        bare, found = _trimmed(text, entities)
        return bare, with_found(bare, found)
    return _formatted(text, mode or "")


@lru_cache(maxsize=SCREENS_KEPT)
def _formatted(text: str, mode: str) -> tuple[str, list[Json]]:
    # The same screen goes to many people: it is read once.
    if mode and mode.lower() != "html":
        raise nonsense(f"parse mode {mode} is not modelled by the sandbox, use HTML")
    source = _cleaned(text)
    plain, found = parse_html(source) if mode else (source, [])
    bare, found = _trimmed(plain, found)
    return bare, with_found(bare, found)


def checked_text(
    text: str, mode: str | None, entities: list[Json] | None
) -> tuple[str, list[Json]]:
    """Read the text of a message, within Telegram's limit."""
    text, found = formatted(text, mode, entities)
    if not text:
        raise bad_request("message text is empty")
    if units(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text, found


def checked_caption(
    text: str, mode: str | None, entities: list[Json] | None
) -> tuple[str, list[Json]]:
    """Read the caption of a file, within Telegram's limit."""
    text, found = formatted(text, mode, entities)
    if units(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text, found


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """Add the commands, mentions, links and tags that Telegram finds by itself."""
    if not _MAYBE.search(text):
        return entities[:MAX_ENTITIES]
    taken = [
        (each["offset"], each["offset"] + each["length"])
        for each in entities
        if each["type"] in _OPAQUE
    ]
    every = list(entities)
    for match in _FOUND.finditer(text):
        offset = units(text[: match.start()])
        length = units(match[0])
        if any(begin < offset + length and offset < end for begin, end in taken):
            continue
        every.append({"type": match.lastgroup, "offset": offset, "length": length})
    every.sort(key=lambda each: (each["offset"], -each["length"]))
    return every[:MAX_ENTITIES]


def _cleaned(text: str) -> str:
    # Telegram drops what no program can show.
    return text.replace("\0", "").replace("\r", "")


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    bare = text.strip(" \t\n\v\f")
    if len(bare) == len(text):
        return text, entities
    cut = units(text[: len(text) - len(text.lstrip(" \t\n\v\f"))])
    end = units(bare)
    kept = []
    for entity in entities:
        begin = max(entity["offset"] - cut, 0)
        length = min(entity["offset"] + entity["length"] - cut, end) - begin
        if length > 0:
            kept.append({**entity, "offset": begin, "length": length})
    return bare, kept
