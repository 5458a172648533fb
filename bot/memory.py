"""How often the interpreter looks for objects that hold each other; a process-wide setting.

Left alone it looks thousands of times a minute through everything that was loaded at the start,
which took a sixth of a busy bot's time. Handling an update leaves hardly any such objects behind.
"""

import gc

BETWEEN_LOOKS = 20_000
"""How many objects may be added before the young ones are looked through (Python's own: 700)."""


def settle() -> None:
    """Take all that is loaded by now as there to stay, and look at the rest less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(BETWEEN_LOOKS, *gc.get_threshold()[1:])
