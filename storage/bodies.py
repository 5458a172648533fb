"""The way of a value into a sealed column and out of it: plain, packed, sealed, and back."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from storage.plain import Plain, packed, unpacked
from storage.problems import Unreadable
from storage.sealing import Place

T = TypeVar("T")


class Sealing(Protocol):
    """A key that seals bytes for a row of a column."""

    def seal(self, plain: bytes, place: Place, row: str) -> bytes:
        """Return the bytes padded and sealed for one row."""


class Opening(Protocol):
    """A key that opens what was sealed for a row of a column."""

    def open(self, sealed: bytes, place: Place, row: str) -> bytes:
        """Return what was sealed for this row, or raise `WrongKey` or `Unreadable`."""


def seal_body(seal: Sealing, plain: Plain, place: Place, row: str) -> bytes:
    """Return plain data sealed for one row."""
    return seal.seal(packed(plain), place, row)


def open_body(
    seal: Opening, sealed: bytes, place: Place, row: str, read: Callable[[object], T]
) -> T:
    """Return the value that was sealed for one row, or raise `WrongKey` or `Unreadable`."""
    data = seal.open(sealed, place, row)
    try:
        return read(unpacked(data))
    except ValueError:
        # Its words would be somebody's: the cause is cut off on purpose.
        raise Unreadable(place.name) from None
