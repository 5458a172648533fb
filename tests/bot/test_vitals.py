"""Counts and pages: every number is right and has its meaning, and no label could hold a person."""

import re
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio

from bot.config import Health
from bot.config_problems import ConfigProblems
from bot.handling import Handling, Outcome
from bot.health import SILENT_TOO_LONG, HealthServer
from bot.jobs.note_state import NoteState
from bot.logs import Event
from bot.metrics import METRICS, written
from bot.state_file import minute, read_state
from bot.vitals import Readings, Vitals
from storage import SqliteStore
from tests.bot.told import Told
from tests.bot.updates import application_at, message, poison, telegram
from tests.builders import NOW
from tests.journeys.english import catalogue
from tests.stores import a_store

pytestmark = pytest.mark.asyncio

LINE = re.compile(r"(tellsafe_[a-z_]+) (\d+)")
ANYWHERE = Health(listen_port=0)


@dataclass
class Bench:
    """Vitals over real parts, a clock that the test moves, and the pages."""

    vitals: Vitals
    handling: Handling
    store: SqliteStore
    log: Told
    server: HealthServer
    client: aiohttp.ClientSession
    seconds: list[float] = field(default_factory=lambda: [0.0])
    writable: list[bool] = field(default_factory=lambda: [True])

    async def get(self, path: str) -> tuple[int, str]:
        address = f"http://127.0.0.1:{self.server.port}{path}"
        async with self.client.get(address) as answer:
            return answer.status, await answer.text()

    async def numbers(self) -> dict[str, int]:
        _, text = await self.get("/metrics")
        return {name: int(value) for name, value in LINE.findall(text)}


@pytest_asyncio.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    """Return a bench with its pages open."""

    async def fail_on_request(update: object) -> None:
        if "fail" in str(update):
            raise KeyError

    async def can_write() -> bool:
        return made.writable[0]

    async with (
        telegram() as told,
        application_at(told.url, fail_on_request) as (application, _),
        a_store(tmp_path) as store,
        aiohttp.ClientSession() as client,
    ):
        log = Told()
        handling = Handling(application, log, unavailable=())
        vitals = Vitals(
            handling=handling,
            store=store,
            texts=catalogue(),
            clock=lambda: NOW + timedelta(seconds=made.seconds[0]),
            monotonic=lambda: made.seconds[0],
        )
        log.tell(vitals.hear)
        server = HealthServer(
            health=ANYWHERE, vitals=vitals, log=log, can_write=can_write, polls=True
        )
        made = Bench(vitals, handling, store, log, server, client)
        await server.start()
        yield made
        await server.stop()


async def test_updates_are_counted_by_what_became_of_them(bench: Bench) -> None:
    for number, text in enumerate(("hello", "hello", "fail")):
        update = bench.handling.parse(message(number, 7, text))
        assert update is not None
        outcome = await bench.handling.handle(update)
        assert outcome is (Outcome.SET_ASIDE if text == "fail" else Outcome.HANDLED)
    bench.handling.parse(poison(9))
    numbers = await bench.numbers()
    assert numbers["tellsafe_updates_handled_total"] == 2
    assert numbers["tellsafe_updates_set_aside_total"] == 2


@pytest.mark.parametrize(
    ("event", "name", "fields"),
    [
        (Event.CARD_SENT, "cards_sent", {"attempts": 1}),
        (Event.CARD_REPEATED, "cards_repeated", {"attempts": 2}),
        (Event.DELIVERY_REFUSED, "cards_refused", {"attempts": 1, "wait": 600.0}),
        (Event.DELIVERY_FAILED, "cards_failed", {"attempts": 1}),
        (Event.ANSWERS_LATE, "answers_late", {}),
        (Event.STORAGE_TROUBLE, "storage_trouble", {"tries": 1, "wait": 1.0}),
    ],
)
async def test_what_the_log_is_told_is_counted(
    bench: Bench, event: Event, name: str, fields: dict[str, float]
) -> None:
    before = await bench.numbers()
    bench.log(event, **fields)
    after = await bench.numbers()
    changed = {each for each in after if after[each] != before[each]}
    assert changed == {f"tellsafe_{name}_total"}


async def test_commits_are_counted_once_each(bench: Bench) -> None:
    before = (await bench.numbers())["tellsafe_store_commits_total"]
    await bench.store.write(lambda tx: tx.outbox.recover())
    assert (await bench.numbers())["tellsafe_store_commits_total"] == before + 1


async def test_what_cannot_be_known_is_left_out(bench: Bench) -> None:
    assert "tellsafe_poll_age_seconds" not in await bench.numbers()
    assert "tellsafe_outbox_waiting" in await bench.numbers()
    await bench.store.close()
    assert "tellsafe_outbox_waiting" not in await bench.numbers()


async def test_silence_is_measured_by_a_clock_that_nobody_moves(bench: Bench) -> None:
    bench.vitals.polled()
    bench.seconds[0] += 42
    assert (await bench.numbers())["tellsafe_poll_age_seconds"] == 42


async def test_every_number_is_declared_once_with_its_meaning(bench: Bench) -> None:
    bench.vitals.polled()
    _, text = await bench.get("/metrics")
    for metric in METRICS:
        assert text.count(f"# HELP {metric.name} {metric.meaning}\n") == 1
        assert text.count(f"# TYPE {metric.name} {metric.kind}\n") == 1
        assert len(re.findall(rf"^{metric.name} \d+$", text, re.MULTILINE)) == 1
        assert (metric.kind == "counter") is metric.name.endswith("_total")
    assert len({metric.name for metric in METRICS}) == len(METRICS)


async def test_no_number_has_a_label() -> None:
    readings = Readings(
        events={}, handled=1, set_aside=1, commits=1, fallbacks=1, waiting=1, poll_age=1.0
    )
    for line in written(readings).splitlines():
        assert line.startswith("# ") or LINE.fullmatch(line), line


async def test_the_bot_is_ready_while_telegram_answers_and_storage_works(bench: Bench) -> None:
    assert await bench.get("/healthz") == (200, "alive\n")
    assert await bench.get("/readyz") == (503, "telegram is silent\n")
    bench.vitals.polled()
    assert await bench.get("/readyz") == (200, "ready\n")
    bench.seconds[0] += SILENT_TOO_LONG
    bench.writable[0] = False
    assert await bench.get("/readyz") == (503, "telegram is silent\nstorage cannot be written\n")
    assert await bench.get("/healthz") == (200, "alive\n")


async def test_a_quiet_webhook_is_ready(bench: Bench) -> None:
    bench.server.polls = False
    assert await bench.get("/readyz") == (200, "ready\n")


async def test_there_are_no_other_pages(bench: Bench) -> None:
    for path in ("/", "/metrics/all", "/telegram"):
        assert (await bench.get(path))[0] == 404


async def test_a_port_that_is_taken_is_a_mistake_in_the_settings(bench: Bench) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bench_health = Health(listen_port=taken.getsockname()[1])
        server = HealthServer(
            health=bench_health,
            vitals=bench.vitals,
            log=bench.log,
            can_write=bench.server.can_write,
            polls=True,
        )
        with pytest.raises(ConfigProblems) as caught:
            await server.start()
    assert [each.setting for each in caught.value.problems] == ["health.listen_port"]


async def test_the_heartbeat_leaves_the_state_beside_the_database(
    bench: Bench, tmp_path: Path
) -> None:
    path = tmp_path / "tellsafe.db.state"
    note = NoteState(
        bench.vitals, path, polls=True, clock=lambda: NOW + timedelta(seconds=bench.seconds[0])
    )
    bench.vitals.polled()
    bench.vitals.hear(Event.ERROR, {"reference": "E-7KQ2"})
    bench.log(Event.DELIVERY_REFUSED, attempts=1, wait=600.0)
    bench.seconds[0] += 120
    await note(None, bench.log)  # type: ignore[arg-type]  # the job needs no services
    state = read_state(path)
    assert state is not None
    assert (state.written, state.polled) == (minute(NOW) + 2, minute(NOW))
    assert state.last == {Event.DELIVERY_REFUSED: minute(NOW)}
    assert state.last_error == "E-7KQ2"


async def test_a_disk_that_takes_no_state_stops_nothing(bench: Bench, tmp_path: Path) -> None:
    note = NoteState(bench.vitals, tmp_path / "missing" / "state", polls=True, clock=lambda: NOW)
    await note(None, bench.log)  # type: ignore[arg-type]  # the job needs no services
    assert bench.log.errors == []


async def test_operators_are_told_of_every_number() -> None:
    page = (Path(__file__).parents[2] / "docs/operating.md").read_text(encoding="utf-8")
    assert [metric.name for metric in METRICS if f"`{metric.name}`" not in page] == []
    assert "`note_state`" in page
