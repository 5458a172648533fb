"""Mailboxes, routes and letters: what leads back to a reporter, and what does not."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from domain.model.code import CaseCode
from domain.model.contact import Contact, Letter, MailKeys
from domain.model.ids import CaseId
from domain.ports import Transaction
from storage import CodeKeys, Keys, SqliteStore, WrongKey
from storage.boxes import BoxSeal, OpenBox, mail_keys
from storage.problems import Unreadable
from storage.sealing import Place
from tests.builders import NOW, SeededChance, a_case
from tests.storage.samples import KEYS

pytestmark = pytest.mark.asyncio

CODE = CaseCode("3WPJ83F7WZEM7K9H")
ME, ANOTHER = KEYS.way_back(700_800_900), KEYS.way_back(700_800_901)
DAY = NOW.date()
WORDS = "Can you tell us which door it was?"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "tellsafe.db"


@pytest_asyncio.fixture
async def store(path: Path) -> AsyncIterator[SqliteStore]:
    path.parent.mkdir()
    opened = await SqliteStore.open(path, KEYS, SeededChance())
    yield opened
    await opened.close()


@pytest.fixture(scope="module")
def keys_of_code() -> MailKeys:
    return mail_keys(CODE, KEYS.code_salt)


def add(tx: Transaction, number: str, contact: Contact) -> CaseId:
    case = replace(a_case(number), contact=contact)
    tx.cases.add(case)
    return case.id


def mailbox_case(tx: Transaction, keys: MailKeys) -> CaseId:
    case = add(tx, "AAA-AA", Contact.MAILBOX)
    tx.mailboxes.add(case, keys.mailbox)
    return case


async def test_a_code_leads_to_the_same_keys_each_time_and_another_code_elsewhere() -> None:
    one, again = await CodeKeys(KEYS.code_salt)(CODE), await CodeKeys(KEYS.code_salt)(CODE)
    assert one == again
    other = await CodeKeys(KEYS.code_salt)(CaseCode("0" * 16))
    elsewhere = await CodeKeys(Keys(b"e" * 32).code_salt)(CODE)
    lookups = {each.mailbox.lookup for each in (one, other, elsewhere)}
    assert len(lookups) == 3


async def test_letters_are_read_in_the_order_they_were_written(
    store: SqliteStore, keys_of_code: MailKeys
) -> None:
    case = await store.write(mailbox_case, keys_of_code)
    written = [Letter(on=DAY + timedelta(days=at), words=f"{at}") for at in range(12)]
    for letter in written:
        await store.write(lambda tx, new: tx.letters.add(case, new), letter)
    read = await store.read(lambda tx: tx.letters.read(case, keys_of_code))
    assert list(read) == written


async def test_without_the_code_no_key_of_the_service_opens_a_letter(
    store: SqliteStore, path: Path, keys_of_code: MailKeys
) -> None:
    case = await store.write(mailbox_case, keys_of_code)
    await store.write(lambda tx: tx.letters.add(case, Letter(on=DAY, words=WORDS)))
    with pytest.raises((WrongKey, Unreadable)):
        await store.read(lambda tx: tx.letters.read(case, ME))
    stranger = mail_keys(CaseCode("0" * 16), KEYS.code_salt)
    with pytest.raises(WrongKey):
        await store.read(lambda tx: tx.letters.read(case, stranger))
    with closing(sqlite3.connect(path)) as database:
        (sealed,) = database.execute("SELECT body_sealed FROM letters").fetchone()
    assert WORDS.encode() not in sealed


async def test_in_the_chat_letters_are_sealed_with_the_key_of_the_case(store: SqliteStore) -> None:
    case = await store.write(add, "AAA-AA", Contact.REPLY_HERE)
    await store.write(lambda tx: tx.routes.add(case, ME, DAY + timedelta(days=30)))
    letter = Letter(on=DAY, words=WORDS)
    await store.write(lambda tx: tx.letters.add(case, letter))
    assert await store.read(lambda tx: tx.letters.read(case, ME)) == (letter,)


async def test_a_sealed_letter_opens_only_where_it_was_put(keys_of_code: MailKeys) -> None:
    place = Place("letters", "body_sealed")
    sealed = BoxSeal(keys_of_code.mailbox.public_key).seal(b"x", place, "one")
    box = OpenBox(keys_of_code.secret)
    assert box.open(sealed, place, "one") == b"x"
    with pytest.raises(Unreadable):
        box.open(sealed, place, "another")


async def test_the_length_of_a_letter_does_not_tell_its_words(keys_of_code: MailKeys) -> None:
    seal, place = BoxSeal(keys_of_code.mailbox.public_key), Place("letters", "body_sealed")
    assert len({len(seal.seal(b"x" * length, place, "")) for length in range(900)}) == 1


async def test_two_cases_of_one_person_look_like_those_of_two(
    store: SqliteStore, path: Path
) -> None:
    for number, way in (("AAA-AA", ME), ("BBB-BB", ME), ("CCC-CC", ANOTHER)):
        case = await store.write(add, number, Contact.REPLY_HERE)
        await store.write(lambda tx, c, w: tx.routes.add(c, w, DAY), case, way)
    with closing(sqlite3.connect(path)) as database:
        tags = [tag for (tag,) in database.execute("SELECT person_tag FROM routes")]
    assert len(set(tags)) == 3
    mine = await store.read(lambda tx: tx.routes.cases(ME))
    assert len(mine) == 2
    (other,) = await store.read(lambda tx: tx.routes.cases(ANOTHER))
    assert await store.read(lambda tx: tx.routes.chat(other)) == 700_800_901


async def test_a_route_ends_no_later_than_it_was_told_to(store: SqliteStore) -> None:
    case = await store.write(add, "AAA-AA", Contact.REPLY_HERE)
    await store.write(lambda tx: tx.routes.add(case, ME, DAY + timedelta(days=30)))
    await store.write(lambda tx: tx.routes.shorten(case, DAY + timedelta(days=7)))
    await store.write(lambda tx: tx.routes.shorten(case, DAY + timedelta(days=20)))
    assert await store.read(lambda tx: tx.routes.due(DAY + timedelta(days=6))) == ()
    assert await store.read(lambda tx: tx.routes.due(DAY + timedelta(days=7))) == (case,)


async def test_an_erased_case_takes_mailbox_route_and_letters_along(
    store: SqliteStore, path: Path, keys_of_code: MailKeys
) -> None:
    case = await store.write(mailbox_case, keys_of_code)
    await store.write(lambda tx: tx.letters.add(case, Letter(on=DAY, words=WORDS)))
    reached = await store.write(add, "BBB-BB", Contact.REPLY_HERE)
    await store.write(lambda tx: tx.routes.add(reached, ME, DAY))
    for each in (case, reached):
        await store.write(lambda tx, gone: tx.cases.erase(gone), each)
    with closing(sqlite3.connect(path)) as database:
        for table in ("mailboxes", "letters", "routes", "cases"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608  names from above


async def test_a_ticket_is_good_for_its_time_and_cannot_be_forged() -> None:
    case, until = CaseId("ab" * 8), NOW + timedelta(minutes=5)
    ticket = KEYS.ticket(case, until)
    assert len(f"unsend:{ticket}") <= 64
    assert KEYS.read_ticket(ticket, NOW) == case
    assert KEYS.read_ticket(ticket, until) is None
    assert Keys(b"e" * 32).read_ticket(ticket, NOW) is None
    for forged in ("", "A" * 48, ticket[:-1] + ("A" if ticket[-1] != "A" else "B"), "é"):
        assert KEYS.read_ticket(forged, NOW) is None
    assert KEYS.ticket(case, until) != ticket
