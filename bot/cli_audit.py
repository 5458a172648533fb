"""`python -m bot audit …`: whether the log of what staff did is whole, and what stands in it."""

from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.chance import SystemChance
from bot.command import HERE, NEEDS_ATTENTION, ConfigPath, run_to_end, settings_of
from bot.config import Config
from domain.model.audit import Entry
from domain.ports import Transaction
from domain.usecases.casework import number_in
from storage import Keys, SqliteStore, Verdict, load_key_file, verify_audit

audit = typer.Typer(name="audit", help="What staff did, line by line.", no_args_is_help=True)


@audit.command()
def verify(
    config: ConfigPath = HERE,
    noted: Annotated[
        str, typer.Option(help="A head that was written down earlier, to compare with.")
    ] = "",
) -> None:
    """Say whether the log is whole, where it breaks, and which head to write down."""
    verdict = run_to_end(_verdict(settings_of(config), noted))
    console = Console(soft_wrap=True)
    if verdict.dropped:
        console.print(f"{verdict.dropped} lines were dropped for their age.")
    if verdict.problem:
        console.print(f"The audit log does not hold. {verdict.problem}")
        raise typer.Exit(NEEDS_ATTENTION)
    console.print(f"The audit log holds: {verdict.lines} lines, none changed, moved or missing.")
    console.print(f"Its head is {verdict.head}")
    console.print("Write the head down where this machine cannot reach, and compare next time:")
    console.print(f"python -m bot audit verify --noted {verdict.head}")


@audit.command()
def show(
    config: ConfigPath = HERE,
    case: Annotated[str, typer.Option(help="Only the lines of one case, by its number.")] = "",
) -> None:
    """Print what staff did, oldest first."""
    settings = settings_of(config)
    entries = run_to_end(_entries(settings, case))
    Console().print(_table(entries, ZoneInfo(settings.organisation.timezone)))


async def _opened(settings: Config) -> SqliteStore:
    keys = Keys(load_key_file(settings.key_file))
    return await SqliteStore.open(settings.database, keys, SystemChance(), epochs=settings.epochs)


async def _verdict(settings: Config, noted: str) -> Verdict:
    store = await _opened(settings)
    try:
        return await store.read(verify_audit, noted)
    finally:
        await store.close()


async def _entries(settings: Config, case: str) -> tuple[Entry, ...]:
    store = await _opened(settings)
    try:
        return await store.read(_lines, case)
    finally:
        await store.close()


def _lines(tx: Transaction, case: str) -> tuple[Entry, ...]:
    if not case:
        return tx.audit.entries()
    number = number_in(case)
    return tx.audit.entries(number) if number else ()


def _table(entries: tuple[Entry, ...], zone: ZoneInfo) -> Table:
    table = Table(title="What staff did", title_justify="left")
    for heading in ("When", "Who", "What", "Case", "How"):
        table.add_column(heading, overflow="fold")
    for each in entries:
        when = f"{each.at.astimezone(zone):%Y-%m-%d %H:%M}"
        who = f"{each.by_name} ({each.by})" if each.by is not None else "nobody, by the clock"
        # As text, so that nothing in a name is taken for markup.
        cells = (when, who, each.action, each.case or "", each.detail)
        table.add_row(*map(Text, cells))
    return table
