"""The command line: what is wrong is said in words, with how to mend it."""

import asyncio
import contextlib
import errno
import signal
import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.chance import SystemChance
from bot.cli_audit import audit
from bot.cli_backup import backup, restore
from bot.cli_figures import figures
from bot.cli_keys import keys
from bot.command import (
    CANNOT_START,
    HERE,
    NEEDS_ATTENTION,
    WRONG_SETTINGS,
    ConfigPath,
)
from bot.command import run_to_end as _run
from bot.command import settings_of as _settings
from bot.config import Config
from bot.logs import EventLog, install_logging, watch_loop
from bot.memory import settle
from storage import StorageProblem

app = typer.Typer(
    name="tellsafe",
    help="Anonymous incident reporting for Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(backup)
app.command()(restore)
app.command()(figures)
app.add_typer(keys)
app.add_typer(audit)


@app.command()
def run(config: ConfigPath = HERE) -> None:
    """Run the bot with the settings of a file and the secrets of the environment."""
    settings = _settings(config)
    log = _logging(settings)
    _run(_bot(settings, log))


@app.command()
def check(config: ConfigPath = HERE) -> None:
    """Say in one table what is right and what is wrong with the set-up, and how to mend it."""
    from bot.check import check as find  # noqa: PLC0415 - loads what only this command needs
    from bot.check import render  # noqa: PLC0415

    settings = _settings(config)
    findings = _run(find(settings))
    Console().print(render(findings))
    if any(finding.ok is False for finding in findings):
        raise typer.Exit(WRONG_SETTINGS)


@app.command()
def status(config: ConfigPath = HERE) -> None:
    """Say how the bot is now: its queue, its database, and what it left for the operator."""
    from bot.clock import clock_from  # noqa: PLC0415
    from bot.findings import render  # noqa: PLC0415
    from bot.status import status as look  # noqa: PLC0415

    settings = _settings(config)
    findings = _run(look(settings, clock_from(settings.clock_file)))
    Console().print(render(findings, "How the bot is"))
    if any(finding.ok is False for finding in findings):
        raise typer.Exit(NEEDS_ATTENTION)


@app.command()
def migrate(config: ConfigPath = HERE) -> None:
    """Bring the database to this version of the program."""
    from storage import current_version  # noqa: PLC0415
    from storage import migrate as bring_up  # noqa: PLC0415

    settings = _settings(config)
    settings.database.parent.mkdir(parents=True, exist_ok=True)
    before = current_version(settings.database)
    _run(bring_up(settings.database))
    after = current_version(settings.database)
    Console().print(f"The database was at version {before} and is now at version {after}.")


@app.command(name="make-key")
def make_key(path: Annotated[Path, typer.Argument(help="Where to write the key file.")]) -> None:
    """Make a key file; never over an existing one."""
    from storage import make_key_file  # noqa: PLC0415

    try:
        make_key_file(path, SystemChance())
    except StorageProblem as problem:
        Console(stderr=True).print(str(problem))
        raise typer.Exit(CANNOT_START) from None
    Console().print(
        f"Wrote {path}. Keep it out of the data folder and out of its backups; "
        "without it the reports cannot be read."
    )


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(help="The port of the page; 0 takes any free one.")] = 8080,
    data: Annotated[Path, typer.Option(help="Where the demo keeps its files.")] = Path("demo-data"),
    *,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = False,
    webhook: Annotated[bool, typer.Option(help="Have Telegram call the bot.")] = False,
) -> None:
    """Show the whole thing on this machine: a small Telegram, its page, and the bot."""
    _run(_demo(data, port, browser=browser, webhook=webhook))


async def _bot(settings: Config, log: EventLog) -> None:
    from bot.app import assemble  # noqa: PLC0415 - the framework, which other commands need not load

    loop = asyncio.get_running_loop()
    watch_loop(loop, log.note_error)
    program = await assemble(settings, log=log, chance=SystemChance())
    settle()
    stop = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        # Further signals find the event set already: they cannot abort the drain.
        loop.add_signal_handler(each, stop.set)
    await program.run(stop)


async def _demo(data: Path, port: int, *, browser: bool, webhook: bool) -> None:
    from bot.demo import start_demo  # noqa: PLC0415

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    try:
        demo = await start_demo(data, port, webhook=webhook)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        Console(stderr=True).print(f"Port {port} is taken. Choose another: --port 8081")
        raise typer.Exit(CANNOT_START) from None
    Console().print(f"\nOpen [bold]{demo.sandbox.base_url}[/bold]   (Ctrl+C stops it)\n")
    if browser:
        webbrowser.open(demo.sandbox.base_url)
    try:
        await stop.wait()
    finally:
        await demo.close()


def _logging(settings: Config) -> EventLog:
    secrets = [settings.token.get_secret_value()]
    if settings.webhook_secret:
        secrets.append(settings.webhook_secret.get_secret_value())
    install_logging(settings.logs.level, secrets=secrets, stream=sys.stderr)
    return EventLog(chance=SystemChance())


def main() -> None:
    """Run the command line."""
    with contextlib.suppress(KeyboardInterrupt):
        app()
