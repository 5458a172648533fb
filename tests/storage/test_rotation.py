"""A new server key opens everything, the old one nothing, and a kill on the way loses nothing."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from domain.model.attached import OfCase, OfDraft
from domain.model.fetching import FetchRequest
from domain.model.ids import CaseNumber, ChatId
from domain.ports import Transaction
from storage import (
    KeyFileProblem,
    Keys,
    KeysInUse,
    RequestSealing,
    SqliteStore,
    WrongKey,
    load_key_file,
)
from storage.epoch_files import EpochFolder
from storage.key_file import encoded, next_to
from storage.resealing import BY_EPOCH, BY_KEYS_THAT_STAY, BY_SERVER
from storage.rotation import STEPS, rotate
from storage.secrets import SecretsTable
from tests.builders import NOW, SeededChance, a_case
from tests.storage.samples import CASE, CONVERSATION, DESK, DRAFT, MEMBER, outgoing, refresh
from tests.storage.test_evidence import a_file
from tests.storage.thief import opens, stolen

ROOT = Path(__file__).parents[2]
OLD = b"o" * 32


class Home:
    """A database with its key file and its epoch keys, as on a server."""

    def __init__(self, folder: Path) -> None:
        """Write the key file."""
        self.database = folder / "data" / "tellsafe.db"
        self.key_file = folder / "tellsafe.key"
        self.epochs = folder / "epochs"
        self.database.parent.mkdir()
        self.key_file.write_text(encoded(OLD))

    async def opened(self) -> SqliteStore:
        """Open the store with the key that the file holds."""
        keys = Keys(load_key_file(self.key_file))
        return await SqliteStore.open(self.database, keys, SeededChance(), epochs=self.epochs)

    async def rotate(self, passed: Callable[[str], None] = lambda _: None) -> None:
        """Change the key."""
        await rotate(self.database, self.key_file, self.epochs, SeededChance(99), passed)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return an empty home."""
    return Home(tmp_path)


def fill(tx: Transaction) -> None:
    tx.cases.add(CASE)
    for number in range(1200):  # more than are handed over at once
        tx.cases.add(a_case(f"{number:03}-XX"))
    tx.drafts.put(DRAFT)
    tx.conversations.put(CONVERSATION)
    tx.desks.put(MEMBER, DESK)
    tx.outbox.put(outgoing(1))
    tx.outbox.put(refresh(2))
    tx.chat_moves.put(ChatId(-5), ChatId(-6))


MINE, SENT = OfDraft(reporter=DRAFT.reporter), OfCase(case=CASE.id)
REQUEST = FetchRequest(file_id="abc", chat=ChatId(5), holder=MINE)


def attach(tx: Transaction, requests: RequestSealing) -> None:
    """Let a draft and a case have a file that waits to be fetched, and the case one that was."""
    for number, file in ((1, a_file(1)), (2, a_file(2))):
        tx.evidence.add(file, MINE, requests.seal(file.id, REQUEST))
        tx.evidence.add_piece(file.id, MINE, 0, 0, b"piece %d" % number)
    tx.evidence.move([a_file(2).id], MINE, SENT)
    tx.evidence.erase_request(a_file(2).id, SENT)
    request = requests.seal(a_file(3).id, replace(REQUEST, holder=SENT))
    tx.evidence.add(a_file(3), SENT, request, ends_at=NOW)


def churn(tx: Transaction) -> None:
    """Have pages parted and joined, which leaves copies of rows behind."""
    for number in range(0, 1200, 3):
        tx.cases.put(replace(a_case(f"{number:03}-XX"), detail="y" * 700))
    for number in range(0, 1200, 2):
        tx.cases.erase(a_case(f"{number:03}-XX").id)
    for number in range(0, 1200, 6):
        tx.cases.add(a_case(f"{number:03}-XX"))


async def seen(home: Home) -> tuple[object, ...]:
    """Return everything, opened."""
    store = await home.opened()

    def read(tx: Transaction) -> tuple[object, ...]:
        return (
            tx.cases.get(CASE.id),
            tx.cases.find(CASE.number),
            tx.cases.get(a_case("1199-XX").id),
            tx.cases.find(CaseNumber("077-XX")),
            tx.drafts.get(DRAFT.reporter),
            tx.conversations.get(CONVERSATION.reporter),
            tx.desks.get(MEMBER),
            tx.outbox.get(outgoing(1).id),
            tx.chat_moves.current(ChatId(-5)),
            tx.evidence.get(a_file(1).id, MINE),
            tx.evidence.get(a_file(2).id, SENT),
            tx.evidence.piece(a_file(1).id, MINE, 0, 0),
            tx.evidence.piece(a_file(2).id, SENT, 0, 0),
            tx.evidence.get(a_file(3).id, SENT),
            _opened(tx, 1, RequestSealing(store.keys)),
            _opened(tx, 3, RequestSealing(store.keys)),
            store.keys.reporter_key(1),
        )

    found = await store.read(read)
    await store.close()
    return found


def _opened(tx: Transaction, number: int, requests: RequestSealing) -> FetchRequest | None:
    sealed = tx.evidence.request(a_file(number).id)
    return requests.open(a_file(number).id, sealed) if sealed is not None else None


async def filled(home: Home) -> tuple[object, ...]:
    store = await home.opened()
    await store.write(fill)
    await store.write(attach, RequestSealing(store.keys))
    await store.close()
    return await seen(home)


@pytest.mark.asyncio
async def test_a_new_key_opens_everything_and_every_hash_stays(home: Home) -> None:
    before = await filled(home)
    passed: list[str] = []
    await home.rotate(passed.append)
    assert tuple(passed) == STEPS
    assert load_key_file(home.key_file) != OLD
    assert not next_to(home.key_file).exists()
    assert await seen(home) == before
    assert None not in before


@pytest.mark.asyncio
async def test_a_waiting_refresh_is_still_replaced_after_a_change_of_keys(home: Home) -> None:
    await filled(home)
    await home.rotate()
    store = await home.opened()
    await store.write(lambda tx: tx.outbox.put(refresh(3)))
    assert await store.read(lambda tx: tx.outbox.waiting()) == 2
    await store.close()


@pytest.mark.asyncio
async def test_the_old_key_opens_nothing_afterwards(home: Home) -> None:
    await filled(home)
    old_values = everything_sealed(home.database)
    store = await home.opened()
    await store.write(churn)
    old_values |= everything_sealed(home.database)
    await store.close()
    await home.rotate()
    with pytest.raises(WrongKey):
        await SqliteStore.open(home.database, Keys(OLD), SeededChance(), epochs=home.epochs)
    old = Keys(OLD)
    seals = [old.server, *(old.epoch_seal(k) for k in EpochFolder(home.epochs).load().values())]
    with closing(sqlite3.connect(home.database)) as file:
        for each in (*BY_SERVER, *BY_EPOCH):
            every = f"SELECT {each.row}, {each.column} FROM {each.table}"  # noqa: S608 - names of ours
            rows = file.execute(every).fetchall()
            assert rows
            for row, value in rows:
                name = row if isinstance(row, str) else row.hex()
                if value is None:
                    continue
                assert not any(opens(s, value, each.table, each.column, name) for s in seals)
    # Nor is anything that it sealed left over in the files, and its own file is overwritten.
    files = stolen(home.database)
    assert not [each for each in old_values if each in files]


def everything_sealed(database: Path) -> set[bytes]:
    found = set()
    with closing(sqlite3.connect(database)) as file:
        for each in (*BY_SERVER, *BY_EPOCH):
            # A file of a case is under the key of its case, which stays; its request is not.
            same = f"substr({each.column}, 1, 5) = substr(request_sealed, 1, 5)"
            mine = f"WHERE {same}" if each.partly else ""
            every = f"SELECT {each.column} FROM {each.table} {mine}"  # noqa: S608 - names of ours
            found |= {value[8:40] for (value,) in file.execute(every)}
    return found


@pytest.mark.asyncio
async def test_the_old_key_file_is_overwritten_where_it_lay(home: Home, tmp_path: Path) -> None:
    await filled(home)
    (tmp_path / "same file").hardlink_to(home.key_file)
    await home.rotate()
    assert set((tmp_path / "same file").read_bytes()) == {0}


@pytest.mark.asyncio
@pytest.mark.parametrize("step", STEPS)
async def test_a_kill_at_any_step_loses_nothing_and_can_be_finished(home: Home, step: str) -> None:
    before = await filled(home)
    script = "tests.storage.rotate_until_killed"
    places = (str(home.database), str(home.key_file), str(home.epochs))
    died = subprocess.run([sys.executable, "-m", script, *places, step], cwd=ROOT)  # noqa: S603, PLW1510, ASYNC221 - our own script, which ends by a kill
    assert died.returncode == -9
    if step != "moved":
        # Nobody writes with either key until it is finished.
        with pytest.raises(KeyFileProblem, match="keys rotate"):
            await seen(home)
        await home.rotate()
    assert await seen(home) == before
    assert load_key_file(home.key_file) != OLD


@pytest.mark.asyncio
async def test_keys_are_not_changed_under_a_running_bot(home: Home) -> None:
    store = await home.opened()
    with pytest.raises(KeysInUse, match="Stop the bot"):
        await home.rotate()
    await store.close()
    assert load_key_file(home.key_file) == OLD
    await home.rotate()


@pytest.mark.asyncio
async def test_the_wrong_key_file_changes_nothing(home: Home) -> None:
    before = await filled(home)
    home.key_file.write_text(encoded(b"w" * 32))
    with pytest.raises(WrongKey):
        await home.rotate()
    assert not next_to(home.key_file).exists()
    home.key_file.write_text(encoded(OLD))
    assert await seen(home) == before


@pytest.mark.asyncio
async def test_hashes_from_before_they_had_a_secret_survive_a_change_of_keys(home: Home) -> None:
    store = await home.opened()
    await store.close()
    with closing(sqlite3.connect(home.database, isolation_level=None)) as file:
        file.execute("DELETE FROM secrets")
    before = await filled(home)
    assert before[-1] == Keys(OLD).reporter_key(1)
    await home.rotate()
    assert await seen(home) == before
    keys = Keys(load_key_file(home.key_file))
    with closing(sqlite3.connect(home.database)) as file:
        assert SecretsTable(file, keys.server).get("tags") == OLD


def test_every_sealed_column_is_handed_over_or_sealed_by_a_key_that_is() -> None:
    schema = (ROOT / "storage/schema.sql").read_text()
    tables = re.findall(r"CREATE TABLE (\w+) \((.*?)\n\)", schema, re.DOTALL)
    columns = {
        (table, column)
        for table, body in tables
        for column in re.findall(r"^    (\w+_(?:sealed|wrapped)) ", body, re.MULTILINE)
    }
    declared = {(each.table, each.column) for each in (*BY_SERVER, *BY_EPOCH)}
    assert columns == declared | BY_KEYS_THAT_STAY
    assert not declared & BY_KEYS_THAT_STAY
