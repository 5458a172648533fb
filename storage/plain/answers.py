"""Answers as plain data and back, in a draft and in the report of a case alike."""

from domain.model.answers import Answer, Answers, from_plain, to_plain
from domain.model.ids import StepId
from storage.plain.packing import Plain


def answers_to_plain(answers: Answers) -> Plain:
    """Return all answers, by the step they answer."""
    return {step: to_plain(answer) for step, answer in answers.items()}


def answers_from_plain(plain: dict[str, object]) -> dict[StepId, Answer]:
    """Return all answers."""
    return {StepId(step): answer_from_plain(answer) for step, answer in plain.items()}


def answer_from_plain(plain: object) -> Answer:
    """Return one answer."""
    match plain:
        case dict():
            return from_plain(plain)
        case _:
            raise ValueError("not an answer")
