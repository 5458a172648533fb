"""The way of a value into a sealed column and out of it: plain, packed, sealed, and back."""

from collections.abc import Callable
from typing import TypeVar

from storage.plain import Plain, packed, unpacked
from storage.problems import Unreadable
from storage.sealing import Place, Seal

T = TypeVar("T")


def seal_body(seal: Seal, plain: Plain, place: Place, row: str) -> bytes:
    """Return plain data sealed for one row."""
    return seal.seal(packed(plain), place, row)


def open_body(seal: Seal, sealed: bytes, place: Place, row: str, read: Callable[[object], T]) -> T:
    """Return the value that was sealed for one row, or raise `WrongKey` or `Unreadable`."""
    data = seal.open(sealed, place, row)
    try:
        return read(unpacked(data))
    except ValueError:
        # Its words would be somebody's: the cause is cut off on purpose.
        raise Unreadable(place.name) from None
