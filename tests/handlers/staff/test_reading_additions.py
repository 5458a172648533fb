"""What reporters add after sending: counted on the card, read in private by whoever may read."""

from dataclasses import replace
from datetime import date

import pytest

from domain.model.case import Case, Status
from domain.model.contact import Addition
from domain.model.ids import StepId
from domain.model.outgoing import Spot
from domain.ports import Transaction
from handlers.context import Services
from handlers.staff.actions import pressed_card
from handlers.staff.card import card
from tests.builders import REQUIRED, a_case, written
from tests.handlers.staff.private import opens
from tests.handlers.staff.setting import MAYA, SAM, TOM, office, tap

pytestmark = pytest.mark.asyncio

ADDED = (
    Addition(on=date(2026, 11, 25), words="They came <back>"),
    Addition(on=date(2026, 11, 27), words="and again"),
)
BARE = a_case(status=Status.ACCEPTED)
CASE = replace(BARE, additions=ADDED)
TOLD = replace(
    a_case(status=Status.ACCEPTED, answers={**REQUIRED, StepId("story"): written("Noon.")}),
    additions=ADDED,
)


def put(tx: Transaction, case: Case) -> None:
    tx.cases.add(case)


def buttons(used: Services, case: Case, spot: Spot) -> set[str]:
    return {each.words for row in card(used, case, spot).rows for each in row}


@pytest.mark.parametrize("spot", list(Spot))
async def test_the_card_counts_them_and_never_shows_them(used: Services, spot: Spot) -> None:
    shown = "".join(card(used, CASE, spot).parts)
    assert "2 messages from the reporter" in shown
    assert "again" not in shown


@pytest.mark.parametrize("spot", list(Spot))
async def test_read_is_offered_as_soon_as_there_is_one(used: Services, spot: Spot) -> None:
    assert "Read" in buttons(used, CASE, spot)
    assert "Read" not in buttons(used, BARE, spot)


async def test_they_are_read_after_the_report_with_their_days(used: Services) -> None:
    await used.store.write(put, TOLD)
    shown = await opens(used, f"s_read_{CASE.id}", TOM)
    told = [shown.text.index(each) for each in ("Noon.", "25 November", "They came", "27 Nov")]
    assert told == sorted(told)
    assert "They came &lt;back&gt;" in shown.text


async def test_they_are_read_where_the_report_has_no_words(used: Services) -> None:
    await used.store.write(put, CASE)
    assert "and again" in (await opens(used, f"s_read_{CASE.id}", TOM)).text


async def test_before_the_release_only_moderators_read_them(used: Services) -> None:
    await used.store.write(put, replace(CASE, status=Status.RECEIVED))
    assert "and again" not in (await opens(used, f"s_read_{CASE.id}", TOM)).text
    assert "and again" in (await opens(used, f"s_read_{CASE.id}", MAYA)).text


async def test_somebody_without_a_role_reads_none(used: Services) -> None:
    await used.store.write(put, CASE)
    press = tap(f"c:{CASE.id}:1:read", card=1, spot=Spot.STAFF)
    assert not (await pressed_card(press, office(used, SAM))).open_url
    assert "and again" not in (await opens(used, f"s_read_{CASE.id}", SAM)).text
