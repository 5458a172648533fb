"""A log that remembers, for tests that ask what was told to operators."""

from collections import Counter
from enum import Enum

from bot.logs import EventLog
from tests.builders import SeededChance


class Told(EventLog):
    """Keeps the events it is told."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__(chance=SeededChance())
        self.events: Counter[str] = Counter()
        self.errors: list[str] = []

    def __call__(self, name: str, **values: float | Enum) -> None:
        """Count an event, which must be one that may be logged."""
        super().__call__(name, **values)
        self.events[str(name)] += 1

    def note_error(self, error: BaseException, reference: str = "") -> str:
        """Keep an error's kind."""
        self.errors.append(type(error).__name__)
        return reference or "E-0000"
