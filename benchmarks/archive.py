"""Databases to begin with: very many cases, or open drafts, made with the real tables and sealing.

Rows come in the order of their ids, which is quick; a grown file holds the same rows in more pages.
"""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

from benchmarks.household import CHANNEL, Household
from benchmarks.people import STORY
from bot.chance import SystemChance
from bot.clock import SystemClock
from domain.model.answers import Answer, Chosen, When, WhenKind, Where, WhereKind, Written
from domain.model.case import Case, Report, Status
from domain.model.hate_incident import FORM
from domain.model.ids import (
    CaseId,
    CaseNumber,
    ChatId,
    Language,
    MessageId,
    OptionId,
    ReporterKey,
    StepId,
    UpdateId,
)
from domain.model.occasion import Occasion
from domain.model.outgoing import Post, Spot
from domain.model.policy import Policy
from domain.ports import Transaction
from domain.usecases.reporting import begin_report
from storage import SqliteStore

AT_ONCE = 2_000
"""Cases in one commit."""

SOME = 1_000
"""Cases that somebody opens later, from all over the file."""

RETENTION_DAYS = 90
IDS = 2**64
DRAFTS = 10_000
POLICY = Policy(response_window_days=3, draft_hours=72, retention_days=90, delay_minutes=0)

ANSWERS: dict[StepId, Answer] = {
    StepId("safe_now"): Chosen(options=(OptionId("safe"),)),
    StepId("what"): Chosen(options=(OptionId("verbal_abuse"), OptionId("threats"))),
    StepId("why"): Chosen(options=(OptionId("disability"),)),
    StepId("when"): When(kind=WhenKind.DAY, day=date(2026, 11, 1)),
    StepId("where"): Where(kind=WhereKind.AREA, words="Hackney"),
    StepId("story"): Written(parts=(STORY,)),
}


async def fill(home: Household, count: int) -> list[CaseId]:
    """Store so many released cases, each with its card in the channel; return some of them."""
    chance, today = SystemChance(), SystemClock()().date()
    store = await SqliteStore.open(home.database, home.keys(), chance, epochs=home.epochs)
    room, step, some = IDS // count, max(1, count // SOME), list[CaseId]()
    for start in range(0, count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, count))
        ids = [CaseId(f"{each * room + chance.below(room):016x}") for each in numbers]
        some += [each for number, each in zip(numbers, ids, strict=True) if number % step == 0]
        await store.write(_stored, list(zip(numbers, ids, strict=True)), today)
    await store.close()
    return some


async def fill_drafts(home: Household, count: int = DRAFTS) -> None:
    """Let so many people be in the middle of a report."""
    chance = SystemChance()
    clock = SystemClock()
    store = await SqliteStore.open(home.database, home.keys(), chance, epochs=home.epochs)
    words = Written(parts=("They stood in my way and shouted. " * 10,))
    answers: dict[StepId, Answer] = {
        StepId("role"): Chosen(options=(OptionId("witness"),)),
        StepId("story"): words,
        StepId("who_did_it"): words,
    }
    writes = (
        store.write(
            begin_report,
            ReporterKey(chance.token(16).hex()),
            occasion=Occasion(now=clock(), update=UpdateId(number)),
            form=FORM,
            policy=POLICY,
            language=Language("en"),
            answers=answers,
        )
        for number in range(count)
    )
    await asyncio.gather(*writes)
    await store.close()


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
