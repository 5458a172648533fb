"""Acts by two on cards: tucked away, proposed in words, confirmed by somebody else, explained."""

from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from domain.model.actions import ACTIONS, StaffAction
from domain.model.case import Case, Proposal, Status
from domain.model.outgoing import Spot
from domain.model.staff import StaffMember
from domain.ports import Transaction
from handlers.context import Services
from handlers.screens import Button, Reply
from handlers.staff.actions import pressed_card
from handlers.staff.card import card
from handlers.staff.reading import history_screen
from tests.builders import NOW, a_case
from tests.handlers.staff.setting import MAYA, NOOR, TOM, Hands, office, tap

pytestmark = pytest.mark.asyncio

CASE = a_case()
BY_TWO = [each for each in ACTIONS if each.by_two]


@pytest_asyncio.fixture
async def used(used: Services) -> Services:
    await used.store.write(put, CASE)
    return used


def put(tx: Transaction, case: Case) -> None:
    tx.cases.add(case)


async def stored(used: Services) -> Case | None:
    return await used.store.read(lambda tx: tx.cases.get(CASE.id))


async def shown(used: Services, spot: Spot = Spot.QUEUE) -> str:
    case = await stored(used)
    assert case
    return card(used, case, spot).parts[0]


async def buttons(used: Services, *, more: bool = False) -> list[Button]:
    case = await stored(used)
    assert case
    rows = card(used, case, Spot.QUEUE).rows
    if more:
        (unfold,) = [each for row in rows for each in row if each.words == "More ▾"]
        reply = await pressed_card(tap(unfold.data, card=1), office(used, MAYA, 900))
        assert reply.screen
        rows = reply.screen.rows
    return [each for row in rows for each in row]


async def presses(
    used: Services, words: str, member: StaffMember, update: int, *, more: bool = False
) -> Reply:
    (found,) = [each for each in await buttons(used, more=more) if each.words.startswith(words)]
    return await pressed_card(tap(found.data, card=1), office(used, member, update))


async def test_what_is_seldom_done_is_not_on_the_card_itself(used: Services) -> None:
    front = {each.words for each in await buttons(used)}
    assert not {"Erase now", "Keep longer ▾", "Legal hold"} & front
    folded = {each.words for each in await buttons(used, more=True)}
    assert {"Erase now", "Keep longer ▾", "Legal hold", "← Back"} <= folded


async def test_the_channel_is_told_and_asked_nothing(used: Services) -> None:
    await presses(used, "Erase now", MAYA, 1, more=True)
    case = await stored(used)
    assert case
    drawn = card(used, replace(case, status=Status.ACCEPTED), Spot.STAFF)
    assert "Maya wants to erase this case." in drawn.parts[0]
    assert not {"Confirm", "Drop the idea"} & {each.words for row in drawn.rows for each in row}


async def test_the_card_says_who_wants_what_and_who_confirms_it(used: Services) -> None:
    reply = await presses(used, "Erase now", MAYA, 1, more=True)
    assert reply.toast == "Proposed. Another moderator has to confirm it."
    text = await shown(used)
    assert "Maya wants to erase this case. Another moderator confirms it, before 1 Dec" in text
    assert {"Confirm", "Drop the idea"} <= {each.words for each in await buttons(used)}


async def test_the_same_person_is_told_to_find_another(used: Services) -> None:
    await presses(used, "Erase now", MAYA, 1, more=True)
    reply = await presses(used, "Confirm", MAYA, 2)
    assert reply.alert
    assert "Another moderator" in reply.toast
    assert await stored(used)


async def test_a_case_worker_is_told_who_may(used: Services) -> None:
    await presses(used, "Erase now", MAYA, 1, more=True)
    reply = await presses(used, "Confirm", TOM, 2)
    assert "moderators" in reply.toast


async def test_another_moderator_confirms_and_the_case_is_gone(used: Services) -> None:
    await presses(used, "Erase now", MAYA, 1, more=True)
    (stale,) = [each for each in await buttons(used) if each.words == "Confirm"]
    reply = await presses(used, "Confirm", NOOR, 2)
    assert reply.toast.startswith("Erased")
    assert await stored(used) is None
    late = await pressed_card(tap(stale.data, card=1), office(used, MAYA, 3))
    assert late.toast == "This case was deleted. There is nothing left to do."


async def test_the_days_are_asked_for_and_shown(used: Services) -> None:
    asked = await presses(used, "Keep longer", MAYA, 1, more=True)
    assert asked.screen
    choices = [each for row in asked.screen.rows for each in row]
    assert [each.words for each in choices] == ["30 days more", "90 days more", "← Back"]
    await pressed_card(tap(choices[1].data, card=1), office(used, MAYA, 2))
    assert "Maya wants to keep this case longer: 90 days more." in await shown(used)
    await presses(used, "Confirm", NOOR, 3)
    case = await stored(used)
    assert case
    told = history_screen(office(used, MAYA), case).text
    assert "Noor confirmed: kept longer, 90 days more." in told
    assert "Maya wants to keep this case longer: 90 days more." in told
    assert case.delete_on == CASE.delete_on + timedelta(days=90)


async def test_a_held_case_names_no_day(used: Services) -> None:
    await presses(used, "Legal hold", MAYA, 1, more=True)
    await presses(used, "Confirm", NOOR, 2)
    text = await shown(used)
    assert "Not deleted: a legal hold" in text
    assert "Deleted on" not in text
    assert {each.words for each in await buttons(used, more=True)} == {
        "Mute the sender ▾",
        "Lift the hold",
        "← Back",
    }


async def test_a_proposal_that_is_over_is_neither_shown_nor_in_the_way(
    used: Services, hands: Hands
) -> None:
    await presses(used, "Erase now", MAYA, 1, more=True)
    (stale,) = [each for each in await buttons(used) if each.words == "Confirm"]
    hands.now = NOW + timedelta(days=7)
    assert "wants to erase" not in await shown(used)
    reply = await pressed_card(tap(stale.data, card=1), office(used, NOOR, 2))
    assert reply.toast == "Nothing waits to be confirmed any more."
    assert (await presses(used, "Erase now", NOOR, 3, more=True)).toast.startswith("Proposed")


@pytest.mark.parametrize("act", BY_TWO, ids=lambda act: act.id)
async def test_every_act_by_two_is_proposed_in_a_sentence(used: Services, act: StaffAction) -> None:
    choice = act.choices[0] if act.choices else ""
    proposal = Proposal(action=act.id, choice=choice, by=MAYA.id, by_name="Maya", on=NOW.date())
    drawn = card(used, replace(CASE, proposal=proposal), Spot.QUEUE)
    assert "Maya wants" in drawn.parts[0]
