"""The heartbeat: runs each job every so often. What is due stands in the database, not here.

APScheduler, through the framework's JobQueue, plans by the wall clock: set back by an hour, it
would rest for an hour. So a look every half minute, by the monotonic clock, mends that.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from telegram.ext import ContextTypes, JobQueue
from telegram.ext import Job as PlannedJob

from bot.clock import Clock, SystemClock
from bot.logs import Event, EventLog
from handlers.context import Services

LOOK_EVERY = 30.0
"""Seconds between two looks for jobs that a moved clock put off."""

JOB_OPTIONS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
"""Late is never too late, missed ticks become one, and a slow job does not overtake itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """Something done every so often; ``name`` is a constant, since libraries may show it."""

    name: str
    every_seconds: int
    function: Callable[[Services, EventLog], Awaitable[None]]
    first_after_seconds: int = 1


class Schedule:
    """Runs a list of jobs; an error in one is noted, and it runs again when its time comes."""

    def __init__(
        self,
        job_queue: JobQueue[Any] | None,
        jobs: Sequence[Job],
        *,
        clock: Clock | None = None,
    ) -> None:
        """Take the framework's queue and the jobs; ``clock`` is the one that APScheduler reads."""
        if job_queue is None:
            raise ValueError("the framework was installed without its job queue")
        self._job_queue = job_queue
        self._jobs = tuple(jobs)
        self._clock = clock or SystemClock()
        self._planned: list[tuple[Job, PlannedJob[Any]]] = []

    def start(self, services: Services, log: EventLog) -> None:
        """Plan every job, first soon after the start and then every so often."""
        for job in self._jobs:
            planned = self._job_queue.run_repeating(
                _noting_errors(job, services, log),
                interval=job.every_seconds,
                first=job.first_after_seconds,
                name=job.name,
                job_kwargs=JOB_OPTIONS,
            )
            self._planned.append((job, planned))
        asyncio.get_running_loop().call_later(LOOK_EVERY, self._look, log)

    def mend(self) -> int:
        """Bring forward jobs planned later than they can be by right; return how many."""
        now, put_off = self._clock(), 0
        for job, planned in self._planned:
            next_at = planned.next_t
            if next_at is not None and next_at - now > timedelta(seconds=2 * job.every_seconds):
                planned.job.modify(next_run_time=now.astimezone(UTC))
                put_off += 1
        return put_off

    def _look(self, log: EventLog) -> None:
        if self._job_queue.scheduler.running:
            put_off = self.mend()
            if put_off:
                log(Event.SCHEDULE_MENDED, jobs=put_off)
            asyncio.get_running_loop().call_later(LOOK_EVERY, self._look, log)


def _noting_errors(
    job: Job, services: Services, log: EventLog
) -> Callable[[ContextTypes.DEFAULT_TYPE], Coroutine[None, None, None]]:
    async def run(_: ContextTypes.DEFAULT_TYPE) -> None:
        try:
            await job.function(services, log)
        except Exception as error:  # noqa: BLE001  a job that fails must not stop the heart
            log.note_error(error)

    return run
