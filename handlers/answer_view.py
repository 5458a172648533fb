"""One answer in words, wherever it is shown: to its writer, in the review, on a card of staff."""

from datetime import date
from functools import partial

from domain.model.answers import (
    Answer,
    Answers,
    Attached,
    Chosen,
    Grid,
    NotSure,
    Skipped,
    When,
    WhenKind,
    Where,
    WhereKind,
    Written,
)
from domain.model.ids import Language, OptionId
from domain.model.place import CELL_METRES
from domain.model.step import Gate, Step
from handlers.context import Services
from handlers.file_view import files_line
from handlers.problems import key
from texts.markup import Html, escaped


def answer_line(services: Services, language: Language, step: Step, answer: Answer) -> Html:
    """Return one answer in words: options joined, dates and places spelt out."""
    say = partial(services.texts.say, language)
    match answer:
        case Chosen(options=options):
            return _chosen(services, language, step, options)
        case Written(parts=parts):
            return escaped("\n".join(parts))
        case When(kind=kind, day=day, words=words, part=part):
            typed = "-typed" if kind is WhenKind.DAY and words else ""
            if day is None:
                return say(f"answer-when-{key(kind)}{typed}", words=words)
            return say(f"answer-when-{key(kind)}{typed}", words=words, day=day, part=part)
        case Where() as where:
            return say(f"answer-where-{key(where.kind)}", **_place(where))
        case Attached():
            return files_line(services, language, answer)
        case Skipped() | NotSure():
            return say("answer-skipped" if isinstance(answer, Skipped) else "answer-not-sure")


def written_answers(services: Services, answers: Answers) -> list[tuple[Step, str]]:
    """List the answers that are (also) the person's own words, in the form's order."""
    found = []
    for step in services.form.steps:
        words = words_in(answers.get(step.id))
        if words:
            found.append((step, words))
    return found


def words_in(answer: Answer | None) -> str:
    """Return what the person wrote in their own words, also beside a date or a place."""
    match answer:
        case Written(parts=parts):
            return "\n\n".join(parts)
        case When(words=words) | Where(kind=WhereKind.WORDS, words=words):
            return words
        case _:
            return ""


def _chosen(
    services: Services, language: Language, step: Step, options: tuple[OptionId, ...]
) -> Html:
    say = partial(services.texts.say, language)
    before = [each for each in options if not (isinstance(step, Gate) and each == step.safe)]
    names = [say(f"report-{key(step.id)}-option-{key(each)}") for each in before or options]
    joined = Html(" · ".join(names))
    # Whoever was not safe and then said that they are: neither alone would be true.
    return say("answer-safe-later", answer=joined) if 0 < len(before) < len(options) else joined


def _place(where: Where) -> dict[str, str | int | date]:
    if where.kind is not WhereKind.PIN:
        return {"words": where.words}
    # Half a cell each way, said as the cell's size; four decimals are finer than any grid.
    return {
        "metres": CELL_METRES[where.grid or Grid.STREET],
        "latitude": f"{where.latitude or 0:.4f}",
        "longitude": f"{where.longitude or 0:.4f}",
    }
