"""What a check found, as data, and as one table for a screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

LEAST_FREE = 200 * 1024 * 1024
"""Bytes of free disk below which an operator should act before SQLite has to refuse."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``ok`` is None where it may be meant so, or was not seen.

    ``what`` says what is there and ``mend`` what to do about it.
    """

    area: str
    ok: bool | None
    what: str
    mend: str = ""


_MARKS = {
    True: Text("ok", style="green"),
    None: Text("look", style="yellow"),
    False: Text("wrong", style="bold red"),
}


def render(findings: Iterable[Finding], title: str = "What was checked") -> Table:
    """Lay findings out as one table; words carry the meaning, colours only repeat it."""
    table = Table(title=title, title_justify="left")
    table.add_column("Area", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column("What is there", overflow="fold")
    table.add_column("What to do", overflow="fold")
    for each in findings:
        # As text, so that nothing in a chat's name is taken for markup.
        table.add_row(each.area, _MARKS[each.ok], Text(each.what), Text(each.mend))
    return table
