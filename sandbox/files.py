"""Files that were sent, by people or by the bot, under ids that mean nothing.

Keeps bytes exactly as they came: real Telegram cleans photos, so a bot that relies on the sandbox
relies on less.
"""

import mimetypes
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.pictures import size_of
from sandbox.refusals import Json, bad_request

MAX_DOWNLOAD = 20 * 1024 * 1024
LINK_VALID_FOR = 60 * 60
PREVIEW_SIDE = 90
UNKNOWN_SIZE = (640, 480)

SUFFIXES = {
    "photo": ("photos", ".jpg", "image/jpeg"),
    "video": ("videos", ".mp4", "video/mp4"),
    "voice": ("voice", ".oga", "audio/ogg"),
    "audio": ("music", ".mp3", "audio/mpeg"),
    "document": ("documents", ".bin", "application/octet-stream"),
    "sticker": ("stickers", ".webp", "image/webp"),
    "animation": ("animations", ".mp4", "video/mp4"),
    "video_note": ("video_notes", ".mp4", "video/mp4"),
}
"""Folder, ending and type of a file of each kind that comes without its own."""


@dataclass(frozen=True, slots=True, eq=False)
class StoredFile:
    """A file; ``size`` is what Telegram says, which a test may exaggerate."""

    id: str
    unique_id: str
    kind: str
    content: bytes
    size: int
    name: str | None
    mime: str
    path: str


class Files:
    """All files of one sandbox."""

    def __init__(self, clock: Clock) -> None:
        """Start without any."""
        self._clock = clock
        self._files: dict[str, StoredFile] = {}
        self._by_path: dict[str, tuple[StoredFile, float]] = {}

    def add(
        self,
        kind: str,
        content: bytes,
        *,
        name: str | None = None,
        mime: str | None = None,
        size: int | None = None,
    ) -> StoredFile:
        """Keep a file of a kind of the Bot API."""
        folder, ending, usual = SUFFIXES[kind]
        number = len(self._files) + 1
        guessed = mimetypes.guess_type(name)[0] if name else None
        if kind == "document" and name and "." in name:
            ending = "." + name.rpartition(".")[2]
        stored = StoredFile(
            id=f"BQACAgQAAxkBAAI{number:06d}",
            unique_id=f"AgADF{number:05d}",
            kind=kind,
            content=content,
            size=len(content) if size is None else size,
            name=name,
            mime=mime or guessed or usual,
            path=f"{folder}/file_{number}{ending}",
        )
        self._files[stored.id] = stored
        return stored

    def find(self, file_id: str) -> StoredFile:
        """Find a file by its id; raises `Refusal` as Telegram does."""
        stored = self._files.get(file_id)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return stored

    def link(self, file_id: str) -> Json:
        """Open a download link for an hour, for files that a bot may download."""
        stored = self._files.get(file_id)
        if stored is None:
            raise bad_request("invalid file_id")
        if stored.size > MAX_DOWNLOAD:
            raise bad_request("file is too big")
        self._by_path[stored.path] = (stored, self._clock.time() + LINK_VALID_FOR)
        return {**_reference(stored), "file_path": stored.path}

    def at(self, path: str) -> StoredFile | None:
        """Find a file by its link, while the link is valid."""
        stored, until = self._by_path.get(path, (None, 0.0))
        return stored if until > self._clock.time() else None


def _reference(stored: StoredFile) -> Json:
    return {"file_id": stored.id, "file_unique_id": stored.unique_id, "file_size": stored.size}


def described(
    stored: StoredFile, kind: str, *, duration: int = 0, more: Json | None = None
) -> object:
    """Write a file as the field of a message that carries it."""
    if kind == "photo":
        return _photo(stored)
    out = _reference(stored)
    width, height = size_of(stored.content) or UNKNOWN_SIZE
    if kind in ("video", "animation", "sticker"):
        out |= {"width": width, "height": height}
    if kind in ("video", "animation", "voice", "audio", "video_note"):
        out["duration"] = duration
    if kind == "video_note":
        out["length"] = min(width, height)
    if kind == "sticker":
        out |= {"type": "regular", "is_animated": False, "is_video": False}
    if kind in ("document", "video", "animation", "audio", "voice"):
        out["mime_type"] = stored.mime
    if stored.name and kind in ("document", "video", "animation", "audio"):
        out["file_name"] = stored.name
    return out | (more or {})


def _photo(stored: StoredFile) -> list[Json]:
    width, height = size_of(stored.content) or UNKNOWN_SIZE
    scale = min(1.0, PREVIEW_SIDE / max(width, height))
    small = {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}
    whole = _reference(stored) | {"width": width, "height": height}
    return [_reference(stored) | small, whole]
