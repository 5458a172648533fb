"""Which cleaner takes which format: the one list to read, and to extend.

Runs in a child of `media.forker` only; importing it loads every parser.
"""

from collections.abc import Callable
from dataclasses import dataclass

from domain.model.evidence import FileRefused, Refusal
from media import films, pdfs, pictures
from media.formats import Format, recognise
from media.parcel import Result


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the sender wants besides, and what the file was said to be (believed in a tie only)."""

    mime_hint: str = ""
    without_sound: bool = False


Cleaner = Callable[[bytes, Wishes], Result]


def _picture(kind: Format) -> Cleaner:
    return lambda data, _: pictures.clean_picture(data, kind)


def _film(kind: Format) -> Cleaner:
    return lambda data, wishes: films.clean_film(
        data, kind, mime_hint=wishes.mime_hint, without_sound=wishes.without_sound
    )


CLEANERS: dict[Format, Cleaner] = {
    **{kind: _picture(kind) for kind in pictures.PILLOW},
    **{kind: _film(kind) for kind in films.READERS},
    Format.PDF: lambda data, _: pdfs.clean_pdf(data),
}


def warm_up() -> None:
    """Do once what every child would have to do again."""
    pictures.warm_up()
    films.warm_up()


def clean(data: bytes, *, mime_hint: str = "", without_sound: bool = False) -> Result:
    """Return what may be passed on; raise `FileRefused` or whatever a parser raises."""
    kind = recognise(data)
    if kind is None or kind not in CLEANERS:
        raise FileRefused(Refusal.UNSAFE_KIND)
    return CLEANERS[kind](data, Wishes(mime_hint=mime_hint, without_sound=without_sound))
