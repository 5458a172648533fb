"""The figures as a table on the screen and as a page in the repository."""

import os
import platform
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.conversation import AIOGRAM, OURS, SLOW, STOCK, Contest, Round
from benchmarks.latency import Latency
from benchmarks.size import Size
from bot.clock import SystemClock

PAGE = Path(__file__).with_name("RESULTS.md")
SYNCS = 100


@dataclass(frozen=True)
class Aim:
    """What was wanted of a figure, and what came."""

    what: str
    aim: str
    got: str
    met: bool

    @property
    def verdict(self) -> str:
        """Say in a word whether it was met."""
        return "met" if self.met else "missed"


@dataclass(frozen=True)
class Results:
    """All that was measured in one run."""

    contest: Contest
    latency: Latency
    size: Size
    shares: list[tuple[str, float]]
    pinned: bool

    def aims(self) -> list[Aim]:
        """Compare with the aims."""
        found = []
        for other, aim in ((STOCK, 2.0), (AIOGRAM, 1.0)):
            ratios = self.contest.ratios(other)
            if ratios:
                pace, thrift = ratios
                got = f"{thrift:.2f} × by processor time, {pace:.2f} × by the clock"
                met = (thrift or pace) >= aim
                found.append(Aim(f"against the {other}", f"≥ {aim:g} ×", got, met))
        slow = median(each.pace for each in self.contest.rounds[SLOW])
        kept = slow / median(each.pace for each in self.contest.rounds[OURS])
        p99, share = self.latency.percentile(99), self.latency.share
        return [
            *found,
            Aim("kept on a disk with 4 ms a sync", "> 50 %", f"{kept:.0%}", kept > 0.5),
            Aim("99 of 100 answers at 30 updates/s within", "≤ 25 ms", f"{p99:.1f} ms", p99 <= 25),
            Aim("share of one core at 30 updates/s", "≤ 10 %", f"{share:.1%}", share <= 0.1),
            Aim(
                "start to the first answer, 10,000 drafts",
                "≤ 1.5 s",
                f"{self.size.start:.2f} s",
                self.size.start <= 1.5,
            ),
            Aim(
                "resident memory, busy, 10,000 drafts",
                "≤ 120 MB",
                f"{self.size.when_busy:.0f} MB",
                self.size.when_busy <= 120,
            ),
        ]

    def bots(self) -> list[tuple[str, ...]]:
        """Return a line of figures for each bot."""
        return [(name, *_figures(rounds)) for name, rounds in self.contest.rounds.items()]


def _figures(rounds: list[Round]) -> tuple[str, ...]:
    paces = [each.pace for each in rounds]
    counts = (median(paces), max(paces), median(each.thrift for each in rounds))
    shares = (
        median(each.processor / each.seconds for each in rounds),
        median(each.others / each.seconds for each in rounds),
        median(each.loopback / each.seconds for each in rounds),
    )
    return (*(f"{each:,.0f}" for each in counts), *(f"{each:.0%}" for each in shares))


BOT_HEADINGS = (
    "bot",
    "updates/s, median",
    "best",
    "per processor second",
    "of its core",
    "others there",
    "loopback server",
)
AIM_HEADINGS = ("what", "aim", "measured", "")


def machine() -> str:
    """Name the machine, as far as it matters here."""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{_sync_milliseconds():.2f} ms a sync, load {os.getloadavg()[0]:.1f} at the end"
    )


def show(results: Results) -> None:
    """Print the tables."""
    console = Console()
    console.print(_table(machine(), BOT_HEADINGS, results.bots()))
    rows = [(each.what, each.aim, each.got, each.verdict) for each in results.aims()]
    console.print(_table("Aims", AIM_HEADINGS, rows))


def write(results: Results) -> None:
    """Write the page."""
    missed = [each for each in results.aims() if not each.met]
    shares = ", ".join(f"{name} {share:.0%}" for name, share in results.shares[:8])
    lines = [
        "# Results",
        "",
        f"Measured on {SystemClock()():%-d %B %Y} by `make bench`: {machine()}. "
        + (
            "Bot and loopback server each had a core of its own."
            if results.pinned
            else "Not pinned to cores."
        ),
        "",
        (
            "Times differ from machine to machine, and others worked beside: the ratios count, "
            "taken turn by turn within one run. An aim is judged by processor time, which is what "
            "the bot itself used: by the clock, whoever else worked on its core is in the figure."
        ),
        "",
        "## Conversation: 200 people, each acting as soon as they see the answer",
        "",
        (
            "Ours walks the whole form, with every answer sealed and committed with synchronous "
            "FULL, and answers each press besides redrawing the screen: two calls an update. The "
            "echo bots store nothing and make one small call."
        ),
        "",
        *_markdown(BOT_HEADINGS, results.bots()),
        "",
        "## Aims",
        "",
        *_markdown(AIM_HEADINGS, [(a.what, a.aim, a.got, a.verdict) for a in results.aims()]),
        "",
        *(f"- Missed: {each.what}: {each.got}, wanted {each.aim}." for each in missed),
        f"- Half of the answers took less than {results.latency.percentile(50):.1f} ms.",
        f"- Where the time goes (main thread, by a profile): {shares}.",
        "- Not measured here: 1,000,000 stored cases.",
    ]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _table(title: str, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(*headings, title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    return table


def _markdown(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> list[str]:
    lines = (headings, ("---",) * len(headings), *rows)
    return [f"| {' | '.join(line)} |" for line in lines]


def _sync_milliseconds() -> float:
    with TemporaryDirectory() as folder, (Path(folder) / "sync").open("wb") as file:
        began = time.perf_counter()
        for _ in range(SYNCS):
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        return (time.perf_counter() - began) / SYNCS * 1000
