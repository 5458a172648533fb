"""Somebody with a copy of the files and as many keys as a case allows, who tries everything.

Uses the program's own code, as a thief would: it is published.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import combinations
from pathlib import Path
from shutil import copyfile
from typing import Final

from domain.model.attached import OfDraft
from domain.model.ids import CaseId, CaseNumber, ChatId, StaffId
from storage import Keys, StorageProblem, load_key_file
from storage.boxes import OpenBox
from storage.epoch_files import EpochFolder
from storage.evidence import PIECE, PIECE_BLOCK
from storage.piece_file import piece_file_of
from storage.sealing import KEY_BYTES, Place, Seal

SOME_DAY: Final = date(2030, 1, 1)

FROM_AN_ACCOUNT: Final[Mapping[str, Callable[[Keys, int, str], bytes]]] = {
    "reporter_key": lambda keys, account, _: bytes.fromhex(keys.reporter_key(account)),
    "person_tag": lambda keys, account, case: keys.person_tag(ChatId(account), CaseId(case)),
    "receipt_mac": lambda keys, account, _: keys.receipt_mac(str(account).encode()),
    "staff_key": lambda keys, account, _: bytes.fromhex(keys.staff_key(StaffId(account))),
    "number_tag": lambda keys, account, _: keys.number_tag(CaseNumber(str(account))),
    "merge_tag": lambda keys, account, case: keys.merge_tag(CaseId(case), str(account)),
    "chat_tag": lambda keys, account, _: keys.chat_tag(ChatId(account)),
    "erased_tag": lambda keys, account, _: keys.erased_tag(CaseId(str(account))),
    "holder_tag": lambda keys, account, _: keys.holder_tag(
        OfDraft(reporter=keys.reporter_key(account))
    ),
}
"""Whatever can be worked out from an account, or from an account and a case; by its name."""

FROM_AN_ACCOUNT_AND_A_DAY: Final = "sender_tags"
"""Marks by which a sender is muted; another one each week."""

NOT_FROM_AN_ACCOUNT: Final = frozenset(
    ("with_tags", "epoch_seal", "way_back", "chat_behind", "ticket", "read_ticket")
)
"""What else `Keys` does: ways back and tickets differ each time, and are opened like all sealed."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value that is stored: in which column, in which row, and what could be bound to it."""

    place: str
    value: bytes
    rows: tuple[str, ...]


class Thief:
    """Has a copy of the database; with a key file and epoch keys, all that these open."""

    def __init__(
        self,
        database: Path,
        key_file: Path | None = None,
        epochs: Path | None = None,
        today: date = SOME_DAY,
    ) -> None:
        """Read every cell there is, and open what can be opened."""
        self.today = today
        self.cells = (*_cells(database), *_cells(piece_file_of(database)))
        self.keys = Keys(load_key_file(key_file)) if key_file else None
        self._seals: list[Seal | OpenBox] = []
        if self.keys:
            self._take(self.keys, EpochFolder(epochs).load().values() if epochs else ())

    def _take(self, keys: Keys, epochs: object) -> None:
        self._seals.append(keys.server)
        secrets = dict(self._keys_in("secrets.key_wrapped"))
        # Hashes are keyed with a secret that the server key opens.
        self.keys = keys = keys.with_tags(secrets["tags"]) if "tags" in secrets else keys
        for name, label in ("audit", "audit seal"), ("tombstones", "tombstone seal"):
            derived = blake2b(
                f"tellsafe/{label}".encode(), key=secrets[name], digest_size=KEY_BYTES
            )
            self._seals.append(Seal(derived.digest()))
        self._seals += [keys.epoch_seal(each) for each in epochs]  # type: ignore[attr-defined]
        for column in "cases.key_wrapped", "evidence.key_wrapped":
            self._seals += [Seal(key) for _, key in self._keys_in(column)]

    def gets(self, secret: bytes) -> None:
        """Learn what a case code leads to."""
        self._seals.append(OpenBox(secret))

    @property
    def sealed(self) -> dict[str, int]:
        """Count the sealed values of each column."""
        return _counted(cell.place for cell in self.cells if cell.place.endswith("_sealed"))

    @property
    def opened(self) -> dict[str, int]:
        """Count the values that these keys open, of each column."""
        return _counted(place for place, _ in self.read())

    def read(self) -> Iterator[tuple[str, bytes]]:
        """Open whatever can be opened."""
        for cell in self.cells:
            if cell.place.endswith("_sealed"):
                yield from ((cell.place, plain) for plain in self._opened(cell))

    def finds(self, account: int) -> set[str]:
        """Return where an account shows: in the open, by a keyed hash, or in what was opened."""
        found = {place for place, plain in self.read() if str(account).encode() in plain}
        derived = set(self._derived(account))
        plain = str(account).encode()
        return found | {
            cell.place for cell in self.cells if plain in cell.value or cell.value in derived
        }

    def _derived(self, account: int) -> Iterator[bytes]:
        cases = {cell.value.decode() for cell in self.cells if cell.place.endswith(".case_id")}
        if self.keys:
            yield from self.keys.sender_tags(self.keys.reporter_key(account), self.today)
            for works_out in FROM_AN_ACCOUNT.values():
                for case in cases or {""}:
                    found = works_out(self.keys, account, case)
                    yield from (found, found.hex().encode())

    def _opened(self, cell: Cell) -> Iterator[bytes]:
        place = Place(*cell.place.split("."))
        more = (PIECE_BLOCK,) if cell.place == PIECE.name else ()
        for seal in self._seals:
            for row in cell.rows:
                with suppress(StorageProblem, ValueError, TypeError):
                    yield seal.open(cell.value, place, row, *more)
                    return

    def _keys_in(self, column: str) -> Iterator[tuple[str, bytes]]:
        place = Place(*column.split("."))
        for cell in self.cells:
            if cell.place == column:
                for seal in self._seals:
                    with suppress(StorageProblem):
                        yield cell.rows[0], seal.unwrapped(cell.value, place, cell.rows[0])  # type: ignore[union-attr]


def copied(database: Path, to: Path) -> Path:
    """Copy a database with the files beside it, as a thief or a snapshot does."""
    to.mkdir()
    # The log before the file: what moves over meanwhile is then in both copies, and not in neither.
    for file in sorted(database.parent.glob(f"{database.stem}*"), reverse=True):
        copyfile(file, to / file.name)
    return to / database.name


def _cells(database: Path) -> Iterator[Cell]:
    with closing(sqlite3.connect(database)) as file:
        yield from _cells_of(file)


def _cells_of(file: sqlite3.Connection) -> Iterator[Cell]:
    tables = file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        rows = file.execute(f"SELECT * FROM {table}")  # noqa: S608  a name from the schema
        names = [each[0] for each in rows.description]
        for row in rows:
            held = dict(zip(names, map(_bytes, row), strict=True))
            written = [
                value.hex() if isinstance(raw, bytes) else str(raw)
                for (name, value), raw in zip(held.items(), row, strict=True)
                if not name.endswith(("_sealed", "_wrapped"))
            ]
            bound = tuple(_bound(written))
            yield from (Cell(f"{table}.{name}", value, bound) for name, value in held.items())


def _bound(written: list[str]) -> Iterator[str]:
    """Yield every row that a value could be bound to: the open columns, or some, in order."""
    for length in range(1, len(written) + 1):
        yield from ("\0".join(some) for some in combinations(written, length))


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _counted(places: Iterator[str]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for place in places:
        counted[place] = counted.get(place, 0) + 1
    return counted
