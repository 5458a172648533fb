"""Letters as plain data and back."""

from datetime import date

from domain.model.contact import Letter
from storage.plain.packing import Plain


def letter_to_plain(letter: Letter, *, at: int) -> Plain:
    """Return all of a letter, and where it stands among those of its case."""
    return {"at": at, "on": letter.on.isoformat(), "words": letter.words}


def letter_from_plain(plain: object) -> tuple[int, Letter]:
    """Return a letter, after where it stands among those of its case."""
    match plain:
        case {"at": int(at), "on": str(on), "words": str(words), **rest} if not rest:
            return at, Letter(on=date.fromisoformat(on), words=words)
        case _:
            raise ValueError("not a letter")
