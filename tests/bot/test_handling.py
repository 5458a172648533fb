"""Handling: one person at a time, everybody else beside them, and no error gets away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram import Update
from telegram.ext import Application

from bot.handling import AnyApplication, Handling, OnePersonAtATime, Outcome, line_of
from bot.transport import AiohttpRequest
from handlers.press import Press
from tests.bot.told import Told
from tests.bot.updates import Handler, application_at, message, telegram


@asynccontextmanager
async def handling(handle: Handler) -> AsyncIterator[tuple[Handling, AnyApplication]]:
    async with telegram() as told, application_at(told.url, handle) as (application, _):
        yield Handling(application, Told(), unavailable=()), application


def pressed(number: int, *, person: int, chat: int) -> Press:
    return Press(
        update_id=number,
        id="1",
        data="x",
        person=person,
        name="",
        chat=chat,
        private=False,
        message=1,
        about="",
    )


def update(number: int, person: int) -> Update:
    return Update.de_json(message(number, person), None)


@pytest.mark.asyncio
async def test_double_tap_is_handled_one_after_the_other() -> None:
    now: list[int] = []

    async def handle(update: Update) -> None:
        now.append(update.update_id)
        assert len(now) == 1
        await asyncio.sleep(0)
        now.remove(update.update_id)

    async with handling(handle) as (under_test, application):
        outcomes = await asyncio.gather(*(under_test.handle(update(n, 7)) for n in range(20)))
        assert outcomes == [Outcome.HANDLED] * 20
        processor = application.update_processor
        assert isinstance(processor, OnePersonAtATime)
        assert processor._lines == {}


@pytest.mark.asyncio
async def test_others_are_handled_beside_a_slow_person() -> None:
    go_on = asyncio.Event()

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            await go_on.wait()

    async with handling(handle) as (under_test, _):
        slow = asyncio.create_task(under_test.handle(update(1, 7)))
        assert await under_test.handle(update(2, 8)) is Outcome.HANDLED
        go_on.set()
        assert await slow is Outcome.HANDLED


@pytest.mark.asyncio
async def test_who_gives_up_waiting_leaves_nothing_behind() -> None:
    go_on = asyncio.Event()

    async def handle(_: Update) -> None:
        await go_on.wait()

    async with handling(handle) as (under_test, application):
        first, second = (asyncio.create_task(under_test.handle(update(n, 7))) for n in (1, 2))
        await asyncio.sleep(0)
        second.cancel()
        go_on.set()
        assert await first is Outcome.HANDLED
        await asyncio.gather(second, return_exceptions=True)
        assert second.cancelled()
        processor = application.update_processor
        assert isinstance(processor, OnePersonAtATime)
        assert processor._lines == {}


@pytest.mark.asyncio
async def test_error_outside_of_handlers_is_set_aside_too() -> None:
    application: AnyApplication = (
        Application.builder()
        .token("1:x")
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .updater(None)
        .job_queue(None)
        .build()
    )
    under_test = Handling(application, Told(), unavailable=())
    assert await under_test.handle(update(1, 7)) is Outcome.SET_ASIDE
    assert under_test.set_aside == 1


@pytest.mark.asyncio
async def test_error_of_something_else_is_noted() -> None:
    async def handle(_: Update) -> None: ...

    async with telegram() as told, application_at(told.url, handle) as (application, _):
        log = Told()
        under_test = Handling(application, log, unavailable=())
        await application.process_error(None, KeyError("somebody's words"))
        assert log.errors == ["KeyError"]
        assert under_test.set_aside == 0


def test_line_is_the_chat_or_else_the_person() -> None:
    person = {"id": 9, "is_bot": False, "first_name": "x"}
    inline = {"id": "1", "from": person, "query": "", "offset": ""}
    assert line_of(update(1, 7)) == 7
    assert line_of(pressed(1, person=9, chat=7)) == 7
    assert line_of(Update.de_json({"update_id": 1, "inline_query": inline}, None)) == 9
    assert line_of(Update.de_json({"update_id": 1}, None)) == 0
