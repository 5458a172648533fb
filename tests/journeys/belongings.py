"""Files as people have them on their telephones, each with a mark in what nobody sees."""

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from tests.media import planted_films, planted_pdfs, planted_pictures
from tests.media.referees import MARK


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """A file: how it is sent, what it is, and what staff get of it.

    ``asks``: the person is asked before it is taken.
    """

    kind: str
    make: Callable[[], bytes]
    shown_as: str
    ending: str
    name: str | None = None
    mime: str | None = None
    asks: bool = False


BELONGINGS = {
    "photo": Belonging(kind="photo", make=planted_pictures.jpeg, shown_as="photo", ending="jpg"),
    "picture as a document": Belonging(
        kind="document",
        make=planted_pictures.png,
        shown_as="photo",
        ending="png",
        name=f"{MARK}.png",
    ),
    "video": Belonging(
        kind="video", make=planted_films.film, shown_as="video", ending="mp4", asks=True
    ),
    "video of an older phone": Belonging(
        kind="document",
        make=lambda: planted_films.film("3gp", "libx264", "aac"),
        shown_as="video",
        ending="mp4",
        name=f"{MARK}.3gp",
        mime="video/3gpp",
        asks=True,
    ),
    "video message": Belonging(
        kind="video_note", make=planted_films.film, shown_as="video", ending="mp4", asks=True
    ),
    "voice message": Belonging(
        kind="voice",
        make=lambda: planted_films.film("ogg", None, "libopus"),
        shown_as="voice",
        ending="ogg",
        asks=True,
    ),
    "recording": Belonging(
        kind="audio",
        make=planted_films.mp3,
        shown_as="audio",
        ending="mp3",
        name=f"{MARK}.mp3",
        asks=True,
    ),
    "moving picture": Belonging(
        kind="animation",
        make=lambda: planted_films.film("mp4", "libx264", None),
        shown_as="video",
        ending="mp4",
    ),
    "drawing that moves": Belonging(
        kind="document",
        make=planted_pictures.gif,
        shown_as="animation",
        ending="gif",
        name=f"{MARK}.gif",
    ),
    "document": Belonging(
        kind="document",
        make=planted_pdfs.planted,
        shown_as="document",
        ending="pdf",
        name=f"{MARK}.pdf",
    ),
}
"""One of each type that can be made safe."""


def a_photo(colour: str = "red") -> bytes:
    """Return a photo that says in its hidden part which phone made it."""
    made = io.BytesIO()
    hidden = planted_pictures.exif()
    Image.new("RGB", (320, 240), colour).save(made, "JPEG", exif=hidden)
    return made.getvalue()
