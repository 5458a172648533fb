"""``python -m benchmarks``: measures, prints the tables, and writes RESULTS.md."""

import argparse
import asyncio

from benchmarks.burst import burst
from benchmarks.conversation import contest, contestants
from benchmarks.evidence import evidence_rows
from benchmarks.latency import latency
from benchmarks.page import Aim
from benchmarks.peers import python_with_peers
from benchmarks.processes import pin, two_cores
from benchmarks.report import Results, show, write
from benchmarks.shares import shares
from benchmarks.size import size


async def measure(options: argparse.Namespace) -> Results:
    """Run everything, with this process on one core and the bots on the other."""
    peers = await asyncio.to_thread(python_with_peers)
    if peers is None:
        print("aiogram cannot be installed here: its row is left out")
    cores = two_cores()
    if cores is not None:
        pin(0, cores[0])
    core = cores[1] if cores else None
    bots = list(contestants(peers))
    return Results(
        contest=await contest(bots, rounds=options.rounds, seconds=options.seconds, core=core),
        latency=await latency(seconds=options.latency_seconds, core=core),
        size=await size(core=core),
        burst=await burst(core=core),
        evidence=[Aim(*row) for row in await evidence_rows(core)],
        shares=await shares(bots[0], core=core),
        pinned=cores is not None,
    )


def main() -> None:
    """Read the options, measure and tell."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="turns of every bot")
    parser.add_argument("--seconds", type=float, default=6.0, help="seconds of each turn")
    parser.add_argument("--latency-seconds", type=float, default=20.0, help="60 is the full length")
    results = asyncio.run(measure(parser.parse_args()))
    show(results)
    write(results)


if __name__ == "__main__":
    main()
