"""Logs: events and numbers get through; words, ids, updates and the token never do."""

import ast
import asyncio
import io
import logging
import re
import sys
import threading
import warnings
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from telegram import Update

from bot.logs import Event, EventLog, error_reference, install_logging, watch_loop
from tests.bot.updates import TOKEN, application_at, message, telegram
from tests.builders import SeededChance
from tests.listening import what_is_logged

SOURCES = [*(Path(__file__).parents[2] / "bot").rglob("*.py")]
CANARY = "Canary-4711-words"
LIBRARIES = (
    *("telegram", "telegram.ext.Application", "httpx", "httpcore.http11", "apscheduler"),
    *("aiohttp.access", "aiosqlite", "asyncio", "", "py.warnings"),
)
LEVELS = (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL)


class Fault(Exception):
    """An error whose message holds somebody's words."""


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    with what_is_logged("INFO", TOKEN) as stream:
        yield stream


@pytest.fixture
def everything(written: io.StringIO) -> io.StringIO:
    logging.getLogger().setLevel(logging.DEBUG)
    return written


@pytest.fixture
def log() -> EventLog:
    return EventLog(chance=SeededChance())


def raise_fault() -> None:
    raise Fault(CANARY)


def fault() -> Fault:
    try:
        raise_fault()
    except Fault as error:
        return error
    raise AssertionError


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", LIBRARIES)
def test_no_library_gets_a_word_through(everything: io.StringIO, name: str, level: int) -> None:
    logger = logging.getLogger(name)
    logger.log(level, f"POST https://api.telegram.org/bot{TOKEN}/x {CANARY}")  # noqa: G004
    logger.log(level, "Received data was %s", {"from": {"id": 4711, "name": CANARY}})
    logger.log(level, CANARY, exc_info=fault(), stack_info=True, extra={"update": CANARY})
    text = everything.getvalue()
    assert CANARY not in text
    assert "4711" not in text
    assert TOKEN not in text
    assert text.count(f"library logger={name or 'root'}") == 3
    assert "Fault at=bot/test_logs.py" in text


def test_record_never_holds_the_words_whoever_listens(written: io.StringIO) -> None:
    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            late.append(record)

    late: list[logging.LogRecord] = []
    handler = Listener()
    logger = logging.getLogger("telegram.ext")
    logger.addHandler(handler)
    try:
        logger.critical("Received data was %s", CANARY, exc_info=fault())
    finally:
        logger.removeHandler(handler)
    assert CANARY not in repr(vars(late[0])) + late[0].getMessage()
    assert written.getvalue()


def test_record_made_by_hand_is_reduced_too(written: io.StringIO) -> None:
    record = logging.LogRecord("odd", logging.ERROR, "/x/y.py", 3, CANARY, None, None)
    logging.getLogger().handle(record)
    assert CANARY not in written.getvalue()
    assert "library logger=odd at=x/y.py:3" in written.getvalue()


@pytest.mark.asyncio
async def test_framework_cannot_show_an_update(everything: io.StringIO) -> None:
    """At CRITICAL it prints what it received when parsing fails; at DEBUG it prints everything."""

    async def fail(_: Update) -> None:
        raise Fault(CANARY)

    async with telegram() as told, application_at(told.url, fail) as (application, _):
        await told.tells({"update_id": 1, "message": {"text": CANARY}})
        with pytest.raises(KeyError):
            await application.bot.get_updates()
        update = Update.de_json(message(4711, 4711, CANARY), application.bot)
        await application.process_update(update)
    text = everything.getvalue()
    assert "critical library logger=telegram.ext.ExtBot error=KeyError" in text
    assert "library logger=telegram.ext.Application error=" in text
    for secret in (CANARY, "4711", TOKEN, "Canary"):
        assert secret not in text


@pytest.mark.usefixtures("written")
def test_warnings_lose_their_words() -> None:
    stream = io.StringIO()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        install_logging("INFO", secrets=[], stream=stream)
        warnings.warn(CANARY, UserWarning, stacklevel=1)
    assert "warned warning=UserWarning at=bot/test_logs.py" in stream.getvalue()
    assert CANARY not in stream.getvalue()


def test_crashes_lose_their_words(written: io.StringIO) -> None:
    error = fault()
    sys.excepthook(Fault, error, error.__traceback__)
    thread = threading.Thread(target=raise_fault)
    thread.start()
    thread.join()
    text = written.getvalue()
    assert text.count("critical error error=") == 2
    assert CANARY not in text


def test_error_that_nobody_awaited_is_noted(written: io.StringIO, log: EventLog) -> None:
    async def leave() -> None:
        loop = asyncio.get_running_loop()
        watch_loop(loop, log.note_error)
        loop.call_soon(raise_fault)
        await asyncio.sleep(0)
        loop.call_exception_handler({"message": CANARY})

    asyncio.run(leave())
    text = written.getvalue()
    assert "Fault at=bot/test_logs.py" in text
    assert "error=bot.logs.UnawaitedError at=nowhere" in text
    assert CANARY not in text


def test_event_is_one_line_of_numbers(written: io.StringIO, log: EventLog) -> None:
    log("started", seconds=1.25, cases=3)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info started seconds=1.250 cases=3\n",
        written.getvalue(),
    )


def test_enumerated_words_are_written(written: io.StringIO, log: EventLog) -> None:
    class Reason(StrEnum):
        FULL = "full"

    log("stopped", seconds=Reason.FULL)
    assert written.getvalue().endswith("stopped seconds=full\n")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("somebody_reported", {}),
        ("started", {"person": 7}),
        ("started", {"cases": CANARY}),
        ("started", {"cases": True}),
        ("started", {"cases": None}),
    ],
)
def test_what_is_not_declared_is_refused(
    written: io.StringIO, log: EventLog, name: str, values: dict[str, float]
) -> None:
    with pytest.raises(ValueError, match=r"Event|fields|only"):
        log(name, **values)
    assert written.getvalue() == ""


def test_error_is_noted_as_kind_and_place(written: io.StringIO, log: EventLog) -> None:
    error = fault()
    error.__cause__ = KeyError(CANARY)
    reference = log.note_error(error)
    text = written.getvalue()
    assert re.fullmatch(r"E-[0-9A-HJKMNP-TV-Z]{4}", reference)
    assert f" error error reference={reference} error=" in text
    assert text.endswith("cause=KeyError\n")
    assert re.search(r"Fault at=bot/test_logs\.py:\d+:raise_fault", text)
    assert CANARY not in text


def test_place_is_ours_even_if_a_library_raised(written: io.StringIO, log: EventLog) -> None:
    try:
        Update.de_json({"update_id": 1, "message": {"text": CANARY}}, None)
    except KeyError as error:
        log.note_error(error)
    assert re.search(r"at=bot/test_logs\.py:\d+:test_place_is_ours", written.getvalue())


def test_reference_must_be_one(log: EventLog) -> None:
    assert error_reference(SeededChance(1)) != error_reference(SeededChance(2))
    with pytest.raises(ValueError, match="reference"):
        log.note_error(fault(), CANARY)


def test_token_is_blotted_out_as_a_last_resort(written: io.StringIO) -> None:
    logging.getLogger(f"odd.{TOKEN}").error("x")
    assert "logger=odd.[secret]" in written.getvalue()


def test_events_are_named_as_they_are_written() -> None:
    assert [each.name.lower() for each in Event] == [each.value for each in Event]


def test_every_event_in_the_code_is_declared_with_its_fields() -> None:
    told = [call for file in SOURCES for call in ast.walk(ast.parse(file.read_text("utf-8")))]
    found = 0
    for call in told:
        if isinstance(call, ast.Call) and call.args and _callee(call) in {"log", "event"}:
            name = call.args[0]
            if isinstance(name, ast.Constant):
                found += 1
                fields = {each.arg for each in call.keywords}
                assert fields <= Event(str(name.value)).fields, name.value
    assert found > 5


def _callee(call: ast.Call) -> str:
    named = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return str(named).lstrip("_")


def test_libraries_are_heard_from_warnings_on(written: io.StringIO) -> None:
    for level in LEVELS:
        logging.getLogger("telegram").log(level, CANARY)
    assert re.findall("Z ([a-z]+)", written.getvalue()) == ["warning", "error", "critical"]
