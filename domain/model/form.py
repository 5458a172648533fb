"""A form: steps in order, which of them apply, and the way through them.

Generic over what is asked; the shipped questions are in `hate_incident`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.model.answers import Answer, Answers, Chosen, facets, is_given
from domain.model.contact import Contact
from domain.model.ids import StepId
from domain.model.step import Condition, Files, Gate, LongWords, Place, Step, WayOfContact


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """Steps in the order they are asked.

    ``short``: the few steps of "say it in one message", in their order.
    ``urgent_when``: any of these puts a case first.
    ``danger_when``: any of these shows the emergency card again.
    ``suggests``: contacts that fit an answer, as (condition, contact id).
    ``perspective``: the step that tells whose story it is, which the words of others follow.
    """

    id: str
    steps: tuple[Step, ...]
    short: tuple[StepId, ...]
    urgent_when: tuple[Condition, ...] = ()
    danger_when: tuple[Condition, ...] = ()
    suggests: tuple[tuple[Condition, str], ...] = ()
    perspective: StepId | None = None

    def step(self, step_id: StepId) -> Step | None:
        """Find a step by its id."""
        return next((step for step in self.steps if step.id == step_id), None)

    @property
    def story(self) -> StepId | None:
        """Return the question that takes a story: the first for long words."""
        return next((step.id for step in self.steps if isinstance(step, LongWords)), None)

    @property
    def place(self) -> StepId | None:
        """Return the first question for a place."""
        return next((step.id for step in self.steps if isinstance(step, Place)), None)

    def contact(self, answers: Answers) -> Contact:
        """Return how the person can be reached: as chosen, else through a mailbox."""
        asked = (answers.get(step.id) for step in self.steps if isinstance(step, WayOfContact))
        chosen = facets(next(asked, None))
        return Contact(next(iter(chosen), Contact.MAILBOX))

    @property
    def evidence(self) -> StepId | None:
        """Return the first question that takes files."""
        return next((step.id for step in self.steps if isinstance(step, Files)), None)

    def path(self, answers: Answers, *, short: bool = False) -> tuple[Step, ...]:
        """List the steps that apply, in the order they are asked on this way."""
        way = self._way(short=short)
        return tuple([step for step in way if not step.ask_if or step.applies(answers)])

    def first(self, answers: Answers, *, short: bool = False) -> Step:
        """Return the first step of the path."""
        return next(step for step in self._way(short=short) if step.applies(answers))

    def missing(self, answers: Answers) -> tuple[StepId, ...]:
        """List required steps that have no answer yet."""
        return tuple(
            step.id
            for step in self.steps
            if step.required and step.applies(answers) and not is_given(answers.get(step.id))
        )

    def relevant(self, answers: Answers) -> dict[StepId, Answer]:
        """Drop answers whose question no longer applies, in the form's order."""
        return {
            step.id: answers[step.id]
            for step in self.steps
            if step.id in answers and step.applies(answers)
        }

    def is_urgent(self, answers: Answers) -> bool:
        """Tell whether a report with these answers comes first."""
        return any(condition.holds(answers) for condition in self.urgent_when)

    def raises_danger(self, step: Step, answers: Answers) -> bool:
        """Tell whether the answer to this step should show the emergency card."""
        if isinstance(step, Gate):
            return bool(facets(answers.get(step.id)) - {step.safe})
        return any(
            condition.step == step.id and condition.holds(answers) for condition in self.danger_when
        )

    def safe_again(self, answers: Answers) -> dict[StepId, Answer]:
        """Return the answers of somebody who says that they are safe now.

        Whatever they said before stays with it, so that the report still comes first.
        """
        gates = [step for step in self.steps if isinstance(step, Gate)]
        given = ((gate, answers.get(gate.id)) for gate in gates)
        said = {gate.id: gate.safe_again(each) for gate, each in given if isinstance(each, Chosen)}
        return {**answers, **said}

    def contacts_for(self, answers: Answers) -> tuple[str, ...]:
        """List ids of contacts that fit the answers, each once, in the form's order."""
        fitting = (contact for condition, contact in self.suggests if condition.holds(answers))
        return tuple(dict.fromkeys(fitting))

    def depending_on(self, step_id: StepId) -> frozenset[StepId]:
        """List steps that are asked because of an answer to this one."""
        return frozenset(
            step.id
            for step in self.steps
            if any(condition.step == step_id for condition in step.ask_if)
        )

    def _way(self, *, short: bool) -> Iterable[Step]:
        if not short:
            return self.steps
        by_id = {step.id: step for step in self.steps}
        return (by_id[step_id] for step_id in self.short)
