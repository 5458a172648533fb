"""What may be written about the running service: names from a fixed list, and numbers.

Libraries log URLs with the token, raw updates and people's words, at every level. So no record of
theirs gets through as it is: it is reduced to who logged, how grave, and which kind of error where.
This happens where records are made, so that no handler, early or late, ever sees the original.
"""

import asyncio
import logging
import re
import sys
import sysconfig
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping
from enum import Enum, StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO, cast

from domain.ports import Chance

LOGGER = "tellsafe"
"""The one logger whose lines are written as they are."""

REFERENCE_SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is mistaken for a digit when read out on the phone."""

_STANDARD_LIBRARY = sysconfig.get_path("stdlib")

_REFERENCE = re.compile(rf"E-[{REFERENCE_SYMBOLS}]{{4}}")


class Event(StrEnum):
    """Everything that may be logged: a name, its level, and the fields it may carry."""

    level: int
    fields: frozenset[str]

    def __new__(cls, name: str, level: int = logging.NOTSET, *fields: str) -> "Event":
        """Make an event of its declaration below."""
        event = str.__new__(cls, name)
        event._value_ = name
        event.level = level
        event.fields = frozenset(fields)
        return event

    STARTING = "starting", logging.INFO
    STARTED = "started", logging.INFO, "seconds", "cases", "waiting"
    STOPPING = "stopping", logging.INFO
    STOPPED = "stopped", logging.INFO, "seconds"
    DRAIN_CUT_SHORT = "drain_cut_short", logging.WARNING, "updates", "messages"

    ERROR = "error", logging.ERROR, "reference", "error", "cause", "at"
    WARNED = "warned", logging.WARNING, "warning", "at"
    LIBRARY = "library", logging.WARNING, "logger", "error", "at"

    UPDATE_SET_ASIDE = "update_set_aside", logging.ERROR, "total"
    STORAGE_TROUBLE = "storage_trouble", logging.ERROR, "tries", "wait"
    NETWORK_TROUBLE = "network_trouble", logging.WARNING, "tries", "wait"
    NETWORK_FINE_AGAIN = "network_fine_again", logging.INFO, "tries"
    ASKED_TO_WAIT = "asked_to_wait", logging.WARNING, "wait"
    POLLING_CONFLICT = "polling_conflict", logging.ERROR, "tries", "wait"
    TOKEN_REFUSED = "token_refused", logging.CRITICAL
    WEBHOOK_LISTENS = "webhook_listens", logging.INFO, "port"
    WEBHOOK_REFUSED = "webhook_refused", logging.WARNING, "status", "total"

    ANSWERS_LATE = "answers_late", logging.DEBUG
    HEALTH_LISTENS = "health_listens", logging.INFO, "port"

    CARD_SENT = "card_sent", logging.DEBUG, "attempts", "waiting"
    CARD_REPEATED = "card_repeated", logging.WARNING, "attempts"
    DELIVERY_LATER = "delivery_later", logging.WARNING, "attempts", "wait"
    DELIVERY_PAUSED = "delivery_paused", logging.WARNING, "wait"
    DELIVERY_REFUSED = "delivery_refused", logging.ERROR, "attempts", "wait"
    DELIVERY_RECOVERED = "delivery_recovered", logging.WARNING, "messages"
    DELIVERY_FAILED = "delivery_failed", logging.ERROR, "attempts"
    POSTS_REMOVED = "posts_removed", logging.DEBUG, "messages"
    POST_BLANKED = "post_blanked", logging.WARNING, "messages"
    POST_NOT_REMOVED = "post_not_removed", logging.ERROR, "messages"
    CHAT_MIGRATED = "chat_migrated", logging.WARNING
    TOPIC_RENEWED = "topic_renewed", logging.WARNING

    EVIDENCE_CLEANED = "evidence_cleaned", logging.DEBUG, "seconds"
    EVIDENCE_REFUSED = "evidence_refused", logging.INFO, "reason"
    EVIDENCE_LATER = "evidence_later", logging.WARNING, "tries", "wait"
    EVIDENCE_GONE = "evidence_gone", logging.DEBUG
    EVIDENCE_MISSING = "evidence_missing", logging.ERROR
    EVIDENCE_NOT_SHOWN = "evidence_not_shown", logging.ERROR
    EVIDENCE_SHOWN = "evidence_shown", logging.DEBUG, "attempts"

    SCHEDULE_MENDED = "schedule_mended", logging.WARNING, "jobs"
    PURGED = "purged", logging.INFO, "cases", "drafts", "conversations", "desks", "updates"
    KEYS_DESTROYED = "keys_destroyed", logging.INFO, "keys"
    COMMANDS_SET = "commands_set", logging.DEBUG, "languages"


Listener = Callable[[Event, Mapping[str, str]], None]
"""Hears what may be logged: an event and the texts of its fields."""


class _Line:
    """The words of a record of ours; its type is the pass that lets it through unchanged."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text


def error_reference(chance: Chance) -> str:
    """Make a short reference such as ``E-7KQ2``, for a person to quote and an operator to find."""
    symbols = (REFERENCE_SYMBOLS[chance.below(len(REFERENCE_SYMBOLS))] for _ in range(4))
    return "E-" + "".join(symbols)


class EventLog:
    """Writes events; refuses names, fields and values that are not on the list."""

    def __init__(self, *, chance: Chance) -> None:
        """Remember where references come from."""
        self._chance = chance
        self._logger = logging.getLogger(LOGGER)
        self._listeners: list[Listener] = []

    def tell(self, listener: Listener) -> None:
        """Tell somebody else of every event too, whether or not its level is written."""
        self._listeners.append(listener)

    def __call__(self, name: str, **values: float | Enum) -> None:
        """Write an event with numbers and enumerated words; ValueError if it is not declared."""
        event = Event(name)
        self._write(event, {field: _shown(value) for field, value in values.items()})

    def note_error(self, error: BaseException, reference: str = "") -> str:
        """Write an error as its kind and place, never its message; return its reference."""
        reference = reference or error_reference(self._chance)
        if not _REFERENCE.fullmatch(reference):
            raise ValueError("not an error reference")
        shown = {"reference": reference, "error": kind_of(error), "at": place_of(error)}
        cause = error.__cause__ or error.__context__
        if cause is not None:
            shown["cause"] = kind_of(cause)
        self._write(Event.ERROR, shown)
        return reference

    def _write(self, event: Event, shown: dict[str, str]) -> None:
        if not event.fields.issuperset(shown):
            raise ValueError(f"fields that {event} does not have: {sorted(shown)}")
        for listener in self._listeners:
            listener(event, shown)
        if self._logger.isEnabledFor(event.level):
            self._logger.log(event.level, _line(event, shown))


def kind_of(error: BaseException) -> str:
    """Name an exception's class, as ``telegram.error.TimedOut``."""
    kind = type(error)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def place_of(error: BaseException) -> str:
    """Name the place that raised: ``folder/file.py:12:function``; of ours, where one took part."""
    frames = [
        (frame.f_code.co_filename, line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    if not frames:
        return "nowhere"
    ours = [frame for frame in frames if not _is_foreign(frame[0])]
    return _place(*(ours or frames)[-1])


def _quiet_record(*made: object, **_more: object) -> logging.LogRecord:
    """Make a record; a library's loses its message, its arguments and its traceback."""
    name, level, file, line, message, _arguments, exc_info, *_rest = made
    file, line = str(file), cast("int", line)
    if not isinstance(message, _Line):
        message = _reduced(str(name), file, line, exc_info)
    return logging.LogRecord(str(name), cast("int", level), file, line, message, None, None)


class _LineFormatter(logging.Formatter):
    """Writes ``time level line``, and as a last resort blots out secrets."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        # A record that was made by hand never met the factory, so it is reduced here.
        line = record.msg if isinstance(record.msg, _Line) else _reduced_record(record)
        text = f"{self.formatTime(record)} {record.levelname.lower()} {line}"
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return text


def install_logging(level: str, *, secrets: Iterable[str], stream: TextIO) -> logging.Handler:
    """Let nothing but events reach the log from now on, whoever logs, warns or crashes.

    Process-wide, as logging is; called once, before any library is started.
    """
    logging.setLogRecordFactory(_quiet_record)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_LineFormatter(secrets))
    root = logging.getLogger()
    for other in root.handlers[:]:
        root.removeHandler(other)
    root.addHandler(handler)
    # Libraries say at INFO what each request and job does; reduced, that is only noise.
    root.setLevel(max(logging.getLevelName(level), logging.WARNING))
    logging.getLogger(LOGGER).setLevel(level)
    warnings.showwarning = _show_warning
    sys.excepthook = _show_crash
    sys.unraisablehook = lambda unraisable: _show(unraisable.exc_value)
    threading.excepthook = lambda crash: _show(crash.exc_value)
    return handler


def watch_loop(loop: asyncio.AbstractEventLoop, note_error: Callable[[BaseException], str]) -> None:
    """Have errors that nobody awaited noted as kind and place."""

    def noted(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        note_error(error if isinstance(error, BaseException) else UnawaitedError())

    loop.set_exception_handler(noted)


class UnawaitedError(Exception):
    """The event loop complained of something that is no exception."""


def _line(event: Event, shown: dict[str, str]) -> _Line:
    return _Line(" ".join([event.value, *(f"{name}={value}" for name, value in shown.items())]))


def _shown(value: float | Enum) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("only numbers and enumerated words are logged")  # noqa: TRY004  one kind
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _reduced(name: str, pathname: str, lineno: int, exc_info: object) -> _Line:
    error = _error_in(exc_info)
    shown = {"logger": name}
    if error is not None:
        shown["error"] = kind_of(error)
    shown["at"] = place_of(error) if error and error.__traceback__ else _place(pathname, lineno, "")
    return _line(Event.LIBRARY, shown)


def _reduced_record(record: logging.LogRecord) -> _Line:
    return _reduced(record.name, record.pathname, record.lineno, record.exc_info)


def _error_in(exc_info: object) -> BaseException | None:
    if isinstance(exc_info, BaseException):
        return exc_info
    if isinstance(exc_info, tuple) and isinstance(exc_info[1], BaseException):
        return exc_info[1]
    return None


def _place(file: str, line: int, function: str) -> str:
    named = "/".join(Path(file).parts[-2:])
    return f"{named}:{line}:{function}".rstrip(":")


def _is_foreign(file: str) -> bool:
    return "site-packages" in file or file.startswith((_STANDARD_LIBRARY, "<"))


def _show_crash(
    _: type[BaseException], error: BaseException, traceback_: TracebackType | None
) -> None:
    _show(error.with_traceback(traceback_))


def _show(error: BaseException | None) -> None:
    if error is not None:
        shown = {"error": kind_of(error), "at": place_of(error)}
        logging.getLogger(LOGGER).critical(_line(Event.ERROR, shown))


def _show_warning(*given: object, **_more: object) -> None:
    _message, category, file, line, *_rest = given
    kind = category.__name__ if isinstance(category, type) else "Warning"
    shown = {"warning": kind, "at": _place(str(file), cast("int", line), "")}
    logging.getLogger(LOGGER).warning(_line(Event.WARNED, shown))
