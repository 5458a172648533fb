"""What every shape is made of: plain data, and the bytes it is kept as."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import orjson

T = TypeVar("T")
Plain = Mapping[str, object]


def packed(plain: Plain) -> bytes:
    """Return plain data as bytes."""
    return orjson.dumps(plain)


def unpacked(data: bytes) -> object:
    """Return the plain data in bytes that `packed` made."""
    return orjson.loads(data)


def all_of(found: list[object], read: Callable[[object], T]) -> tuple[T, ...]:
    """Return every value of a list, each read the same way."""
    return tuple(read(each) for each in found)
