"""Methods that send files or fetch them."""

from collections.abc import Callable

from sandbox.files import StoredFile, described
from sandbox.formatting import checked_caption
from sandbox.methods.sending import ADDRESS, ANSWER, CAPTION, DELIVERY, MANNER, manner
from sandbox.methods.table import (
    ALBUM,
    FILE,
    INTEGER,
    TEXT,
    TRUTH,
    Method,
    Parameter,
    Upload,
    may,
    needed,
)
from sandbox.pictures import size_of
from sandbox.refusals import Json, Refusal, bad_request, nonsense
from sandbox.world import World

MAX_UPLOAD = 50 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
MAX_SIDES = 10_000
MAX_RATIO = 20
ALBUM_SIZES = range(2, 11)
ATTACHED = "attach://"
APART = ("document", "audio")
"""Kinds that make an album only among themselves."""


def _sender(kind: str) -> Callable[[World, Json], object]:
    def send(world: World, asked: Json) -> object:
        chat = world.open_chat(asked["chat_id"])
        common = manner(world, chat, asked)
        return world.post(chat, world.bot, **_content(world, kind, asked, asked), **common).wire()

    return send


def send_album(world: World, asked: Json) -> object:
    """Send several files as one album."""
    chat = world.open_chat(asked["chat_id"])
    items = asked["media"]
    if len(items) not in ALBUM_SIZES:
        raise bad_request("there must be 2 to 10 media in an album")
    kinds = {each.get("type", "") for each in items}
    if len(kinds) > 1 and not kinds.isdisjoint(APART):
        raise bad_request("documents and audio can't be mixed with other media types")
    common = manner(world, chat, asked)
    # Everything is checked before anything is sent: an album comes whole or not at all.
    contents = [_content(world, each.get("type", ""), each, asked) for each in items]
    album = str(world.number())
    posted = [world.post(chat, world.bot, album=album, **each, **common) for each in contents]
    return [message.wire() for message in posted]


def _content(world: World, kind: str, item: Json, asked: Json) -> Json:
    """Read one file with its caption, as fields of a message; an album's item is like a call."""
    if kind not in SENDERS:
        raise nonsense(f"a file of kind {kind} is not modelled by the sandbox")
    stored = _stored(world, kind, item.get(kind, item.get("media")), asked.get("attached", {}))
    text, entities = checked_caption(
        item.get("caption", ""), item.get("parse_mode"), item.get("caption_entities")
    )
    more: Json = {name: item[name] for name in ("performer", "title") if name in item}
    return {
        "kind": kind,
        "value": described(stored, kind, duration=item.get("duration", 0), more=more),
        "text": text,
        "entities": entities,
        "spoiler": bool(item.get("has_spoiler")),
        "caption_above": bool(item.get("show_caption_above_media")),
    }


def _stored(world: World, kind: str, given: object, attached: dict[str, Upload]) -> StoredFile:
    if isinstance(given, str) and given.startswith(ATTACHED):
        given = attached.get(given.removeprefix(ATTACHED))
    if isinstance(given, str):
        if given.startswith(("http://", "https://")):
            raise nonsense("sending a file by its address is not modelled by the sandbox")
        return world.files.find(given)
    if not isinstance(given, Upload):
        raise bad_request(f"there is no {kind} in the request")
    _check(kind, given.content)
    return world.files.add(kind, given.content, name=given.name, mime=given.mime)


def _check(kind: str, content: bytes) -> None:
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > MAX_UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    if kind != "photo":
        return
    size = size_of(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if len(content) > MAX_PHOTO or sum(size) > MAX_SIDES or max(size) > MAX_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def get_file(world: World, asked: Json) -> object:
    """Open a download link."""
    return world.files.link(asked["file_id"])


_ABOVE = {"show_caption_above_media": may(TRUTH)}
_LENGTH = {"duration": may(INTEGER)}
_PREVIEW = {"thumbnail": may(FILE)}
SENDERS: dict[str, dict[str, Parameter]] = {
    "photo": {**_ABOVE, "has_spoiler": may(TRUTH)},
    "document": {**_PREVIEW, "disable_content_type_detection": may(TRUTH)},
    "video": {
        **_LENGTH,
        "width": may(INTEGER),
        "height": may(INTEGER),
        **_PREVIEW,
        "cover": may(FILE),
        "start_timestamp": may(INTEGER),
        **_ABOVE,
        "has_spoiler": may(TRUTH),
        "supports_streaming": may(TRUTH),
    },
    "animation": {
        **_LENGTH,
        "width": may(INTEGER),
        "height": may(INTEGER),
        **_PREVIEW,
        **_ABOVE,
        "has_spoiler": may(TRUTH),
    },
    "voice": _LENGTH,
    "audio": {**_LENGTH, "performer": may(TEXT), "title": may(TEXT), **_PREVIEW},
}
"""The kinds of file that can be sent, each with the parameters that only it has."""

FILING = (
    *(
        Method(
            f"send{kind.capitalize()}",
            {**ADDRESS, kind: needed(FILE), **CAPTION, **own, **DELIVERY},
            "the message",
            _sender(kind),
            sends=True,
        )
        for kind, own in SENDERS.items()
    ),
    Method(
        "sendMediaGroup",
        {**ADDRESS, "media": needed(ALBUM), **MANNER, **ANSWER},
        "the messages",
        send_album,
        sends=True,
    ),
    Method("getFile", {"file_id": needed(TEXT)}, "a file", get_file),
)
