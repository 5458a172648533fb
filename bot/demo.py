"""The demo: a sandbox of Telegram with its page, and the bot as a process of its own beside it.

Everything it needs is made in one folder; no token, no question, no network.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.chance import SystemChance
from sandbox import BotAccount, Cast, Group, Person, Sandbox
from storage import make_key_file, tables_as_stored

TOKEN = "100200300:sandbox"  # noqa: S105 - opens nothing but the sandbox on this machine
QUEUE, CHANNEL = -1001000000001, -1001000000002
MODERATOR, TOM, PRIYA, SAM, NOOR = 9001, 9002, 9003, 9004, 9005
STOP_SECONDS = 10.0

CAST = Cast(
    bot=BotAccount(username="TellsafeDemoBot", name="Tellsafe"),
    people=(
        Person(id=501, name="Amina", side="phone", language="en"),
        Person(id=502, name="Yusuf", side="phone", language="ar"),
        Person(id=503, name="Ola", side="phone", language="en"),
        Person(id=MODERATOR, name="Maya", side="staff", role_label="Moderator"),
        Person(id=NOOR, name="Noor", side="staff", role_label="Moderator"),
        Person(id=TOM, name="Tom", side="staff", role_label="Case worker"),
        Person(id=PRIYA, name="Priya", side="staff", role_label="Case worker"),
        Person(id=SAM, name="Sam", side="staff", role_label="No role"),
    ),
    groups=(
        Group(
            id=QUEUE,
            title="Moderation queue",
            type="supergroup",
            members=(MODERATOR, NOOR),
            administrators=(MODERATOR,),
        ),
        Group(
            id=CHANNEL,
            title="Staff channel",
            type="channel",
            members=(MODERATOR, NOOR, TOM, PRIYA, SAM),
            administrators=(MODERATOR,),
        ),
    ),
)

WEBHOOK = """
[telegram.webhook]
url = "http://127.0.0.1:{port}/told/by/telegram"
listen_port = {port}
"""

SETTINGS = """\
# Written by the demo; config.example.toml explains every setting.
[telegram]
api_base_url = "{base_url}"

[organisation]
name = "Hackney Safer Streets (demo)"
area = "London"
areas = ["Hackney", "Camden", "Islington", "Tower Hamlets", "Newham", "Haringey"]
response_window_days = 3

[staff]
channel_id = {channel}
moderation_chat_id = {queue}
moderators = [{moderators}]
case_workers = [{workers}]

[storage]
url = "sqlite:///data/tellsafe.db"

[privacy]
delay_minutes = 0
draft_hours = 72
retention_days = 90
"""


@dataclass(kw_only=True)
class BotProcess:
    """The bot as a child process that the page can stop, start and kill."""

    command: tuple[str, ...]
    environment: Mapping[str, str]
    folder: Path
    _process: asyncio.subprocess.Process | None = field(default=None)

    @property
    def state(self) -> str:
        """Return ``running`` or ``stopped``."""
        alive = self._process is not None and self._process.returncode is None
        return "running" if alive else "stopped"

    async def start(self) -> None:
        """Start the bot, if it does not run."""
        if self.state == "stopped":
            self._process = await asyncio.create_subprocess_exec(
                *self.command, env=dict(self.environment), cwd=self.folder
            )

    async def stop(self) -> None:
        """Ask the bot to stop and wait until it has."""
        await self._end(signal.SIGTERM)

    async def kill(self) -> None:
        """Kill the bot in the middle of whatever it does."""
        await self._end(signal.SIGKILL)

    async def _end(self, how: signal.Signals) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(how)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()


@dataclass(frozen=True, kw_only=True)
class Demo:
    """A sandbox that is started, and the bot beside it."""

    sandbox: Sandbox
    bot: BotProcess
    folder: Path

    async def close(self) -> None:
        """Stop both."""
        await self.bot.stop()
        await self.sandbox.stop()


def prepare_folder(folder: Path, base_url: str, *, webhook: bool = False) -> dict[str, str]:
    """Write the settings, make a key on the first start; return the bot's environment.

    The database of an earlier demo goes, with its file of pieces: its chats went with their
    sandbox, whose numbers begin anew and would be taken for repeats.
    """
    for file in (folder / "data").glob("tellsafe*.db*"):
        file.unlink()
    key_file = folder / "keys" / "tellsafe.key"
    if not key_file.exists():
        key_file.parent.mkdir(exist_ok=True)
        make_key_file(key_file, SystemChance())
    settings = SETTINGS.format(
        base_url=base_url,
        channel=CHANNEL,
        queue=QUEUE,
        moderators=f"{MODERATOR}, {NOOR}",
        workers=f"{TOM}, {PRIYA}",
    )
    if webhook:
        settings = settings.replace("[telegram]\n", '[telegram]\nmode = "webhook"\n')
        settings += WEBHOOK.format(port=_free_port())
    (folder / "config.toml").write_text(settings, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TELLSAFE_")}
    return kept | {
        "TELLSAFE_BOT_TOKEN": TOKEN,
        "TELLSAFE_KEY_FILE": str(key_file),
        "TELLSAFE_CLOCK_FILE": str(folder / "clock"),
        "TELLSAFE_WEBHOOK_SECRET": SystemChance().token(16).hex(),
    }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def start_demo(folder: Path, port: int, *, webhook: bool = False) -> Demo:
    """Start the sandbox on a port (0: any free one) and the bot with it.

    ``webhook``: Telegram calls the bot, instead of being asked by it.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "clock").unlink(missing_ok=True)
    sandbox = Sandbox(CAST, token=TOKEN, clock_file=folder / "clock")
    await sandbox.start(port=port)
    environment = prepare_folder(folder, sandbox.base_url, webhook=webhook)
    config = str(folder / "config.toml")
    bot = BotProcess(
        command=(sys.executable, "-m", "bot", "run", "--config", config),
        environment=environment,
        folder=Path(__file__).resolve().parent.parent,
    )
    database = folder / "data" / "tellsafe.db"
    sandbox.bot_process = bot
    sandbox.peek = lambda: _as_a_thief_sees_it(database)
    await bot.start()
    return Demo(sandbox=sandbox, bot=bot, folder=folder)


async def _as_a_thief_sees_it(database: Path) -> list[dict[str, object]]:
    if not database.exists():
        return []
    tables = await tables_as_stored(database)
    return [{"table": table, "columns": columns, "rows": rows} for table, columns, rows in tables]
