"""`python -m bot keys …`: how the keys stand, and giving the database a new one."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.chance import SystemChance
from bot.clock import clock_from
from bot.command import HERE, NEEDS_ATTENTION, ConfigPath, run_to_end, settings_of
from storage import Keys, load_key_file
from storage.giving_up import give_up as delete_unreadable
from storage.key_status import EpochStatus, epoch_statuses
from storage.rotation import rotate as change_key

keys = typer.Typer(name="keys", help="Look after the keys.", no_args_is_help=True)

SAID = {
    "made": "A new key was written to the disk.",
    "resealed": "Everything that is stored is sealed by the new key.",
    "rewritten": "The database was written anew; nothing of the old key is left in it.",
    "moved": "The new key took the place of the old one, which was overwritten.",
}
"""What the operator reads of the steps in `storage.rotation`."""


@keys.command()
def rotate(config: ConfigPath = HERE) -> None:
    """Change the server key. Stop the bot first; can be interrupted and called again."""
    settings = settings_of(config)
    console = Console()

    def passed(step: str) -> None:
        if step in SAID:
            console.print(SAID[step])

    places = (settings.database, settings.key_file, settings.epochs)
    run_to_end(change_key(*places, SystemChance(), passed))
    console.print(
        "Now make a backup: those made before can no longer be restored. "
        "Replace the offline copy of the key file, then start the bot."
    )


@keys.command(name="give-up")
def give_up(
    epoch: Annotated[str, typer.Argument(help="The week whose key is lost, such as 2027-W08.")],
    config: ConfigPath = HERE,
) -> None:
    """Delete what needs a lost key. Only where no copy of it is left: nothing brings it back."""
    counts = run_to_end(asyncio.to_thread(_given_up, config, epoch))
    others = counts["drafts"] + counts["conversations"]
    Console(soft_wrap=True).print(
        f"{counts['cases']} cases and {others} drafts and chats of {epoch} were deleted, with "
        "their files; nobody could read them. Their messages in the staff chats stay: remove them "
        "by hand."
    )


def _given_up(config: Path, epoch: str) -> dict[str, int]:
    settings = settings_of(config)
    key = Keys(load_key_file(settings.key_file))
    return delete_unreadable(settings.database, key, settings.epochs, epoch)


@keys.command()
def status(config: ConfigPath = HERE) -> None:
    """Show the weeks that have a key, how old it is, and how much needs it; no secrets."""
    settings = settings_of(config)
    today = clock_from(settings.clock_file)().date()
    found = run_to_end(asyncio.to_thread(epoch_statuses, settings.database, settings.epochs, today))
    Console().print(_table(found, today))
    if any(each.is_lost for each in found):
        Console().print("The key of a week is missing: copy its file back from its offline copy.")
        raise typer.Exit(NEEDS_ATTENTION)


def _table(found: list[EpochStatus], today: date) -> Table:
    table = Table(title="Epoch keys", title_justify="left")
    for heading in ("Week", "Key", "Days old", "Cases", "Drafts, chats, files", ""):
        table.add_column(heading)
    for each in found:
        age = "" if each.made_on is None else str((today - each.made_on).days)
        cases = each.rows.get("cases", 0)
        others = sum(each.rows.values()) - cases
        there = "missing" if each.is_lost else "there"
        over = "over" if each.is_over else ""
        table.add_row(each.epoch, there, age, str(cases), str(others), over)
    return table
