"""Deciding about words that could name somebody: on the real store, and for any text."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.answers import Answer, Skipped, When, WhenKind, Where, WhereKind, Written
from domain.model.clues import (
    Clue,
    ClueKind,
    Kept,
    Sighting,
    clues_in,
    hidden,
    same_words,
    still_there,
    texts_of,
    undecided,
    with_hidden,
)
from domain.model.draft import REVIEW, Draft
from domain.model.errors import AlreadyHandled, NoDraft, StaleButton
from domain.model.hate_incident import FORM
from domain.model.ids import ReporterKey, StepId
from domain.ports import Store, Transaction
from domain.usecases import hygiene, reporting
from tests.builders import POLICY, REQUIRED, a_draft, chosen, occasion, written

ME = ReporterKey("a" * 32)
STORY, WHERE, WHEN = StepId("story"), StepId("where"), StepId("when")


def find(text: str) -> Sequence[Sighting]:
    """Find every "N1", "N2" and so on, as if they were names."""
    return [
        Sighting(ClueKind.NAME, at, text[at : at + 2])
        for at in range(len(text) - 1)
        if text[at] == "N" and text[at + 1].isdecimal()
    ]


def clue(words: str, *, part: int = 0, start: int = 0, step: StepId = STORY) -> Clue:
    return Clue(step, part, Sighting(ClueKind.NAME, start, words))


def put_draft(tx: Transaction, draft: Draft) -> None:
    tx.drafts.put(draft)


def with_story(*parts: str) -> Draft:
    return a_draft({**REQUIRED, STORY: written(*parts)}, at=REVIEW)


@pytest.mark.asyncio
async def test_hidden_words_leave_the_stored_draft(store: Store) -> None:
    await store.write(put_draft, with_story("I am N1.", "N1 again, not N2"))
    both = clue("N1", start=5), clue("N1", part=1)
    await store.write(hygiene.hide_clues, ME, both, "[name]", occasion=occasion(1), policy=POLICY)
    stored = await store.read(reporting.current_draft, ME)
    assert stored is not None
    assert stored.answers[STORY] == written("I am [name].", "[name] again, not N2")
    assert "N1" not in repr(stored)


@pytest.mark.asyncio
async def test_kept_words_are_not_asked_about_again(store: Store) -> None:
    await store.write(put_draft, with_story("N1 and N2"))
    await store.write(hygiene.keep_clues, ME, (clue("N1"),), occasion=occasion(1), policy=POLICY)
    stored = await store.read(reporting.current_draft, ME)
    assert stored is not None
    assert stored.kept == (Kept(STORY, "N1"),)
    left = undecided(stored.answers, stored.kept, find)
    assert [each.sighting.words for each in left] == ["N2"]


@pytest.mark.asyncio
async def test_the_same_update_twice_decides_once(store: Store) -> None:
    await store.write(put_draft, with_story("N1 N1"))
    first = (clue("N1"),)
    await store.write(hygiene.hide_clues, ME, first, "[name]", occasion=occasion(1), policy=POLICY)
    for usecase in (hygiene.keep_clues,):
        with pytest.raises(AlreadyHandled):
            await store.write(usecase, ME, first, occasion=occasion(1), policy=POLICY)
    with pytest.raises(AlreadyHandled):
        await store.write(
            hygiene.hide_clues, ME, first, "[name]", occasion=occasion(1), policy=POLICY
        )


@pytest.mark.asyncio
async def test_words_that_moved_since_are_not_touched(store: Store) -> None:
    draft = with_story("now N1")
    await store.write(put_draft, draft)
    for stale in clue("N1"), clue("N1", part=1), clue("N1", step=StepId("online")):
        with pytest.raises(StaleButton):
            await store.write(
                hygiene.hide_clues, ME, (stale,), "[name]", occasion=occasion(1), policy=POLICY
            )
    assert await store.read(reporting.current_draft, ME) == draft


@pytest.mark.asyncio
async def test_without_a_draft_there_is_nothing_to_decide(store: Store) -> None:
    with pytest.raises(NoDraft):
        await store.write(
            hygiene.keep_clues, ME, (clue("N1"),), occasion=occasion(1), policy=POLICY
        )


def test_a_decision_is_forgotten_with_its_words() -> None:
    step = FORM.step(STORY)
    assert step is not None
    draft = with_story("N1").keeping([clue("N1")])
    assert draft.noted(step, written("N1", "more")).kept == (Kept(STORY, "N1"),)
    assert draft.noted(step, written("other words")).kept == ()
    assert draft.without(step).kept == ()


def test_deciding_twice_remembers_once() -> None:
    assert with_story("N1").keeping([clue("N1")]).keeping([clue("N1")]).kept == (Kept(STORY, "N1"),)


def test_an_answer_that_repeats_words_is_asked_about_once_and_hidden_whole() -> None:
    answers: dict[StepId, Answer] = {
        STORY: written("N1 N1", "N1 N2"),
        WHERE: Where(kind=WhereKind.WORDS, words="N1"),
    }
    asked = undecided(answers, (), find)
    assert [(each.step, each.sighting.words) for each in asked] == [
        (STORY, "N1"),
        (STORY, "N2"),
        (WHERE, "N1"),
    ]
    assert len(same_words(asked[0], answers, find)) == 3
    after = with_hidden(answers, same_words(asked[0], answers, find), "—")
    assert after[STORY] == written("— —", "— N2")
    assert after[WHERE] == answers[WHERE]


def test_words_that_were_forwarded_are_still_said_to_be_when_some_are_hidden() -> None:
    answers: dict[StepId, Answer] = {STORY: Written(parts=("N1 did",), forwarded=True)}
    after = with_hidden(answers, tuple(clues_in(answers, find)), "—")
    assert after[STORY] == Written(parts=("— did",), forwarded=True)


@pytest.mark.parametrize(
    ("answer", "texts"),
    [
        (written("a", "b"), ("a", "b")),
        (When(kind=WhenKind.WORDS, words="a"), ("a",)),
        (When(kind=WhenKind.PERIOD, words="a"), ("a",)),
        (Where(kind=WhereKind.WORDS, words="a"), ("a",)),
        (Where(kind=WhereKind.AREA, words="Hackney"), ()),
        (Where(kind=WhereKind.POSTCODE, words="E8"), ()),
        (chosen("threats"), ()),
        (Skipped(), ()),
    ],
)
def test_only_what_people_wrote_themselves_is_looked_at(
    answer: Answer, texts: tuple[str, ...]
) -> None:
    assert texts_of(answer) == texts


def test_words_of_a_date_and_a_place_can_be_hidden() -> None:
    answers: dict[StepId, Answer] = {
        WHEN: When(kind=WhenKind.WORDS, words="when N1 came"),
        WHERE: Where(kind=WhereKind.WORDS, words="at N1"),
    }
    after = with_hidden(answers, tuple(clues_in(answers, find)), "—")
    assert after == {
        WHEN: When(kind=WhenKind.WORDS, words="when — came"),
        WHERE: Where(kind=WhereKind.WORDS, words="at —"),
    }


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("07911 123456", "07…56"),
        ("Ola", "O…"),
        ("Amina", "A…a"),
        ("E8 3PN", "E…N"),
        ("AB12 CDE", "AB…DE"),
    ],
)
def test_the_middle_of_the_words_is_left_out(words: str, shown: str) -> None:
    assert Sighting(ClueKind.NAME, 0, words).shortened == shown


pieces = st.lists(
    st.tuples(st.text(alphabet=st.characters(exclude_characters="N")), st.integers(0, 9)),
    max_size=6,
)


@given(pieces, st.text(), st.sampled_from(["[name]", "", "█"]))
def test_hiding_removes_the_words_and_nothing_else(
    told: list[tuple[str, int]], end: str, marker: str
) -> None:
    text = "".join(f"{before}N{number}" for before, number in told) + end.replace("N", "n")
    sightings = find(text)
    assert len(sightings) == len(told)
    kept = "".join(before + marker for before, _ in told) + end.replace("N", "n")
    assert hidden(text, sightings, marker) == kept
    # In any order, and some of them only.
    assert hidden(text, sightings[::-1], marker) == kept
    assert hidden(text, (), marker) == text


@given(st.lists(st.sampled_from(["N1", "N2", "x N1 y", "N1N2", "words"]), min_size=1, max_size=4))
def test_hiding_one_clue_after_the_other_ends_with_none(parts: list[str]) -> None:
    answers: dict[StepId, Answer] = {STORY: written(*parts)}
    for _ in range(9):
        left = undecided(answers, (), find)
        if not left:
            break
        answers = with_hidden(answers, same_words(left[0], answers, find), "—")
    assert undecided(answers, (), find) == ()
    told = "".join(texts_of(answers[STORY]))
    assert told.replace("—", "") == "".join(parts).replace("N1", "").replace("N2", "")


@given(
    st.lists(st.sampled_from(["N1", "N2", "N3"])), st.lists(st.sampled_from(["N1 N2", "N3", ""]))
)
def test_nothing_is_remembered_that_the_answers_do_not_hold(
    kept: list[str], parts: list[str]
) -> None:
    answers: dict[StepId, Answer] = {STORY: written(*parts)}
    for each in still_there([Kept(STORY, words) for words in kept], answers):
        assert any(each.words in part for part in parts)
