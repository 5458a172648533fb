"""Where the parts of the process tell what happened: to the log, and to the store."""

from collections.abc import Awaitable, Callable
from enum import Enum
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from domain.ports import Transaction

P = ParamSpec("P")
T = TypeVar("T")


class EventSink(Protocol):
    """Takes the names of what happened, with numbers and enumerated words."""

    def __call__(self, name: str, **values: float | Enum) -> None:
        """Note an event."""


class Recorder(Protocol):
    """Writes down what happened, however long the store is away."""

    def __call__(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Awaitable[T]:
        """Run a use case until it is stored."""
