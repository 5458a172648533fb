"""Whether the chat stays responsive while files are cleaned: answers without, and then with, files.

The bot and the children that clean share one core, as on the smallest machine. The files come the
whole way: sent, fetched from the loopback server, cleaned, sealed, stored.
"""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.conversation import NotFairError
from benchmarks.household import Household
from benchmarks.latency import PEOPLE, WARM_UP, tick_evenly
from benchmarks.loopback import Json, Loopback
from benchmarks.page import Aim
from benchmarks.people import FIRST_PERSON, Reporters, Unhurried, buttons_of, person
from benchmarks.processes import running

SENDERS_FROM = 1_000
"""Nobody who reports has so high a number."""

AT_A_TIME = 3
"""Files sent and not fetched yet: the bot works on two, and another one waits."""

SLOWER = 2.0


@dataclass
class Senders:
    """People of whom each hands over one file; once it is fetched the next one comes."""

    telegram: Loopback
    files: Sequence[str]
    _count: int = 0

    def __post_init__(self) -> None:
        """Begin with the first file."""
        self._next = cycle(self.files)

    def begin(self) -> None:
        """Let the first of them come."""
        self.telegram.fetched_one = self._comes
        for _ in range(AT_A_TIME):
            self._comes()

    def shown(self, number: int, message: Json) -> None:
        """Hand over the file, and say that it is meant."""
        buttons = buttons_of(message)
        if "take:whole" in buttons:
            self.telegram.tap(person(number), message, "take:whole")
        elif "report" in buttons:
            self.telegram.hand_over(person(number), next(self._next))

    def _comes(self) -> None:
        self.telegram.say(person(SENDERS_FROM + self._count), "/start")
        self._count += 1


@dataclass
class Everybody:
    """Reporters who answer, and beside them people who hand over files."""

    reporters: Unhurried
    senders: Senders

    def tick(self) -> None:
        """Let a reporter act."""
        self.reporters.tick()

    def shown(self, chat: int, message: Json) -> None:
        """Tell whom it concerns."""
        if chat >= FIRST_PERSON + SENDERS_FROM:
            self.senders.shown(chat - FIRST_PERSON, message)
        else:
            self.reporters.shown(chat, message)


@dataclass(frozen=True)
class Beside:
    """Seconds that answers took without files and with files in work, and how many were cleaned."""

    alone: tuple[float, ...]
    beside: tuple[float, ...]
    cleaned: int
    seconds: float = field(default=0.0)

    def aim(self) -> Aim:
        """Compare with the aim."""
        before, then = (median(each) * 1000 for each in (self.alone, self.beside))
        late = sorted(self.beside)[min(len(self.beside) - 1, len(self.beside) * 99 // 100)] * 1000
        got = (
            f"{then / before:.2f} × ({before:.1f} ms, then {then:.1f} ms; 99 of 100 within "
            f"{late:.0f} ms; {self.cleaned} files in {self.seconds:.0f} s)"
        )
        what = "a tap's answer while files are cleaned"
        return Aim(what, f"≤ {SLOWER:g} ×", got, then <= SLOWER * before)


async def beside(files: dict[str, bytes], *, seconds: float, core: int | None) -> Beside:
    """Measure answers at Telegram's ceiling of updates, first alone and then beside files."""
    telegram = Loopback()
    telegram.files = files
    with TemporaryDirectory() as folder:
        home = Household(Path(folder))
        home.furnish(await telegram.start())
        people = Reporters(telegram)
        reporters = Unhurried(people.act, telegram, PEOPLE)
        senders = Senders(telegram, tuple(files))
        crowd = telegram.crowd = Everybody(reporters, senders)
        reporters.begin()
        command = ("benchmarks.bots.tellsafe", str(home.settings), "0")
        async with running(*command, core=core, environment=home.environment) as child:
            crowd.tick()
            await child.answers(reporters.first)
            await tick_evenly(crowd, WARM_UP)
            reporters.waits.clear()
            await tick_evenly(crowd, seconds)
            alone = tuple(reporters.waits)
            senders.begin()
            await tick_evenly(crowd, WARM_UP)
            reporters.waits.clear()
            began, before = time.perf_counter(), _cleaned(home)
            await tick_evenly(crowd, seconds)
            took, cleaned = time.perf_counter() - began, _cleaned(home) - before
            during = tuple(reporters.waits)
            telegram.fetched_one = lambda: None
            await telegram.rest()
        await telegram.stop()
    if people.lost:
        raise NotFairError(f"a reporter lost the way {people.lost}")
    if not cleaned:
        raise NotFairError("no file was cleaned meanwhile")
    return Beside(alone=alone, beside=during, cleaned=cleaned, seconds=took)


def _cleaned(home: Household) -> int:
    with closing(sqlite3.connect(f"{home.database.as_uri()}?mode=ro", uri=True)) as file:
        (count,) = file.execute("SELECT count(*) FROM evidence WHERE state = 'clean'").fetchone()
    return int(count)
