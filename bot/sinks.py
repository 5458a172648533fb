"""Where what happened is told, as the parts of the process see it: names and numbers, no words."""

from enum import Enum
from typing import Protocol


class EventSink(Protocol):
    """Takes the names of what happened, with numbers and enumerated words."""

    def __call__(self, name: str, **values: float | Enum) -> None:
        """Note an event."""
