"""Whether the questions of a form make a whole: what each alone cannot tell."""

from collections.abc import Iterator, Mapping

from domain.model.form import Form
from domain.model.form_fault import Fault
from domain.model.ids import StepId
from domain.model.step import Condition, Gate, ManyOf, OneOf, Step


def faults_of(form: Form) -> Iterator[Fault]:
    """Return what is missing, said twice, or named without being there."""
    ids = [step.id for step in form.steps]
    for step_id in sorted({each for each in ids if ids.count(each) > 1}):
        yield Fault(
            where=f"step {step_id}", what="the id is used twice", mend="Give each step its own id."
        )
    if not form.steps or not isinstance(form.steps[0], Gate):
        yield Fault(
            where="steps[1]", what="the first question is no gate", mend="Ask about danger first."
        )
    if not any(step.required and not isinstance(step, Gate) for step in form.steps):
        yield Fault(
            where="form", what="nothing is required", mend="Mark what a report cannot do without."
        )
    yield from _faults_of_short_way(form)
    by_id = {step.id: step for step in form.steps}
    for where, condition in _conditions(form):
        yield from _faults_of_condition(where, condition, by_id)


def _faults_of_short_way(form: Form) -> Iterator[Fault]:
    ids = {step.id for step in form.steps}
    for step_id in form.short:
        if step_id not in ids:
            what = f"there is no step {step_id}"
            yield Fault(where="short", what=what, mend="Name steps of this form.")
    for step in form.steps:
        if step.required and not step.ask_if and step.id not in form.short:
            what = f"it leaves out {step.id}"
            yield Fault(where="short", what=what, mend="Ask all that is required there.")


def _conditions(form: Form) -> Iterator[tuple[str, Condition]]:
    """Return every condition with its place."""
    for step in form.steps:
        for each in step.ask_if:
            yield f"step {step.id}, ask_if", each
    for each in form.urgent_when:
        yield "urgent_when", each
    for each in form.danger_when:
        yield "danger_when", each
    for each, _ in form.suggests:
        yield "suggests", each


def _faults_of_condition(
    where: str, condition: Condition, by_id: Mapping[StepId, Step]
) -> Iterator[Fault]:
    step = by_id.get(condition.step)
    if step is None:
        what = f"there is no step {condition.step}"
        yield Fault(where=where, what=what, mend="Name a step of this form.")
    elif isinstance(step, OneOf | ManyOf):
        for option in sorted(condition.any_of - set(step.options)):
            what = f"step {step.id} has no option {option}"
            yield Fault(where=where, what=what, mend="Name an option of that step.")
