"""`python -m bot status`: what needs attention is told with its mend, and nothing of people."""

import asyncio
import os
import re
import sqlite3
import stat
from base64 import b64encode
from collections import namedtuple
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.clock import SystemClock
from bot.config import Config, load_config
from bot.findings import Finding
from bot.logs import Event
from bot.state_file import State, minute, read_state, state_path, write_state
from bot.status import LATE_MINUTES, RECENT_MINUTES, SILENT_MINUTES, TROUBLES, status
from domain.model.ids import CaseId, OutgoingId
from domain.model.outgoing import Outgoing, PostCard, Priority, Spot
from storage import Keys, SqliteStore
from storage.piece_file import piece_file_of
from tests.builders import NOW, SeededChance
from tests.storage.samples import CASE, DRAFT

pytestmark = pytest.mark.asyncio

KEY = b"k" * 32
NOW_MINUTE = minute(NOW)
WELL = State(written=NOW_MINUTE, polls=True, polled=NOW_MINUTE)
Usage = namedtuple("Usage", "total used free")


def environment_of(folder: Path) -> dict[str, str]:
    (folder / "key").write_bytes(b64encode(KEY))
    return {"TELLSAFE_BOT_TOKEN": "1:sandbox", "TELLSAFE_KEY_FILE": str(folder / "key")}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Return settings whose database lies in the folder of the test."""
    path = tmp_path / "config.toml"
    path.write_text('[organisation]\nname = "Us"\n[staff]\nchannel_id = -1001\n')
    return load_config(path, environment_of(tmp_path))


async def database(config: Config, *, due_minutes_ago: int | None = None) -> None:
    config.database.parent.mkdir(exist_ok=True)
    store = await SqliteStore.open(config.database, Keys(KEY), SeededChance(), epochs=config.epochs)
    if due_minutes_ago is not None:
        card = Outgoing(
            id=OutgoingId("0" * 16),
            what=PostCard(case=CaseId("c" * 16), spot=Spot.QUEUE),
            priority=Priority.CARD,
            due_at=NOW - timedelta(minutes=due_minutes_ago),
        )
        await store.write(lambda tx: tx.outbox.put(card))
    await store.close()


async def look(config: Config, state: State | None = WELL) -> list[Finding]:
    if state is not None:
        write_state(state_path(config.database), state)
    return await status(config, lambda: NOW)


def wrongs(findings: list[Finding]) -> list[str]:
    # A problem of the database says in its own words how to mend it.
    assert all(each.mend or "Check" in each.what for each in findings if each.ok is False)
    return [each.what for each in findings if each.ok is False]


async def test_a_bot_that_is_well_needs_nothing(config: Config) -> None:
    await database(config)
    findings = await look(config)
    assert {each.ok for each in findings} == {True}
    areas = {each.area for each in findings}
    assert areas == {"Bot", "Telegram", "Errors", "Queue", "Database", "Keys", "Disk"}


async def test_the_size_of_peoples_files_is_said(config: Config) -> None:
    await database(config)
    with piece_file_of(config.database).open("ab") as pieces:
        pieces.truncate(300 * 1024 * 1024)
    (found,) = [each for each in await look(config) if each.area == "Database"]
    assert found.what.endswith("files of people: 300 MB.")


async def test_looking_changes_nothing(config: Config) -> None:
    await database(config)
    before = config.database.read_bytes()
    await look(config, None)
    assert config.database.read_bytes() == before
    assert not state_path(config.database).exists()


async def test_a_bot_that_never_ran_is_told(config: Config) -> None:
    assert "no database" in wrongs(await status(config, lambda: NOW))[0]
    await database(config)
    assert "left no state" in wrongs(await look(config, None))[0]


async def test_a_state_that_cannot_be_read_is_as_good_as_none(config: Config) -> None:
    await database(config)
    state_path(config.database).write_bytes(b'{"written": "yesterday"')
    assert "left no state" in wrongs(await look(config, None))[0]


@pytest.mark.parametrize("age", [0, SILENT_MINUTES - 1, SILENT_MINUTES])
async def test_a_bot_that_gives_no_sign_of_life_is_told(config: Config, age: int) -> None:
    await database(config)
    state = State(written=NOW_MINUTE - age, polls=True, polled=NOW_MINUTE)
    told = wrongs(await look(config, state))
    assert bool(told) is (age == SILENT_MINUTES)


@pytest.mark.parametrize("polled", [None, NOW_MINUTE - SILENT_MINUTES])
async def test_a_telegram_that_does_not_answer_is_told(config: Config, polled: int | None) -> None:
    await database(config)
    findings = await look(config, State(written=NOW_MINUTE, polls=True, polled=polled))
    assert [each.area for each in findings if each.ok is False] == ["Telegram"]


async def test_silence_is_no_trouble_for_a_webhook(config: Config) -> None:
    await database(config)
    assert wrongs(await look(config, State(written=NOW_MINUTE, polls=False))) == []


async def test_a_clock_that_was_put_back_makes_nothing_late(config: Config) -> None:
    await database(config, due_minutes_ago=-60)
    later = State(written=NOW_MINUTE + 60, polls=True, polled=NOW_MINUTE + 60)
    assert wrongs(await look(config, later)) == []


@pytest.mark.parametrize("late", [-50, LATE_MINUTES - 1, LATE_MINUTES])
async def test_a_queue_that_does_not_move_is_told(config: Config, late: int) -> None:
    await database(config, due_minutes_ago=75)
    now = datetime(2026, 11, 24, 20, tzinfo=UTC) + timedelta(minutes=late)
    write_state(
        state_path(config.database), State(written=minute(now), polls=True, polled=minute(now))
    )
    findings = await status(config, lambda: now)
    (queue,) = [each for each in findings if each.area == "Queue"]
    hour = "2026-11-24, 19:00 UTC"
    assert queue.what == f"1 to send to staff; the oldest was due in the hour from {hour}."
    assert queue.ok is (late < LATE_MINUTES)


@pytest.mark.parametrize("event", TROUBLES)
async def test_a_trouble_needs_attention_until_it_is_some_time_ago(
    config: Config, event: Event
) -> None:
    await database(config)
    for age, calls in ((RECENT_MINUTES - 1, 1), (RECENT_MINUTES, 0)):
        state = State(
            written=NOW_MINUTE, polls=True, polled=NOW_MINUTE, last={event: NOW_MINUTE - age}
        )
        assert len(wrongs(await look(config, state))) == calls


async def test_the_last_error_is_named_by_its_reference(config: Config) -> None:
    await database(config)
    state = State(
        written=NOW_MINUTE, polls=True, polled=NOW_MINUTE, last_error="E-7KQ2", set_aside=3
    )
    (error,) = [each for each in await look(config, state) if each.area == "Errors"]
    assert "E-7KQ2" in error.what
    assert "3 updates" in error.what
    assert error.ok is None


async def with_a_draft_and_a_case(config: Config) -> None:
    await database(config)
    store = await SqliteStore.open(config.database, Keys(KEY), SeededChance(), epochs=config.epochs)
    await store.write(lambda tx: tx.drafts.put(DRAFT))
    await store.write(lambda tx: tx.cases.add(CASE))
    await store.close()


def of_keys(findings: list[Finding]) -> Finding:
    (found,) = [each for each in findings if each.area == "Keys"]
    return found


async def test_the_day_on_which_this_weeks_key_was_made_is_said(config: Config) -> None:
    await database(config)
    found = of_keys(await look(config))
    assert found.what.startswith("This week's, 2026-W48, is not made yet: nothing is due in it; 0")
    await with_a_draft_and_a_case(config)
    then = datetime(2026, 10, 7, 12, tzinfo=UTC).timestamp()
    os.utime(config.epochs / "2026-W48.key", (then, then))
    found = of_keys(await look(config))
    assert found.what == "This week's, 2026-W48, was made on 2026-10-07; 2 in all, none missing."
    assert found.ok


async def test_a_week_in_use_whose_key_is_missing_is_told(config: Config) -> None:
    await with_a_draft_and_a_case(config)
    for week in "2026-W48", "2027-W08":
        (config.epochs / f"{week}.key").unlink()
        found = of_keys(await look(config))
        assert week in found.what
        assert str(config.epochs) in found.mend
        assert found.ok is False


async def test_a_disk_that_fills_up_is_told(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database(config)
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(10**9, 10**9, 10**6))
    assert wrongs(await look(config)) == ["1.0 MB are free."]


async def test_a_foreign_database_is_told(config: Config) -> None:
    config.database.parent.mkdir()
    config.database.write_bytes(b"no database, but long enough to look like a file" * 20)
    assert "cannot be used" in wrongs(await look(config))[0]


@pytest.mark.parametrize("version", [0, 99])
async def test_a_database_of_another_version_is_told(config: Config, version: int) -> None:
    await database(config)
    with closing(sqlite3.connect(config.database)) as opened:
        opened.execute(f"PRAGMA user_version = {version}")
    assert f"At version {version} of" in wrongs(await look(config))[0]


async def test_the_state_file_is_for_its_owner_and_holds_numbers_only(config: Config) -> None:
    await database(config)
    path = state_path(config.database)
    state = State(
        written=NOW_MINUTE,
        polls=True,
        polled=NOW_MINUTE,
        last_error="E-7KQ2",
        last={Event.STORAGE_TROUBLE: NOW_MINUTE},
    )
    write_state(path, state)
    write_state(path, state)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_state(path) == state
    left = re.sub(r'"[a-z_]+":|"E-7KQ2"|\d+|true|null|[{},]', "", path.read_text())
    assert left == ""


async def test_times_in_the_state_file_are_no_finer_than_minutes() -> None:
    assert minute(NOW) == minute(NOW + timedelta(seconds=59))
    assert minute(NOW + timedelta(seconds=60)) == minute(NOW) + 1


@pytest.mark.parametrize("state", [WELL, None], ids=["well", "not well"])
async def test_the_command_ends_with_one_when_something_needs_attention(
    config: Config, state: State | None
) -> None:
    await database(config)
    if state is not None:
        later = minute(SystemClock()()) + 1
        state = replace(state, written=later, polled=later)
        write_state(state_path(config.database), state)
    arguments = ["status", "--config", str(config.folder / "config.toml")]
    environment = environment_of(config.folder)
    result = await asyncio.to_thread(CliRunner().invoke, cli.app, arguments, env=environment)
    assert "How the bot is" in result.output
    assert result.exit_code == (1 if state is None else 0)
