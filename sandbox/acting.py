"""Deeds that the page asks for in people's names: reads the fields, does it, says what came."""

from collections.abc import Callable, Mapping

from sandbox import contents, deeds
from sandbox.chats import User
from sandbox.deeds import ImpossibleError, Manner
from sandbox.messages import Message
from sandbox.methods import Upload
from sandbox.parcels import Sent, send_files
from sandbox.presses import Press
from sandbox.refusals import Json
from sandbox.samples import SAMPLES
from sandbox.world import World

Given = Mapping[str, object]


def person_of(world: World, given: Given, field: str = "person") -> User:
    """Find the person that a field names."""
    person = world.people.get(number(given, field))
    if person is None:
        raise ImpossibleError(f"there is no person {given[field]}")
    return person


def number(given: Given, field: str) -> int:
    """Read a whole number that must be there."""
    value = given.get(field)
    if not isinstance(value, str | int):
        raise ImpossibleError(f"{field} must be a number")
    return int(value)


def perhaps(given: Given, field: str) -> int | None:
    """Read a whole number that may be missing."""
    return number(given, field) if given.get(field) not in (None, "") else None


def decimal(given: Given, field: str) -> float:
    """Read a number that must be there."""
    value = given.get(field)
    if not isinstance(value, str | int | float):
        raise ImpossibleError(f"{field} must be a number")
    return float(value)


def words(given: Given, field: str) -> str:
    """Read text, which may be missing."""
    value = given.get(field)
    return value if isinstance(value, str) else ""


def truth(given: Given, field: str) -> bool:
    """Read yes or no, as JSON or as a form has it."""
    return given.get(field) in (True, "true", "1")


def press(world: World, given: Given) -> Press:
    """Press a button; the answer comes later."""
    person, chat_id = _where(world, given)
    return deeds.press(world, person, chat_id, number(given, "message"), words(given, "data"))


def _where(world: World, given: Given) -> tuple[User, int]:
    return person_of(world, given), number(given, "chat")


def _sent(message: Message) -> Json:
    return {"message": message.id}


def _say(world: World, given: Given) -> Json:
    person, chat_id = _where(world, given)
    manner = Manner(reply_to=perhaps(given, "reply_to"), topic=perhaps(given, "topic"))
    return _sent(deeds.say(world, person, chat_id, words(given, "text"), manner))


def _start(world: World, given: Given) -> Json:
    person = person_of(world, given)
    return _sent(deeds.start(world, person, words(given, "payload") or None))


def _file(world: World, given: Given) -> Json:
    person, chat_id = _where(world, given)
    upload = given.get("file")
    if not isinstance(upload, Upload):
        raise ImpossibleError("there is no file")
    kind = words(given, "kind") or "document"
    sent = Sent(kind=kind, content=upload.content, name=upload.name, mime=upload.mime)
    manner = Manner(topic=perhaps(given, "topic"))
    caption = words(given, "caption")
    return _sent(send_files(world, person, chat_id, [sent], caption=caption, manner=manner)[0])


def _location(world: World, given: Given) -> Json:
    place = contents.location(
        decimal(given, "latitude"), decimal(given, "longitude"), live=truth(given, "live")
    )
    return _put(world, given, place)


def _sample(world: World, given: Given) -> Json:
    sample = SAMPLES.get(words(given, "kind"))
    if sample is None:
        raise ImpossibleError(f"there is one of each of {', '.join(SAMPLES)}")
    return _put(world, given, sample(world, person_of(world, given)))


def _contact(world: World, given: Given) -> Json:
    person = person_of(world, given)
    return _put(world, given, contents.contact(contents.OWN_PHONE, person.name, person.id))


def _put(world: World, given: Given, what: Json) -> Json:
    person, chat_id = _where(world, given)
    manner = Manner(topic=perhaps(given, "topic"))
    return _sent(deeds.put(world, person, chat_id, manner, **what))


def _forward(world: World, given: Given) -> Json:
    person, chat_id = _where(world, given)
    text, origin = words(given, "text"), words(given, "origin")
    return _sent(deeds.forward(world, person, chat_id, text, origin))


def _edit(world: World, given: Given) -> Json:
    person, chat_id = _where(world, given)
    message_id = number(given, "message")
    return _sent(deeds.edit(world, person, chat_id, message_id, words(given, "text")))


def _delete(world: World, given: Given) -> Json:
    deeds.delete(world, *_where(world, given), number(given, "message"))
    return {}


def _block(world: World, given: Given) -> Json:
    deeds.set_blocked(world, person_of(world, given), blocked=truth(given, "blocked"))
    return {}


def _react(world: World, given: Given) -> Json:
    deeds.react(world, *_where(world, given), number(given, "message"), words(given, "emoji"))
    return {}


def _language(world: World, given: Given) -> Json:
    person = person_of(world, given)
    person.learns(words(given, "language"))
    world.changes.announce("state")
    return {}


def _clock(world: World, given: Given) -> Json:
    world.clock.advance(decimal(given, "advance"))
    return {"offset": world.clock.offset}


ACTIONS: dict[str, Callable[[World, Given], Json]] = {
    "say": _say,
    "start": _start,
    "file": _file,
    "location": _location,
    "contact": _contact,
    "sample": _sample,
    "forward": _forward,
    "edit": _edit,
    "delete": _delete,
    "block": _block,
    "react": _react,
    "language": _language,
    "clock": _clock,
}
"""What can be asked for, by the last part of the address."""
