"""What each language says around words that could name a person: its ``clues.toml``."""

import tomllib
from pathlib import Path
from typing import Any

from domain.model.clue_words import ClueWords, NamePhrase
from texts.languages import HOME

FILE = "clues.toml"


def load_clue_words(home: Path = HOME) -> tuple[ClueWords, ...]:
    """Read the file of every language that has one."""
    return tuple(_read(file) for file in sorted(home.glob(f"*/{FILE}")))


def _read(file: Path) -> ClueWords:
    known: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    names = tuple(NamePhrase(**phrase) for phrase in known.pop("names", ()))
    sets = {"not_names", "not_streets", "lines"}
    plain: dict[str, Any] = {
        key: frozenset(value) if key in sets else tuple(value) if isinstance(value, list) else value
        for key, value in known.items()
    }
    try:
        return ClueWords(names=names, **plain)
    except TypeError as error:
        raise ValueError(f"{file.parent.name}/{FILE}: {error}") from None
