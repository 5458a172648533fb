"""Mute the sender: behind More, for so many days, and only while the program still knows."""

from datetime import timedelta

import pytest
import pytest_asyncio

from domain.model.ids import ReporterKey
from domain.model.staff import StaffMember
from domain.ports import Store
from domain.usecases import casework, muting
from handlers.context import Services
from handlers.screens import Reply
from handlers.senders import Senders
from handlers.staff.actions import pressed_card
from tests.builders import NOW, a_case
from tests.handlers.staff.setting import KEYS, MAYA, TOM, Hands, office, services, tap
from texts.catalogue import Catalogue

pytestmark = pytest.mark.asyncio

TEXTS = Catalogue.load()
CASE = a_case()
ME = ReporterKey("a" * 32)


@pytest_asyncio.fixture
async def store(store: Store) -> Store:
    await store.write(lambda tx: tx.cases.add(CASE))
    return store


@pytest.fixture
def used(used: Services) -> Services:
    used.senders.sent(CASE.id, KEYS.sender_tags(ME, NOW.date())[0], NOW)
    return used


async def press(
    used: Services, action: str, member: StaffMember = MAYA, *, update: int = 1
) -> Reply:
    return await pressed_card(tap(f"c:{CASE.id}:1:{action}", card=1), office(used, member, update))


async def is_muted(used: Services) -> bool:
    today = NOW.date()
    tags = KEYS.sender_tags(ME, today)
    return await used.store.read(muting.muted_until, tags, today=today) is not None


async def test_the_days_are_asked_for_and_nothing_is_muted_before(used: Services) -> None:
    more = await press(used, "more")
    assert more.screen
    assert "Mute the sender ▾" in {each.words for row in more.screen.rows for each in row}
    asked = await press(used, "mute", update=2)
    assert asked.screen
    words = [each.words for row in asked.screen.rows for each in row]
    assert words == ["For 1 day", "For 7 days", "For 30 days", "← Back"]
    assert not await is_muted(used)


async def test_a_sender_is_muted_and_the_card_shows_no_trace_of_it(used: Services) -> None:
    reply = await press(used, "mute:7")
    assert reply.toast == "Muted until 1 December 2026. Nobody learns who it is."
    assert reply.screen
    assert "mute" not in reply.screen.text.casefold()
    assert await is_muted(used)
    assert (await used.store.read(casework.case_for_staff, CASE.id)).history == ()


async def test_after_a_day_the_sender_can_no_longer_be_muted(used: Services, hands: Hands) -> None:
    hands.now = NOW + timedelta(hours=24)
    reply = await press(used, "mute:7")
    assert reply.alert
    assert reply.toast.startswith("This sender can no longer be muted.")
    assert not await is_muted(used)


async def test_after_a_restart_the_sender_can_no_longer_be_muted(
    store: Store, used: Services
) -> None:
    again = services(store, TEXTS)
    assert isinstance(again.senders, Senders)
    reply = await press(again, "mute:7")
    assert reply.toast.startswith("This sender can no longer be muted.")
    assert not await is_muted(used)


async def test_a_case_worker_mutes_nobody_and_learns_nothing_of_who_is_known(
    used: Services, hands: Hands
) -> None:
    known = await press(used, "mute:7", TOM)
    hands.now = NOW + timedelta(hours=24)
    unknown = await press(used, "mute:7", TOM, update=2)
    assert known.toast == unknown.toast
    assert "moderators" in known.toast
    assert not await is_muted(used)
