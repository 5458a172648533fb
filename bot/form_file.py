"""The form that is asked: the one that ships, or a deployer's own from a TOML file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from bot.config_problems import ConfigProblems, Problem
from domain.model.form import Form
from domain.model.form_fault import FormFaultsError
from domain.model.form_spec import read_form
from domain.model.hate_incident import FORM
from domain.model.ids import Language

Words = Mapping[Language, Mapping[str, str]]


def load_form(file: Path | None) -> tuple[Form, Words]:
    """Return the form and the words it brings; raise `ConfigProblems` with every fault at once."""
    if file is None:
        return FORM, {}
    try:
        found = read_form(tomllib.loads(file.read_text(encoding="utf-8")))
    except OSError:
        raise ConfigProblems((_problem("missing or not readable", "Check its path."),)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        mend = "Compare it with docs/forms.md."
        raise ConfigProblems((_problem("not TOML", mend),)) from None
    except FormFaultsError as faulty:
        problems = (
            Problem(f"form.file, {each.where}", f"wrong: {each.what}", each.mend)
            for each in faulty.faults
        )
        raise ConfigProblems(tuple(problems)) from None
    return found.form, {Language(code): words for code, words in found.words.items()}


def _problem(what: str, mend: str) -> Problem:
    return Problem("form.file", what, mend)
