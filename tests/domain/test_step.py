"""Which answers fit which kind of question."""

import pytest

from domain.model.answers import Answer, NotSure, When, WhenKind, Where, WhereKind
from domain.model.errors import AnswerRefused
from domain.model.ids import OptionId, StepId
from domain.model.step import Date, LongWords, ManyOf, OneOf, Place, Step, Words
from tests.builders import chosen, written

OPTIONS = (OptionId("a"), OptionId("b"), OptionId("none"))
ONE = OneOf(id=StepId("one"), section="s", options=OPTIONS, unsure=True)
MANY = ManyOf(id=StepId("many"), section="s", options=OPTIONS, alone=frozenset({OptionId("none")}))
WORDS = Words(id=StepId("words"), section="s", longest=10)
LONG = LongWords(id=StepId("long"), section="s", longest=10)
DATE = Date(id=StepId("date"), section="s")
PLACE = Place(id=StepId("place"), section="s")


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        (ONE, chosen("a")),
        (ONE, NotSure()),
        (MANY, chosen("a", "b")),
        (WORDS, written("ten signs.")),
        (LONG, written("five.", "more.")),
        (DATE, When(kind=WhenKind.UNKNOWN)),
        (PLACE, Where(kind=WhereKind.ONLINE)),
    ],
)
def test_answers_that_fit(step: Step, answer: Answer) -> None:
    step.check(answer)


@pytest.mark.parametrize(
    ("step", "answer", "reason"),
    [
        (ONE, chosen("z"), "not-an-option"),
        (ONE, chosen("a", "b"), "not-an-option"),
        (ONE, written("a"), "wrong-kind"),
        (MANY, chosen(), "empty"),
        (MANY, chosen("z"), "not-an-option"),
        (MANY, NotSure(), "not-an-option"),
        (WORDS, written("eleven sign"), "too-long"),
        (WORDS, written("   "), "empty"),
        (LONG, written("five.", "more..."), "too-long"),
        (DATE, chosen("a"), "wrong-kind"),
        (DATE, When(kind=WhenKind.WORDS, words="x" * 201), "too-long"),
        (PLACE, Where(kind=WhereKind.WORDS, words="x" * 301), "too-long"),
    ],
)
def test_answers_that_do_not_fit(step: Step, answer: Answer, reason: str) -> None:
    with pytest.raises(AnswerRefused) as refused:
        step.check(answer)
    assert refused.value.reason == reason


def test_toggling_keeps_the_order_of_the_form() -> None:
    assert MANY.toggled(chosen("b"), OptionId("a")) == chosen("a", "b")
    assert MANY.toggled(chosen("a", "b"), OptionId("a")) == chosen("b")


def test_nobody_excludes_everybody() -> None:
    assert MANY.toggled(chosen("a", "b"), OptionId("none")) == chosen("none")
    assert MANY.toggled(chosen("none"), OptionId("a")) == chosen("a")
