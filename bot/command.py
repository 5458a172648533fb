"""What every command of the operator does: reads the settings, runs, and says problems in words."""

import asyncio
import os
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.table import Table

from bot.config import Config, load_config
from bot.config_problems import ConfigProblems, TokenRefused
from storage import StorageProblem

NEEDS_ATTENTION = 1
WRONG_SETTINGS = 2
CANNOT_START = 3

ConfigPath = Annotated[Path, typer.Option("--config", help="The settings file.")]
HERE = Path("config.toml")
T = TypeVar("T")


def settings_of(path: Path) -> Config:
    """Return the settings, or say what is wrong with them and end."""
    try:
        return load_config(path, os.environ)
    except ConfigProblems as problems:
        _say_problems(problems)
        raise typer.Exit(WRONG_SETTINGS) from None


def run_to_end(work: Coroutine[Any, Any, T]) -> T:
    """Return what a command's work returns, or say what is wrong and end."""
    try:
        return asyncio.run(work)
    except ConfigProblems as problems:
        _say_problems(problems)
        raise typer.Exit(WRONG_SETTINGS) from None
    except (StorageProblem, TokenRefused) as problem:
        Console(stderr=True).print(str(problem))
        raise typer.Exit(CANNOT_START) from None


def _say_problems(problems: ConfigProblems) -> None:
    table = Table(title="The settings cannot be used", title_justify="left")
    for heading in ("Setting", "Found", "Mend"):
        table.add_column(heading, overflow="fold")
    for each in problems.problems:
        table.add_row(each.setting, each.found, each.mend)
    Console(stderr=True).print(table)
