"""Files that people send, one by one or as an album; the bot gets an update for each."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.chats import User
from sandbox.deeds import PLAINLY, ImpossibleError, Manner, put, written
from sandbox.entities import units
from sandbox.files import SUFFIXES, described
from sandbox.formatting import MAX_CAPTION
from sandbox.messages import Message
from sandbox.refusals import Json
from sandbox.world import World


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A file as a person sends it; ``size`` may claim more bytes than there are."""

    kind: str
    content: bytes
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    duration: int = 1
    spoiler: bool = False
    more: Json | None = None


def send_files(
    world: World,
    person: User,
    chat_id: int | None,
    files: Sequence[Sent],
    *,
    caption: str = "",
    manner: Manner = PLAINLY,
    origin: Json | None = None,
) -> list[Message]:
    """Send files; several make an album, with the caption on the first, an update each.

    ``origin``: whose they were, where they are forwarded.
    """
    caption = caption.strip()
    if units(caption) > MAX_CAPTION:
        raise ImpossibleError(f"a caption has up to {MAX_CAPTION} characters")
    if not all(file.kind in SUFFIXES for file in files):
        raise ImpossibleError(f"a file is one of {', '.join(SUFFIXES)}")
    album = str(world.number()) if len(files) > 1 else ""
    messages = []
    for number, file in enumerate(files):
        stored = world.files.add(
            file.kind, file.content, name=file.name, mime=file.mime, size=file.size
        )
        what: Json = {
            "kind": file.kind,
            "value": described(stored, file.kind, duration=file.duration, more=file.more),
            **written("" if number else caption),
            "album": album,
            "spoiler": file.spoiler,
            "origin": origin,
        }
        messages.append(put(world, person, chat_id, manner, **what))
    return messages


def sticker(world: World, emoji: str) -> Json:
    """Carry a sticker of a set that has a name."""
    stored = world.files.add("sticker", b"-")
    more = {"emoji": emoji, "set_name": "SomePack"}
    return {"kind": "sticker", "value": described(stored, "sticker", duration=0, more=more)}
