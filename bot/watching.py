"""Everything by which an operator sees how the bot is, put together: counts, state file, pages."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.clock import Clock
from bot.config import Config
from bot.handling import Handling
from bot.jobs.note_state import NoteState
from bot.logs import EventLog
from bot.schedule import Job
from bot.state_file import state_path
from bot.vitals import Vitals
from domain.ports import StoreUnavailableError
from domain.usecases.upkeep import touch
from storage import SqliteStore
from texts.catalogue import Catalogue

if TYPE_CHECKING:
    from bot.health import HealthServer

STATE_EVERY = 15
"""Seconds between two looks at what the state file says."""


@dataclass(frozen=True, kw_only=True)
class Watching:
    """The counts, the job that leaves them beside the database, and the pages, if wanted."""

    vitals: Vitals
    job: Job
    health: "HealthServer | None"

    @classmethod
    def of(
        cls,
        config: Config,
        *,
        handling: Handling,
        store: SqliteStore,
        texts: Catalogue,
        clock: Clock,
        log: EventLog,
    ) -> "Watching":
        """Watch these parts; the log is told to count from now on."""
        vitals = Vitals(handling=handling, store=store, texts=texts, clock=clock)
        log.tell(vitals.hear)
        polls = config.telegram.mode == "polling"
        note = NoteState(vitals, state_path(config.database), polls=polls, clock=clock)
        return cls(
            vitals=vitals,
            job=Job(name="note_state", every_seconds=STATE_EVERY, function=note),
            health=_pages(config, vitals, log, store) if config.health.listen_port else None,
        )

    async def start(self) -> None:
        """Open the pages; raises `ConfigProblems` where that cannot be done."""
        if self.health:
            await self.health.start()

    async def stop(self) -> None:
        """Close the pages."""
        if self.health:
            await self.health.stop()


def _pages(config: Config, vitals: Vitals, log: EventLog, store: SqliteStore) -> "HealthServer":
    # A web server takes 2 MB, which a bot without these pages does without.
    from bot.health import HealthServer  # noqa: PLC0415

    return HealthServer(
        health=config.health,
        vitals=vitals,
        log=log,
        can_write=can_write(store),
        polls=config.telegram.mode == "polling",
    )


def can_write(store: SqliteStore) -> Callable[[], Awaitable[bool]]:
    """Return what tells whether the store can be written now."""

    async def works() -> bool:
        try:
            await store.write(touch)
        except StoreUnavailableError:
            return False
        return True

    return works
