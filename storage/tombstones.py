"""What figures still count of erased cases."""

import sqlite3
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

from domain.model.ids import StepId
from domain.model.tombstone import Tombstone
from domain.ports import Chance
from storage.bodies import open_body, seal_body
from storage.plain import Plain
from storage.sealing import KEY_BYTES, Place, Seal

BODY: Final = Place("tombstones", "body_sealed")
ID_BYTES: Final = 8


class TombstonesTable:
    """Implements `domain.ports.Tombstones`."""

    def __init__(self, cursor: sqlite3.Cursor, key: bytes, chance: Chance) -> None:
        """Take the cursor of the connection, their secret, and where ids come from."""
        self._cursor = cursor
        self._chance = chance
        derived = blake2b(b"tellsafe/tombstone seal", key=key, digest_size=KEY_BYTES).digest()
        self._seal = Seal(derived)

    ADD: Final = "INSERT INTO tombstones (tombstone_id, body_sealed) VALUES (?, ?)"

    def add(self, tombstone: Tombstone) -> None:
        """Keep what is left to count of one case."""
        name = self._chance.token(ID_BYTES).hex()
        body = seal_body(self._seal, _to_plain(tombstone), BODY, name)
        self._cursor.execute(self.ADD, (name, body))

    EVERY: Final = "SELECT tombstone_id, body_sealed FROM tombstones"

    def every(self) -> Iterator[Tombstone]:
        """Return all of them, in no order that tells anything."""
        for name, sealed in self._cursor.execute(self.EVERY).fetchall():
            yield open_body(self._seal, sealed, BODY, name, _from_plain)


def _to_plain(tombstone: Tombstone) -> Plain:
    return {
        "month": tombstone.month,
        "outcome": tombstone.outcome,
        "chosen": {step: sorted(options) for step, options in tombstone.chosen.items()},
    }


def _from_plain(plain: object) -> Tombstone:
    match plain:
        case {"month": str(month), "outcome": str(outcome), "chosen": dict(chosen), **rest} if (
            not rest
        ):
            return Tombstone(
                month=month,
                outcome=outcome,
                chosen={
                    StepId(step): frozenset(map(str, options)) for step, options in chosen.items()
                },
            )
        case _:
            raise ValueError("not a tombstone")
