"""The words of one language: Fluent files read once, formatted on demand.

Values that people wrote never enter Fluent or a cache: Fluent formats with a stand-in for each,
and the value takes its place afterwards. What is cached holds only choices, numbers and days.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentType
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from texts.direction import has_right_to_left, isolated, marked
from texts.languages import LanguageInfo
from texts.markup import Html, escaped, without_markup

Value = str | int | float | date

CACHED = 8192
"""Formatted variants kept for each language; most messages have one, a few have dozens."""

_STAND_IN = re.compile("\ue000([A-Za-z0-9_-]+)\ue001")


class Vocabulary:
    """All messages of one language, each as markup and as plain words."""

    def __init__(self, info: LanguageInfo, sources: Mapping[str, str]) -> None:
        """Parse the files (name to text); raise ValueError naming what is wrong in them."""
        self.info = info
        self._bundle = FluentBundle(
            [info.locale],
            use_isolating=False,  # values are set apart when they are put in
            functions={
                "MONTH": lambda day: replace(day, write=_month),
                "WEEKDAY": lambda day: replace(day, write=_weekday),
            },
        )
        self._messages: dict[str, ast.Message] = {}
        self._needs: dict[str, _Needs] = {}
        for name, text in sources.items():
            self._add(name, text)
        self._parts = lru_cache(maxsize=CACHED)(self._formatted)

    @property
    def keys(self) -> frozenset[str]:
        """Return every key that has words."""
        return frozenset(self._messages)

    def __contains__(self, key: str) -> bool:
        return key in self._messages

    def values_of(self, key: str) -> frozenset[str]:
        """Return the names of the values that the words of a key need."""
        return frozenset(self._needs_of(key).values)

    def words(self, key: str, values: Mapping[str, Value], *, markup: bool) -> str:
        """Return the words with the values in place, escaped where the result is markup.

        Raises KeyError when the words need a value that is not given.
        """
        needs = self._needs_of(key)
        known = tuple(
            (name, values[name])
            for name in needs.values
            if name in needs.selectors or not isinstance(values[name], str)
        )
        parts = self._parts(key, known, markup=markup)
        if len(parts) == 1:
            return parts[0]
        show = self._as_markup if markup else self._as_plain
        return "".join(
            show(values[part]) if at % 2 else part  # every second part is the name of a value
            for at, part in enumerate(parts)
        )

    def _add(self, file: str, text: str) -> None:
        # Where each part stood in its file is not kept: it took more memory than the words.
        resource = FluentParser(with_spans=False).parse(text)
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                raise ValueError(  # noqa: TRY004 - the file is wrong, not the caller
                    f"{self.info.code}/{file}, line {_line_of_junk(text)}: not Fluent"
                )
            if isinstance(entry, ast.Message):
                if entry.id.name in self._messages:
                    raise ValueError(f"{self.info.code}/{file}: {entry.id.name} is there twice")
                self._messages[entry.id.name] = entry
        self._bundle.add_resource(resource)

    def _needs_of(self, key: str) -> "_Needs":
        # Looked for on first use: most messages of most languages are never asked for.
        if key not in self._needs:
            self._needs[key] = _needs(self._messages[key])
        return self._needs[key]

    def _formatted(
        self, key: str, known: tuple[tuple[str, Value], ...], *, markup: bool
    ) -> tuple[str, ...]:
        """Return literal parts and, between them, names of values still to be put in."""
        given: dict[str, object] = {
            name: f"\ue000{name}\ue001" for name in self._needs_of(key).values
        }
        given |= {n: _Day(value) if isinstance(value, date) else value for n, value in known}
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise ValueError(f"{self.info.code}: {key} has no words")
        result, errors = self._bundle.format_pattern(pattern, given)
        if errors:
            raise ValueError(f"{self.info.code}: {key}: {errors[0]}")
        text = str(result) if markup else without_markup(str(result))
        return tuple(_STAND_IN.split(marked(text) if self._is_right_to_left else text))

    @property
    def _is_right_to_left(self) -> bool:
        return self.info.direction == "rtl"

    def _as_markup(self, value: Value) -> str:
        return self._set_apart(value if isinstance(value, Html) else escaped(str(value)))

    def _as_plain(self, value: Value) -> str:
        return self._set_apart(without_markup(value) if isinstance(value, Html) else str(value))

    def _set_apart(self, text: str) -> str:
        # Left-to-right words among left-to-right words need no marks, and copy better without.
        if self._is_right_to_left or has_right_to_left(text):
            return isolated(text)
        return text


@dataclass(slots=True)
class _Needs(Visitor):
    """Which values a message names, and which of them choose between its variants."""

    values: list[str] = field(default_factory=list)
    selectors: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - Fluent's
        if node.id.name not in self.values:
            self.values.append(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802 - Fluent's
        if isinstance(node.selector, ast.VariableReference):
            self.selectors.add(node.selector.id.name)
        self.generic_visit(node)


def _line_of_junk(text: str) -> int:
    entries = FluentParser().parse(text).body
    spans = (each.span for each in entries if isinstance(each, ast.Junk) and each.span)
    return next((text[: span.start].count("\n") + 1 for span in spans), 0)


def _in_full(day: date, locale: Locale) -> str:
    return format_date(day, "long", locale=locale)


def _month(day: date, locale: Locale) -> str:
    return format_skeleton("yMMMM", day, locale=locale)


def _weekday(day: date, locale: Locale) -> str:
    return format_date(day, "EEEE", locale=locale)


@dataclass(frozen=True, slots=True)
class _Day(FluentType):
    """A day as the language writes it: in full, or only its month or its weekday."""

    day: date
    write: Callable[[date, Locale], str] = _in_full

    def format(self, locale: Locale) -> str:
        return self.write(self.day, locale)


def _needs(message: ast.Message) -> _Needs:
    found = _Needs()
    found.visit(message)
    return found
