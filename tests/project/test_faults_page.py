"""The page of faults names tests that exist, and leaves out none that was written for a fault."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "faults.md"
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE.read_text(encoding="utf-8"))


@cache
def names_in(file: str) -> frozenset[str]:
    """Return the names of the tests of a file."""
    if not (ROOT / file).exists():
        return frozenset()
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    functions = (
        each for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return frozenset(each.name for each in functions if each.name.startswith("test_"))


def test_every_test_that_the_page_names_is_there() -> None:
    assert len(NAMED) > 40
    assert [f"{file}::{name}" for file, name in NAMED if name not in names_in(file)] == []


def test_every_fault_that_has_a_file_of_its_own_is_on_the_page() -> None:
    files = {str(each.relative_to(ROOT)) for each in (ROOT / "tests" / "faults").glob("test_*.py")}
    assert files - {file for file, _ in NAMED} == set()
