"""What one file may cost, and how a number says why a child ended.

Read on both sides of the wall; it must not know any parser.
"""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What a child may use for one file; more ends it, and the file is refused.

    ``memory`` is address space in bytes, ``output`` the bytes it may write, ``processor`` and
    ``clock`` are seconds.
    """

    memory: int = 768 * MEGABYTE
    output: int = 64 * MEGABYTE
    processor: int = 20
    clock: float = 30.0
    open_files: int = 32
