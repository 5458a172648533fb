"""A process of its own that changes the server key and kills itself after one step.

Called with the database, the key file, the folder of epoch keys, and the step.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from storage.rotation import rotate
from tests.builders import SeededChance


def main() -> None:
    """Change the key and die on the way."""
    database, key_file, epochs = map(Path, sys.argv[1:4])

    def passed(step: str) -> None:
        if step == sys.argv[4]:
            os.kill(os.getpid(), signal.SIGKILL)

    asyncio.run(rotate(database, key_file, epochs, SeededChance(77), passed))


if __name__ == "__main__":
    main()
