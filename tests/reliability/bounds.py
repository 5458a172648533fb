"""How much is tried: what `make test` has time for, or, where a night is at hand, everything."""

import os
from typing import Final

LONG: Final = os.environ.get("TELLSAFE_LONG") == "1"
"""Whether there is a night."""
