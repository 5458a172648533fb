"""A backup opens for its recipients only, brings back what was promised to be kept, and no more."""

import asyncio
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyrage
import pytest

from domain.model.audit import acted
from domain.model.case import Case
from domain.model.contact import Mailbox
from domain.model.errors import CaseGone
from domain.model.hate_incident import FORM
from domain.model.ids import ChatId
from domain.model.outgoing import PostCard, Spot
from domain.model.tombstone import Tombstone
from domain.ports import Transaction
from domain.usecases import upkeep
from storage import (
    BackupProblem,
    EpochsLost,
    Keys,
    KeysInUse,
    SqliteStore,
    WrongKey,
    load_key_file,
    verify_audit,
)
from storage.age_files import open_stream
from storage.backup import FILES, KEPT, LEFT_OUT, _lines, back_up
from storage.restore import Restored
from storage.rotation import rotate
from tests.builders import NOW, SeededChance, a_case
from tests.storage.samples import (
    CARD,
    CASE,
    CONVERSATION,
    DESK,
    DRAFT,
    KEYS,
    MEMBER,
    REPORTER,
    outgoing,
)
from tests.storage.site import TODAY, Site
from tests.storage.thief import stolen

ROOT = Path(__file__).parents[2]
AFTER_CASE_WEEK = date(2027, 3, 1)
STONE = Tombstone(month="2026-10", outcome="referred")
CARD_WAITS = outgoing(1, PostCard(case=CASE.id, spot=Spot.STAFF))


def fill(tx: Transaction) -> None:
    tx.cases.add(CASE)
    tx.posts.add(CASE.id, Spot.QUEUE, CARD)
    tx.drafts.put(DRAFT)
    tx.conversations.put(CONVERSATION)
    tx.desks.put(MEMBER, DESK)
    tx.outbox.put(CARD_WAITS)
    tx.chat_moves.put(ChatId(-5), ChatId(-6))
    tx.audit.add(acted("release", None, NOW, CASE.number))
    tx.tombstones.add(STONE)


async def filled(site: Site) -> None:
    store = await site.opened()
    await store.write(fill)
    await store.close()


def case_of(tx: Transaction) -> Case | None:
    return tx.cases.get(CASE.id)


@pytest.mark.asyncio
async def test_what_is_kept_comes_back_and_what_leads_to_people_does_not(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    assert site.restore(file) == Restored(
        made_on="2026-11-24", cases=1, gone=0, erased=0, waiting=1
    )
    store = await site.opened()

    def read(tx: Transaction) -> tuple[object, ...]:
        kept = (
            tx.cases.get(CASE.id),
            tx.cases.find(CASE.number),
            tx.posts.of(CASE.id),
            tx.chat_moves.current(ChatId(-5)),
            [each.action for each in tx.audit.entries()],
            list(tx.tombstones.every()),
        )
        personal = (tx.drafts.get(REPORTER), tx.conversations.get(REPORTER), tx.desks.get(MEMBER))
        return (*kept, *personal)

    kept = (CASE, CASE.id, (CARD,), ChatId(-6), ["release"], [STONE])
    assert await store.read(read) == (*kept, None, None, None)
    assert (await store.read(verify_audit)).problem == ""
    waiting = await store.write(lambda tx: tx.outbox.take(NOW, 9))
    assert [(each.what, each.maybe_repeat) for each in waiting] == [(CARD_WAITS.what, True)]
    await store.close()


@pytest.mark.asyncio
async def test_a_card_that_was_being_sent_comes_back_as_a_possible_repeat(site: Site) -> None:
    await filled(site)
    store = await site.opened()
    await store.write(lambda tx: tx.outbox.take(NOW, 9))
    file = site.back_up()
    await store.close()
    site.lose()
    assert site.restore(file).waiting == 1
    again = await site.opened()
    (card,) = await again.write(lambda tx: tx.outbox.take(NOW, 9))
    assert card.maybe_repeat
    await again.close()


@pytest.mark.asyncio
async def test_a_backup_can_be_read_by_its_recipients_only(site: Site, tmp_path: Path) -> None:
    await filled(site)
    second, stranger = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    file = site.back_up(recipients=(site.recipient, str(second.to_public())))
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"tellsafe" not in file.read_bytes()
    site.lose()
    site.identity_file.write_text(str(stranger))
    with pytest.raises(BackupProblem, match="does not open with this identity"):
        site.restore(file)
    assert list(site.database.parent.iterdir()) == []
    site.identity_file.write_text(str(second))
    assert site.restore(file).cases == 1


@pytest.mark.asyncio
async def test_no_plain_word_touches_the_disk_on_the_way(site: Site) -> None:
    await filled(site)
    plain = pyrage.decrypt(site.back_up().read_bytes(), [site.identity])
    # Even opened, a backup holds only what is sealed in the database too.
    for marker in (b"shouted", b"Priya", b"advice_given", CASE.number.encode(), b"release"):
        assert marker not in plain
    for personal in (REPORTER.encode(), b"drafts", b"conversations", b"desks", b"updates"):
        assert personal not in plain
    for key in epoch_keys(site):
        assert key not in plain


def epoch_keys(site: Site) -> list[bytes]:
    return [file.read_bytes().splitlines()[-1] for file in site.epochs.iterdir()]


@pytest.mark.asyncio
async def test_last_weeks_backup_opens_nothing_once_the_epoch_is_over(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    store = await site.opened()
    then = NOW.replace(year=2027, month=2, day=23)
    await store.write(upkeep.erase_due_cases, now=then, chance=SeededChance(5), form=FORM)
    await store.write(upkeep.clear_expired, now=then)
    assert await store.destroy_epochs(AFTER_CASE_WEEK) == 2
    await store.close()
    site.lose()
    assert site.restore(file, today=AFTER_CASE_WEEK) == Restored(
        made_on="2026-11-24", cases=0, gone=1, erased=0, waiting=1
    )
    again = await site.opened()
    assert await again.read(case_of) is None
    assert await again.read(lambda tx: tx.posts.of(CASE.id)) == ()
    # What staff did and what figures count outlives it.
    assert len(await again.read(lambda tx: tx.audit.entries())) == 1
    await again.close()
    plain = pyrage.decrypt(file.read_bytes(), [site.identity])
    assert b'"cases"' in plain  # it is in there, and is noise


@pytest.mark.asyncio
async def test_what_was_erased_after_the_backup_is_not_brought_back(site: Site) -> None:
    await filled(site)
    store = await site.opened()
    other = a_case("AAA-AA")
    await store.write(lambda tx: tx.cases.add(other))
    mailbox = Mailbox(lookup=b"l" * 16, public_key=b"p" * 32)
    await store.write(lambda tx: tx.mailboxes.add(CASE.id, mailbox))
    file = site.back_up()
    await store.write(lambda tx: tx.cases.erase(CASE.id))
    assert await store.note_erased() == 1
    assert await store.note_erased() == 0
    await store.close()
    with (site.epochs / "2027-W08.erased").open("a") as cut_off:
        cut_off.write("0123")  # by a power cut
    site.lose()
    restored = site.restore(file)
    assert (restored.cases, restored.gone, restored.erased) == (1, 0, 1)
    again = await site.opened()
    assert await again.read(case_of) is None
    assert await again.read(lambda tx: tx.posts.of(CASE.id)) == ()
    assert await again.read(lambda tx: tx.mailboxes.find(mailbox)) is None
    assert await again.read(lambda tx: tx.cases.get(other.id)) == other
    await again.write(lambda tx: tx.cases.erase(other.id))
    assert await again.note_erased() == 1
    notes = (site.epochs / "2027-W08.erased").read_text()
    assert again.keys.erased_tag(other.id).hex() in notes.splitlines()
    assert CASE.id not in notes
    await again.destroy_epochs(AFTER_CASE_WEEK)
    await again.close()
    assert list(site.epochs.iterdir()) == []


@pytest.mark.asyncio
async def test_an_erasing_that_was_undone_is_not_remembered(site: Site) -> None:
    def erase_and_fail(tx: Transaction) -> None:
        tx.cases.erase(CASE.id)
        raise CaseGone

    await filled(site)
    store = await site.opened()
    with pytest.raises(CaseGone):
        await store.write(erase_and_fail)
    assert await store.note_erased() == 0
    assert await store.read(case_of) == CASE
    await store.close()


@pytest.mark.asyncio
async def test_a_case_past_its_day_is_erased_at_the_first_upkeep(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    then = NOW.replace(year=2027, month=2, day=24)
    assert site.restore(file, today=then.date()).cases == 1
    store = await site.opened()
    more = {"chance": SeededChance(5), "form": FORM}
    assert await store.write(upkeep.erase_due_cases, now=then, **more) == 1  # type: ignore[arg-type]
    assert await store.read(case_of) is None
    await store.close()


@pytest.mark.asyncio
async def test_a_lost_epoch_key_is_told_and_nothing_is_restored(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    (site.epochs / "2027-W08.key").unlink()
    with pytest.raises(EpochsLost, match="2027-W08"):
        site.restore(file)
    assert list(site.database.parent.iterdir()) == []


@pytest.mark.asyncio
async def test_nothing_is_ever_written_over(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    before = site.database.read_bytes()
    with pytest.raises(BackupProblem, match="never writes over"):
        site.restore(file)
    with pytest.raises(BackupProblem, match="is there already"):
        site.back_up()
    assert site.database.read_bytes() == before


@pytest.mark.asyncio
async def test_another_key_or_a_running_bot_restores_nothing(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    site.lose()
    with pytest.raises(WrongKey):
        site.restore(file, keys=Keys(b"w" * 32))
    assert list(site.database.parent.iterdir()) == []
    other = await SqliteStore.open(
        site.folder / "other.db", KEYS, SeededChance(), epochs=site.epochs
    )
    with pytest.raises(KeysInUse):
        site.restore(file)
    await other.close()


@pytest.mark.asyncio
async def test_a_backup_from_before_a_change_of_keys_needs_the_old_one(site: Site) -> None:
    await filled(site)
    file = site.back_up()
    key_file = site.folder / "tellsafe.key"
    key_file.write_text("a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=")
    await rotate(site.database, key_file, site.epochs, SeededChance(8))
    site.lose()
    with pytest.raises(WrongKey):
        site.restore(file, keys=Keys(load_key_file(key_file)))


@pytest.mark.asyncio
@pytest.mark.parametrize("left", [0, 100, 0.5, -1])
async def test_a_damaged_backup_restores_nothing(site: Site, left: float) -> None:
    await filled(site)
    whole = site.back_up().read_bytes()
    site.lose()
    broken = site.folder / "broken.age"
    broken.write_bytes(whole[: int(len(whole) * left) if left == 0.5 else int(left)])
    with pytest.raises(BackupProblem):
        site.restore(broken)
    broken.write_bytes(whole[:-200] + bytes(200))
    with pytest.raises(BackupProblem):
        site.restore(broken)
    assert list(site.database.parent.iterdir()) == []


@pytest.mark.asyncio
async def test_a_backup_that_ends_early_on_purpose_restores_nothing(site: Site) -> None:
    """Whoever has a recipient's public key can seal anything; it has to be whole all the same."""
    await filled(site)
    lines = pyrage.decrypt(site.back_up().read_bytes(), [site.identity]).splitlines()
    site.lose()
    for changed in (
        lines[:-1],
        lines[:-4] + lines[-1:],
        lines[1:],
        [*lines, b"no line"],
        lines * 2,
    ):
        file = site.folder / "made.age"
        sealed = pyrage.encrypt(b"\n".join([*changed, b""]), [site.identity.to_public()])
        file.write_bytes(sealed)
        with pytest.raises(BackupProblem):
            site.restore(file)
        assert list(site.database.parent.iterdir()) == []


@pytest.mark.asyncio
async def test_a_backup_is_of_one_moment_while_the_bot_writes(site: Site) -> None:
    store = await site.opened()

    def pair(tx: Transaction, number: int) -> None:
        case = a_case(f"{number:03}-XX")
        tx.cases.add(case)
        tx.outbox.put(outgoing(number, PostCard(case=case.id, spot=Spot.QUEUE)))

    async def write() -> None:
        for number in range(300):
            await store.write(pair, number)

    writing = asyncio.create_task(write())
    files = [await asyncio.to_thread(site.back_up, f"{number}.age") for number in range(6)]
    await writing
    await store.close()
    sizes = []
    for file in files:
        site.lose()
        restored = site.restore(file)
        assert restored.cases == restored.waiting
        sizes.append(restored.cases)
    assert sizes == sorted(sizes)
    assert len(set(sizes)) > 1


def test_without_recipients_there_is_no_backup(site: Site) -> None:
    with pytest.raises(BackupProblem, match="age-keygen"):
        back_up(site.database, site.folder / "b.age", (), TODAY)
    with pytest.raises(BackupProblem, match="is no public key"):
        back_up(site.database, site.folder / "b.age", ("age1nonsense",), TODAY)
    assert not (site.folder / "b.age").exists()


@pytest.mark.asyncio
async def test_every_table_is_kept_or_left_out_on_purpose(site: Site) -> None:
    schema = (ROOT / "storage/schema.sql").read_text()
    tables = set(re.findall(r"CREATE TABLE (\w+)", schema))
    assert tables | {"evidence_pieces"} == {*KEPT, *FILES, *LEFT_OUT}
    assert len(tables) + 1 == len(KEPT) + len(FILES) + len(LEFT_OUT)


@pytest.mark.asyncio
async def test_no_key_of_what_is_gone_lies_in_a_restored_file(site: Site) -> None:
    def fill_much(tx: Transaction) -> None:
        for number in range(600):
            late = date(2027, 6, 1) if number % 2 else CASE.delete_on
            tx.cases.add(replace(a_case(f"{number:03}-XX"), delete_on=late))

    store = await site.opened()
    await store.write(fill_much)
    await store.close()
    old = "SELECT key_wrapped FROM cases WHERE epoch = '2027-W08'"
    with closing(sqlite3.connect(site.database)) as file:
        wrapped = [value[8:40] for (value,) in file.execute(old)]
    backup = site.back_up()
    site.lose()
    (site.epochs / "2027-W08.key").unlink()
    assert site.restore(backup, today=AFTER_CASE_WEEK).gone == len(wrapped) == 300
    files = stolen(site.database)
    assert not [each for each in wrapped if each in files]


@pytest.mark.asyncio
async def test_what_is_written_between_two_tables_is_in_neither(site: Site) -> None:
    await filled(site)
    counts: dict[str, int] = {}
    for line in _lines(site.database, TODAY, counts):
        if b'"table":"posts"' in line:
            with closing(sqlite3.connect(site.database, isolation_level=None)) as writer:
                writer.execute("INSERT INTO chat_moves VALUES (x'00', x'00')")
    assert (counts["cases"], counts["chat_moves"]) == (1, 1)


@pytest.mark.asyncio
async def test_nothing_is_handed_over_after_a_failure(site: Site) -> None:
    await filled(site)
    calls = []

    def take(data: bytes) -> None:
        calls.append(data)
        raise BackupProblem("No", "more")

    with site.back_up().open("rb") as file, pytest.raises(BackupProblem, match=r"No\. more"):
        open_stream(file, site.identity_file, take)
    assert len(calls) == 1
