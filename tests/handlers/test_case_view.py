"""How a report looks to staff, and that the reporter's preview is the same."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from domain.model.actions import masks_toggled
from domain.model.answers import Answer, Grid, NotSure, Skipped, When, WhenKind, Where, WhereKind
from domain.model.case import Case, Event, Status
from domain.model.hate_incident import FORM
from domain.model.ids import Language, StaffId, StepId
from domain.model.step import ManyOf, OneOf, when_any
from handlers.answer_view import answer_line
from handlers.case_view import card_parts, preview_parts
from handlers.context import Services
from handlers.fitting import shown_length
from tests.builders import REQUIRED, a_case, chosen, written
from tests.handlers.staff.setting import NoStore, services
from texts.catalogue import Catalogue

EN = Language("en")

WORDS: Mapping[StepId, Answer] = {
    StepId("story"): written("He shouted <b>at me</b>.", "Then he ran."),
    StepId("who_did_it"): written("Tall, named Gregor"),
    StepId("when"): When(kind=WhenKind.WORDS, words="early June, by the clinic"),
    StepId("where"): Where(kind=WhereKind.WORDS, words="behind 12 Mare Street"),
}


@pytest.fixture(scope="module")
def used() -> Services:
    return services(NoStore(), Catalogue.load())


def case(**changes: Answer) -> Case:
    answers = {**REQUIRED, **{StepId(key): value for key, value in changes.items()}}
    return a_case(answers=answers)


def shown(used: Services, of: Case, *, with_words: bool) -> str:
    return "\n".join(card_parts(used, of, language=EN, with_words=with_words))


def line(used: Services, step: str, answer: Answer) -> str:
    found = FORM.step(StepId(step))
    assert found
    return answer_line(used, EN, found, answer)


@pytest.mark.parametrize("step", [each for each in FORM.steps if isinstance(each, OneOf | ManyOf)])
def test_every_option_has_words(used: Services, step: OneOf | ManyOf) -> None:
    for option in step.options:
        assert option not in {"", answer_line(used, EN, step, chosen(option))}


@pytest.mark.parametrize("kind", WhenKind)
def test_every_kind_of_date_has_words(used: Services, kind: WhenKind) -> None:
    day = date(2026, 11, 23) if kind in {"just_now", "today", "yesterday", "day"} else None
    assert line(used, "when", When(kind=kind, day=day, words="in June"))


@pytest.mark.parametrize("kind", WhereKind)
def test_every_kind_of_place_has_words(used: Services, kind: WhereKind) -> None:
    pin = Where(kind=kind, words="E8", latitude=51.5010, longitude=-0.0590, grid=Grid.STREET)
    assert line(used, "where", pin)


def test_options_are_joined(used: Services) -> None:
    joined = line(used, "what", chosen("threats", "arson"))
    assert joined.count(" · ") == 1


def test_skipped_and_unsure_answers_have_words(used: Services) -> None:
    assert line(used, "why", Skipped()) == "Not provided"
    assert line(used, "why", NotSure()) == "Not sure"


def test_a_pin_is_shown_as_coarse_as_it_is_kept(used: Services) -> None:
    pin = Where(kind=WhereKind.PIN, latitude=51.5010, longitude=-0.0590, grid=Grid.BOROUGH)
    assert "5,000" in line(used, "where", pin)


def test_words_of_the_person_are_escaped(used: Services) -> None:
    typed = When(kind=WhenKind.WORDS, words="<b>&")
    assert "&lt;b&gt;&amp;" in line(used, "when", typed)
    assert line(used, "story", written("<b>&")) == "&lt;b&gt;&amp;"
    assert "&lt;b&gt;at me&lt;/b&gt;" in shown(
        used, case(story=WORDS[StepId("story")]), with_words=True
    )


def test_a_card_without_words_holds_none_of_them(used: Services) -> None:
    bare = shown(used, a_case(answers={**REQUIRED, **WORDS}), with_words=False)
    for word in ("shouted", "Gregor", "June", "clinic", "Mare"):
        assert word not in bare
    assert "10 words wait for a moderator" in bare


def test_a_typed_date_keeps_its_day_when_its_words_are_kept_back(used: Services) -> None:
    typed = When(kind=WhenKind.DAY, day=date(2026, 11, 17), words="last Tuesday after school")
    bare = shown(used, case(when=typed), with_words=False)
    assert "17 November 2026" in bare
    assert "school" not in bare


def test_a_masked_word_is_a_bar_on_the_card(used: Services) -> None:
    of = a_case(answers={**REQUIRED, **WORDS})
    of = masks_toggled(of, StepId("who_did_it"), "gregor")
    of = masks_toggled(of, StepId("where"), "12 Mare Street")
    card = shown(used, of, with_words=True)
    assert "Gregor" not in card
    assert "Mare" not in card
    assert "██████" in card


def test_only_answered_questions_are_listed(used: Services) -> None:
    card = shown(used, case(weapon=Skipped(), role=chosen("witness")), with_words=True)
    assert "Weapon" not in card
    assert "Not provided" not in card
    assert line(used, "role", chosen("witness")) in card


def test_an_urgent_card_says_why(used: Services) -> None:
    of = replace(case(weapon=chosen("yes")), urgent=True)
    assert "Urgent</b> · Weapon: Yes\n" in shown(used, of, with_words=False)


@pytest.mark.parametrize("answer", ["danger", "hurt"])
def test_an_urgent_card_says_why_in_the_words_of_the_answer(used: Services, answer: str) -> None:
    of = replace(case(safe_now=chosen(answer), harm=chosen("shaken", "hospital")), urgent=True)
    why = line(used, "safe_now", chosen(answer))
    card = shown(used, of, with_words=False)
    assert f"Urgent</b> · Safe now: {why} · Harm: Had to go to hospital\n" in card


def test_a_card_tells_that_somebody_was_not_safe_and_later_was(used: Services) -> None:
    of = replace(case(safe_now=chosen("danger", "safe")), urgent=True)
    card = shown(used, of, with_words=False)
    both = "Safe now: No, or I am not sure. Said later: safe now"
    assert f"Urgent</b> · {both}\n" in card
    assert card.count(both) == 2


def test_what_was_written_is_no_reason_on_a_card_without_words(used: Services) -> None:
    form = replace(FORM, urgent_when=(when_any("when", "words"),))
    of = replace(a_case(answers={**REQUIRED, **WORDS}), urgent=True)
    card = shown(replace(used, form=form), of, with_words=False)
    assert "Urgent</b> · When\n" in card
    assert "June" not in card


def test_the_language_of_the_words_is_named_in_staffs_language(used: Services) -> None:
    of = case(story=written("Cześć"))
    of = replace(of, report=replace(of.report, language=Language("pl")))
    assert "Written in Polish" in shown(used, of, with_words=True)


def test_a_closed_case_shows_its_outcome(used: Services) -> None:
    of = replace(case(), status=Status.CLOSED, detail="referred", owner_name="Tom")
    card = shown(used, of, with_words=True)
    assert "Sent on to another service" in card
    assert "Tom" in card


def test_a_duplicate_names_the_other_case(used: Services) -> None:
    of = replace(case(), status=Status.DECLINED, detail="duplicate 9QX-4M")
    assert "9QX-4M" in shown(used, of, with_words=False)


def test_the_words_of_a_note_are_not_on_the_card(used: Services) -> None:
    note = Event(
        action="note", by=StaffId(1), by_name="Tom", on=date(2026, 11, 24), detail="call Ana"
    )
    card = shown(used, case().after(note), with_words=True)
    assert "1 note" in card
    assert "Ana" not in card


def test_long_words_flow_on_in_parts_that_fit(used: Services) -> None:
    of = case(story=written(*["A sentence of some words. " * 140] * 5))
    parts = card_parts(used, of, language=EN, with_words=True)
    assert len(parts) > 3
    assert all(shown_length(part) <= 4096 for part in parts)
    assert parts[1].startswith("<b>Case 7F3-K2</b>, part 2 of")


def test_the_preview_is_the_card(used: Services) -> None:
    of = replace(a_case(answers={**REQUIRED, **WORDS}), urgent=True)
    preview = preview_parts(used, of.report, urgent=True, delete_on=of.delete_on)
    card = card_parts(used, of, language=EN, with_words=True)
    assert [part.replace("···-··", of.number) for part in preview] == list(card)
