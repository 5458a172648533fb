"""The numbers as Prometheus reads them: each declared once, below, and none with a label.

A label could hold a person, a chat or a case; so there is no way to write one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.logs import Event
from bot.vitals import Readings

PREFIX = "tellsafe_"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, kw_only=True, slots=True)
class Metric:
    """One number: its name, what it means, and where it is read; None leaves it out."""

    name: str
    kind: Literal["counter", "gauge"]
    meaning: str
    read: Callable[[Readings], float | None]


def _counter(name: str, meaning: str, read: Callable[[Readings], float]) -> Metric:
    return Metric(name=f"{PREFIX}{name}_total", kind="counter", meaning=meaning, read=read)


def _gauge(name: str, meaning: str, read: Callable[[Readings], float | None]) -> Metric:
    return Metric(name=f"{PREFIX}{name}", kind="gauge", meaning=meaning, read=read)


def _events(event: Event, name: str, meaning: str) -> Metric:
    return _counter(name, meaning, lambda readings: readings.events.get(event, 0))


METRICS = (
    _counter("updates_handled", "Updates that were handled.", lambda now: now.handled),
    _counter("updates_set_aside", "Updates nobody could handle.", lambda now: now.set_aside),
    _events(Event.ANSWERS_LATE, "answers_late", "Batches whose answers took over a second."),
    _gauge("poll_age_seconds", "Seconds since Telegram last answered.", lambda now: now.poll_age),
    _events(Event.NETWORK_TROUBLE, "network_trouble", "Tries at which Telegram was out of reach."),
    _events(Event.POLLING_CONFLICT, "polling_conflicts", "Questions another process got."),
    _events(Event.STORAGE_TROUBLE, "storage_trouble", "Times the database took nothing."),
    _counter("store_commits", "Commits; one may hold many changes.", lambda now: now.commits),
    _gauge("outbox_waiting", "Messages to staff that are not sent yet.", lambda now: now.waiting),
    _events(
        Event.CARD_SENT, "cards_sent", "Messages that reached staff at the first try or later."
    ),
    _events(Event.CARD_REPEATED, "cards_repeated", "Messages sent marked as a possible repeat."),
    _events(Event.DELIVERY_LATER, "cards_later", "Tries to send that will be made again soon."),
    _events(Event.DELIVERY_REFUSED, "cards_refused", "Tries to send that Telegram refused."),
    _events(Event.DELIVERY_FAILED, "cards_failed", "Messages that could not be drawn."),
    _events(Event.ERROR, "errors", "Errors noted in the log with a reference."),
    _counter(
        "texts_fallbacks", "Words shown in English for want of others.", lambda now: now.fallbacks
    ),
)


def written(readings: Readings) -> str:
    """Write all numbers in Prometheus' text format."""
    return "".join(_lines(readings))


def _lines(readings: Readings) -> Iterator[str]:
    for metric in METRICS:
        value = metric.read(readings)
        if value is not None:
            yield f"# HELP {metric.name} {metric.meaning}\n# TYPE {metric.name} {metric.kind}\n"
            yield f"{metric.name} {value:.0f}\n"
