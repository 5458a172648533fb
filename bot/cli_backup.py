"""`python -m bot backup` and `restore`: a copy that only its recipients open, and back again."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.chance import SystemChance
from bot.clock import clock_from
from bot.command import HERE, ConfigPath, run_to_end, settings_of
from storage import Keys, load_key_file
from storage.backup import back_up
from storage.piece_file import piece_file_of
from storage.restore import Restored
from storage.restore import restore as put_back

MEGABYTE = 1024 * 1024


def backup(
    to: Annotated[Path, typer.Option(help="The file to write; none is overwritten.")],
    config: ConfigPath = HERE,
    *,
    without_files: Annotated[
        bool, typer.Option("--without-files", help="Leave out the files of cases: a small backup.")
    ] = False,
) -> None:
    """Write an encrypted backup while the bot runs; only [backup] recipients can open it."""
    settings = settings_of(config)
    today = clock_from(settings.clock_file)().date()
    recipients = settings.backup.recipients
    make = partial(back_up, settings.database, to, recipients, today, with_files=not without_files)
    counts = run_to_end(asyncio.to_thread(make))
    Console(soft_wrap=True).print(
        f"Wrote {to}, {_size(to.stat().st_size)}: {counts['cases']} cases with "
        f"{counts.get('evidence', 'none')} of their files, {counts['outbox']} messages that wait, "
        f"{counts['audit']} lines of the audit log, what figures count of "
        f"{counts['tombstones']} erased cases. Drafts and chats are not in it, and no keys."
    )
    if without_files:
        pieces = piece_file_of(settings.database)
        held = pieces.stat().st_size if pieces.exists() else 0
        Console(soft_wrap=True).print(
            f"The files of cases were left out ({_size(held)} in {pieces.name}). "
            "If this disk is lost, so are they."
        )


def _size(number: int) -> str:
    """Say in words how large a file is."""
    if number < MEGABYTE:
        return "less than 1 MB"
    return f"{number / MEGABYTE:,.0f} MB"


def restore(
    source: Annotated[Path, typer.Option("--from", help="The backup.")],
    identity: Annotated[Path, typer.Option(help="The file with the private key (age-keygen).")],
    config: ConfigPath = HERE,
) -> None:
    """Make a database of a backup, where none is. Needs the key file and the epoch keys too."""
    settings = settings_of(config)
    restored = run_to_end(asyncio.to_thread(_restored, source, identity, config))
    console = Console(soft_wrap=True)
    console.print(
        f"Restored {restored.cases} cases and {restored.files} of their files from the backup of "
        f"{restored.made_on}."
    )
    if restored.gone:
        console.print(f"{restored.gone} cases can no longer be read, as promised.")
    if restored.erased:
        console.print(f"{restored.erased} cases were erased after it was made, and stay erased.")
    if restored.waiting:
        console.print(f"{restored.waiting} messages to staff wait, marked as possible repeats.")
    if restored.cut:
        console.print(
            f"{restored.cut} reporters wanted answers in their chat. No way to a chat is in a "
            "backup, so they cannot be asked any more; their cases say so."
        )
    pieces = piece_file_of(settings.database)
    console.print(
        f"The database is {settings.database}, its files are in {pieces}. Reports whose day "
        "has come meanwhile are erased a minute after the bot starts."
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
