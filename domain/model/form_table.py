"""The tables of a form file, read piece by piece; what has the wrong shape is noted as a fault.

A piece that is faulty is read as if it were not there, so that reading goes on to the next fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.model.form_fault import Fault

SHORTEST_ID: Final = 1
LONGEST_ID: Final = 20
"""Button data holds a step and an option within Telegram's 64 bytes."""

Plain = Mapping[str, object]


@dataclass(slots=True)
class Found:
    """What comes of a file: its faults, and its words by language and by key of the catalogue."""

    faults: list[Fault] = field(default_factory=list)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def fault(self, where: str, what: str, mend: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(where=where, what=what, mend=mend))

    def take(self, where: str, text: object, language: str, key: str) -> None:
        """Take the words that stand at a place."""
        if isinstance(text, str) and text.strip():
            self.words.setdefault(language, {})[key] = text
        else:
            self.fault(where, "the words are missing", "Write what people should read there.")


@dataclass(frozen=True, slots=True)
class Table:
    """One table; ``where``: its place, as faults name it."""

    found: Found
    where: str
    plain: Plain

    def fault(self, what: str, mend: str) -> None:
        """Note a fault of the table."""
        self.found.fault(self.where, what, mend)

    def called(self, where: str) -> "Table":
        """Return the same table under a better name for its place."""
        return Table(self.found, where, self.plain)

    def knows_only(self, known: frozenset[str]) -> None:
        """Note each name that means nothing here."""
        for name in sorted(set(self.plain) - known):
            self.fault(f"{name} is not known here", f"Known: {', '.join(sorted(known))}.")

    def id(self) -> str | None:
        """Return the table's id; None where it has none."""
        found = self.plain.get("id")
        if not isinstance(found, str):
            self.fault("its id is missing", 'Add id = "a_short_word".')
            return None
        check_id(self, found)
        return found

    def flag(self, name: str) -> bool:
        """Return whether something is true; what is not said is false."""
        found = self.plain.get(name, False)
        if not isinstance(found, bool):
            self._inner(name).fault("it is neither true nor false", "Write true or false.")
        return found is True

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; what is not there is empty."""
        found = self.plain.get(name, [])
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return tuple(found)
        self._inner(name).fault("it is no list of words", 'Write ["one", "two"].')
        return ()

    def tables(self, name: str) -> tuple["Table", ...]:
        """Return a list of tables; what is not there is empty."""
        found = self.plain.get(name, [])
        if isinstance(found, list) and all(isinstance(each, Mapping) for each in found):
            return tuple(Table(self.found, f"{self.where}, {name}", each) for each in found)
        self._inner(name).fault("it is no list of tables", "Compare it with the guide.")
        return ()

    def _inner(self, name: str) -> "Table":
        return self.called(f"{self.where}, {name}")


def check_id(table: Table, found: str) -> None:
    """Note an id that does not fit into the data of a button."""
    plain_word = found.isascii() and found.replace("_", "").isalnum() and found == found.lower()
    if not plain_word or not SHORTEST_ID <= len(found) <= LONGEST_ID:
        table.fault("an id does not fit", f"Use small letters, digits and _, {LONGEST_ID} at most.")


def mapping(found: object) -> Plain:
    """Return a table of words; anything else is read as an empty one, whose words are missing."""
    return found if isinstance(found, Mapping) else {}
