"""Words by which somebody could be recognised: finding them, hiding them, remembering to keep them.

A clue is pointed out and never taken away unasked. Slurs are evidence and no clues.
How each kind looks is found in `clue_finder`; what is said about it is in the catalogue.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from domain.model.answers import Answer, Answers, When, WhenKind, Where, WhereKind, Written
from domain.model.ids import StepId

ELLIPSIS = "…"
SHORT, LONG = 4, 7
"""Clues of up to so many characters show one or two of them; longer ones show four."""


class ClueKind(StrEnum):
    """What somebody could be recognised by; where two overlap, the first one counts."""

    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    HANDLE = "handle"
    NAME = "name"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PLATE = "plate"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A clue in a text: its words and where they start."""

    kind: ClueKind
    start: int
    words: str

    @property
    def end(self) -> int:
        """Return where the words are over."""
        return self.start + len(self.words)

    @property
    def shortened(self) -> str:
        """Return the words without their middle: enough to know them again, not to read them."""
        size = len(self.words)
        if size <= SHORT:
            return self.words[:1] + ELLIPSIS
        edge = 1 if size <= LONG else 2
        return self.words[:edge] + ELLIPSIS + self.words[-edge:]


@dataclass(frozen=True, slots=True)
class Clue:
    """A clue in an answer; ``part`` counts the messages of a long one."""

    step: StepId
    part: int
    sighting: Sighting


@dataclass(frozen=True, slots=True)
class Kept:
    """Words of an answer that the person wants to keep; forgotten as soon as the answer loses them.

    It holds nothing that the answer beside it does not hold.
    """

    step: StepId
    words: str


ClueFinder = Callable[[str], Sequence[Sighting]]
"""Finds the clues in a text, in their order."""


def clues_in(answers: Answers, find: ClueFinder) -> Iterator[Clue]:
    """Yield every clue in the words of the answers, in the order of the answers."""
    for step, answer in answers.items():
        for part, text in enumerate(texts_of(answer)):
            for sighting in find(text):
                yield Clue(step, part, sighting)


def undecided(answers: Answers, kept: Iterable[Kept], find: ClueFinder) -> tuple[Clue, ...]:
    """List the clues that are not kept, each once where an answer repeats its words."""
    known = {(each.step, each.words) for each in kept}
    found: list[Clue] = []
    for clue in clues_in(answers, find):
        mark = (clue.step, clue.sighting.words)
        if mark not in known:
            known.add(mark)
            found.append(clue)
    return tuple(found)


def same_words(clue: Clue, answers: Answers, find: ClueFinder) -> tuple[Clue, ...]:
    """List every clue with the words of this one in the same answer, so that none is left over."""
    answer = {clue.step: answers[clue.step]}
    return tuple(
        each
        for each in clues_in(answer, find)
        if each.sighting.words == clue.sighting.words and each.sighting.kind == clue.sighting.kind
    )


def is_there(clue: Clue, answers: Answers) -> bool:
    """Tell whether the words of a clue still stand where they were found."""
    texts = texts_of(answers.get(clue.step))
    if clue.part >= len(texts):
        return False
    return texts[clue.part].startswith(clue.sighting.words, clue.sighting.start)


def hidden(text: str, sightings: Iterable[Sighting], marker: str) -> str:
    """Put a marker in the place of words, and leave every other character as it is."""
    for each in sorted(sightings, key=lambda sighting: sighting.start, reverse=True):
        text = text[: each.start] + marker + text[each.end :]
    return text


def with_hidden(answers: Answers, clues: Iterable[Clue], marker: str) -> dict[StepId, Answer]:
    """Put a marker in the place of clues in the answers themselves."""
    changed = dict(answers)
    ordered = sorted(clues, key=_whereabouts)
    for (step, part), found in groupby(ordered, key=_whereabouts):
        texts = list(texts_of(changed[step]))
        texts[part] = hidden(texts[part], (each.sighting for each in found), marker)
        changed[step] = _with_texts(changed[step], tuple(texts))
    return changed


def still_there(kept: Iterable[Kept], answers: Answers) -> tuple[Kept, ...]:
    """Drop what was kept of words that the answers do not hold any more."""
    return tuple(
        each
        for each in kept
        if any(each.words in text for text in texts_of(answers.get(each.step)))
    )


def texts_of(answer: Answer | None) -> tuple[str, ...]:
    """List the texts of an answer that the person wrote."""
    match answer:
        case Written(parts=parts):
            return parts
        case When(kind=WhenKind.WORDS | WhenKind.PERIOD | WhenKind.DAY, words=words):
            return (words,)
        case Where(kind=WhereKind.WORDS, words=words):
            return (words,)
        case _:
            return ()


def _with_texts(answer: Answer, texts: tuple[str, ...]) -> Answer:
    match answer:
        case Written():
            return replace(answer, parts=texts)
        case When() | Where():
            return replace(answer, words=texts[0])
        case _:
            return answer


def _whereabouts(clue: Clue) -> tuple[StepId, int]:
    return clue.step, clue.part
