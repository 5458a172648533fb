"""The kinds of question a form can ask, and which answers fit each kind.

A step is data: it holds no words and does not know which form it is in.
"""

from dataclasses import dataclass, field

from domain.model.answers import (
    Answer,
    Answers,
    Attached,
    Chosen,
    NotSure,
    Skipped,
    When,
    Where,
    Written,
    facets,
)
from domain.model.attached import MOST_BYTES, MOST_FILES, FileState
from domain.model.contact import Contact
from domain.model.errors import AnswerRefused
from domain.model.ids import OptionId, StepId

REFUSALS = (
    *("empty", "too-long", "not-an-option", "wrong-kind", "cannot-skip", "not-a-district"),
    *("too-many-files", "too-much-in-files", "case-too-many-files", "case-too-much-in-files"),
)
"""Reasons for which an answer is refused; the words are ``refusal-<reason>``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """True when the answer to ``step`` holds one of ``any_of`` (options, or how it was given)."""

    step: StepId
    any_of: frozenset[str]

    def holds(self, answers: Answers) -> bool:
        """Tell whether the answers so far meet the condition."""
        answer = answers.get(self.step)
        return answer is not None and not self.any_of.isdisjoint(facets(answer))


def when_any(step: str, *any_of: str) -> Condition:
    """Write a condition in one breath: ``when_any("role", "for_someone_else")``."""
    return Condition(step=StepId(step), any_of=frozenset(any_of))


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What every kind of question has.

    ``ask_if``: asked when any of the conditions holds (empty: always).
    ``unsure``: offers "Not sure" beside "Skip".  ``counted``: may appear in figures.
    """

    id: StepId
    section: str
    required: bool = False
    unsure: bool = False
    counted: bool = False
    ask_if: tuple[Condition, ...] = ()

    def applies(self, answers: Answers) -> bool:
        """Tell whether the question is asked, given the answers so far."""
        return not self.ask_if or any(condition.holds(answers) for condition in self.ask_if)

    def check(self, answer: Answer) -> None:
        """Raise `AnswerRefused` unless the answer fits this step."""
        if isinstance(answer, Skipped):
            if self.required:
                raise AnswerRefused("cannot-skip")
        elif isinstance(answer, NotSure):
            if not self.unsure:
                raise AnswerRefused("not-an-option")
        else:
            self._check_given(answer)

    def _check_given(self, answer: Answer) -> None:
        raise AnswerRefused("wrong-kind")


@dataclass(frozen=True, kw_only=True, slots=True)
class OneOf(Step):
    """Pick one option."""

    options: tuple[OptionId, ...]

    def _check_given(self, answer: Answer) -> None:
        if not isinstance(answer, Chosen):
            raise AnswerRefused("wrong-kind")
        if len(answer.options) != 1 or answer.options[0] not in self.options:
            raise AnswerRefused("not-an-option")


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate(OneOf):
    """Pick one option; every option but ``safe`` shows the emergency card before going on."""

    safe: OptionId

    def safe_again(self, before: Chosen) -> Chosen:
        """Return the answer with ``safe`` behind what was said before, which stays."""
        others = (each for each in before.options if each != self.safe)
        return Chosen(options=(*others, self.safe))


@dataclass(frozen=True, kw_only=True, slots=True)
class WayOfContact(OneOf):
    """How the person can be reached; its options are those of `Contact`, the first the default."""

    options: tuple[OptionId, ...] = tuple(OptionId(each.value) for each in Contact)


@dataclass(frozen=True, kw_only=True, slots=True)
class ManyOf(Step):
    """Pick any number of options; an option in ``alone`` excludes all others."""

    options: tuple[OptionId, ...]
    alone: frozenset[OptionId] = field(default=frozenset())

    def toggled(self, so_far: Answer | None, option: OptionId) -> Chosen:
        """Return the answer with one option switched on or off, in the form's order."""
        if option not in self.options:
            raise AnswerRefused("not-an-option")
        before = set(so_far.options) if isinstance(so_far, Chosen) else set()
        if option in before:
            after = before - {option}
        elif option in self.alone:
            after = {option}
        else:
            after = (before - self.alone) | {option}
        return Chosen(options=tuple(each for each in self.options if each in after))

    def _check_given(self, answer: Answer) -> None:
        if not isinstance(answer, Chosen):
            raise AnswerRefused("wrong-kind")
        if not set(answer.options) <= set(self.options):
            raise AnswerRefused("not-an-option")
        if not answer.options:
            raise AnswerRefused("empty")


@dataclass(frozen=True, kw_only=True, slots=True)
class Words(Step):
    """A few words in one message; ``longest`` counts characters."""

    longest: int = 1000

    def _check_given(self, answer: Answer) -> None:
        _check_written(answer, self.longest)


@dataclass(frozen=True, kw_only=True, slots=True)
class LongWords(Step):
    """As many messages as it takes, until "Done"; ``longest`` counts all characters together."""

    longest: int = 20_000

    def _check_given(self, answer: Answer) -> None:
        _check_written(answer, self.longest)


@dataclass(frozen=True, kw_only=True, slots=True)
class Date(Step):
    """A date in any precision."""

    longest: int = 200

    def _check_given(self, answer: Answer) -> None:
        if not isinstance(answer, When):
            raise AnswerRefused("wrong-kind")
        if len(answer.words) > self.longest:
            raise AnswerRefused("too-long", self.longest)


@dataclass(frozen=True, kw_only=True, slots=True)
class Place(Step):
    """A place in any precision."""

    longest: int = 300

    def _check_given(self, answer: Answer) -> None:
        if not isinstance(answer, Where):
            raise AnswerRefused("wrong-kind")
        if len(answer.words) > self.longest:
            raise AnswerRefused("too-long", self.longest)


@dataclass(frozen=True, kw_only=True, slots=True)
class Files(Step):
    """Photos, videos, sound and documents, several of them, until "Done"."""

    most: int = MOST_FILES
    most_bytes: int = MOST_BYTES

    def _check_given(self, answer: Answer) -> None:
        if not isinstance(answer, Attached):
            raise AnswerRefused("wrong-kind")
        if not answer.files:
            raise AnswerRefused("empty")
        if sum(file.state is not FileState.REFUSED for file in answer.files) > self.most:
            raise AnswerRefused("too-many-files", self.most)
        if sum(file.weight for file in answer.files) > self.most_bytes:
            raise AnswerRefused("too-much-in-files", self.most_bytes // (1024 * 1024))


def _check_written(answer: Answer, longest: int) -> None:
    if not isinstance(answer, Written):
        raise AnswerRefused("wrong-kind")
    if not any(part.strip() for part in answer.parts):
        raise AnswerRefused("empty")
    if sum(len(part) for part in answer.parts) > longest:
        raise AnswerRefused("too-long", longest)
