"""Turns a rule's refusal into words; anything else into calm words with a reference."""

from domain.model.errors import AnswerRefused, DomainError, Muted, NotReadyToSend
from handlers.context import Room
from texts.markup import Html


def words_for(problem: DomainError, room: Room) -> Html:
    """Return what to tell the person: what happened and what to do next."""
    match problem:
        case AnswerRefused(reason=reason, limit=limit):
            return room.say(f"refusal-{reason}", limit=limit)
        case NotReadyToSend(missing=missing):
            labels = [room.plain(f"report-{key(step)}-label") for step in missing]
            return room.say("review-missing", list=", ".join(labels))
        case Muted(until=until):
            return room.say(problem.key, day=until)
        case _:
            return room.say(problem.key)


def key(word: str) -> str:
    """Turn an id into the part of a catalogue key: hyphens for underscores."""
    return word.replace("_", "-")
