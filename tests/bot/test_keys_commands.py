"""The operator's commands for keys say what they did, and never a secret."""

import asyncio
from base64 import b64encode
from pathlib import Path

import pytest

from storage import load_key_file
from tests.bot.household import SECRET, opened, said, settled
from tests.storage.samples import CASE, DRAFT


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the settings of a bot with one case and one draft."""
    file = settled(tmp_path, monkeypatch)
    asyncio.run(filled(tmp_path))
    return file


async def filled(folder: Path) -> None:
    store = await opened(folder)
    await store.write(lambda tx: tx.cases.add(CASE))
    await store.write(lambda tx: tx.drafts.put(DRAFT))
    await store.close()


def test_status_shows_every_week_and_no_secret(config: Path) -> None:
    words = said(config, "keys", "status")
    assert "2027-W08 │ there │" in words
    assert "2026-W48 │ there │" in words
    for file in (config.parent / "tellsafe.key.epochs").iterdir():
        assert file.read_text().splitlines()[-1] not in words


def test_status_tells_of_a_lost_key(config: Path) -> None:
    (config.parent / "tellsafe.key.epochs" / "2027-W08.key").unlink()
    words = said(config, "keys", "status", code=1)
    assert "2027-W08 │ missing" in words
    assert "offline copy" in words


def test_a_new_key_is_made_and_what_to_do_next_is_said(config: Path) -> None:
    words = said(config, "keys", "rotate")
    assert "make a backup" in words
    key = load_key_file(config.parent / "tellsafe.key")
    assert key != SECRET
    assert b64encode(key).decode() not in words


async def hold(folder: Path, config: Path) -> str:
    store = await opened(folder)
    words = await asyncio.to_thread(said, config, "keys", "rotate", code=3)
    await store.close()
    return words


def test_a_running_bot_has_to_be_stopped_first(config: Path) -> None:
    assert "Stop the bot" in asyncio.run(hold(config.parent, config))


def test_what_needs_a_lost_key_can_be_given_up_and_only_that(config: Path) -> None:
    assert "holds the key of 2027-W08" in said(config, "keys", "give-up", "2027-W08", code=3)
    (config.parent / "tellsafe.key.epochs" / "2027-W08.key").unlink()
    words = said(config, "keys", "give-up", "2027-W08")
    assert "1 cases and 0 drafts and chats of 2027-W08 were deleted" in words
    case, draft = asyncio.run(found(config.parent))
    assert case is None
    assert draft == DRAFT


async def found(folder: Path) -> tuple[object, object]:
    store = await opened(folder)
    both = await store.read(lambda tx: (tx.cases.get(CASE.id), tx.drafts.get(DRAFT.reporter)))
    await store.close()
    return both
