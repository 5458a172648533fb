"""Where the time of the bot goes, by package, from one round under the standard profiler.

A profiler makes small functions look larger than they are: the order is what counts.
"""

import json
import re
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.conversation import Contestant, play
from benchmarks.processes import ROOT

SECONDS = 6.0


async def shares(bot: Contestant, *, core: int | None) -> list[tuple[str, float]]:
    """Return each package's share of the main thread's work, the largest first."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "profile"
        await play(bot, seconds=SECONDS, core=core, profile=file)
        spent: Counter[str] = Counter()
        for path, name, seconds in json.loads(file.read_text(encoding="utf-8")):
            if "'poll'" not in name:  # waiting is no work
                spent[_package(path)] += seconds
    whole = sum(spent.values())
    return [(package, seconds / whole) for package, seconds in spent.most_common()]


def _package(path: str) -> str:
    found = re.search(r"site-packages/(\w+)", path) or re.search(r"/python3[\d.]+/(\w+)", path)
    if found is not None:
        return found[1]
    if path.startswith(str(ROOT)):
        return Path(path).relative_to(ROOT).parts[0]
    return "built in"
