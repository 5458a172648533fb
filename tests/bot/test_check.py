"""The check: each thing that can be wrong with a set-up is found, and told with its mend."""

from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console
from telegram import Bot

from bot.check import check
from bot.config import Config, load_config
from bot.findings import Finding, render
from bot.transport import AiohttpRequest
from sandbox import BotAccount, Cast, Fault, Group, Person, Sandbox
from storage import Keys, SqliteStore
from tests.builders import SeededChance

MODERATOR, WORKER, OUTSIDER = 2001, 2002, 2003
QUEUE, CHANNEL = -1001000000001, -1001000000002
KEY = b"k" * 32
CAST = Cast(
    bot=BotAccount(username="tellsafe_bot", name="Tellsafe"),
    people=tuple(Person(id=each, name=str(each)) for each in (MODERATOR, WORKER, OUTSIDER)),
    groups=(
        Group(id=QUEUE, title="Queue", administrators=(MODERATOR,), members=(WORKER,)),
        Group(id=CHANNEL, title="Cases", type="channel", members=(WORKER, MODERATOR)),
    ),
)
FRESH = datetime(2020, 1, 1, tzinfo=UTC)
LATE = datetime(2040, 1, 1, tzinfo=UTC)


@dataclass
class SetUp:
    """A sandbox, a settings folder, and what is written in the settings."""

    sandbox: Sandbox
    folder: Path
    staff: str = f"channel_id = {CHANNEL}\nmoderation_chat_id = {QUEUE}\n"
    telegram: str = ""
    token: str = "1:sandbox"

    @property
    def key(self) -> Path:
        return self.folder / "key"

    @property
    def config(self) -> Config:
        text = (
            f'[telegram]\napi_base_url = "{self.sandbox.base_url}"\n{self.telegram}\n'
            f'[organisation]\nname = "Us"\n[staff]\n{self.staff}'
        )
        path = self.folder / "config.toml"
        path.write_text(text)
        secrets = {"TELLSAFE_BOT_TOKEN": self.token, "TELLSAFE_KEY_FILE": str(self.key)}
        return load_config(path, secrets)

    async def findings(self, now: datetime = FRESH) -> list[Finding]:
        return await check(self.config, clock=lambda: now)

    async def wrongs(self) -> str:
        return "\n".join(each.what for each in await self.findings() if each.ok is False)

    async def looks(self, now: datetime = FRESH) -> str:
        return "\n".join(each.what for each in await self.findings(now) if each.ok is None)


@asynccontextmanager
async def set_up(folder: Path, cast: Cast = CAST) -> AsyncIterator[SetUp]:
    async with Sandbox(cast) as sandbox:
        here = SetUp(sandbox, folder)
        here.key.write_bytes(b64encode(KEY))
        here.key.chmod(0o600)
        yield here


async def make_database(config: Config, key: bytes = KEY) -> None:
    config.database.parent.mkdir()
    chance = SeededChance()
    await (await SqliteStore.open(config.database, Keys(key), chance)).close()


def with_queue(**changes: object) -> Cast:
    queue = replace(CAST.groups[0], **changes)  # type: ignore[arg-type]  # fields of Group
    return replace(CAST, groups=(queue, CAST.groups[1]))


def with_channel(**changes: object) -> Cast:
    channel = replace(CAST.groups[1], **changes)  # type: ignore[arg-type]  # fields of Group
    return replace(CAST, groups=(CAST.groups[0], channel))


@pytest.mark.asyncio
async def test_good_set_up_has_nothing_wrong_and_nothing_is_changed(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        await make_database(here.config)
        findings = await here.findings()
        assert [each for each in findings if each.ok is not True] == []
        assert {each.area for each in findings} == {
            *("Key", "Database", "Contacts", "Telegram", "Chats", "Roles")
        }
        assert all(call.method.startswith("get") for call in here.sandbox.calls)
        assert here.sandbox.complaints == []


@pytest.mark.asyncio
async def test_refused_token_is_told_without_showing_it(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        here.token = "2:another-token"
        assert "The token is refused." in await here.wrongs()
        console = Console(width=200, record=True)
        console.print(render(await here.findings()))
        assert "another-token" not in console.export_text()


@pytest.mark.asyncio
async def test_silent_telegram_is_told_once(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        here.sandbox.weather = "down"
        wrongs = await here.wrongs()
        assert "Telegram cannot be reached (MaybeSent)" in wrongs
        assert "Chats" not in {each.area for each in await here.findings()}


@pytest.mark.asyncio
async def test_trouble_after_the_token_is_unknown_and_not_wrong(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        for method in ("getWebhookInfo", "getChat", "getChatAdministrators"):
            here.sandbox.faults.add(Fault(kind="server_error", method=method, times=2))
        findings = await here.findings()
        assert [each for each in findings if each.ok is False] == []
        assert sum("Telegram did not tell" in each.what for each in findings) == 4


@pytest.mark.asyncio
async def test_webhook_in_the_way_of_polling_is_told(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        request = AiohttpRequest()
        url = f"{here.sandbox.base_url}/bot"
        bot = Bot(here.token, base_url=url, request=request, get_updates_request=request)
        async with request:
            await bot.set_webhook("https://elsewhere.example.org/hook")
            assert "A webhook is set" in await here.looks()
            await bot.delete_webhook()
        assert "A webhook is set" not in await here.looks()


@pytest.mark.asyncio
async def test_unknown_chat_is_told_with_its_setting(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        here.staff = "channel_id = -1009999\n"
        [found] = [each for each in await here.findings() if each.area == "Chats"]
        assert found.ok is False
        assert "staff.channel_id" in found.mend


@pytest.mark.asyncio
async def test_bot_without_rights_is_told(tmp_path: Path) -> None:
    async with set_up(tmp_path, with_channel(bot="member")) as here:
        assert "The staff chat: the bot may not see who is a member" in await here.wrongs()
    async with set_up(tmp_path, with_queue(bot="absent")) as here:
        assert "The moderation queue" in await here.wrongs()


@pytest.mark.asyncio
async def test_nobody_to_release_cases_is_told(tmp_path: Path) -> None:
    async with set_up(tmp_path, with_queue(administrators=())) as here:
        assert "Nobody is a moderator" in await here.wrongs()
        here.staff += f"moderators = [{WORKER}]\n"
        assert await here.wrongs() == ""


@pytest.mark.asyncio
async def test_staff_who_are_not_in_their_chat_are_told_by_number(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        here.staff += f"moderators = [{MODERATOR}, {OUTSIDER}, 999]\ncase_workers = [{OUTSIDER}]\n"
        wrongs = await here.wrongs()
        assert "staff.moderators: number 2 and number 3 of the list is not in the chat" in wrongs
        assert "staff.case_workers: number 1 of the list is not in the chat" in wrongs
        assert str(OUTSIDER) not in wrongs


@pytest.mark.asyncio
async def test_empty_list_of_case_workers_is_told(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        here.staff += "case_workers = []\n"
        assert "There are no case workers." in await here.wrongs()


@pytest.mark.asyncio
async def test_missing_key_is_told(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        here.key.unlink()
        assert "is not there" in await here.wrongs()


@pytest.mark.asyncio
async def test_key_that_others_can_read_is_told(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        here.key.chmod(0o640)
        assert "Others on this machine can read the key file." in await here.wrongs()


@pytest.mark.asyncio
async def test_key_beside_the_data_is_told(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        config = here.config
        moved = config.database.parent / "key"
        moved.parent.mkdir()
        here.key.rename(moved)
        findings = await check(config.model_copy(update={"key_file": moved}), clock=lambda: FRESH)
        assert any("lies in the data folder" in each.what for each in findings)


@pytest.mark.asyncio
async def test_wrong_key_is_told(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        await make_database(here.config, b"x" * 32)
        assert "this key is not the one" in await here.wrongs()


@pytest.mark.asyncio
async def test_missing_and_foreign_databases_are_told(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        assert "There is no database yet" in await here.looks()
        here.config.database.parent.mkdir()
        here.config.database.write_bytes(b"no database at all" * 100)
        assert "it is not an SQLite database" in await here.wrongs()


@pytest.mark.asyncio
async def test_older_database_is_left_as_it_is(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        here.config.database.parent.mkdir()
        here.config.database.write_bytes(b"")
        assert "The database is at version 0" in await here.looks()
        assert here.config.database.read_bytes() == b""


@pytest.mark.asyncio
async def test_contacts_that_nobody_checked_are_named(tmp_path: Path) -> None:
    async with set_up(tmp_path) as here:
        assert "Nobody has checked these" in await here.looks(LATE)
        assert "victim_support" in await here.looks(LATE)


def test_table_takes_no_markup_from_a_chats_name() -> None:
    console = Console(width=120, record=True)
    console.print(render([Finding("Chats", ok=None, what="“[bold]x[/bold]”", mend="m")]))
    text = console.export_text()
    assert "“[bold]x[/bold]”" in text
    assert "look" in text


@pytest.mark.asyncio
async def test_epoch_keys_that_others_read_or_that_lie_with_the_data_are_told(
    tmp_path: Path,
) -> None:
    async with set_up(tmp_path) as here:
        config = here.config
        await make_database(config)
        beside = config.model_copy(update={"epochs": config.database.parent / "epochs"})
        beside.epochs.mkdir(mode=0o755)
        told = [each.what for each in await check(beside, clock=lambda: FRESH) if not each.ok]
        assert told == [
            "Others on this machine can read the epoch keys.",
            "The epoch keys lie in the data folder, so an old copy of that folder opens itself.",
        ]
