"""What the pages for trustees name as proof is there; no line of /privacy is without one."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("docs/promises.md", "docs/threat-model.md")
NAMED = re.compile(r"`(tests/[\w./]+\.py)::(\w+)`")
LABEL = re.compile(r"^ +• <b>([^:<]+):</b>", re.MULTILINE)
CANNOT = re.compile(r"^ +• (We cannot \w+ \w+)", re.MULTILINE)


@cache
def names_in(file: str) -> frozenset[str]:
    """List the tests that a file defines."""
    path = ROOT / file
    if not path.exists():
        return frozenset()
    parsed = ast.walk(ast.parse(path.read_text("utf-8")))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(each.name for each in parsed if isinstance(each, functions))


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_page_names_as_proof_exists(page: str) -> None:
    named = NAMED.findall((ROOT / page).read_text("utf-8"))
    assert len(named) > 30
    assert [f"{file}::{name}" for file, name in named if name not in names_in(file)] == []


def test_every_row_of_promises_names_a_test() -> None:
    rows = re.findall(r"^\| (?!promise|line|words|-)(.+)$", promises(), re.MULTILINE)
    assert len(rows) > 30
    assert [row for row in rows if not NAMED.search(row)] == []


def test_every_line_of_privacy_is_among_the_promises() -> None:
    text = (ROOT / "texts/en/privacy.ftl").read_text("utf-8").partition("## Hide")[0]
    lines = [*LABEL.findall(text), *CANNOT.findall(text)]
    assert len(lines) > 12
    assert [line for line in lines if f"| {line}" not in promises()] == []


def test_every_adversary_of_the_threat_model_has_what_holds_it() -> None:
    page = (ROOT / "docs/threat-model.md").read_text("utf-8")
    adversaries = re.findall(r"^\| \*\*(\w+)\.\*\*", page, re.MULTILINE)
    assert len(adversaries) >= 11
    held = page.partition("## What holds them")[2].partition("## What evidence")[0]
    told = set(re.findall(r"\b([A-K]2?)\b(?=[,)])", held))
    assert [each for each in adversaries if each not in told] == []


def promises() -> str:
    """Return the page of promises."""
    return (ROOT / "docs/promises.md").read_text("utf-8")
