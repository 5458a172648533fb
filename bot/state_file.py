"""What the running bot leaves beside the database for `python -m bot status`.

Numbers and references only, and no time finer than a minute: polls end when somebody writes.
"""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bot.logs import Event

OWNER_ONLY = 0o600


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """How the bot was at its last heartbeat; times are whole minutes since 1970."""

    written: int
    polls: bool
    polled: int | None = None
    last_error: str = ""
    set_aside: int = 0
    last: Mapping[Event, int] = field(default_factory=dict)


_STATE = TypeAdapter(State)


def minute(at: datetime) -> int:
    """Return the whole minute that has begun, counted from 1970."""
    return int(at.astimezone(UTC).timestamp() // 60)


def state_path(database: Path) -> Path:
    """Return where the state of a bot with this database lies."""
    return database.with_name(f"{database.name}.state")


def write_state(path: Path, state: State) -> None:
    """Put the state in place of the one before, whole; raises OSError."""
    fresh = path.with_name(f"{path.name}.new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "wb") as file:  # noqa: PTH123 - only `os.open` makes it private from its first byte on
        file.write(_STATE.dump_json(state))
    fresh.replace(path)


def read_state(path: Path) -> State | None:
    """Return the state, or None where there is none that can be read."""
    with contextlib.suppress(OSError, ValidationError):
        return _STATE.validate_json(path.read_bytes())
    return None
