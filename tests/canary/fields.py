"""Every field of every type that an update can carry, read from where such types are declared.

The framework's own classes say most; the Bot API's data, where it lies beside the project, adds
what is newer than the framework.
"""

import inspect
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import telegram
from telegram import TelegramObject

SPECIFICATION = Path(__file__).parents[3] / "shared" / "data" / "bot-api-spec.json"
"""Where a developer may have put the Bot API as data; it is no part of the project."""

KINDS_OF_SUBTYPE = ("type", "source", "status")
"""Fields that say which of several types an object is."""

_ALWAYS = re.compile(r"always .(\w+)")

Leaf = Literal["text", "number", "decimal", "flag", "moment", "span"]

LEAVES: dict[object, Leaf] = {
    str: "text",
    int: "number",
    float: "decimal",
    bool: "flag",
    datetime: "moment",
    timedelta: "span",
    "String": "text",
    "Integer": "number",
    "Float": "decimal",
    "Boolean": "flag",
    "True": "flag",
}


@dataclass(frozen=True, slots=True)
class Several:
    """A list of one shape."""

    each: "Shape"


@dataclass(frozen=True, slots=True)
class Named:
    """An object of a type, or of one of its subtypes."""

    type: str


Shape = Leaf | Several | Named


@dataclass(kw_only=True, slots=True)
class Type:
    """A type: its fields by their names on the wire, its subtypes, and what never varies."""

    fields: dict[str, Shape] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
    subtypes: tuple[str, ...] = ()
    constant: dict[str, str] = field(default_factory=dict)


Types = Mapping[str, Type]


def known_types(specification: Path = SPECIFICATION) -> Types:
    """Return every type by its name: the framework's, and what the data knows besides."""
    types = dict(_of_framework())
    if specification.exists():
        for name, said in json.loads(specification.read_text("utf-8"))["types"].items():
            _add(types, name, said)
    return types


def _of_framework() -> Iterator[tuple[str, Type]]:
    """Walk from `Update` to all that can come with one; what is only sent out is left aside."""
    reached, ahead = set[str](), ["Update"]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            found = _framework_type(getattr(telegram, name))
            ahead += [*found.subtypes, *filter(None, map(_type_in, found.fields.values()))]
            yield name, found


def _type_in(shape: Shape) -> str | None:
    if isinstance(shape, Several):
        return _type_in(shape.each)
    return shape.type if isinstance(shape, Named) else None


def _framework_type(kind: type[TelegramObject]) -> Type:
    hints = get_type_hints(kind.__init__, localns=dict(vars(telegram)))
    taken = inspect.signature(kind.__init__).parameters
    shapes = {name: _shape(hints[name]) for name in taken if name in hints.keys() - {"api_kwargs"}}
    return Type(
        fields={_on_wire(name): shape for name, shape in shapes.items() if shape},
        needed=frozenset(
            _on_wire(name) for name in shapes if taken[name].default is inspect.Parameter.empty
        ),
        subtypes=tuple(each.__name__ for each in kind.__subclasses__()),
        constant=_constant(kind),
    )


def _on_wire(name: str) -> str:
    return "from" if name == "from_user" else name


def _shape(hint: Any) -> Shape | None:  # noqa: ANN401  a type, as `typing` gives it
    if isinstance(hint, type) and hint in LEAVES:
        return LEAVES[hint]
    if inspect.isclass(hint) and issubclass(hint, TelegramObject):
        return Named(hint.__name__)
    if inspect.isclass(hint) and issubclass(hint, str):
        return "text"
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "text"
    if inspect.isclass(origin) and issubclass(origin, Sequence):
        each = _shape(inner[0])
        return Several(each) if each else None
    # The last of a union is the richest: `int | timedelta`, `DefaultValue | str`.
    shapes = [shape for shape in map(_shape, inner) if shape]
    return shapes[-1] if shapes else None


def _constant(kind: type[TelegramObject]) -> dict[str, str]:
    """Find what tells a subtype: the value with which its parent makes this very type."""
    parent = kind.__mro__[1]
    if parent in (TelegramObject, object) or not issubclass(parent, TelegramObject):
        return {}
    values = [each for name, each in vars(parent).items() if name.isupper()]
    for value in values:
        for name in KINDS_OF_SUBTYPE:
            if name in inspect.signature(parent.__init__).parameters and _makes(
                parent, kind, {name: value}
            ):
                return {name: str(value)}
    return {}


def _makes(parent: type[TelegramObject], kind: type[TelegramObject], said: dict[str, str]) -> bool:
    # Without its other fields a type cannot be made, and the complaint names the type.
    try:
        made: object = parent.de_json(dict(said), None)
    except (TypeError, KeyError, AttributeError) as error:
        return f"{kind.__name__}." in str(error) or _asks_for(kind, error)
    return type(made) is kind


def _asks_for(kind: type[TelegramObject], error: Exception) -> bool:
    frames = []
    traceback = error.__traceback__
    while traceback:
        frames.append(traceback.tb_frame)
        traceback = traceback.tb_next
    return any(frame.f_locals.get("cls") is kind for frame in frames)


def _add(types: dict[str, Type], name: str, said: Mapping[str, Any]) -> None:
    known = types.setdefault(name, Type())
    # Some are no types of their own: plain words, or a list of the type itself.
    named = (each for each in said.get("subtypes", ()) if each.isalnum() and each not in LEAVES)
    known.subtypes = known.subtypes or tuple(named)
    known.needed |= {each["name"] for each in said.get("fields", ()) if each["required"]}
    for each in said.get("fields", ()):
        always = _ALWAYS.search(each["description"])
        if always and each["name"] in KINDS_OF_SUBTYPE:
            known.constant.setdefault(each["name"], always[1])
        shape = _written_shape(each["types"][-1])
        if each["name"] not in known.constant:
            known.fields.setdefault(each["name"], shape)


def _written_shape(words: str) -> Shape:
    if words.startswith("Array of "):
        return Several(_written_shape(words.removeprefix("Array of ")))
    return LEAVES.get(words) or Named(words)
