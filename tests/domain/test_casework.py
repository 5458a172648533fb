"""Who of the staff may do what to a case, what becomes of it, and what must be sent then."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.acting import DESK_TIME, OnDesk
from domain.model.actions import ACTIONS
from domain.model.answers import Written
from domain.model.case import Case, Mask, Status
from domain.model.errors import (
    AlreadyHandled,
    CardChanged,
    CaseGone,
    NoSuchCase,
    NotAllowed,
    NotPossibleNow,
    StaleButton,
    WordsNotThere,
)
from domain.model.ids import CaseId, ChatId, MessageId, StepId
from domain.model.outgoing import Outgoing, Post, PostCard, Priority, RefreshCard, Spot
from domain.model.staff import Role, StaffMember
from domain.ports import Store, Transaction
from domain.usecases import casework
from tests.builders import NOW, REQUIRED, SeededChance, a_case, occasion, written
from tests.handlers.staff.setting import MAYA, PRIYA, SAM, TOM

pytestmark = pytest.mark.asyncio

STORY = StepId("story")
CARD = Post(chat=ChatId(-1001), message=MessageId(10))


def put_case(tx: Transaction, case: Case, *posts: tuple[Spot, Post]) -> None:
    tx.cases.add(case)
    for spot, post in posts:
        tx.posts.add(case.id, spot, post)


def waiting(tx: Transaction) -> list[PostCard | RefreshCard]:
    taken = tx.outbox.take(NOW + timedelta(days=1), 100)
    return [row.what for row in taken if isinstance(row.what, PostCard | RefreshCard)]


def rows(tx: Transaction) -> tuple[Outgoing, ...]:
    return tx.outbox.take(NOW + timedelta(days=1), 100)


def kept(tx: Transaction, case: CaseId) -> Case:
    return casework.case_for_staff(tx, case)


async def arrived(
    store: Store, case: Case | None = None, *, spots: tuple[Spot, ...] = (Spot.QUEUE,)
) -> Case:
    case = case or a_case(answers={**REQUIRED, STORY: written("Gregor hit me, gregor did")})
    await store.write(put_case, case, *((spot, CARD) for spot in spots))
    return case


async def press(
    store: Store,
    case: Case,
    action: str,
    member: StaffMember,
    *,
    update: int,
    version: int | None = None,
    detail: str = "",
    one_place: bool = False,
) -> Case:
    return await store.write(
        casework.perform_action,
        case.id,
        action,
        case.version if version is None else version,
        member,
        occasion=occasion(update),
        chance=SeededChance(update),
        one_place=one_place,
        detail=detail,
    )


async def test_release_sends_the_card_to_the_staff_channel(store: Store) -> None:
    case = await arrived(store)
    after = await press(store, case, "release", MAYA, update=1)
    assert after.status is Status.ACCEPTED
    assert set(await store.write(waiting)) == {
        PostCard(case=case.id, spot=Spot.STAFF),
        RefreshCard(case=case.id, spot=Spot.QUEUE),
    }


async def test_release_where_all_share_one_place_draws_the_card_anew(store: Store) -> None:
    case = await arrived(store)
    await press(store, case, "release", MAYA, update=1, one_place=True)
    assert await store.write(waiting) == [RefreshCard(case=case.id, spot=Spot.QUEUE)]


async def test_an_urgent_release_goes_before_other_cards(store: Store) -> None:
    case = await arrived(store, replace(a_case(), urgent=True))
    await press(store, case, "release", MAYA, update=1)
    assert (await store.write(rows))[0].priority is Priority.URGENT


async def test_second_claim_is_refused_and_names_who_was_quicker(store: Store) -> None:
    case = await arrived(store, a_case(status=Status.ACCEPTED))
    await press(store, case, "claim", TOM, update=1)
    with pytest.raises(CardChanged) as refused:
        await press(store, case, "claim", PRIYA, update=2)
    assert refused.value.by == "Tom"
    assert (await store.read(kept, case.id)).owner == TOM.id


async def test_a_note_in_between_does_not_hide_who_was_quicker(store: Store) -> None:
    case = await arrived(store, a_case(status=Status.ACCEPTED))
    await press(store, case, "claim", TOM, update=1)
    await note(store, case, MAYA, "watch this", update=2)
    with pytest.raises(CardChanged) as refused:
        await press(store, case, "claim", PRIYA, update=3)
    assert refused.value.by == "Tom"


async def test_the_same_press_twice_changes_nothing_more(store: Store) -> None:
    case = await arrived(store, a_case(status=Status.ACCEPTED))
    await press(store, case, "claim", TOM, update=1)
    with pytest.raises(AlreadyHandled):
        await press(store, case, "claim", TOM, update=1)
    assert len((await store.read(kept, case.id)).history) == 1


@pytest.mark.parametrize("action", [act.id for act in ACTIONS if act.by is Role.MODERATOR])
async def test_a_case_worker_may_not_moderate(store: Store, action: str) -> None:
    case = await arrived(store)
    with pytest.raises(NotAllowed) as refused:
        await store.read(casework.check_action, case.id, action, 99, TOM, today=NOW.date())
    assert refused.value.needs == Role.MODERATOR


@pytest.mark.parametrize("action", [act.id for act in ACTIONS])
async def test_somebody_without_a_role_may_do_nothing(store: Store, action: str) -> None:
    case = await arrived(store)
    with pytest.raises(NotAllowed):
        await store.read(
            casework.check_action, case.id, action, case.version, SAM, today=NOW.date()
        )


async def test_only_the_owner_moves_a_case_on(store: Store) -> None:
    case = await arrived(store, a_case(status=Status.ACCEPTED))
    claimed = await press(store, case, "claim", TOM, update=1)
    with pytest.raises(NotAllowed) as refused:
        await press(store, claimed, "close", PRIYA, update=2, detail="referred")
    assert refused.value.owner == "Tom"


async def test_a_case_goes_from_claim_to_outcome_and_back(store: Store) -> None:
    case = await arrived(store, a_case(status=Status.ACCEPTED))
    case = await press(store, case, "claim", TOM, update=1)
    case = await press(store, case, "status", TOM, update=2, detail="waiting_for_reporter")
    assert case.status is Status.WAITING_FOR_REPORTER
    case = await press(store, case, "close", TOM, update=3, detail="advice_given")
    assert (case.status, case.detail) == (Status.CLOSED, "advice_given")
    case = await press(store, case, "reopen", PRIYA, update=4)
    assert (case.status, case.owner, case.detail) == (Status.ACCEPTED, None, "")
    assert [event.action for event in case.history] == ["claim", "status", "close", "reopen"]


async def test_a_declined_case_can_be_taken_back(store: Store) -> None:
    case = await arrived(store)
    case = await press(store, case, "decline", MAYA, update=1, detail="spam")
    assert not case.is_released
    case = await press(store, case, "take_back", MAYA, update=2)
    assert (case.status, case.detail) == (Status.RECEIVED, "")


async def test_an_action_of_another_state_is_refused(store: Store) -> None:
    case = await arrived(store, a_case(status=Status.CLOSED))
    with pytest.raises(NotPossibleNow):
        await press(store, case, "claim", TOM, update=1)


@pytest.mark.parametrize(
    ("action", "detail"),
    [
        ("decline", "because"),
        ("decline", ""),
        ("decline", "duplicate"),
        ("note", "forged"),
        ("mask", ""),
        ("explode", ""),
    ],
)
async def test_a_forged_press_changes_nothing(store: Store, action: str, detail: str) -> None:
    case = await arrived(store)
    with pytest.raises(StaleButton):
        await press(store, case, action, MAYA, update=1, detail=detail)
    assert await store.read(kept, case.id) == case


async def test_a_case_that_was_erased_is_gone(store: Store) -> None:
    with pytest.raises(CaseGone):
        await press(store, a_case(), "release", MAYA, update=1)


async def note(store: Store, case: Case, member: StaffMember, words: str, *, update: int) -> OnDesk:
    await store.write(casework.open_desk, case.id, "note", member, occasion=occasion(update))
    return await say(store, member, words, update=update)


async def say(store: Store, member: StaffMember, words: str, *, update: int) -> OnDesk:
    return await store.write(
        casework.take_desk,
        member,
        words,
        occasion=occasion(update),
        chance=SeededChance(update),
        one_place=False,
    )


async def test_a_note_is_kept_and_leaves_the_buttons_alone(store: Store) -> None:
    case = await arrived(store)
    await note(store, case, TOM, "call the shelter", update=1)
    after = await store.read(kept, case.id)
    assert after.history[-1].detail == "call the shelter"
    assert after.version == case.version
    assert await store.read(casework.desk_of, TOM.id) is None


async def test_a_note_sends_nothing_but_a_refresh_of_the_card(store: Store) -> None:
    case = await arrived(store)
    await note(store, case, TOM, "call the shelter", update=1)
    assert await store.write(waiting) == [RefreshCard(case=case.id, spot=Spot.QUEUE)]


async def test_words_typed_after_an_hour_are_not_taken(store: Store) -> None:
    case = await arrived(store)
    await store.write(casework.open_desk, case.id, "note", TOM, occasion=occasion(1))
    late = occasion(2, now=NOW + DESK_TIME)
    with pytest.raises(StaleButton):
        await store.write(
            casework.take_desk,
            TOM,
            "late",
            occasion=late,
            chance=SeededChance(),
            one_place=False,
        )


async def decline_as(store: Store, case: Case, words: str, *, update: int) -> Case:
    await store.write(
        casework.open_desk,
        case.id,
        "decline",
        MAYA,
        occasion=occasion(update),
        choice="duplicate",
    )
    return (await say(store, MAYA, words, update=update)).case


async def test_a_duplicate_names_the_other_case_however_it_is_typed(store: Store) -> None:
    case = await arrived(store)
    await arrived(store, a_case("9Q0-4M"))
    after = await decline_as(store, case, " 9qo 4m ", update=1)
    assert (after.status, after.detail) == (Status.DECLINED, "duplicate 9Q0-4M")


@pytest.mark.parametrize("typed", ["ZZZ-ZZ", "hm", "7F3K2"])
async def test_a_duplicate_of_nothing_or_of_itself_is_refused(store: Store, typed: str) -> None:
    case = await arrived(store)
    with pytest.raises(NoSuchCase) as refused:
        await decline_as(store, case, typed, update=1)
    assert refused.value.itself is (typed == "7F3K2")
    assert await store.read(casework.desk_of, MAYA.id), "the number can be typed again"


async def test_words_are_asked_only_for_choices_that_need_them(store: Store) -> None:
    case = await arrived(store)
    with pytest.raises(StaleButton):
        await store.write(
            casework.open_desk, case.id, "decline", MAYA, occasion=occasion(1), choice="spam"
        )


async def mask(
    store: Store, case: Case, words: str, *, update: int, member: StaffMember = MAYA
) -> Case:
    return await store.write(
        casework.mask_words,
        case.id,
        member,
        words,
        occasion=occasion(update),
        chance=SeededChance(update),
    )


async def test_masked_words_are_bars_in_every_answer_that_has_them(store: Store) -> None:
    answers = {**REQUIRED, STORY: written("Gregor did"), StepId("who_did_it"): written("gregor")}
    case = await arrived(store, a_case(answers=answers))
    after = await mask(store, case, "GREGOR", update=1)
    shown = after.shown_answers()
    assert shown[STORY] == Written(parts=("██████ did",))
    assert shown[StepId("who_did_it")] == Written(parts=("██████",))
    assert after.report == case.report, "the original stays"


async def test_masked_words_that_were_forwarded_are_still_said_to_be(store: Store) -> None:
    answers = {**REQUIRED, STORY: Written(parts=("Gregor did",), forwarded=True)}
    after = await mask(store, await arrived(store, a_case(answers=answers)), "GREGOR", update=1)
    assert after.shown_answers()[STORY] == Written(parts=("██████ did",), forwarded=True)


async def test_a_mask_is_logged_without_its_words_and_can_be_undone(store: Store) -> None:
    case = await arrived(store)
    await mask(store, case, "gregor", update=1)
    after = await store.write(
        casework.toggle_mask,
        case.id,
        STORY,
        "gregor",
        MAYA,
        occasion=occasion(2),
        chance=SeededChance(2),
    )
    assert after.masks == ()
    assert [event.action for event in after.history] == ["mask", "mask"]
    assert not any(event.detail for event in after.history)


async def test_words_that_are_not_there_cannot_be_masked(store: Store) -> None:
    case = await arrived(store)
    with pytest.raises(WordsNotThere):
        await mask(store, case, "Gregory", update=1)


async def test_masking_the_same_words_twice_is_the_same_as_once(store: Store) -> None:
    case = await arrived(store)
    await mask(store, case, "Gregor", update=1)
    after = await mask(store, case, "Gregor", update=2)
    assert after.masks == (Mask(step=STORY, words="Gregor"),)


async def test_nothing_is_masked_or_shown_again_after_release(store: Store) -> None:
    case = await arrived(store)
    case = await mask(store, case, "Gregor", update=1)
    await press(store, case, "release", MAYA, update=2)
    with pytest.raises(NotPossibleNow):
        await mask(store, case, "hit", update=3)
    with pytest.raises(NotPossibleNow):
        await store.write(
            casework.toggle_mask,
            case.id,
            STORY,
            "Gregor",
            MAYA,
            occasion=occasion(4),
            chance=SeededChance(4),
        )


async def test_a_case_worker_may_not_mask_nor_read_before_release(store: Store) -> None:
    case = await arrived(store)
    with pytest.raises(NotAllowed):
        await mask(store, case, "Gregor", update=1, member=TOM)
    with pytest.raises(NotAllowed):
        casework.ensure_may_read(case, TOM)
    casework.ensure_may_read(case, MAYA)
    casework.ensure_may_read(replace(case, status=Status.ACCEPTED), TOM)


async def test_a_note_on_a_closed_case_leaves_its_outcome(store: Store) -> None:
    closed = replace(a_case(status=Status.CLOSED), detail="recorded")
    case = await arrived(store, closed)
    await note(store, case, TOM, "filed", update=1)
    assert (await store.read(kept, case.id)).detail == "recorded"
