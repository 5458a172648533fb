"""How a report looks to staff, in any language: one renderer for their cards and for the preview.

The reporter's "What staff will see" is true because both come from here. Knows nothing of buttons,
of chats, or of who may see the words: the caller says whether they are shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError

from domain.model.answers import (
    Answer,
    Answers,
    Attached,
    Chosen,
    When,
    WhenKind,
    Written,
    is_given,
)
from domain.model.case import Case, Proposal, Report, Status
from domain.model.form import Form
from domain.model.ids import Language
from domain.model.step import Condition, Gate, Step
from handlers.answer_view import answer_line, words_in, written_answers
from handlers.context import Services
from handlers.fitting import Block, flowed
from handlers.problems import key
from texts.markup import Html, escaped, has_link, links_as_code

Value = str | int | date

NO_NUMBER = "···-··"
"""Stands where a report that is not sent will have its case number."""


def card_parts(
    services: Services, case: Case, *, language: Language, with_words: bool
) -> tuple[Html, ...]:
    """Return a case's card, and further parts where the words do not fit on it.

    Each part fits in one message; masked words are bars in all of them.
    """
    speaker = _Speaker(services, language)
    card = _Card(
        number=case.number,
        status=case.status,
        urgent=case.urgent,
        delete_on=None if case.held else case.delete_on,
        standing=tuple(speaker.standing(case)),
    )
    shown = _with_added_files(services.form, case)
    return _parts(speaker, card, case.report, shown, with_words=with_words)


def _with_added_files(form: Form, case: Case) -> Answers:
    """Count files that came later with those that came with the report."""
    shown = case.shown_answers()
    if form.evidence is None or not case.files:
        return shown
    return {**shown, form.evidence: Attached(files=case.every_file)}


def preview_parts(
    services: Services, report: Report, *, urgent: bool, delete_on: date
) -> tuple[Html, ...]:
    """Return the card that a report would make, in staff's language and with its words."""
    speaker = _Speaker(services, services.staff.language)
    card = _Card(number=NO_NUMBER, status=Status.RECEIVED, urgent=urgent, delete_on=delete_on)
    return _parts(speaker, card, report, report.answers, with_words=True)


def has_words(services: Services, report: Report) -> bool:
    """Tell whether a report holds words that a card without words leaves out."""
    return bool(written_answers(services, report.answers))


def holds_link(services: Services, answers: Answers) -> bool:
    """Tell whether something in a person's own words may be a link, which is shown as code."""
    return any(has_link(words) for _, words in written_answers(services, answers))


def outcome_words(services: Services, language: Language, action: str, detail: str) -> str:
    """Return the choice that went with an action, in words; with the other case's number if any."""
    choice, _, other_case = detail.partition(" ")
    if not choice:
        return ""
    words = services.texts.plain(language, f"staff-choice-{key(action)}-{key(choice)}")
    return f"{words} ({other_case})" if other_case else words


def proposed_words(services: Services, language: Language, by: str, detail: str) -> Html:
    """Say who wants what to be done; the detail is an action that needs two, and its choice."""
    action, _, choice = detail.partition(" ")
    chosen = outcome_words(services, language, action, choice)
    return services.texts.say(language, f"staff-proposed-{key(action)}", by=by, choice=chosen)


@dataclass(frozen=True, kw_only=True)
class _Card:
    """What a card says besides the report; ``delete_on`` is None under a legal hold."""

    number: str
    status: Status
    urgent: bool
    delete_on: date | None
    standing: tuple[Html, ...] = ()


@dataclass(frozen=True)
class _Speaker:
    """Says things in one language."""

    services: Services
    language: Language

    def say(self, words: str, /, **values: Value) -> Html:
        return self.services.texts.say(self.language, words, **values)

    def plain(self, words: str, /, **values: Value) -> str:
        return self.services.texts.plain(self.language, words, **values)

    def label(self, step: Step) -> str:
        return self.plain(f"report-{key(step.id)}-label")

    def urgency(self, answers: Answers) -> Html:
        form = self.services.form
        because = [each for each in form.urgent_when if each.holds(answers)]
        reasons = [
            self.reason(step, each, answers) for each in because if (step := form.step(each.step))
        ]
        if not reasons:
            return self.say("staff-card-urgent")
        return self.say("staff-card-urgent-because", reasons=Html(" · ".join(reasons)))

    def reason(self, step: Step, because: Condition, answers: Answers) -> Html:
        """Say which answer puts a case first; never what was written, which may be kept back."""
        answer = answers.get(step.id)
        if not isinstance(answer, Chosen):
            return escaped(self.label(step))
        if not isinstance(step, Gate):
            answer = Chosen(options=tuple(o for o in answer.options if o in because.any_of))
        words = answer_line(self.services, self.language, step, answer)
        return self.say("staff-card-line", label=self.label(step), answer=words)

    def standing(self, case: Case) -> Iterable[Html]:
        """Say who has the case, what is proposed, how it ended, and what was done to it."""
        if case.owner_name:
            yield self.say("staff-card-owner", owner=case.owner_name)
        elif case.status is Status.ACCEPTED:
            yield self.say("staff-card-no-owner")
        if case.proposal:
            yield self.proposal(case.proposal)
        if case.status is Status.CLOSED:
            yield self.say("staff-card-outcome", outcome=self.outcome("close", case))
        if case.status is Status.DECLINED:
            yield self.say("staff-card-reason", reason=self.outcome("decline", case))
        yield from self.counts(case)

    def counts(self, case: Case) -> Iterable[Html]:
        """Count what is to be read about the case elsewhere."""
        notes = sum(1 for event in case.history if event.action == "note")
        counted = {
            "staff-card-masked": len({mask.step for mask in case.masks}),
            "staff-card-additions": len(case.additions),
            "staff-card-notes": notes,
        }
        yield from (self.say(words, count=count) for words, count in counted.items() if count)

    def proposal(self, proposal: Proposal) -> Html:
        """Say what one moderator wants and another one has to confirm."""
        detail = f"{proposal.action} {proposal.choice}".strip()
        said = proposed_words(self.services, self.language, proposal.by_name, detail)
        return self.say("staff-card-proposal", said=said, day=proposal.ends_on)

    def outcome(self, action: str, case: Case) -> str:
        return outcome_words(self.services, self.language, action, case.detail)

    def language_name(self, code: Language) -> str:
        try:
            name = Locale.parse(code, sep="-").get_display_name(self.language.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            return code
        return name or code


def _parts(
    speaker: _Speaker, card: _Card, report: Report, shown: Answers, *, with_words: bool
) -> tuple[Html, ...]:
    blocks = [Block(_head(speaker, card, report))]
    blocks += [Block(each) for each in _sections(speaker, shown, with_words=with_words)]
    blocks += [Block(each) for each in _about_words(speaker, report, with_words=with_words)]
    if with_words and holds_link(speaker.services, shown):
        blocks.append(Block(speaker.say("staff-card-links")))
    if with_words:
        blocks += [
            Block(speaker.say("staff-card-section", section=speaker.label(step)), words)
            for step, words in _long(speaker.services, shown)
        ]
    return flowed(
        blocks,
        lambda part, parts: speaker.say(
            "staff-card-continued", number=card.number, part=part, parts=parts
        ),
    )


def _head(speaker: _Speaker, card: _Card, report: Report) -> Html:
    say = speaker.say
    status = speaker.plain(f"staff-status-{key(card.status)}")
    lines = [
        say("staff-card-title", number=card.number),
        *([speaker.urgency(report.answers)] if card.urgent else []),
        say("staff-card-status", status=status),
        *card.standing,
        say("staff-card-received", day=report.received_on, part=report.received_part),
        say("staff-card-language", name=speaker.language_name(report.language)),
        say("staff-card-delete-day", day=card.delete_on)
        if card.delete_on
        else say("staff-card-held"),
    ]
    return Html("\n".join(lines))


def _sections(speaker: _Speaker, shown: Answers, *, with_words: bool) -> Iterable[Html]:
    asked = [step for step in speaker.services.form.steps if step.id in shown]
    for section in dict.fromkeys(step.section for step in asked):
        steps = [step for step in asked if step.section == section]
        lines = [_line(speaker, step, shown[step.id], with_words=with_words) for step in steps]
        given = [line for line in lines if line]
        if given:
            name = speaker.plain(f"report-section-{key(section)}")
            title = speaker.say("staff-card-section", section=name)
            yield Html("\n".join([title, *given]))


def _line(speaker: _Speaker, step: Step, answer: Answer, *, with_words: bool) -> Html:
    if isinstance(answer, Written) or not is_given(answer):
        return Html("")
    if with_words or not words_in(answer):
        words = links_as_code(answer_line(speaker.services, speaker.language, step, answer))
    else:
        words = _without_words(speaker, step, answer)
    return speaker.say("staff-card-line", label=speaker.label(step), answer=words)


def _without_words(speaker: _Speaker, step: Step, answer: Answer) -> Html:
    match answer:
        case When(kind=WhenKind.DAY, day=day):
            bare = When(kind=WhenKind.DAY, day=day)
            return answer_line(speaker.services, speaker.language, step, bare)
        case _:
            return speaker.say("staff-card-in-their-words")


def _about_words(speaker: _Speaker, report: Report, *, with_words: bool) -> Iterable[Html]:
    count = sum(len(text.split()) for _, text in _long(speaker.services, report.answers))
    if count and with_words:
        lines = [speaker.say("staff-card-words", count=count)]
        if any(isinstance(each, Written) and each.forwarded for each in report.answers.values()):
            lines.append(speaker.say("staff-card-words-forwarded"))
        yield Html("\n".join([*lines, speaker.say("staff-card-own-words-below")]))
    elif count:
        yield speaker.say("staff-card-words-kept-back", count=count)


def _long(services: Services, answers: Answers) -> list[tuple[Step, str]]:
    steps = services.form.steps
    return [
        (step, "\n\n".join(answer.parts))
        for step in steps
        if isinstance(answer := answers.get(step.id), Written)
    ]
