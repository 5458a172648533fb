"""What the database is opened with, and what makes it refuse to open, in words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import (
    Keys,
    NewerDatabase,
    OldSqlite,
    SettingRefused,
    SqliteStore,
    UnreadableDatabase,
    WrongKey,
    current_version,
    migrate,
)
from storage import connection as opening
from storage.migrate import FOLDER, Migration, migrations
from tests.builders import SeededChance
from tests.storage.samples import DRAFT, KEYS, REPORTER

SCHEMA = FOLDER.parent / "schema.sql"


def structure(database: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return every object of a schema with its SQL, without comments and white space."""
    rows = database.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
    return [(kind, name, _bare(sql or "")) for kind, name, sql in rows]


def _bare(sql: str) -> str:
    return "".join("".join(line.split("--")[0].split()) for line in sql.splitlines())


def raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


async def open_and_close(path: Path, keys: Keys = KEYS) -> None:
    store = await SqliteStore.open(path, keys, SeededChance())
    await store.close()


@pytest.mark.asyncio
async def test_migrations_build_what_the_picture_shows(path: Path) -> None:
    await migrate(path)
    with closing(raw(path)) as built, closing(sqlite3.connect(":memory:")) as pictured:
        pictured.executescript(SCHEMA.read_text())
        assert structure(built) == structure(pictured)
        owner = "PRAGMA application_id"
        assert built.execute(owner).fetchone() == pictured.execute(owner).fetchone()


@pytest.mark.asyncio
async def test_every_table_is_strict_and_hides_the_order_of_its_rows(path: Path) -> None:
    await migrate(path)
    with closing(raw(path)) as database:
        tables = database.execute("PRAGMA table_list").fetchall()
    ours = {name: (wr, strict) for _, name, _, _, wr, strict in tables if "sqlite_" not in name}
    assert {name for name, (_, strict) in ours.items() if not strict} == set()
    # Update ids count up by themselves; the check is one row.
    assert {name for name, (wr, _) in ours.items() if not wr} == {"updates", "key_check"}


@pytest.mark.asyncio
async def test_a_database_is_brought_up_once(path: Path) -> None:
    assert current_version(path) == 0
    await migrate(path)
    assert current_version(path) == len(migrations())
    await migrate(path)
    assert current_version(path) == len(migrations())


@pytest.mark.asyncio
async def test_a_migration_that_fails_leaves_the_one_before(path: Path) -> None:
    known = migrations()
    steps = (
        *known,
        Migration(
            version=len(known) + 1,
            sql="CREATE TABLE extra (a TEXT) STRICT;\nCREATE TABLE cases (a);",
        ),
    )
    with pytest.raises(UnreadableDatabase):
        await migrate(path, steps)
    assert current_version(path) == len(migrations())
    with closing(raw(path)) as database:
        assert "extra" not in {name for _, name, _ in structure(database)}
    await open_and_close(path)


@pytest.mark.asyncio
async def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    await open_and_close(path)
    with closing(raw(path)) as database:
        database.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(
        NewerDatabase, match=rf"version 99; this program knows {len(migrations())}\b"
    ):
        await open_and_close(path)
    assert path.read_bytes() == before


@pytest.mark.asyncio
async def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_bytes(b"These are minutes of a meeting. " * 100)
    with pytest.raises(UnreadableDatabase, match="not an SQLite database"):
        await open_and_close(path)
    with pytest.raises(UnreadableDatabase):
        current_version(path)
    assert path.read_bytes() == b"These are minutes of a meeting. " * 100


@pytest.mark.asyncio
async def test_the_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with closing(raw(path)) as database:
        database.execute("CREATE TABLE accounts (balance INTEGER)")
    with pytest.raises(UnreadableDatabase, match="another program"):
        await open_and_close(path)
    with closing(raw(path)) as database:
        assert len(structure(database)) == 1


@pytest.mark.asyncio
async def test_a_path_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDatabase, match="folder has to exist"):
        await open_and_close(tmp_path / "no folder" / "tellsafe.db")
    with pytest.raises(UnreadableDatabase):
        await open_and_close(tmp_path)


@pytest.mark.asyncio
async def test_a_wrong_key_refuses_to_open_and_changes_nothing(path: Path) -> None:
    await open_and_close(path)
    with pytest.raises(WrongKey, match="TELLSAFE_KEY_FILE"):
        await open_and_close(path, Keys(b"another key, of thirty-two bytes"))
    store = await SqliteStore.open(path, KEYS, SeededChance())
    await store.write(lambda tx: tx.drafts.put(DRAFT))
    assert await store.read(lambda tx: tx.drafts.get(REPORTER)) == DRAFT
    await store.close()


@pytest.mark.asyncio
async def test_a_damaged_database_is_told_in_words(path: Path) -> None:
    await open_and_close(path)
    with closing(raw(path)) as database:
        where = "SELECT rootpage FROM sqlite_schema WHERE name = 'key_check'"
        (page,) = database.execute(where).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * opening.PAGE_SIZE)
        file.write(b"\xff" * opening.PAGE_SIZE)
    with pytest.raises(UnreadableDatabase, match="it is damaged"):
        await open_and_close(path)


def test_every_setting_is_set(path: Path) -> None:
    with closing(opening.open_file(path, sqlite3.Connection)) as database:
        found = {name: database.execute(ask).fetchone()[0] for name, ask, *_ in opening.SETTINGS}
    assert found["journal_mode"] == "wal"
    assert found["synchronous"] == 2
    assert found["secure_delete"] == 1
    assert found == {name: wanted for name, _, _, wanted in opening.SETTINGS}


def test_an_older_file_keeps_its_pages_and_opens(path: Path) -> None:
    with closing(raw(path)) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("CREATE TABLE something (it INTEGER)")
    with closing(opening.open_file(path, sqlite3.Connection)) as database:
        assert database.execute("PRAGMA page_size").fetchone() == (4096,)


def test_a_setting_that_does_not_hold_refuses_to_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vain = ("secure_delete", "PRAGMA secure_delete", "PRAGMA secure_delete = OFF", 1)
    monkeypatch.setattr(opening, "SETTINGS", (*opening.SETTINGS, vain))
    with pytest.raises(SettingRefused, match="secure_delete: it is 0 and has to be 1"):
        opening.open_file(path, sqlite3.Connection)


def test_an_old_sqlite_is_refused() -> None:
    opening.ensure_sqlite_is_new_enough((3, 37, 0))
    with pytest.raises(OldSqlite, match=r"SQLite 3\.36\.9 is too old; 3\.37\.0"):
        opening.ensure_sqlite_is_new_enough((3, 36, 9))


@pytest.mark.asyncio
async def test_only_the_owner_may_read_the_files(path: Path) -> None:
    store = await SqliteStore.open(path, KEYS, SeededChance())
    await store.write(lambda tx: tx.drafts.put(DRAFT))
    rights = {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
    await store.close()
    bases = ("tellsafe.db", "tellsafe-files.db")
    names = [f"{base}{more}" for base in bases for more in ("", "-shm", "-wal")]
    assert rights == dict.fromkeys(names, 0o600)
