"""Finds the catalogue keys that the code names, by reading its source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("handlers", "bot")
SPEAKING = {"say", "plain"}

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+|privacy|receipt")


def keys_named() -> dict[str, str]:
    """Return each literal key that is said somewhere, with a file that says it."""
    found: dict[str, str] = {}
    for file in _files():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _speaks(node.func):
                for argument in node.args:
                    for key in _keys_in(argument):
                        found.setdefault(key, str(file.relative_to(ROOT)))
    return found


def starts_named() -> frozenset[str]:
    """Return the literal beginnings of keys that are put together, such as ``report-``."""
    starts = set()
    for file in _files():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr) and node.values:
                first = node.values[0]
                if isinstance(first, ast.Constant) and re.fullmatch(r"[a-z-]+-", str(first.value)):
                    starts.add(str(first.value))
    return frozenset(starts)


def words_named() -> frozenset[str]:
    """Return every string in the code that looks like a key, said there or passed on."""
    return frozenset(
        node.value
        for file in _files()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _KEY.fullmatch(node.value)
    )


def _files() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def _speaks(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr in SPEAKING


def _keys_in(argument: ast.expr) -> Iterator[str]:
    for node in ast.walk(argument) if isinstance(argument, ast.IfExp) else (argument,):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and _KEY.fullmatch(node.value)
        ):
            yield node.value
