"""``python -m benchmarks.growth``: what changes for people when 1,000,000 cases are stored.

Answering and reading a case, at Telegram's own ceiling of updates; start, memory, how long writers
wait while the files are written anew, and how long counting takes.
"""

import argparse
import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.archive import DRAFTS, fill, fill_drafts
from benchmarks.conversation import NotFairError
from benchmarks.household import MODERATOR, Household
from benchmarks.latency import PEOPLE, WARM_UP, tick_evenly
from benchmarks.loopback import Json, Loopback
from benchmarks.page import (
    AIM_HEADINGS,
    Aim,
    aim_rows,
    machine,
    markdown,
    print_table,
    today,
    write_sections,
)
from benchmarks.people import Reporters, Unhurried
from benchmarks.processes import pin, running, two_cores
from bot.chance import SystemChance
from domain.model.hate_incident import FORM
from domain.model.ids import CaseId
from domain.ports import Transaction
from domain.usecases.figures import figures_by_month
from storage import SqliteStore

FEW, MANY = 1_000, 1_000_000
TURNS = 5
SECONDS = 8.0
EVERY = 5
"""One update of so many is a member of staff who reads a case."""


@dataclass
class Reader:
    """A member of staff who reads one case after the other; ``waits`` holds how long it took."""

    telegram: Loopback
    cases: Sequence[CaseId]
    waits: list[float] = field(default_factory=list)
    _since: float | None = None

    def __post_init__(self) -> None:
        """Begin with the first case."""
        self._next = cycle(self.cases)

    def tick(self) -> None:
        """Open the next case, unless the one before has not come yet."""
        if self._since is None:
            self._since = self._now()
            who = {"id": MODERATOR, "is_bot": False, "first_name": "Maya"}
            self.telegram.say(who, f"/start s_read_{next(self._next)}")

    def shown(self, message: Json) -> None:
        """Note how long it took."""
        if "They stood in my way" not in message["text"]:
            raise NotFairError("a case did not open")
        if self._since is not None:
            self.waits.append(self._now() - self._since)
            self._since = None

    def _now(self) -> float:
        return time.perf_counter() - self.telegram.busy


@dataclass
class Everybody:
    """Reporters who answer and one member of staff who reads."""

    reporters: Unhurried
    reader: Reader
    _count: int = 0

    def tick(self) -> None:
        """Let one of them act."""
        self._count += 1
        (self.reader if self._count % EVERY == 0 else self.reporters).tick()

    def shown(self, chat: int, message: Json) -> None:
        """Tell whom it concerns."""
        if chat == MODERATOR:
            self.reader.shown(message)
        else:
            self.reporters.shown(chat, message)

    def forget(self) -> None:
        """Forget what was measured."""
        self.reporters.waits.clear()
        self.reader.waits.clear()


@dataclass(frozen=True)
class Turn:
    """One start: seconds to the first answer; medians in milliseconds; resident MB at the end."""

    start: float
    answering: float
    reading: float
    resident: float


@dataclass
class Grown:
    """What was measured with one number of cases: all turns, the file, and the rewriting.

    ``figures``: seconds in which all cases are counted; ``opening``: in which they are only opened.
    """

    size: float
    rewriting: float
    figures: float
    opening: float
    turns: list[Turn] = field(default_factory=list)

    def middle(self, figure: Callable[[Turn], float]) -> float:
        """Return the median of all turns."""
        return median(map(figure, self.turns))


async def growth(many: int, *, core: int | None) -> tuple[Grown, Grown]:
    """Measure with few and with many cases, turn by turn."""
    with TemporaryDirectory() as folder:
        homes = [Household(Path(folder) / name) for name in ("few", "many")]
        filled = [
            await _filled(home, count) for home, count in zip(homes, (FEW, many), strict=True)
        ]
        for _ in range(TURNS):
            for home, (grown, cases) in zip(homes, filled, strict=True):
                grown.turns.append(await _turn(home, cases, core))
    (few, _), (most, _) = filled
    return few, most


async def _filled(home: Household, count: int) -> tuple[Grown, list[CaseId]]:
    home.folder.mkdir()
    home.furnish("http://127.0.0.1:1")
    cases = await fill(home, count)
    await fill_drafts(home)
    store = await SqliteStore.open(home.database, home.keys(), SystemChance(), epochs=home.epochs)
    began = time.perf_counter()
    await store.rewrite_files()
    rewriting = time.perf_counter() - began
    figures, opening = await counted(store, count)
    await store.close()
    size = home.database.stat().st_size / 1e6
    return Grown(size=size, rewriting=rewriting, figures=figures, opening=opening), cases


async def counted(store: SqliteStore, count: int) -> tuple[float, float]:
    """Return the seconds in which all cases are counted by kind, and in which they are opened."""
    began = time.perf_counter()
    months = await store.read(figures_by_month, FORM)
    figures = time.perf_counter() - began
    if sum(month.reports or 0 for month in months) != count:
        raise NotFairError("not all cases were counted")
    began = time.perf_counter()
    await store.read(_opened)
    return figures, time.perf_counter() - began


def _opened(tx: Transaction) -> None:
    deque(tx.cases.every(), maxlen=0)


async def _turn(home: Household, cases: Sequence[CaseId], core: int | None) -> Turn:
    telegram = Loopback()
    home.furnish(await telegram.start())
    people = Reporters(telegram)
    reporters = Unhurried(people.act, telegram, PEOPLE)
    crowd = telegram.crowd = Everybody(reporters, Reader(telegram, cases))
    reporters.begin()
    crowd.tick()
    began = time.perf_counter()
    command = ("benchmarks.bots.tellsafe", str(home.settings), "0")
    async with running(*command, core=core, environment=home.environment) as child:
        await child.answers(reporters.first)
        start = time.perf_counter() - began
        await tick_evenly(crowd, WARM_UP)
        crowd.forget()
        await tick_evenly(crowd, SECONDS)
        resident = child.resident()
        await telegram.rest()
    await telegram.stop()
    if people.lost:
        raise NotFairError(f"a reporter lost the way {people.lost}")
    return Turn(
        start=start,
        answering=median(reporters.waits) * 1000,
        reading=median(crowd.reader.waits) * 1000,
        resident=resident,
    )


FIGURES: tuple[tuple[str, Callable[[Turn], float]], ...] = (
    ("a reporter's answer, against 1,000 cases", lambda turn: turn.answering),
    ("a case opened by staff, against 1,000 cases", lambda turn: turn.reading),
)


def aims(few: Grown, many: Grown) -> list[Aim]:
    """Compare with the aims."""
    found = []
    for what, figure in FIGURES:
        now, before = many.middle(figure), few.middle(figure)
        got = f"{now / before:.2f} × ({before:.1f} ms, then {now:.1f} ms)"
        found.append(Aim(what, "≤ 1.2 ×", got, now <= 1.2 * before))
    start, waited = many.middle(lambda turn: turn.start), many.rewriting
    resident, was = (each.middle(lambda turn: turn.resident) for each in (many, few))
    return [
        *found,
        Aim("start to the first answer", "≤ 1.5 s", f"{start:.2f} s", start <= 1.5),
        Aim("resident memory", "≤ 120 MB", f"{resident:.0f} MB (was {was:.0f})", resident <= 120),
        Aim("writers wait for a rewriting", "≤ 1 s", f"{waited:.2f} s", waited <= 1),
        _of_figures(many),
    ]


def _of_figures(many: Grown) -> Aim:
    # Said with the share of opening, because that is what another way of counting would save.
    share = many.opening / many.figures
    got = f"{many.figures:.1f} s, of which {min(share, 1):.0%} to open every case"
    return Aim("`figures` over all stored cases", "≤ 1 s", got, many.figures <= 1)


def main() -> None:
    """Read the options, measure and tell."""
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description=__doc__)
    parser.add_argument("--cases", type=int, default=MANY, help="how many cases are many")
    many = parser.parse_args().cases
    cores = two_cores()
    if cores is not None:
        pin(0, cores[0])
    few, most = asyncio.run(growth(many, core=cores[1] if cores else None))
    rows = aim_rows(aims(few, most))
    title = f"## Growth: {many:,} stored cases"
    told = (
        f"Measured on {today()} by `make bench-growth`: {machine()}. The file has "
        f"{most.size:,.0f} MB, with {DRAFTS:,} open drafts in it. Medians at 30 updates a second, "
        f"of which one in {EVERY} is a member of staff who opens a case."
    )
    print_table(title, AIM_HEADINGS, rows)
    write_sections({title: [told, "", *markdown(AIM_HEADINGS, rows)]})


if __name__ == "__main__":
    main()
