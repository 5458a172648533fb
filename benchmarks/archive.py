"""A database as it lies after years: very many cases, made with the real tables and real sealing.

Rows come in the order of their ids, which is quick; a grown file holds the same rows in more pages.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from benchmarks.household import CHANNEL, Household
from benchmarks.people import STORY
from bot.chance import SystemChance
from bot.clock import SystemClock
from domain.model.answers import Answer, Chosen, When, WhenKind, Where, WhereKind, Written
from domain.model.case import Case, Report, Status
from domain.model.ids import CaseId, CaseNumber, ChatId, Language, MessageId, OptionId, StepId
from domain.model.outgoing import Post, Spot
from domain.ports import Transaction
from storage import SqliteStore

AT_ONCE = 2_000
"""Cases in one commit."""

RETENTION_DAYS = 90
IDS = 2**64

ANSWERS: dict[StepId, Answer] = {
    StepId("safe_now"): Chosen(options=(OptionId("safe"),)),
    StepId("what"): Chosen(options=(OptionId("verbal_abuse"), OptionId("threats"))),
    StepId("why"): Chosen(options=(OptionId("disability"),)),
    StepId("when"): When(kind=WhenKind.DAY, day=date(2026, 11, 1)),
    StepId("where"): Where(kind=WhereKind.AREA, words="Hackney"),
    StepId("story"): Written(parts=(STORY,)),
}


async def fill(home: Household, count: int) -> None:
    """Store so many released cases, each with its card in the channel."""
    chance, today = SystemChance(), SystemClock()().date()
    store = await SqliteStore.open(home.database, home.keys(), chance)
    room = IDS // count
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        ids = [CaseId(f"{each * room + chance.below(room):016x}") for each in numbers]
        await store.write(_stored, list(zip(numbers, ids, strict=True)), today)
    await store.close()


def some_cases(home_ids: Sequence[str], count: int) -> Iterable[str]:
    """Pick so many ids from all over a list."""
    step = max(1, len(home_ids) // count)
    return home_ids[::step][:count]


def _stored(tx: Transaction, cases: Sequence[tuple[int, CaseId]], today: date) -> None:
    for number, case_id in cases:
        tx.cases.add(_case(number, case_id, today))
        card = Post(chat=ChatId(CHANNEL), message=MessageId(number + 1))
        tx.posts.add(case_id, Spot.STAFF, card)


def _case(number: int, case_id: CaseId, today: date) -> Case:
    return Case(
        id=case_id,
        number=CaseNumber(f"{number:X}"),
        version=1,
        status=Status.ACCEPTED,
        urgent=False,
        report=Report(
            form_id="hate_incident",
            answers=ANSWERS,
            language=Language("en"),
            received_on=today,
            received_part="evening",
        ),
        delete_on=today + timedelta(days=1 + number % RETENTION_DAYS),
    )
