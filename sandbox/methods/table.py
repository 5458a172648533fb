"""How a method of the Bot API is declared, and how what a bot sends is read by that declaration.

Form fields are text, JSON bodies are typed: both are taken, as Telegram takes both.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import orjson

from sandbox.keyboards import Keyboard, keyboard_from_text
from sandbox.refusals import Json, Refusal, bad_request, nonsense
from sandbox.world import World

TRUE = frozenset(("true", "True", "1", "yes"))
FALSE = frozenset(("false", "False", "0", "no", ""))
PLAIN_DIGITS = "+-0123456789"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a form."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of parameter: its name in our words, and how to read it, or ValueError."""

    name: str
    read: Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a method; one that is not modelled is refused loudly when it is used."""

    kind: Kind
    required: bool = False
    modelled: bool = True


@dataclass(frozen=True, slots=True)
class Method:
    """A method: name, parameters, what it gives back, and the function that does it.

    ``waits`` marks a function that must be awaited; ``sends`` one that flood limits count.
    """

    name: str
    parameters: Mapping[str, Parameter]
    result: str
    run: Callable[[World, Json], object]
    waits: bool = False
    sends: bool = False
    required: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        needed = tuple(name for name, each in self.parameters.items() if each.required)
        object.__setattr__(self, "required", needed)

    def read(self, given: Mapping[str, object]) -> Json:
        """Read what a bot sent; raises a loud `Refusal` for what the method does not know."""
        known = self.parameters
        out: Json = {}
        for name, value in given.items():
            parameter = known.get(name)
            if parameter is None:
                if isinstance(value, Upload):
                    # A file of a form, which a parameter refers to as attach://name.
                    out.setdefault("attached", {})[name] = value
                    continue
                raise nonsense(f"{self.name} has no parameter {name}")
            if not parameter.modelled:
                raise nonsense(f"{name} of {self.name} is not modelled by the sandbox")
            if value is not None:
                out[name] = _read(self.name, name, parameter.kind, value)
        for name in self.required:
            if name not in out:
                raise bad_request(f"{name} is empty")
        return out


def _read(method: str, name: str, kind: Kind, value: object) -> object:
    try:
        return kind.read(value)
    except ValueError as wrong:
        raise nonsense(f"{name} of {method} must be {kind.name}") from wrong


def _integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str):
        return int(value)
    raise ValueError


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    # Frameworks send numbers as they are where Telegram wants words.
    if isinstance(value, int | float):
        return str(value)
    raise ValueError


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in TRUE:
        return True
    if isinstance(value, str) and value in FALSE:
        return False
    raise ValueError


def _chat(value: object) -> int | str:
    if isinstance(value, str) and value[:1] not in PLAIN_DIGITS:
        return value
    return _integer(value)


def _json(value: object) -> object:
    # orjson's error is a ValueError.
    return orjson.loads(value) if isinstance(value, str) else value


def _object(value: object) -> Json:
    read = _json(value)
    if isinstance(read, dict):
        return read
    raise ValueError


def _list_of(kind: type) -> Callable[[object], object]:
    def read(value: object) -> list[object]:
        found = _json(value)
        if not isinstance(found, list) or not all(isinstance(each, kind) for each in found):
            raise ValueError
        return found

    return read


def _keyboard(value: object) -> Keyboard | None:
    if isinstance(value, str):
        return keyboard_from_text(value) if value else None
    # Through the same memory as forms: most keyboards were seen before, and one is kept.
    return keyboard_from_text(orjson.dumps(value).decode())


def _inline_keyboard(value: object) -> Keyboard | None:
    keyboard = _keyboard(value)
    if keyboard is not None and keyboard.wish:
        raise Refusal(400, "Bad Request: inline keyboard expected", loud=True)
    return keyboard


def _file(value: object) -> str | Upload:
    if isinstance(value, str | Upload):
        return value
    raise ValueError


INTEGER = Kind("a whole number", _integer)
TEXT = Kind("text", _text)
TRUTH = Kind("true or false", _truth)
CHAT = Kind("a chat's number or name", _chat)
FILE = Kind("a file, uploaded or known", _file)
UPLOAD = Kind("an uploaded file", _file)
KEYBOARD = Kind("a keyboard of any kind", _keyboard)
INLINE_KEYBOARD = Kind("an inline keyboard", _inline_keyboard)
ENTITIES = Kind("a list of entities", _list_of(dict))
TEXTS = Kind("a list of texts", _list_of(str))
INTEGERS = Kind("a list of whole numbers", _list_of(int))
COMMANDS = Kind("a list of commands", _list_of(dict))
REACTIONS = Kind("a list of reactions", _list_of(dict))
INLINE_RESULTS = Kind("a list of inline results", _list_of(dict))
ALBUM = Kind("a list of files for an album", _list_of(dict))
SCOPE = Kind("a scope of commands", _object)
REPLY = Kind("what is replied to", _object)
PREVIEW = Kind("how links are previewed", _object)
MENU_BUTTON = Kind("a menu button", _object)
INLINE_BUTTON = Kind("a button above inline results", _object)
SUGGESTED_POST = Kind("a suggested post", _object)
RICH_MESSAGE = Kind("a rich message", _object)


def needed(kind: Kind) -> Parameter:
    """Declare a parameter without which the method is refused."""
    return Parameter(kind, required=True)


def may(kind: Kind) -> Parameter:
    """Declare a parameter that may be left out."""
    return Parameter(kind)


def unmodelled(kind: Kind) -> Parameter:
    """Declare a parameter that Telegram has and the sandbox refuses."""
    return Parameter(kind, modelled=False)
