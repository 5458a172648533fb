"""What is wrong with the settings, in words an operator can act on; values are never repeated."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import get_args

from pydantic import BaseModel, ValidationError

PREFIX = "TELLSAFE_"


@dataclass(frozen=True, slots=True)
class Problem:
    """A setting's name, the shape of what was found there, and what to write instead."""

    setting: str
    found: str
    mend: str

    @classmethod
    def of(cls, setting: str, value: object, mend: str) -> "Problem":
        """Describe a value that does not fit by its shape."""
        return cls(setting, shape_of(value), mend)

    def __str__(self) -> str:
        return f"{self.setting} is {self.found}. {self.mend}"


class ConfigProblems(Exception):
    """The settings cannot be used; ``problems`` holds every mistake."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems, each one line of the message."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class TokenRefused(Exception):
    """Telegram does not know the token: it was revoked, or is somebody else's."""

    def __init__(self) -> None:
        """Say which setting it is and where a new one comes from."""
        super().__init__(
            "Telegram does not know the token in TELLSAFE_BOT_TOKEN. "
            "Get the current one from BotFather. Nothing was lost: updates wait at Telegram."
        )


def shape_of(value: object) -> str:
    """Describe a value without repeating it: ``a word of 12 letters``."""
    match value:
        case str():
            return _shape_of_text(value)
        case bool():
            return "true or false"
        case int():
            sign = "a negative" if value < 0 else "a"
            return f"{sign} whole number of {_count(len(str(abs(value))), 'digit')}"
        case float():
            return "a number with a fraction"
        case list() | tuple():
            return f"a list of {len(value)}"
        case dict():
            return f"a table of {len(value)}"
        case date() | time():
            return "a date or time"
        case _:
            return "something else"


def problems_in(error: ValidationError, model: type[BaseModel]) -> list[Problem]:
    """Turn what pydantic found into problems, one a setting."""
    found: dict[str, Problem] = {}
    for each in error.errors(include_url=False, include_context=False):
        problem = _problem(each["loc"], each["type"], each["input"], model)
        found.setdefault(problem.setting, problem)
    return list(found.values())


def unknown_variables(environment: Mapping[str, str], known: Iterable[str]) -> list[Problem]:
    """List variables that look like ours and are none, such as misspelt ones."""
    return [
        Problem(name, "unknown", _suggestion(name, known))
        for name in environment
        if name.startswith(PREFIX) and name not in known
    ]


def _problem(
    place: tuple[int | str, ...], kind: str, value: object, model: type[BaseModel]
) -> Problem:
    names: list[str] = []
    description, table = "", model
    for part in place:
        field = table.model_fields.get(str(part))
        if field is None:
            break
        names.append(str(part))
        description = field.description or ""
        table = _table_in(field.annotation) or _NoTable
    if kind == "extra_forbidden":
        setting = ".".join([*names, str(place[-1])])
        return Problem(setting, "unknown", _suggestion(str(place[-1]), table.model_fields))
    setting = ".".join(names)
    if kind == "missing":
        return Problem(setting, "missing", f"Add {description}.")
    item = next((part for part in place[len(names) :] if isinstance(part, int)), None)
    which = "" if item is None else f"in item {item + 1} of its list "
    return Problem(setting, f"{which}{shape_of(value)}", f"Write {description}.")


class _NoTable(BaseModel):
    """Stands for a setting that has no settings inside."""


def _table_in(annotation: object) -> type[BaseModel] | None:
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _suggestion(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]}?" if near else "Take it out; there is no such setting."


def _shape_of_text(text: str) -> str:
    if not text.strip():
        return "an empty text"
    words = text.split()
    if len(words) > 1:
        return f"a text of {len(words)} words"
    if text.isalpha():
        return f"a word of {_count(len(text), 'letter')}"
    return f"a word of {_count(len(text), 'character')}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
