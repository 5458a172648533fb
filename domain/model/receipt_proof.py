"""A proof of receipt: anybody may show it, staff can confirm it, and it opens nothing.

It says on which day a report was received and nothing else, is made anew the same each time, and
is still good when the report is long deleted.
"""

from collections.abc import Callable
from datetime import date
from typing import Final

from domain.model.code import ALPHABET, readable
from domain.model.ids import CaseId

FIRST_DAY: Final = date(2026, 1, 1)
MARK_BYTES: Final = 2
"""Parts the proofs of one day from each other; too few to find a case by."""
MAC_BYTES: Final = 5
DAY_BYTES: Final = 3
SYMBOLS: Final = 16
GROUP: Final = 4
BEGINNING: Final = "P-"

Mac = Callable[[bytes], bytes]
"""A keyed hash of 5 bytes that only this service can make."""


def proof_of(case: CaseId, received_on: date, mac: Mac) -> str:
    """Return the proof that a report was received on a day."""
    day = (received_on - FIRST_DAY).days.to_bytes(DAY_BYTES, "big")
    told = day + mac(case.encode())[:MARK_BYTES]
    number = int.from_bytes(told + mac(told), "big")
    symbols = "".join(ALPHABET[number >> 5 * at & 31] for at in reversed(range(SYMBOLS)))
    groups = (symbols[at : at + GROUP] for at in range(0, SYMBOLS, GROUP))
    return BEGINNING + "-".join(groups)


def confirmed(text: str, mac: Mac) -> date | None:
    """Return the day that a proof proves; None where it is none of this service's."""
    symbols = readable(text)
    if len(symbols) > SYMBOLS:
        symbols = symbols.removeprefix(readable(BEGINNING))
    if len(symbols) != SYMBOLS or not set(symbols) <= set(ALPHABET):
        return None
    number = 0
    for symbol in symbols:
        number = number << 5 | ALPHABET.index(symbol)
    whole = number.to_bytes(DAY_BYTES + MARK_BYTES + MAC_BYTES, "big")
    told, given = whole[:-MAC_BYTES], whole[-MAC_BYTES:]
    if mac(told) != given:
        return None
    return date.fromordinal(FIRST_DAY.toordinal() + int.from_bytes(told[:DAY_BYTES], "big"))
