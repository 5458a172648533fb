"""The way through a form: what is asked, in which order, and what is required."""

from dataclasses import replace

import pytest

from domain.model.answers import Answer, NotSure, Skipped
from domain.model.draft import REVIEW
from domain.model.errors import AnswerRefused
from domain.model.hate_incident import FORM
from domain.model.ids import StepId
from domain.model.step import Gate, Step
from tests.builders import REQUIRED, a_draft, chosen, written


def test_only_three_facts_and_the_gate_are_required() -> None:
    required = {step.id for step in FORM.steps if step.required}
    assert required == {"safe_now", "what", "when", "where"}


@pytest.mark.parametrize("step", FORM.steps, ids=lambda step: step.id)
def test_every_step_can_be_skipped_but_those(step: Step) -> None:
    if step.required:
        with pytest.raises(AnswerRefused):
            step.check(Skipped())
    else:
        step.check(Skipped())


def test_danger_is_asked_first() -> None:
    assert isinstance(FORM.steps[0], Gate)
    assert FORM.path({}, short=True)[0] is FORM.steps[0]


@pytest.mark.parametrize(
    ("step", "answers", "asked"),
    [
        ("agreed", {"role": chosen("for_someone_else")}, True),
        ("agreed", {"role": chosen("me")}, False),
        ("transport", {"where_kind": chosen("public_transport")}, True),
        ("transport", {"where_kind": chosen("park")}, False),
        ("online", {"what": chosen("online", "threats")}, True),
        ("online", {"what": chosen("threats")}, False),
        ("weapon_what", {"weapon": chosen("yes")}, True),
        ("weapon_what", {"weapon": NotSure()}, False),
        ("told_reference", {"told": chosen("police")}, True),
        ("told_reference", {}, False),
        ("why_signs", {"why": chosen("race", "age")}, True),
        ("why_signs", {"why": chosen("other")}, True),
        ("why_signs", {"why": NotSure()}, False),
        ("why_signs", {"why": Skipped()}, False),
        ("why_signs", {}, False),
    ],
)
def test_branches_open_and_close(*, step: str, answers: dict[StepId, Answer], asked: bool) -> None:
    assert (StepId(step) in {each.id for each in FORM.path(answers)}) is asked


def test_an_answer_whose_question_no_longer_applies_is_not_sent() -> None:
    answers: dict[StepId, Answer] = {
        StepId("role"): chosen("me"),
        StepId("agreed"): chosen("they_agree"),
        StepId("story"): written("words"),
    }
    assert set(FORM.relevant(answers)) == {"role", "story"}


def test_a_report_is_ready_as_soon_as_the_required_facts_are_there() -> None:
    assert FORM.missing(REQUIRED) == ()
    some = {key: value for key, value in REQUIRED.items() if key != "when"}
    assert FORM.missing(some) == ("when",)


@pytest.mark.parametrize(
    ("step", "option"), [("weapon", "yes"), ("harm", "hospital"), ("safe_now", "danger")]
)
def test_weapon_hospital_and_still_here_are_urgent(step: str, option: str) -> None:
    assert FORM.is_urgent({StepId(step): chosen(option)})
    assert not FORM.is_urgent(REQUIRED)


@pytest.mark.parametrize(
    ("step", "option"),
    [
        ("safe_now", "danger"),
        ("safe_now", "hurt"),
        ("weapon", "yes"),
        ("harm", "hospital"),
        ("again", "still_going_on"),
    ],
)
def test_answers_that_speak_of_danger_reopen_the_emergency_card(step: str, option: str) -> None:
    asked = FORM.step(StepId(step))
    assert asked is not None
    assert FORM.raises_danger(asked, {StepId(step): chosen(option)})


def test_being_safe_raises_no_alarm() -> None:
    assert not FORM.raises_danger(FORM.steps[0], {StepId("safe_now"): chosen("safe")})


@pytest.mark.parametrize(
    ("answers", "contact"),
    [
        ({"where_kind": chosen("public_transport")}, "btp"),
        ({"why": chosen("sexual_orientation")}, "galop"),
        ({"role": chosen("witness")}, "crimestoppers"),
    ],
)
def test_contacts_follow_the_answers(answers: dict[StepId, Answer], contact: str) -> None:
    assert contact in FORM.contacts_for(answers)
    assert FORM.contacts_for({}) == ()


def test_walking_the_whole_form_ends_at_the_review() -> None:
    draft = a_draft(at="safe_now")
    seen = []
    while draft.at != REVIEW:
        seen.append(draft.at)
        step = FORM.step(draft.at)
        assert step is not None
        draft = draft.answered(FORM, step, REQUIRED.get(step.id, Skipped()))
    assert seen == [step.id for step in FORM.path(draft.answers)]


def test_back_returns_to_the_question_before_and_never_before_the_first() -> None:
    at_what = a_draft({StepId("role"): chosen("me")}, at="what")
    before = at_what.back(FORM)
    assert before is not None
    assert before.at == "role"
    assert a_draft(at="safe_now").back(FORM) is None


def test_changing_an_answer_leads_back_to_the_review_by_its_own_branch_only() -> None:
    full: dict[StepId, Answer] = {
        step.id: REQUIRED.get(step.id, Skipped()) for step in FORM.path(REQUIRED)
    }
    changing = replace(a_draft(full, at="role"), changing=True)
    role = FORM.step(StepId("role"))
    assert role is not None
    assert changing.answered(FORM, role, chosen("me")).at == REVIEW
    opened = changing.answered(FORM, role, chosen("for_someone_else"))
    assert opened.at == "agreed"
    agreed = FORM.step(StepId("agreed"))
    assert agreed is not None
    assert opened.answered(FORM, agreed, Skipped()).at == REVIEW


def test_the_short_way_asks_seven_things_at_most() -> None:
    path = [step.id for step in FORM.path({}, short=True)]
    assert path == ["safe_now", "story", "what", "when", "where", "contact", "sharing"]
