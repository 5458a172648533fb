"""Erasing, keeping longer and holding a case: one moderator proposes, another one confirms."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.model.actions import ACTIONS, Condition, StaffAction, offered
from domain.model.case import PROPOSAL_TIME, Case, Status
from domain.model.contact import Contact, Letter
from domain.model.errors import (
    AlreadyHandled,
    CardChanged,
    CaseGone,
    ConditionUnmet,
    NeedsAnother,
    NotAllowed,
    StaleButton,
)
from domain.model.hate_incident import FORM
from domain.model.ids import ChatId, MessageId
from domain.model.outgoing import Outgoing, Post, RemovePosts, Spot, TellReporter
from domain.model.staff import StaffMember
from domain.ports import Store, Transaction
from domain.usecases import casework, deciding, upkeep, visiting
from storage import Keys
from tests.builders import NOW, SeededChance, a_case, occasion
from tests.handlers.staff.setting import MAYA, NOOR, TOM
from tests.stores import SECRET

pytestmark = pytest.mark.asyncio

POST = Post(chat=ChatId(-1001), message=MessageId(10))
WAY = Keys(SECRET).way_back(5_550_000_501)
BY_TWO = [each for each in ACTIONS if each.by_two]
CASE = replace(a_case(), contact=Contact.REPLY_HERE)


def put(tx: Transaction, case: Case) -> None:
    tx.cases.add(case)
    tx.posts.add(case.id, Spot.QUEUE, POST)
    tx.routes.add(case.id, WAY, case.delete_on)
    tx.letters.add(case.id, Letter(on=NOW.date(), words="hello"))


def rows(tx: Transaction) -> tuple[Outgoing, ...]:
    return tx.outbox.take(NOW + timedelta(days=400), 100)


async def arrived(store: Store, case: Case = CASE) -> Case:
    await store.write(put, case)
    return case


async def stored(store: Store) -> Case:
    return await store.read(casework.case_for_staff, CASE.id)


async def proposes(
    store: Store,
    action: str,
    member: StaffMember = MAYA,
    *,
    choice: str = "",
    version: int | None = None,
    update: int = 1,
    now: datetime = NOW,
) -> Case:
    return await store.write(
        deciding.propose,
        CASE.id,
        action,
        (await stored(store)).version if version is None else version,
        member,
        occasion=occasion(update, now=now),
        chance=SeededChance(update),
        choice=choice,
    )


async def confirms(
    store: Store,
    member: StaffMember = NOOR,
    *,
    version: int | None = None,
    update: int = 50,
    now: datetime = NOW,
) -> Case | None:
    return await store.write(
        deciding.confirm,
        CASE.id,
        (await stored(store)).version if version is None else version,
        member,
        occasion=occasion(update, now=now),
        chance=SeededChance(update),
        one_place=False,
        form=FORM,
    )


async def both(store: Store, action: str, choice: str = "", *, update: int = 100) -> Case | None:
    await proposes(store, action, choice=choice, update=update)
    return await confirms(store, update=update + 1)


async def drops(store: Store, member: StaffMember) -> Case:
    return await store.write(
        casework.perform_action,
        CASE.id,
        "drop",
        (await stored(store)).version,
        member,
        occasion=occasion(70),
        chance=SeededChance(70),
        one_place=False,
    )


def choice_of(act: StaffAction) -> str:
    return act.choices[0] if act.choices else ""


def fitting(act: StaffAction) -> Case:
    """Return a case that the act may be done to."""
    return replace(CASE, held=act.holds is False)


@pytest.mark.parametrize("act", BY_TWO, ids=lambda act: act.id)
async def test_one_moderator_alone_changes_nothing(store: Store, act: StaffAction) -> None:
    case = await arrived(store, fitting(act))
    after = await proposes(store, act.id, choice=choice_of(act))
    assert (after.delete_on, after.held, after.status) == (case.delete_on, case.held, case.status)
    with pytest.raises(NeedsAnother):
        await confirms(store, MAYA)
    assert (await stored(store)).proposal == after.proposal


@pytest.mark.parametrize("act", BY_TWO, ids=lambda act: act.id)
async def test_a_press_on_the_act_itself_never_does_it(store: Store, act: StaffAction) -> None:
    case = await arrived(store, fitting(act))
    with pytest.raises(StaleButton):
        await store.write(
            casework.perform_action,
            case.id,
            act.id,
            case.version,
            MAYA,
            occasion=occasion(1),
            chance=SeededChance(1),
            one_place=False,
            detail=choice_of(act),
        )
    assert await stored(store) == case


@pytest.mark.parametrize("act", BY_TWO, ids=lambda act: act.id)
async def test_a_case_worker_neither_proposes_nor_confirms(store: Store, act: StaffAction) -> None:
    await arrived(store, fitting(act))
    with pytest.raises(NotAllowed):
        await proposes(store, act.id, TOM, choice=choice_of(act))
    await proposes(store, act.id, choice=choice_of(act), update=2)
    with pytest.raises(NotAllowed):
        await confirms(store, TOM)


async def test_two_moderators_erase_a_case_here_and_in_the_chats(store: Store) -> None:
    await arrived(store)
    assert await both(store, "erase") is None
    with pytest.raises(CaseGone):
        await stored(store)
    assert [each.what for each in await store.write(rows)] == [RemovePosts(posts=(POST,))]


async def test_a_reporter_is_not_told_of_the_erasing_and_finds_the_case_gone(
    store: Store,
) -> None:
    await arrived(store)
    await both(store, "erase")
    assert TellReporter(case=CASE.id) not in [each.what for each in await store.write(rows)]
    with pytest.raises(CaseGone):
        await store.read(visiting.own_case, CASE.id, WAY)


@pytest.mark.parametrize("days", [30, 90])
async def test_two_moderators_keep_a_case_longer_and_its_reporter_sees_the_day(
    store: Store, days: int
) -> None:
    await arrived(store)
    await both(store, "extend", str(days))
    own = await store.read(visiting.own_case, CASE.id, WAY)
    assert own.delete_on == CASE.delete_on + timedelta(days=days)
    assert not await erased(store, CASE.delete_on)
    assert await erased(store, own.delete_on)


async def erased(store: Store, day: date) -> bool:
    at = datetime.combine(day, NOW.timetz())
    await store.write(upkeep.erase_due_cases, now=at, chance=SeededChance(), form=FORM)
    return await store.read(lambda tx: tx.cases.get(CASE.id)) is None


async def test_a_held_case_outlives_its_day_and_its_reporter_is_told_so(store: Store) -> None:
    await arrived(store)
    await both(store, "legal_hold")
    assert (await store.read(visiting.own_case, CASE.id, WAY)).held
    day = CASE.delete_on
    for _ in range(3):
        assert not await erased(store, day)
        day = (await stored(store)).delete_on
    assert day > CASE.delete_on + timedelta(days=60)


async def test_a_case_is_erased_on_its_day_again_once_the_hold_is_lifted(store: Store) -> None:
    await arrived(store)
    await both(store, "legal_hold")
    assert not await erased(store, CASE.delete_on)
    await both(store, "lift_hold", update=200)
    kept = await stored(store)
    assert not kept.held
    assert kept.delete_on <= CASE.delete_on + upkeep.HELD_FOR
    assert await erased(store, kept.delete_on)


async def test_a_held_case_is_neither_erased_nor_kept_longer_by_hand(store: Store) -> None:
    await arrived(store, replace(CASE, held=True))
    ids = {each.id for each in offered(await stored(store)) if each.by_two}
    assert ids == {"lift_hold"}
    for action in ("erase", "extend"):
        with pytest.raises(ConditionUnmet) as refused:
            await proposes(store, action, choice="30" if action == "extend" else "")
        assert refused.value.condition == "not_held"


async def test_held_cases_do_not_keep_others_from_being_erased(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upkeep, "CASES_AT_ONCE", 1)
    await arrived(store, replace(CASE, held=True))
    other = replace(a_case("9QX-4M"), delete_on=CASE.delete_on + timedelta(days=1))
    await store.write(lambda tx: tx.cases.add(other))
    at = datetime.combine(other.delete_on, NOW.timetz())
    for _ in range(2):
        await store.write(upkeep.erase_due_cases, now=at, chance=SeededChance(), form=FORM)
    assert await store.read(lambda tx: tx.cases.get(other.id)) is None
    assert await stored(store)


async def test_a_second_proposal_replaces_none(store: Store) -> None:
    await arrived(store)
    first = await proposes(store, "erase")
    with pytest.raises(ConditionUnmet) as refused:
        await proposes(store, "extend", NOOR, choice="30", update=2)
    assert refused.value.condition == "not_proposed"
    assert (await stored(store)).proposal == first.proposal


@pytest.mark.parametrize("member", [MAYA, NOOR])
async def test_any_moderator_drops_a_proposal(store: Store, member: StaffMember) -> None:
    await arrived(store)
    await proposes(store, "erase")
    after = await drops(store, member)
    assert after.proposal is None
    assert "confirm" not in {each.id for each in offered(after)}
    with pytest.raises(ConditionUnmet):
        await confirms(store)


async def test_a_proposal_is_over_after_a_week(store: Store) -> None:
    await arrived(store)
    await proposes(store, "erase")
    with pytest.raises(ConditionUnmet) as refused:
        await confirms(store, now=NOW + PROPOSAL_TIME)
    assert refused.value.condition == "proposed"
    again = await proposes(store, "erase", update=2, now=NOW + PROPOSAL_TIME)
    assert again.proposal
    assert again.proposal.on == (NOW + PROPOSAL_TIME).date()


async def test_a_proposal_can_be_confirmed_until_its_week_is_over(store: Store) -> None:
    await arrived(store)
    await proposes(store, "erase")
    assert await confirms(store, now=NOW + PROPOSAL_TIME - timedelta(days=1)) is None


async def test_what_is_confirmed_is_what_the_card_showed(store: Store) -> None:
    await arrived(store)
    shown = await proposes(store, "extend", choice="30")
    await drops(store, MAYA)
    await proposes(store, "erase", update=2)
    with pytest.raises(CardChanged) as refused:
        await confirms(store, version=shown.version)
    assert refused.value.by == "Maya"
    assert await stored(store)


async def test_the_same_confirmation_twice_extends_once(store: Store) -> None:
    await arrived(store)
    await proposes(store, "extend", choice="30")
    await confirms(store)
    with pytest.raises(AlreadyHandled):
        await confirms(store)
    assert (await stored(store)).delete_on == CASE.delete_on + timedelta(days=30)


async def test_both_names_stay_in_the_history(store: Store) -> None:
    await arrived(store)
    after = await both(store, "extend", "30")
    assert after
    lines = [(each.action, each.by_name, each.detail) for each in after.history]
    assert lines == [("propose", "Maya", "extend 30"), ("extend", "Noor", "30")]


@pytest.mark.parametrize("choice", ["", "9999", "own_words"])
async def test_a_forged_choice_proposes_nothing(store: Store, choice: str) -> None:
    await arrived(store)
    with pytest.raises(StaleButton):
        await proposes(store, "extend", choice=choice)
    with pytest.raises(StaleButton):
        await proposes(store, "release", update=2)


async def test_a_closed_case_keeps_its_outcome_when_it_is_kept_longer(store: Store) -> None:
    await arrived(store, replace(CASE, status=Status.CLOSED, detail="recorded"))
    await both(store, "extend", "30")
    after = await stored(store)
    assert (after.status, after.detail) == (Status.CLOSED, "recorded")
    assert TellReporter(case=CASE.id) not in [each.what for each in await store.write(rows)]


async def test_a_press_on_a_card_from_before_a_proposal_names_who_was_quicker(
    store: Store,
) -> None:
    case = await arrived(store)
    await proposes(store, "erase")
    with pytest.raises(CardChanged) as refused:
        await proposes(store, "legal_hold", NOOR, version=case.version, update=2)
    assert refused.value.by == "Maya"


@pytest.mark.parametrize("act", BY_TWO, ids=lambda act: act.id)
async def test_no_act_by_two_takes_the_place_of_another_proposal(act: StaffAction) -> None:
    assert Condition.NOT_PROPOSED in act.only_while


async def test_the_audit_log_names_both_people_also_of_an_erased_case(store: Store) -> None:
    await arrived(store)
    await both(store, "erase")
    lines = await store.read(lambda tx: tx.audit.entries(CASE.number))
    told = [(each.action, each.by_name, each.detail) for each in lines]
    assert told == [("propose", "Maya", "erase"), ("erase", "Noor", "")]


async def test_figures_keep_counting_a_case_that_was_erased_by_hand(store: Store) -> None:
    await arrived(store)
    await both(store, "erase")
    assert len(await store.read(lambda tx: list(tx.tombstones.every()))) == 1
