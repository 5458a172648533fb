"""`python -m bot backup` and `restore`: a copy that only its recipients open, and back again."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.chance import SystemChance
from bot.clock import clock_from
from bot.command import HERE, ConfigPath, run_to_end, settings_of
from storage import Keys, load_key_file
from storage.backup import back_up
from storage.restore import Restored
from storage.restore import restore as put_back


def backup(
    to: Annotated[Path, typer.Option(help="The file to write; none is overwritten.")],
    config: ConfigPath = HERE,
) -> None:
    """Write an encrypted backup while the bot runs; only [backup] recipients can open it."""
    settings = settings_of(config)
    today = clock_from(settings.clock_file)().date()
    recipients = settings.backup.recipients
    counts = run_to_end(asyncio.to_thread(back_up, settings.database, to, recipients, today))
    Console(soft_wrap=True).print(
        f"Wrote {to}: {counts['cases']} cases, {counts['outbox']} messages that wait, "
        f"{counts['audit']} lines of the audit log, what figures count of "
        f"{counts['tombstones']} erased cases. Drafts and chats are not in it, and no keys."
    )


def restore(
    source: Annotated[Path, typer.Option("--from", help="The backup.")],
    identity: Annotated[Path, typer.Option(help="The file with the private key (age-keygen).")],
    config: ConfigPath = HERE,
) -> None:
    """Make a database of a backup, where none is. Needs the key file and the epoch keys too."""
    settings = settings_of(config)
    restored = run_to_end(asyncio.to_thread(_restored, source, identity, config))
    console = Console(soft_wrap=True)
    console.print(f"Restored {restored.cases} cases from the backup of {restored.made_on}.")
    if restored.gone:
        console.print(f"{restored.gone} cases can no longer be read, as promised.")
    if restored.erased:
        console.print(f"{restored.erased} cases were erased after it was made, and stay erased.")
    if restored.waiting:
        console.print(f"{restored.waiting} messages to staff wait, marked as possible repeats.")
    console.print(
        f"The database is {settings.database}. Reports whose day has come meanwhile are erased "
        "a minute after the bot starts."
    )


def _restored(source: Path, identity: Path, config: Path) -> Restored:
    settings = settings_of(config)
    settings.database.parent.mkdir(parents=True, exist_ok=True)
    return put_back(
        source,
        identity,
        database=settings.database,
        keys=Keys(load_key_file(settings.key_file)),
        epochs=settings.epochs,
        chance=SystemChance(),
        today=clock_from(settings.clock_file)().date(),
    )
