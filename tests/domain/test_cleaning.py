"""The short cut in cleaning what people type takes the same way as the long one."""

import sys

from domain.model.words import cleaned


def test_nothing_printable_is_taken_out() -> None:
    # One by one, because the long way sees single characters too.
    printable = "".join(each for each in map(chr, range(sys.maxunicode + 1)) if each.isprintable())
    hidden = "\u200b"
    parts = [printable[at : at + 1000] for at in range(0, len(printable), 1000)]
    assert all(cleaned(part) == cleaned(part + hidden) for part in parts)
