"""How the keys stand: which weeks have one, since when, and how much needs it. No secret is read.

For `python -m bot keys status`; works beside a running bot and changes nothing.
"""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from storage.connection import reason
from storage.epoch_files import LIVE, RETIRED
from storage.epochs import NO_EPOCH, epoch_of
from storage.problems import UnreadableDatabase
from storage.resealing import BY_EPOCH


@dataclass(frozen=True, kw_only=True, slots=True)
class EpochStatus:
    """One week: whether its key is there, since which day, and how many rows need it, by table."""

    epoch: str
    made_on: date | None
    is_over: bool
    rows: dict[str, int]

    @property
    def is_lost(self) -> bool:
        """Tell whether something needs a key that is not there."""
        return self.made_on is None


def epoch_statuses(database: Path, folder: Path, today: date) -> list[EpochStatus]:
    """Return every week that has a key or needs one, in order; raises `UnreadableDatabase`."""
    made = {
        file.name.removesuffix(ending): datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
        for ending in (RETIRED, LIVE)
        for file in folder.glob(f"*{ending}")
    }
    rows = _rows_by_epoch(database)
    return [
        EpochStatus(
            epoch=epoch,
            made_on=made.get(epoch),
            is_over=epoch < epoch_of(today),
            rows=rows.get(epoch, {}),
        )
        for epoch in sorted(made.keys() | rows.keys())
    ]


def _rows_by_epoch(database: Path) -> dict[str, dict[str, int]]:
    rows: dict[str, dict[str, int]] = {}
    if not database.is_file():
        return rows
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as file:
            for each in BY_EPOCH:
                counts = f"SELECT epoch, count(*) FROM {each.table} GROUP BY epoch"  # noqa: S608 - names of ours
                for epoch, count in file.execute(counts):
                    if epoch not in {None, NO_EPOCH}:
                        rows.setdefault(epoch, {})[each.table] = count
    except sqlite3.DatabaseError as error:
        raise UnreadableDatabase(database, reason(error)) from None
    return rows
