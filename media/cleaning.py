"""Which cleaner takes which format: the one list to read, and to extend.

Runs in a child of `media.forker` only; importing it loads every parser.
"""

import encodings
import importlib
import pkgutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import av
import PIL

from domain.model.evidence import LARGEST_SENT, FileRefused, Refusal
from media import films, gifs, offices, pdfs, pictures, plain_texts
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


def _locked(_: bytes, __: Wishes) -> Result:
    raise FileRefused(Refusal.PASSWORD)


CLEANERS: dict[Format, Cleaner] = {
    **{kind: _picture(kind) for kind in pictures.PILLOW},
    **{kind: _film(kind) for kind in films.READERS},
    Format.GIF: lambda data, _: gifs.clean_gif(data),
    Format.PDF: lambda data, _: pdfs.clean_pdf(data),
    Format.OFFICE: lambda data, _: offices.clean_office(data),
    Format.LOCKED_OFFICE: _locked,
    Format.TEXT: lambda data, _: plain_texts.clean_text(data),
}


LOADED_WHOLLY = (av, encodings, PIL)
"""What would load parts of itself on first use, when a child can open no file any more."""
NEVER_LOADED = ("__main__", "report", "Tk", "Qt", "ImageGrab", "ImageShow")


def warm_up() -> None:
    """Do once what every child would have to do again."""
    pictures.warm_up()
    for package in LOADED_WHOLLY:
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not each.name.endswith(NEVER_LOADED):
                with suppress(ImportError):  # parts for other systems
                    importlib.import_module(each.name)


def clean(data: bytes, *, mime_hint: str = "", without_sound: bool = False) -> Result:
    """Return what may be passed on; raise `FileRefused` or whatever a parser raises."""
    kind = recognise(data)
    if kind is None or kind not in CLEANERS:
        raise FileRefused(Refusal.UNSAFE_KIND)
    result = CLEANERS[kind](data, Wishes(mime_hint=mime_hint, without_sound=without_sound))
    if any(len(part.data) > LARGEST_SENT for part in result.parts):
        # Better said to its sender now than to staff, who could never see it.
        raise FileRefused(Refusal.TOO_MUCH_INSIDE)
    return result
