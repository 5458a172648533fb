"""The heartbeat: jobs run, again after an error, and after the clock was set back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import cast

import pytest
from telegram.ext import Application

from bot.clock import SystemClock
from bot.handling import AnyApplication
from bot.logs import EventLog
from bot.schedule import JOB_OPTIONS, Job, Schedule
from bot.transport import AiohttpRequest
from handlers.context import Services
from tests.bot.told import Told

SERVICES = cast("Services", object())


@asynccontextmanager
async def scheduled(job: Job, log: EventLog) -> AsyncIterator[tuple[Schedule, AnyApplication]]:
    application: AnyApplication = (
        Application.builder()
        .token("1:x")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .updater(None)
        .build()
    )
    assert application.job_queue
    schedule = Schedule(application.job_queue, [job])
    await application.job_queue.start()
    try:
        schedule.start(SERVICES, log)
        yield schedule, application
    finally:
        await application.job_queue.stop()


@pytest.mark.asyncio
async def test_failing_job_is_noted_and_runs_again() -> None:
    runs, again = [0], asyncio.Event()

    async def fail(services: Services, _: EventLog) -> None:
        assert services is SERVICES
        runs[0] += 1
        if runs[0] == 2:
            again.set()
        raise KeyError("somebody's words")

    log = Told()
    async with (
        scheduled(Job(name="fail", every_seconds=1, function=fail), log) as (_, application),
        asyncio.timeout(5),
    ):
        assert application.job_queue
        [planned] = application.job_queue.jobs()
        planned.job.modify(next_run_time=SystemClock()())
        await again.wait()
    assert log.errors[:1] == ["KeyError"]


@pytest.mark.asyncio
async def test_late_job_is_not_skipped() -> None:
    async def nothing(_: Services, __: EventLog) -> None: ...

    job = Job(name="nothing", every_seconds=600, function=nothing)
    async with scheduled(job, Told()) as (_, application):
        assert application.job_queue
        [planned] = application.job_queue.jobs()
        assert {name: getattr(planned.job, name) for name in JOB_OPTIONS} == JOB_OPTIONS
        assert planned.job.misfire_grace_time is None
        assert planned.name == "nothing"


@pytest.mark.asyncio
async def test_clock_set_back_does_not_stop_the_heart() -> None:
    ran = asyncio.Event()

    async def note(_: Services, __: EventLog) -> None:
        ran.set()

    job = Job(name="note", every_seconds=60, function=note)
    async with scheduled(job, Told()) as (schedule, application), asyncio.timeout(5):
        assert application.job_queue
        [planned] = application.job_queue.jobs()
        assert schedule.mend() == 0
        # As it looks when the clock was set back by an hour since the job was planned.
        assert planned.next_t
        planned.job.modify(next_run_time=planned.next_t + timedelta(hours=1))
        assert schedule.mend() == 1
        await ran.wait()


def test_missing_job_queue_is_said() -> None:
    with pytest.raises(ValueError, match="job queue"):
        Schedule(None, [])
