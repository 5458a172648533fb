"""A process of its own that restores a backup and kills itself as a file comes to its place.

Called with the folder of the site, the backup, and how many files are in place by then.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pyrage

from tests.storage.site import Site


def main() -> None:
    """Restore and die on the way."""
    site = Site(Path(sys.argv[1]), pyrage.x25519.Identity.generate())
    link: Callable[[Path, Path], None] = os.link
    left = int(sys.argv[3])

    def link_or_die(source: Path, place: Path) -> None:
        nonlocal left
        # Keys are put in place by links too.
        if place.parent == site.database.parent:
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
        link(source, place)

    os.link = link_or_die  # type: ignore[assignment]  # the only way to die between two lines
    site.restore(Path(sys.argv[2]))


if __name__ == "__main__":
    main()
