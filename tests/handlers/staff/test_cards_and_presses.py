"""What stands on a card in each place, and what each press answers."""

import asyncio
from dataclasses import replace

import pytest

from domain.model.case import Case, Status
from domain.model.ids import ChatId, MessageId, StepId
from domain.model.outgoing import CARD_SPOTS, Post, Spot
from domain.model.staff import StaffMember
from domain.ports import Store, Transaction
from domain.usecases.casework import case_for_staff, desk_of
from handlers.context import Services
from handlers.screens import Reply, Screen
from handlers.staff.actions import pressed_card
from handlers.staff.card import Card, card
from tests.builders import REQUIRED, a_case, written
from tests.handlers.staff.setting import (
    CHANNEL,
    MAYA,
    PRIYA,
    QUEUE,
    SAM,
    TOM,
    Bell,
    office,
    services,
    tap,
)
from texts.catalogue import Catalogue

pytestmark = pytest.mark.asyncio

TEXTS = Catalogue.load()
CASE = a_case(answers={**REQUIRED, StepId("story"): written("Gregor hit me")})
SHOWN = MessageId(10)


@pytest.fixture
def shared(store: Store) -> Services:
    return services(store, TEXTS, one_place=True)


def put_case(tx: Transaction, case: Case, spot: Spot | None) -> None:
    tx.cases.add(case)
    if spot:
        chat = QUEUE if spot is Spot.QUEUE else CHANNEL
        tx.posts.add(case.id, spot, Post(chat=chat, message=SHOWN))


async def arrived(
    used: Services,
    status: Status = Status.RECEIVED,
    *,
    owner: StaffMember | None = None,
    spot: Spot | None = Spot.QUEUE,
) -> Case:
    case = replace(CASE, status=status)
    if owner:
        case = replace(case, owner=owner.id, owner_name=owner.name)
    await used.store.write(put_case, case, spot)
    return case


async def press(
    used: Services,
    case: Case,
    action: str,
    member: StaffMember,
    *,
    update: int = 1,
    message: int = SHOWN,
    spot: Spot = Spot.QUEUE,
) -> Reply:
    event = tap(f"c:{case.id}:{case.version}:{action}", card=message, spot=spot)
    return await pressed_card(event, office(used, member, update))


async def stored(used: Services, case: Case) -> Case:
    return await used.store.read(case_for_staff, case.id)


def words(shown: Card | Screen | None) -> list[str]:
    assert shown
    return [button.words for row in shown.rows for button in row]


def all_words(drawn: Card) -> str:
    return "\n".join(drawn.parts)


# What is on a card


async def test_the_queue_of_moderators_shows_the_words(used: Services) -> None:
    assert "Gregor" in all_words(card(used, CASE, Spot.QUEUE))


async def test_one_place_for_all_keeps_the_words_back_until_release(shared: Services) -> None:
    before = card(shared, CASE, Spot.QUEUE)
    assert "Gregor" not in all_words(before)
    assert "Read" in words(Screen(before.parts[0], before.rows))
    after = card(shared, replace(CASE, status=Status.ACCEPTED), Spot.QUEUE)
    assert "Gregor" in all_words(after)
    assert "Read" not in words(after)


async def test_a_declined_card_in_one_place_keeps_the_words_back(shared: Services) -> None:
    declined = replace(CASE, status=Status.DECLINED, detail="spam")
    assert "Gregor" not in all_words(card(shared, declined, Spot.QUEUE))


async def test_each_place_offers_its_own_acts(used: Services, shared: Services) -> None:
    released = replace(CASE, status=Status.ACCEPTED)
    assert words(card(used, CASE, Spot.QUEUE)) == [
        "Release",
        "Mask words",
        "Decline ▾",
        "Add note",
        "More ▾",
    ]
    assert words(card(used, released, Spot.QUEUE)) == ["Add note", "More ▾"]
    assert words(card(used, released, Spot.STAFF)) == ["Take this case", "Add note"]
    assert "Take this case" in words(card(shared, released, Spot.QUEUE))


async def test_masking_is_not_offered_where_there_are_no_words(used: Services) -> None:
    assert "Mask words" not in words(card(used, a_case(), Spot.QUEUE))


@pytest.mark.parametrize("status", Status)
async def test_a_card_of_every_status_can_be_drawn(used: Services, status: Status) -> None:
    detail = {Status.CLOSED: "recorded", Status.DECLINED: "duplicate 9QX-4M"}.get(status, "")
    case = replace(CASE, status=status, detail=detail, owner_name="Tom", owner=TOM.id)
    for spot in CARD_SPOTS:
        assert card(used, case, spot).rows


# What a press answers


async def test_release_is_done_answered_and_sent(used: Services) -> None:
    case = await arrived(used)
    reply = await press(used, case, "release", MAYA)
    assert reply.toast == "Released. The team can see it now."
    assert (await stored(used, case)).status is Status.ACCEPTED
    assert isinstance(used.wake_delivery, Bell)
    assert used.wake_delivery.rung == 1


async def test_a_wrong_role_is_refused_in_words(used: Services) -> None:
    case = await arrived(used)
    reply = await press(used, case, "release", TOM)
    assert (reply.toast, reply.alert) == ("Only moderators can do this.", True)
    assert (await stored(used, case)).status is Status.RECEIVED


async def test_somebody_without_a_role_is_refused_everything(used: Services) -> None:
    case = await arrived(used)
    for action in ("release", "decline", "note", "back", "read", "history", "nonsense"):
        reply = await press(used, case, action, SAM)
        assert reply.alert
        assert not reply.screen
        assert not reply.open_url


async def test_two_claims_at_once_have_one_winner_and_the_other_is_told(used: Services) -> None:
    case = await arrived(used, Status.ACCEPTED, spot=Spot.STAFF)
    replies = await asyncio.gather(
        press(used, case, "claim", TOM, update=1, spot=Spot.STAFF),
        press(used, case, "claim", PRIYA, update=2, spot=Spot.STAFF),
    )
    winner = (await stored(used, case)).owner_name
    assert sorted(reply.toast for reply in replies) == sorted(
        ["It is yours.", f"{winner} was quicker. The card shows how it stands now."]
    )


async def test_only_the_owner_closes_and_others_are_told_who_it_is(used: Services) -> None:
    case = await arrived(used, Status.IN_PROGRESS, owner=TOM, spot=Spot.STAFF)
    reply = await press(used, case, "close:referred", PRIYA, spot=Spot.STAFF)
    assert reply.toast == "Tom has this case. Only they can do this."


async def test_choices_take_the_place_of_the_buttons_and_lead_back(used: Services) -> None:
    case = await arrived(used)
    reply = await press(used, case, "decline", MAYA)
    assert words(reply.screen) == [
        "Spam",
        "Not for us",
        "A test",
        "Told before in another case",
        "← Back",
    ]
    back = await press(used, case, "back", MAYA)
    assert words(back.screen) == words(card(used, case, Spot.QUEUE))
    assert reply.screen
    assert back.screen
    assert reply.screen.text == back.screen.text


async def test_the_present_status_is_no_choice(used: Services) -> None:
    case = await arrived(used, Status.IN_PROGRESS, owner=TOM, spot=Spot.STAFF)
    reply = await press(used, case, "status", TOM, spot=Spot.STAFF)
    assert words(reply.screen) == ["Waiting for the reporter", "← Back"]


@pytest.mark.parametrize("choice", ["decline:spam", "decline:test", "decline:not_for_us"])
async def test_declining_keeps_its_reason(used: Services, choice: str) -> None:
    case = await arrived(used)
    assert (await press(used, case, choice, MAYA)).toast.startswith("Declined.")
    after = await stored(used, case)
    assert (after.status, after.detail) == (Status.DECLINED, choice.partition(":")[2])


@pytest.mark.parametrize(
    ("action", "payload"),
    [
        ("note", "s_note_{}"),
        ("mask", "s_mask_{}"),
        ("decline:duplicate", "s_decline_{}_duplicate"),
    ],
)
async def test_an_act_that_needs_words_opens_the_private_chat(
    used: Services, action: str, payload: str
) -> None:
    case = await arrived(used)
    reply = await press(used, case, action, MAYA)
    assert reply.open_url == f"https://t.me/TellsafeDemoBot?start={payload.format(case.id)}"
    assert await used.store.read(desk_of, MAYA.id) is None, "nothing waits before it is opened"


async def test_reading_before_release_is_for_moderators(shared: Services) -> None:
    case = await arrived(shared)
    assert (await press(shared, case, "read", MAYA)).open_url.endswith(f"s_read_{case.id}")
    assert (await press(shared, case, "read", TOM)).toast == "Only moderators can do this."


async def test_a_press_on_an_erased_case_blanks_the_card(used: Services) -> None:
    reply = await press(used, CASE, "release", MAYA)
    assert reply.screen == Screen(TEXTS.say(used.staff.language, "staff-erased"))
    assert "deleted" in reply.toast


async def test_the_first_press_on_a_stray_twin_marks_it_and_does_nothing(used: Services) -> None:
    case = await arrived(used)
    reply = await press(used, case, "release", MAYA, message=9)
    assert reply.screen
    assert reply.screen.rows == ()
    assert reply.toast == "This card is a repeat. Use the other one."
    assert (await stored(used, case)).status is Status.RECEIVED


async def test_a_card_that_nobody_wrote_down_yet_is_no_twin(used: Services) -> None:
    case = await arrived(used, spot=None)
    reply = await press(used, case, "release", MAYA)
    assert reply.toast.startswith("Released.")


@pytest.mark.parametrize("data", ["c", "c:x", "c:x:y:z", "c:a:1:b:c:d", "szz", "sdone:read"])
async def test_forged_data_is_answered_and_does_nothing(used: Services, data: str) -> None:
    reply = await pressed_card(tap(data, card=10), office(used, MAYA))
    assert reply.toast


async def test_a_private_button_shows_nothing_in_a_group(used: Services) -> None:
    case = await arrived(used)
    for data in (f"spage:read:{case.id}:0", f"smask:{case.id}:0"):
        reply = await pressed_card(tap(data, card=10), office(used, MAYA))
        assert reply.screen is None


async def test_a_queue_that_moved_is_still_the_queue(used: Services) -> None:
    case = await arrived(used)

    def move(tx: Transaction) -> None:
        moved = Post(chat=ChatId(-100777), message=MessageId(3))
        tx.posts.add(case.id, Spot.QUEUE, moved)

    await used.store.write(move)
    event = tap(f"c:{case.id}:{case.version}:back", card=3, chat=-100777)
    reply = await pressed_card(event, office(used, MAYA))
    assert words(reply.screen) == words(card(used, case, Spot.QUEUE))


async def test_a_chat_that_nobody_knows_is_shown_no_words(used: Services) -> None:
    case = await arrived(used)
    event = tap(f"c:{case.id}:{case.version}:back", card=3, chat=-100777)
    reply = await pressed_card(event, office(used, MAYA))
    assert reply.screen
    assert "Gregor" not in reply.screen.text
