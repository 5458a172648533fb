"""The repository's own rules: what prose promises and only a test keeps."""

import logging
import re
import subprocess
from pathlib import Path

import pytest

from bot.app import JOBS
from bot.logs import Event
from domain.model.actions import ACTIONS
from domain.model.hate_incident import FORM
from handlers import TAP_TABLES
from handlers.commands import REPORTER_COMMANDS
from handlers.incoming import STAFF_VERBS

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "domain", "handlers", "media", "sandbox", "storage", "texts")
MOST_README_LINES = 150


def sources() -> list[Path]:
    return [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]


def test_no_button_of_a_reporter_can_be_taken_for_one_of_staff() -> None:
    verbs = {verb for table in TAP_TABLES for verb in table}
    assert sum(map(len, TAP_TABLES)) == len(verbs), "a verb has two handlers"
    assert not [verb for verb in verbs if verb.startswith(STAFF_VERBS)]


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager", "misc"])
def test_no_file_has_a_name_that_says_nothing(name: str) -> None:
    assert not [file for file in sources() if file.stem == name]


def test_readme_stays_short_enough_to_be_read() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= MOST_README_LINES


@pytest.mark.parametrize(
    "page",
    [
        "README.md",
        "CONTRIBUTING.md",
        *(f"docs/{each.name}" for each in (ROOT / "docs").glob("*.md")),
    ],
)
def test_every_file_that_a_page_names_is_there(page: str) -> None:
    named = re.findall(
        r"`((?:bot|domain|handlers|media|sandbox|storage|texts|tests|docs|benchmarks)/[\w./-]+)`",
        (ROOT / page).read_text(),
    )
    linked = re.findall(r"\]\((?!https?:|#)([\w./-]+)", (ROOT / page).read_text())
    missing = [each for each in named if not (ROOT / each).exists()]
    missing += [each for each in linked if not (ROOT / page).parent.joinpath(each).exists()]
    assert not missing


def test_architecture_page_tells_of_every_package() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    assert not [package for package in PACKAGES if f"`{package}/" not in text]


def test_operating_page_tells_of_every_job() -> None:
    text = (ROOT / "docs/operating.md").read_text()
    assert not [job.name for job in JOBS if f"`{job.name}`" not in text]


def test_operating_page_lists_every_error_line_and_says_what_to_do_about_each() -> None:
    text = (ROOT / "docs/operating.md").read_text()
    grave = {str(each) for each in Event if each.level >= logging.ERROR}
    (listed,) = re.findall(r"alert on every line of level .+?: (.+?)\. What each means", text)
    assert set(re.findall("`([a-z_]+)`", listed)) == grave
    table = text.partition("## When something fails")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z_]+)`[^|]*\| [^|]+ \| [^|]+ \|$", table, re.MULTILINE)
    assert grave - set(rows) == set()


def test_the_lock_names_no_address() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text()


def test_nothing_fetched_from_elsewhere_is_committed() -> None:
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)  # noqa: S607, PLW1510 - git, wherever it is; a tree without git has nothing committed
    tracked = listing.stdout.split()
    assert not [name for name in tracked if "bot-api-spec" in name or name.endswith(".whl")]


def test_ids_fit_into_buttons() -> None:
    longest = max(
        len(f"toggle:{s.id}:{o}:9") for s in FORM.steps for o in getattr(s, "options", ())
    )
    choices = max(len(f"c:{'0' * 16}:99999:{a.id}:{c}") for a in ACTIONS for c in (*a.choices, ""))
    assert max(longest, choices) <= 64


def test_commands_fit_telegram() -> None:
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", command) for command in REPORTER_COMMANDS)
