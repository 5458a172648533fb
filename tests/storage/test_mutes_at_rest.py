"""With the key and every table, nothing ties a muted account to the case it sent."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.usecases import casework, muting
from storage import SqliteStore
from tests.builders import NOW, a_case, occasion
from tests.handlers.staff.setting import MAYA
from tests.storage.samples import KEYS, REPORTER

CASE = a_case()
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"


def rows_by_table(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as database:
        names = [name for (name,) in database.execute(TABLES)]
        return {
            name: database.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608  our own tables
            for name in names
        }


async def muted(store: SqliteStore) -> bytes:
    (tag, *_) = KEYS.sender_tags(REPORTER, NOW.date())
    await store.write(lambda tx: tx.cases.add(CASE))
    await store.write(
        muting.mute_sender,
        CASE.id,
        CASE.version,
        MAYA,
        sender=tag,
        days="7",
        occasion=occasion(),
    )
    return tag


@pytest.mark.asyncio
async def test_a_mute_is_a_tag_and_a_day_and_no_other_row_has_the_tag(
    store: SqliteStore, path: Path
) -> None:
    tag = await muted(store)
    tables = rows_by_table(path)
    assert tables.pop("mutes") == [(tag, "2026-12-01")]
    others = [value for rows in tables.values() for row in rows for value in row]
    assert tag not in others
    assert not [value for value in others if isinstance(value, bytes) and tag in value]


@pytest.mark.asyncio
async def test_a_case_opened_with_the_key_tells_nothing_of_a_mute(store: SqliteStore) -> None:
    tag = await muted(store)
    opened = await store.read(casework.case_for_staff, CASE.id)
    assert opened == CASE
    assert tag.hex() not in repr(opened)
