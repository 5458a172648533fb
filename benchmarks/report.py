"""The figures as a table on the screen and as a page in the repository."""

from dataclasses import dataclass
from statistics import median

from benchmarks.burst import Burst
from benchmarks.conversation import AIOGRAM, OURS, SLOW, STOCK, Contest, Round
from benchmarks.latency import Latency
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
from benchmarks.size import Size


@dataclass(frozen=True)
class Results:
    """All that was measured in one run."""

    contest: Contest
    latency: Latency
    size: Size
    burst: Burst
    evidence: list[Aim]
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
            *self.burst.aims(),
            *self.evidence,
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


def show(results: Results) -> None:
    """Print the tables."""
    print_table(machine(), BOT_HEADINGS, results.bots())
    print_table("Aims", AIM_HEADINGS, aim_rows(results.aims()))


def write(results: Results) -> None:
    """Write the sections of the page that were measured."""
    write_sections(
        {
            "# Results": [_measured(results), "", CAUTION],
            CONVERSATION: [FAIRNESS, "", *markdown(BOT_HEADINGS, results.bots())],
            "## Burst: 1,000 reports within a minute": results.burst.told(),
            "## Aims": [
                *markdown(AIM_HEADINGS, aim_rows(results.aims())),
                "",
                *_remarks(results),
            ],
        }
    )


CONVERSATION = "## Conversation: 200 people, each acting as soon as they see the answer"
CAUTION = (
    "Times differ from machine to machine, and others worked beside: the ratios count, "
    "taken turn by turn within one run. An aim is judged by processor time, which is what "
    "the bot itself used: by the clock, whoever else worked on its core is in the figure."
)
FAIRNESS = (
    "Ours walks the whole form, with every answer sealed and committed with synchronous "
    "FULL, and answers each press besides redrawing the screen: two calls an update. The "
    "echo bots store nothing and make one small call."
)


def _measured(results: Results) -> str:
    where = "had a core of its own" if results.pinned else "shared the cores"
    return (
        f"Measured on {today()} by `make bench`: {machine()}. Bot and loopback server each {where}."
    )


def _remarks(results: Results) -> list[str]:
    missed = [each for each in results.aims() if not each.met]
    shares = ", ".join(f"{name} {share:.0%}" for name, share in results.shares[:8])
    return [
        *(f"- Missed: {each.what}: {each.got}, wanted {each.aim}." for each in missed),
        f"- Half of the answers took less than {results.latency.percentile(50):.1f} ms.",
        f"- Where the time goes (main thread, by a profile): {shares}.",
    ]
