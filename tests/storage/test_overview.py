"""The demo's look into the file shows every table, and nothing that can be read."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from domain.model.ids import ReporterKey, UpdateId
from domain.model.outgoing import Spot
from domain.ports import Transaction
from storage import SqliteStore, tables_as_stored
from storage.overview import MOST_ROWS
from tests.builders import NOW
from tests.storage.samples import CARD, CASE, DRAFT, REPORTER, outgoing

ALL_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table'"


@pytest.mark.asyncio
async def test_every_table_is_shown(store: SqliteStore, path: Path) -> None:
    shown = await tables_as_stored(path)
    with closing(sqlite3.connect(path)) as database:
        stored = {name for (name,) in database.execute(ALL_TABLES)}
    assert {table for table, _, _ in shown} == stored


@pytest.mark.asyncio
async def test_rows_are_shown_as_they_lie_in_the_file(store: SqliteStore, path: Path) -> None:
    def write(tx: Transaction) -> None:
        tx.cases.add(CASE)
        tx.posts.add(CASE.id, Spot.QUEUE, CARD)
        tx.drafts.put(DRAFT)
        tx.outbox.put(outgoing(1))
        tx.updates.claim(UpdateId(77), NOW.date())

    await store.write(write)
    shown = {table: (columns, rows) for table, columns, rows in await tables_as_stored(path)}
    columns, rows = shown["drafts"]
    assert columns == ["reporter_key", "expires_at", "body_sealed", "epoch"]
    assert rows[0][:2] == [REPORTER, "2026-11-27T21+00:00"]
    assert re.fullmatch("[0-9a-f]{512,}", str(rows[0][2]))
    assert shown["updates"][1] == [[77, "2026-11-24"]]
    assert "shouted" not in str(shown)


@pytest.mark.asyncio
async def test_a_long_table_is_cut(store: SqliteStore, path: Path) -> None:
    def write(tx: Transaction) -> None:
        for each in range(MOST_ROWS + 5):
            tx.drafts.put(replace(DRAFT, reporter=ReporterKey(f"{each:032x}")))

    await store.write(write)
    shown = {table: rows for table, _, rows in await tables_as_stored(path)}
    assert len(shown["drafts"]) == MOST_ROWS


@pytest.mark.asyncio
async def test_it_works_while_nobody_has_the_database_open(store: SqliteStore, path: Path) -> None:
    await store.write(lambda tx: tx.drafts.put(DRAFT))
    await store.close()
    shown = {table: rows for table, _, rows in await tables_as_stored(path)}
    assert len(shown["drafts"]) == 1
