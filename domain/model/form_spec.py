"""A deployer's own form: from plain data (a parsed TOML file) to a `Form`, or to all its faults.

Faults name the place, what is wrong there and the mend; every one of them at once.
The words come along as catalogue entries, because such a form brings its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from domain.model.contact import Contact
from domain.model.form import Form
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

SHORTEST_ID: Final = 1
LONGEST_ID: Final = 20
"""Button data holds a step and an option within Telegram's 64 bytes."""

FEWEST_OPTIONS: Final = 2
LONGEST_TEXT: Final = 20_000

Plain = Mapping[str, object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One thing that is wrong with a form file."""

    where: str
    what: str
    mend: str


class FormFaultsError(Exception):
    """A form file has faults; ``faults`` lists them all."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Remember every fault."""
        super().__init__(f"{len(faults)} faults in the form")
        self.faults = faults


@dataclass(frozen=True, kw_only=True, slots=True)
class FormFile:
    """A form and its words: language, then catalogue key, then text."""

    form: Form
    words: Mapping[str, Mapping[str, str]]


@dataclass(slots=True)
class _Reader:
    """Collects faults and words on the way."""

    faults: list[Fault] = field(default_factory=list)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def fault(self, where: str, what: str, mend: str) -> None:
        self.faults.append(Fault(where=where, what=what, mend=mend))


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
    reader = _Reader()
    _unknown(reader, "form", plain, TOP)
    languages = _texts(reader, "form", plain, "languages") or ("en",)
    steps = [
        step
        for at, each in enumerate(_tables(reader, "form", plain, "steps"), 1)
        if (step := _step(reader, f"steps[{at}]", each, languages)) is not None
    ]
    form = Form(
        id=_id(reader, "form", plain) or "form",
        steps=tuple(steps),
        short=tuple(StepId(each) for each in _texts(reader, "form", plain, "short")),
        urgent_when=_conditions(reader, "form", plain, "urgent_when"),
        danger_when=_conditions(reader, "form", plain, "danger_when"),
        suggests=_suggestions(reader, plain),
        perspective=_perspective(plain),
    )
    _sections(reader, plain, form, languages)
    _check_whole(reader, form)
    if reader.faults:
        raise FormFaultsError(tuple(reader.faults))
    return FormFile(form=form, words=reader.words)


def _step(reader: _Reader, where: str, plain: Plain, languages: tuple[str, ...]) -> Step | None:
    step_id, kind = _id(reader, where, plain), plain.get("kind")
    where = f"step {step_id}" if step_id else where
    if not isinstance(kind, str) or kind not in KINDS:
        reader.fault(where, "its kind is missing or unknown", f"Use one of: {', '.join(KINDS)}.")
        return None
    _unknown(reader, where, plain, COMMON | OWN[kind] | {"words"})
    details: dict[str, object] = {
        "id": StepId(step_id or ""),
        "section": plain.get("section", "incident"),
        "ask_if": _conditions(reader, where, plain, "ask_if"),
    }
    for flag in ("required", "unsure", "counted"):
        details[flag] = _flag(reader, where, plain, flag)
    details |= _own(reader, where, plain, kind)
    _take_words(reader, where, plain, languages, step_id or "")
    return _make(KINDS[kind], details)


def _make(kind: Callable[..., Step], details: Mapping[str, object]) -> Step:
    return kind(**details)


def _own(reader: _Reader, where: str, plain: Plain, kind: str) -> dict[str, object]:
    own: dict[str, object] = {}
    if "options" in OWN[kind]:
        own["options"] = _options(reader, where, plain)
    if kind == "gate":
        own["safe"] = OptionId(str(plain.get("safe", "")))
        if own["safe"] not in _texts(_Reader(), where, plain, "options"):
            reader.fault(where, "safe names no option", "Let it name the option that goes on.")
    if kind == "many_of":
        own["alone"] = frozenset(_texts(reader, where, plain, "alone"))
    if "longest" in plain and "longest" in OWN[kind]:
        own["longest"] = _longest(reader, where, plain)
    return own


def _options(reader: _Reader, where: str, plain: Plain) -> tuple[OptionId, ...]:
    options = tuple(OptionId(each) for each in _texts(reader, where, plain, "options"))
    if len(options) < FEWEST_OPTIONS:
        reader.fault(where, "it has fewer than two options", "List two or more options.")
    for option in options:
        _check_id(reader, f"{where}, option {option}", option)
    return options


def _longest(reader: _Reader, where: str, plain: Plain) -> int:
    found = plain["longest"]
    if isinstance(found, int) and 1 <= found <= LONGEST_TEXT:
        return found
    reader.fault(where, "longest does not fit", f"Use a number from 1 to {LONGEST_TEXT}.")
    return LONGEST_TEXT


def _take_words(
    reader: _Reader, where: str, plain: Plain, languages: tuple[str, ...], step_id: str
) -> None:
    words = plain.get("words")
    words = words if isinstance(words, Mapping) else {}
    prefix = f"report-{step_id.replace('_', '-')}"
    for language in languages:
        own = words.get(language)
        own = own if isinstance(own, Mapping) else {}
        wanted = {"prompt": f"{prefix}-prompt", "label": f"{prefix}-label"}
        options = own.get("options")
        options = options if isinstance(options, Mapping) else {}
        for name, key in wanted.items():
            _take(reader, f"{where}, words.{language}.{name}", own.get(name), language, key)
        for option in _option_ids(where, plain):
            key = f"{prefix}-option-{option.replace('_', '-')}"
            at = f"{where}, words.{language}.options.{option}"
            _take(reader, at, options.get(option), language, key)


def _option_ids(where: str, plain: Plain) -> tuple[str, ...]:
    if plain.get("kind") == "contact":
        return tuple(Contact)
    return _texts(_Reader(), where, plain, "options")


def _take(reader: _Reader, where: str, text: object, language: str, key: str) -> None:
    if isinstance(text, str) and text.strip():
        reader.words.setdefault(language, {})[key] = text
    else:
        reader.fault(where, "the words are missing", "Write what people should read there.")


def _sections(reader: _Reader, plain: Plain, form: Form, languages: tuple[str, ...]) -> None:
    titles = plain.get("sections")
    titles = titles if isinstance(titles, Mapping) else {}
    for section in dict.fromkeys(step.section for step in form.steps):
        own = titles.get(section)
        own = own if isinstance(own, Mapping) else {}
        for language in languages:
            key = f"report-section-{str(section).replace('_', '-')}"
            _take(reader, f"sections.{section}.{language}", own.get(language), language, key)


def _check_whole(reader: _Reader, form: Form) -> None:
    ids = [step.id for step in form.steps]
    for step_id in sorted({each for each in ids if ids.count(each) > 1}):
        reader.fault(f"step {step_id}", "the id is used twice", "Give each step its own id.")
    if not form.steps or not isinstance(form.steps[0], Gate):
        reader.fault("steps[1]", "the first question is no gate", "Ask about danger first.")
    if not any(step.required and not isinstance(step, Gate) for step in form.steps):
        reader.fault("form", "nothing is required", "Mark what a report cannot do without.")
    _check_short(reader, form)
    by_id = {step.id: step for step in form.steps}
    for where, condition in _all_conditions(form):
        _check_condition(reader, where, condition, by_id)


def _check_short(reader: _Reader, form: Form) -> None:
    ids = {step.id for step in form.steps}
    for step_id in form.short:
        if step_id not in ids:
            reader.fault("short", f"there is no step {step_id}", "Name steps of this form.")
    for step in form.steps:
        if step.required and not step.ask_if and step.id not in form.short:
            reader.fault("short", f"it leaves out {step.id}", "Ask all that is required there.")


def _all_conditions(form: Form) -> list[tuple[str, Condition]]:
    return [
        *((f"step {step.id}, ask_if", each) for step in form.steps for each in step.ask_if),
        *(("urgent_when", each) for each in form.urgent_when),
        *(("danger_when", each) for each in form.danger_when),
        *(("suggests", each) for each, _ in form.suggests),
    ]


def _check_condition(
    reader: _Reader, where: str, condition: Condition, by_id: Mapping[StepId, Step]
) -> None:
    step = by_id.get(condition.step)
    if step is None:
        reader.fault(where, f"there is no step {condition.step}", "Name a step of this form.")
    elif isinstance(step, OneOf | ManyOf):
        for option in sorted(condition.any_of - set(step.options)):
            what = f"step {step.id} has no option {option}"
            reader.fault(where, what, "Name an option of that step.")


def _conditions(reader: _Reader, where: str, plain: Plain, name: str) -> tuple[Condition, ...]:
    found = []
    for each in _tables(reader, where, plain, name):
        step, any_of = each.get("step"), _texts(reader, f"{where}, {name}", each, "any_of")
        if isinstance(step, str) and any_of:
            found.append(Condition(step=StepId(step), any_of=frozenset(any_of)))
        else:
            mend = 'Write { step = "an id", any_of = ["an option"] }.'
            reader.fault(f"{where}, {name}", "a condition is not whole", mend)
    return tuple(found)


def _suggestions(reader: _Reader, plain: Plain) -> tuple[tuple[Condition, str], ...]:
    tables = _tables(reader, "form", plain, "suggests")
    conditions = _conditions(reader, "form", plain, "suggests")
    contacts = [str(each.get("contact", "")) for each in tables]
    return tuple(zip(conditions, contacts, strict=False))


def _perspective(plain: Plain) -> StepId | None:
    step = plain.get("perspective")
    return StepId(step) if isinstance(step, str) else None


def _tables(reader: _Reader, where: str, plain: Plain, name: str) -> tuple[Plain, ...]:
    found = plain.get(name, [])
    if isinstance(found, list) and all(isinstance(each, Mapping) for each in found):
        return tuple(found)
    reader.fault(f"{where}, {name}", "it is no list of tables", "Compare it with the guide.")
    return ()


def _texts(reader: _Reader, where: str, plain: Plain, name: str) -> tuple[str, ...]:
    found = plain.get(name, [])
    if isinstance(found, list) and all(isinstance(each, str) for each in found):
        return tuple(found)
    reader.fault(f"{where}, {name}", "it is no list of words", 'Write ["one", "two"].')
    return ()


def _flag(reader: _Reader, where: str, plain: Plain, name: str) -> bool:
    found = plain.get(name, False)
    if not isinstance(found, bool):
        reader.fault(f"{where}, {name}", "it is neither true nor false", "Write true or false.")
    return found is True


def _id(reader: _Reader, where: str, plain: Plain) -> str | None:
    found = plain.get("id")
    if not isinstance(found, str):
        reader.fault(where, "its id is missing", 'Add id = "a_short_word".')
        return None
    _check_id(reader, where, found)
    return found


def _check_id(reader: _Reader, where: str, found: str) -> None:
    plain_word = found.isascii() and found.replace("_", "").isalnum() and found == found.lower()
    if not plain_word or not SHORTEST_ID <= len(found) <= LONGEST_ID:
        mend = f"Use small letters, digits and _, {LONGEST_ID} at most."
        reader.fault(where, "an id does not fit", mend)


def _unknown(reader: _Reader, where: str, plain: Plain, known: frozenset[str]) -> None:
    for name in sorted(set(plain) - known):
        reader.fault(where, f"{name} is not known here", f"Known: {', '.join(sorted(known))}.")
