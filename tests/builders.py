"""Things that tests need and do not care about, made in one word."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from domain.model.answers import Answer, Chosen, When, WhenKind, Where, WhereKind, Written
from domain.model.case import Case, Report, Status
from domain.model.code import CaseCode
from domain.model.contact import Mailbox, NewMailbox
from domain.model.draft import Draft
from domain.model.ids import CaseId, CaseNumber, Language, OptionId, ReporterKey, StepId, UpdateId
from domain.model.occasion import Occasion
from domain.model.policy import Policy

NOW = datetime(2026, 11, 24, 20, 15, tzinfo=UTC)
POLICY = Policy(delay_minutes=0)


class SeededChance:
    """Randomness that is the same in every run."""

    def __init__(self, seed: int = 0) -> None:
        """Start from a seed."""
        self._state = seed

    def token(self, length: int) -> bytes:
        """Return that many bytes of the sequence."""
        self._state += 1
        return blake2b(self._state.to_bytes(8, "big"), digest_size=64).digest()[:length]

    def below(self, limit: int) -> int:
        """Return the next number below the limit."""
        return int.from_bytes(self.token(8), "big") % limit


def chosen(*options: str) -> Chosen:
    """Choose options."""
    return Chosen(options=tuple(OptionId(each) for each in options))


def written(*parts: str) -> Written:
    """Write words."""
    return Written(parts=parts)


def occasion(update: int = 1, *, now: datetime = NOW) -> Occasion:
    """Let something happen."""
    return Occasion(now=now, update=UpdateId(update))


def new_mailbox(number: int = 1) -> NewMailbox:
    """Return a mailbox like no other, without the slow hash that leads to one."""
    lookup, key = number.to_bytes(16, "big"), blake2b(bytes([number % 256])).digest()[:32]
    return NewMailbox(
        code=CaseCode(f"{number:016d}"), mailbox=Mailbox(lookup=lookup, public_key=key)
    )


REQUIRED: Mapping[StepId, Answer] = {
    StepId("safe_now"): chosen("safe"),
    StepId("what"): chosen("verbal_abuse"),
    StepId("when"): When(kind=WhenKind.TODAY, day=NOW.date()),
    StepId("where"): Where(kind=WhereKind.AREA, words="Hackney"),
}
"""The fewest answers that can be sent."""


def a_draft(answers: Mapping[StepId, Answer] | None = None, *, at: str = "role") -> Draft:
    """Return a draft at a step."""
    return Draft(
        reporter=ReporterKey("a" * 32),
        form_id="hate_incident",
        language=Language("en"),
        at=StepId(at),
        expires_at=NOW + timedelta(hours=72),
        answers=dict(answers or {}),
    )


def a_case(
    number: str = "7F3-K2",
    *,
    status: Status = Status.RECEIVED,
    answers: Mapping[StepId, Answer] | None = None,
    urgent: bool = False,
) -> Case:
    """Return a case as it is just after sending, or in another status."""
    return Case(
        id=CaseId(blake2b(number.encode(), digest_size=8).hexdigest()),
        number=CaseNumber(number),
        version=1,
        status=status,
        urgent=urgent,
        report=Report(
            form_id="hate_incident",
            answers=dict(answers or REQUIRED),
            language=Language("en"),
            received_on=NOW.date(),
            received_part="evening",
        ),
        delete_on=date(2027, 2, 22),
    )
