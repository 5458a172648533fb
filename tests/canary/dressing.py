"""Dresses what people do in everything that Telegram could tell of them.

A raw update of the sandbox keeps all it says; every field that it leaves out is filled with a
marker. Where a type has subtypes, the next update shows the next of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_of
from functools import partial
from typing import Any, Final

import orjson

from handlers.kinds import KINDS
from sandbox.refusals import Json
from tests.canary.fields import Named, Several, Shape, Types, known_types
from tests.canary.markers import Markers

DEPTH: Final = 2
"""How many objects lie inside each other and are filled whole: a message, what it answers.

Those below have their plain fields and what they cannot be without: where that came from, whose.
"""

LOWEST: Final = -2
"""Some objects cannot be without one of their own kind; there has to be an end."""

FASHIONS: Final = 6
"""As many as the type with the most subtypes that people meet (`ChatMember`)."""

CONTENTS: Final = frozenset(
    (*KINDS, "passport_data", "rich_message", "text", "caption", "forward_origin")
)
"""What a message is about. There is one such thing in each, so each is sent on its own."""

ENTITIES: Final = ("text_mention", "custom_emoji", "text_link", "mention", "phone_number", "url")
"""Kinds of entity that point out somebody; all of them lie in every text."""


@dataclass(kw_only=True)
class Dressing:
    """Fills updates with markers; ``skipped`` are paths that hold what people say on purpose."""

    types: Types = made_of(default_factory=known_types)
    markers: Markers = made_of(default_factory=Markers)
    skipped: frozenset[str] = frozenset()
    worn: int = 0
    _made: dict[tuple[str, int], Json] = made_of(default_factory=dict)

    def dresses(self, bodies: list[bytes]) -> list[bytes]:
        """Return updates as they go over the wire, dressed; what is no update passes."""
        return [self._dressed(body) for body in bodies]

    def _dressed(self, body: bytes) -> bytes:
        try:
            raw = orjson.loads(body)
        except orjson.JSONDecodeError:
            return body
        for kind, content in raw.items():
            if isinstance(content, dict):
                raw[kind] = self.merged(content, self._template(kind), kind)
        return orjson.dumps(raw)

    def merged(self, real: Json, full: Json, path: str = "") -> Json:
        """Fill what is missing of an object; what it says stays."""
        left_out = CONTENTS if CONTENTS & real.keys() else frozenset()
        merged = dict(real)
        for name, value in full.items():
            inner = f"{path}.{name}"
            if name not in real:
                if name not in left_out and inner not in self.skipped:
                    merged[name] = value
            else:
                merged[name] = self._joined(real[name], value, inner)
        return merged

    def _joined(self, real: Any, full: Any, path: str) -> Any:  # noqa: ANN401  JSON
        if isinstance(real, dict) and isinstance(full, dict):
            return self.merged(real, full, path)
        if isinstance(real, list) and isinstance(full, list) and path.endswith("entities"):
            return [*real, *full]
        if isinstance(real, list) and isinstance(full, list) and full:
            return [self._joined(each, full[0], path) for each in real]
        return real

    def content(self, kind: str, name: str, fashion: int) -> Json:
        """Return what stands in one field of a kind of update, in one fashion."""
        shape = self.types["Message"].fields.get(name)
        # There is but one, so it can be looked into more deeply.
        return {name: self._filled(shape, f"{kind}.{name}", DEPTH + 1, fashion)} if shape else {}

    def whole(self, kind: str, fashion: int) -> Json:
        """Return a whole update's content of which the sandbox knows nothing."""
        shape = self.types["Update"].fields[kind]
        # The first fashion is worn over more layers, which would be slow in all of them.
        made: Json = self._filled(shape, kind, DEPTH + (not fashion), fashion)
        return made

    def _template(self, kind: str) -> Json:
        fashion = self.worn = self.worn + 1
        key = (kind, fashion % FASHIONS)
        if key not in self._made:
            self._made[key] = self.whole(kind, key[1])
        return self._made[key]

    @property
    def most_fashions(self) -> int:
        """Return how many updates show every subtype of every type, also inside of another."""
        return 2 * max(len(each.subtypes) for each in self.types.values())

    def _filled(self, shape: Shape, path: str, depth: int, fashion: int) -> Any:  # noqa: ANN401  JSON
        if isinstance(shape, Named):
            return self._object(shape.type, path, depth, fashion)
        if shape == Several(Named("MessageEntity")):
            return [self._entity(kind, path, depth, fashion) for kind in ENTITIES]
        if isinstance(shape, Several):
            inside = self._filled(shape.each, path, depth, fashion)
            return [] if inside is None else [inside]
        return self._leaf(shape, path)

    def _leaf(self, shape: str, path: str) -> object:
        markers = self.markers
        made: Mapping[str, Any] = {
            "text": partial(markers.word, path),
            "number": partial(markers.number, path),
            "decimal": partial(markers.decimal, path),
            "moment": partial(markers.moment, path),
            "span": partial(markers.moment, path),
            "flag": lambda: True,
        }
        return made[shape]()

    def _object(self, name: str, path: str, depth: int, fashion: int) -> Json | None:
        known = self.types[name]
        if depth < LOWEST:
            return None
        if known.subtypes:
            # `Message` is the second of two; the first is what is left of one.
            at = fashion % len(known.subtypes) if name != "MaybeInaccessibleMessage" else -1
            return self._object(known.subtypes[at], path, depth, fashion)
        made: Json = dict(known.constant)
        for field, shape in known.fields.items():
            if field not in made and (depth > 0 or isinstance(shape, str) or field in known.needed):
                value = self._filled(shape, f"{path}.{field}", depth - 1, fashion)
                made |= {} if value is None else {field: value}
        return made

    def _entity(self, kind: str, path: str, depth: int, fashion: int) -> Json:
        # It lies in the words, whichever they are.
        made = self._object("MessageEntity", path, max(depth - 1, 0), fashion)
        return {**(made or {}), "type": kind, "offset": 0, "length": 1}
