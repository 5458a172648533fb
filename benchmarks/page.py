"""The page of results: made of sections, each replaced by the run that measures it."""

import os
import platform
import re
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

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


AIM_HEADINGS = ("what", "aim", "measured", "")


def aim_rows(aims: Sequence[Aim]) -> list[tuple[str, ...]]:
    """Return a row for each aim."""
    return [(each.what, each.aim, each.got, each.verdict) for each in aims]


def machine() -> str:
    """Name the machine, as far as it matters here."""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{_sync_milliseconds():.2f} ms a sync, load {os.getloadavg()[0]:.1f} at the end"
    )


def today() -> str:
    """Return the day of a measurement, as it stands on the page."""
    return f"{SystemClock()():%-d %B %Y}"


def print_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table on the screen."""
    table = Table(*headings, title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a table as lines of the page."""
    lines = (headings, ("---",) * len(headings), *rows)
    return [f"| {' | '.join(line)} |" for line in lines]


def write_sections(sections: Mapping[str, Sequence[str]], page: Path = PAGE) -> None:
    """Write sections by their titles; those of the page that are not given stay as they are."""
    old = _sections(page.read_text(encoding="utf-8")) if page.exists() else {}
    written = old | {title: "\n".join(lines).strip() for title, lines in sections.items()}
    parts = (f"{title}\n\n{text}\n" for title, text in written.items())
    page.write_text("\n".join(parts), encoding="utf-8")


def _sections(text: str) -> dict[str, str]:
    parts = re.split(r"^(#{1,2} .*)$", text, flags=re.MULTILINE)[1:]
    return {title: body.strip() for title, body in zip(parts[::2], parts[1::2], strict=True)}


def _sync_milliseconds() -> float:
    with TemporaryDirectory() as folder, (Path(folder) / "sync").open("wb") as file:
        began = time.perf_counter()
        for _ in range(SYNCS):
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
        return (time.perf_counter() - began) / SYNCS * 1000
