"""Telegram's published description of the Bot API, and what differs from it.

The file lies beside the repository in development and CI and is never part of it.
"""

import json
from pathlib import Path
from typing import Any

import pytest

Json = dict[str, Any]

PLACE = Path(__file__).parents[2] / "../shared/data/bot-api-spec.json"
ABSENT = f"{PLACE.name} lies beside the repository in development and CI only; absent here"
LIST = "Array of "
SIMPLE: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
}


def published() -> Json:
    """Read the description; skips the test where the file is not."""
    if not PLACE.exists():
        pytest.skip(ABSENT)
    read: Json = json.loads(PLACE.read_text(encoding="utf-8"))
    return read


class Shapes:
    """Holds values against the published types."""

    def __init__(self, spec: Json) -> None:
        """Take the description."""
        self.types: Json = spec["types"]

    def faults(self, value: object, names: list[str], path: str = "") -> list[str]:
        """Say what is wrong with a value for the best fitting of some types; nothing if fine."""
        found = [self._faults_as(value, name, path) for name in names]
        return min(found, key=len)

    def _faults_as(self, value: object, name: str, path: str) -> list[str]:
        if name.startswith(LIST):
            if not isinstance(value, list):
                return [f"{path}: no list"]
            inner = [name.removeprefix(LIST)]
            return [
                fault
                for place, each in enumerate(value)
                for fault in self.faults(each, inner, f"{path}[{place}]")
            ]
        if name in SIMPLE:
            fits = isinstance(value, SIMPLE[name]) and isinstance(value, bool) == (
                name == "Boolean"
            )
            return [] if fits else [f"{path}: {value!r} is no {name}"]
        return self._faults_of_object(value, self.types[name], path)

    def _faults_of_object(self, value: object, kind: Json, path: str) -> list[str]:
        if subtypes := kind.get("subtypes"):
            return self.faults(value, subtypes, path)
        if not isinstance(value, dict):
            return [f"{path}: no {kind['name']}"]
        fields = {each["name"]: each for each in kind.get("fields", ())}
        faults = [f"{path}.{name} is unknown in {kind['name']}" for name in value.keys() - fields]
        faults += [
            f"{path}.{name} is missing in {kind['name']}"
            for name, each in fields.items()
            if each["required"] and name not in value
        ]
        for name, each in value.items():
            if name in fields:
                faults += self.faults(each, fields[name]["types"], f"{path}.{name}")
        return faults
