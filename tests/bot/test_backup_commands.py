"""Backup and restore as an operator meets them."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pyrage
import pytest

from domain.model.contact import Contact
from tests.bot.household import opened, said, settled
from tests.storage.samples import CASE, outgoing


@pytest.fixture
def identity() -> pyrage.x25519.Identity:
    """Return a key pair that was made elsewhere."""
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def config(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, identity: pyrage.x25519.Identity
) -> Path:
    """Return the settings of a bot with one case and one card that waits."""
    more = f'[backup]\nrecipients = ["{identity.to_public()}"]\n'
    file = settled(tmp_path, monkeypatch, more)
    (tmp_path / "identity.txt").write_text(str(identity))
    asyncio.run(_filled(tmp_path))
    return file


async def _filled(folder: Path) -> None:
    store = await opened(folder)
    await store.write(lambda tx: tx.cases.add(CASE))
    await store.write(lambda tx: tx.outbox.put(outgoing(1)))
    await store.close()


def test_a_backup_is_made_and_put_back(config: Path) -> None:
    folder = config.parent
    file, identity = folder / "backup.age", folder / "identity.txt"
    words = said(config, "backup", "--to", str(file))
    assert "less than 1 MB: 1 cases with 0 of their files, 1 messages that wait" in words
    assert "and no keys" in words
    for each in (folder / "data").iterdir():
        each.unlink()
    words = said(config, "restore", "--from", str(file), "--identity", str(identity))
    assert "Restored 1 cases and 0 of their files" in words
    assert "1 messages to staff wait, marked as possible repeats" in words
    assert "no longer be read" not in words


def test_a_backup_without_files_says_what_it_leaves_out(config: Path) -> None:
    words = said(config, "backup", "--to", str(config.parent / "b.age"), "--without-files")
    assert "1 cases with none of their files" in words
    assert "were left out (less than 1 MB in tellsafe-files.db)" in words
    assert "If this disk is lost, so are they." in words


def test_a_reporter_who_is_out_of_reach_now_is_counted(config: Path) -> None:
    folder = config.parent
    file, identity = folder / "backup.age", folder / "identity.txt"
    asyncio.run(_routed(folder))
    said(config, "backup", "--to", str(file))
    for each in (folder / "data").iterdir():
        each.unlink()
    words = said(config, "restore", "--from", str(file), "--identity", str(identity))
    assert "1 reporters wanted answers in their chat" in words


async def _routed(folder: Path) -> None:
    store = await opened(folder)
    routed = replace(CASE, contact=Contact.REPLY_HERE)
    await store.write(lambda tx: tx.cases.put(routed))
    await store.close()


def test_what_is_gone_is_said_in_numbers(config: Path) -> None:
    folder = config.parent
    file, identity = folder / "backup.age", folder / "identity.txt"
    said(config, "backup", "--to", str(file))
    for each in (folder / "data").iterdir():
        each.unlink()
    (folder / "tellsafe.key.epochs" / "2027-W08.key").unlink()
    again = ("restore", "--from", str(file), "--identity", str(identity))
    assert "2027-W08.key" in said(config, *again, code=3)
    (folder / "clock").write_text(str(365 * 24 * 3600))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TELLSAFE_CLOCK_FILE", str(folder / "clock"))
        assert "1 cases can no longer be read, as promised" in said(config, *again)


def test_without_recipients_the_mend_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = settled(tmp_path, monkeypatch)
    asyncio.run(_filled(tmp_path))
    assert "age-keygen" in said(config, "backup", "--to", str(tmp_path / "b.age"), code=3)
