"""Every refusal has words that say what to do, and names nothing technical."""

import pytest

from domain.model import errors
from domain.model.errors import AnswerRefused, DomainError, NotReadyToSend
from domain.model.ids import StepId
from domain.model.step import REFUSALS
from handlers.problems import key, words_for
from tests.handlers.rooms import a_room
from texts.catalogue import Catalogue

PLAIN = [
    each
    for each in vars(errors).values()
    if isinstance(each, type)
    and issubclass(each, DomainError)
    and each.__init__ is DomainError.__init__
]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("problem", PLAIN, ids=lambda each: each.__name__)
def test_every_problem_has_words(
    texts: Catalogue, language: str, problem: type[DomainError]
) -> None:
    assert words_for(problem(), a_room(texts, language=language))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("reason", REFUSALS)
def test_every_refused_answer_has_words(texts: Catalogue, language: str, reason: str) -> None:
    assert words_for(AnswerRefused(reason, 300), a_room(texts, language=language))


def test_a_refusal_names_its_limit(texts: Catalogue) -> None:
    assert "300" in words_for(AnswerRefused("too-long", 300), a_room(texts))


def test_what_is_missing_is_named(texts: Catalogue) -> None:
    room = a_room(texts)
    told = words_for(NotReadyToSend((StepId("what"), StepId("where"))), room)
    for step in "what", "where":
        assert room.plain(f"report-{step}-label") in told


def test_ids_become_keys() -> None:
    assert key("where_kind") == "where-kind"
