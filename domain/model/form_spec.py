"""A deployer's own form: from plain data (a parsed TOML file) to a `Form`, or to all its faults.

Faults name the place, what is wrong there and the mend; every one of them at once.
The words come along as catalogue entries, because such a form brings its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.model.contact import Contact
from domain.model.form import Form
from domain.model.form_fault import FormFaultsError
from domain.model.form_table import Found, Plain, Table, check_id, mapping
from domain.model.form_whole import faults_of
from domain.model.ids import OptionId, StepId
from domain.model.step import (
    Condition,
    Date,
    Files,
    Gate,
    LongWords,
    ManyOf,
    OneOf,
    Place,
    Step,
    WayOfContact,
    Words,
)

FEWEST_OPTIONS: Final = 2
LONGEST_TEXT: Final = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class FormFile:
    """A form and its words: language, then catalogue key, then text."""

    form: Form
    words: Mapping[str, Mapping[str, str]]


KINDS: Final[Mapping[str, type[Step]]] = {
    "gate": Gate,
    "one_of": OneOf,
    "many_of": ManyOf,
    "words": Words,
    "long_words": LongWords,
    "date": Date,
    "place": Place,
    "contact": WayOfContact,
    "files": Files,
}
"""What ``kind`` may be in a form file."""

COMMON: Final = frozenset({"id", "kind", "section", "required", "unsure", "counted", "ask_if"})
OWN: Final[Mapping[str, frozenset[str]]] = {
    "gate": frozenset({"options", "safe"}),
    "one_of": frozenset({"options"}),
    "many_of": frozenset({"options", "alone"}),
    "words": frozenset({"longest"}),
    "long_words": frozenset({"longest"}),
    "date": frozenset(),
    "place": frozenset(),
    "contact": frozenset(),
    "files": frozenset(),
}
TOP: Final = frozenset(
    {"id", "languages", "steps", "short", "urgent_when", "danger_when", "suggests", "sections"}
    | {"perspective"}
)


def read_form(plain: Plain) -> FormFile:
    """Return the form that the data describes, or raise `FormFaultsError` with every fault."""
    found = Found()
    whole = Table(found, "form", plain)
    whole.knows_only(TOP)
    languages = whole.texts("languages") or ("en",)
    steps = [
        step
        for at, each in enumerate(whole.tables("steps"), 1)
        if (step := _step(each.called(f"steps[{at}]"), languages)) is not None
    ]
    form = Form(
        id=whole.id() or "form",
        steps=tuple(steps),
        short=tuple(map(StepId, whole.texts("short"))),
        urgent_when=_conditions(whole, "urgent_when"),
        danger_when=_conditions(whole, "danger_when"),
        suggests=_suggestions(whole),
        perspective=_perspective(plain),
    )
    _take_titles(found, plain, form, languages)
    found.faults += faults_of(form)
    if found.faults:
        raise FormFaultsError(tuple(found.faults))
    return FormFile(form=form, words=found.words)


def _step(table: Table, languages: tuple[str, ...]) -> Step | None:
    step_id, kind = table.id(), table.plain.get("kind")
    if step_id:
        table = table.called(f"step {step_id}")
    if not isinstance(kind, str) or kind not in KINDS:
        table.fault("its kind is missing or unknown", f"Use one of: {', '.join(KINDS)}.")
        return None
    table.knows_only(COMMON | OWN[kind] | {"words"})
    details: dict[str, object] = {
        "id": StepId(step_id or ""),
        "section": table.plain.get("section", "incident"),
        "ask_if": _conditions(table, "ask_if"),
    }
    for flag in ("required", "unsure", "counted"):
        details[flag] = table.flag(flag)
    options = _options(table) if "options" in OWN[kind] else ()
    details |= _own(table, kind, options)
    _take_words(table, languages, step_id or "", tuple(Contact) if kind == "contact" else options)
    return _make(KINDS[kind], details)


def _make(kind: Callable[..., Step], details: Mapping[str, object]) -> Step:
    return kind(**details)


def _own(table: Table, kind: str, options: tuple[OptionId, ...]) -> dict[str, object]:
    """Return what only questions of this kind have."""
    own: dict[str, object] = {}
    if "options" in OWN[kind]:
        own["options"] = options
    if kind == "gate":
        own["safe"] = OptionId(str(table.plain.get("safe", "")))
        if own["safe"] not in options:
            table.fault("safe names no option", "Let it name the option that goes on.")
    if kind == "many_of":
        own["alone"] = frozenset(table.texts("alone"))
    if "longest" in table.plain and "longest" in OWN[kind]:
        own["longest"] = _longest(table)
    return own


def _options(table: Table) -> tuple[OptionId, ...]:
    options = tuple(map(OptionId, table.texts("options")))
    if len(options) < FEWEST_OPTIONS:
        table.fault("it has fewer than two options", "List two or more options.")
    for option in options:
        check_id(table.called(f"{table.where}, option {option}"), option)
    return options


def _longest(table: Table) -> int:
    longest = table.plain["longest"]
    if isinstance(longest, int) and 1 <= longest <= LONGEST_TEXT:
        return longest
    table.fault("longest does not fit", f"Use a number from 1 to {LONGEST_TEXT}.")
    return LONGEST_TEXT


def _take_words(
    table: Table, languages: tuple[str, ...], step_id: str, options: tuple[str, ...]
) -> None:
    words = mapping(table.plain.get("words"))
    prefix = f"report-{step_id.replace('_', '-')}"
    for language in languages:
        own, where = mapping(words.get(language)), f"{table.where}, words.{language}"
        for name in ("prompt", "label"):
            table.found.take(f"{where}.{name}", own.get(name), language, f"{prefix}-{name}")
        of_options = mapping(own.get("options"))
        for option in options:
            key = f"{prefix}-option-{option.replace('_', '-')}"
            table.found.take(f"{where}.options.{option}", of_options.get(option), language, key)


def _take_titles(found: Found, plain: Plain, form: Form, languages: tuple[str, ...]) -> None:
    titles = mapping(plain.get("sections"))
    for section in dict.fromkeys(step.section for step in form.steps):
        own = mapping(titles.get(section))
        for language in languages:
            key = f"report-section-{str(section).replace('_', '-')}"
            found.take(f"sections.{section}.{language}", own.get(language), language, key)


def _conditions(table: Table, name: str) -> tuple[Condition, ...]:
    found = []
    for each in table.tables(name):
        step, any_of = each.plain.get("step"), each.texts("any_of")
        if isinstance(step, str) and any_of:
            found.append(Condition(step=StepId(step), any_of=frozenset(any_of)))
        else:
            mend = 'Write { step = "an id", any_of = ["an option"] }.'
            each.fault("a condition is not whole", mend)
    return tuple(found)


def _suggestions(whole: Table) -> tuple[tuple[Condition, str], ...]:
    contacts = [str(each.plain.get("contact", "")) for each in whole.tables("suggests")]
    # A condition that is not whole is left out and moves the others: the form is refused anyway.
    return tuple(zip(_conditions(whole, "suggests"), contacts, strict=False))


def _perspective(plain: Plain) -> StepId | None:
    step = plain.get("perspective")
    return StepId(step) if isinstance(step, str) else None
