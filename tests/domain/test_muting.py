"""Reports of a sender are not taken for a while: by a tag that changes, and with no line left."""

from datetime import date, datetime, timedelta

import pytest
import pytest_asyncio

from domain.model.draft import REVIEW
from domain.model.errors import CaseGone, Muted, NotAllowed, StaleButton
from domain.model.hate_incident import FORM
from domain.model.ids import ReporterKey, SenderTag
from domain.model.mute import MUTE_DAYS, SENDER_KNOWN, weeks
from domain.model.staff import StaffMember
from domain.ports import Store, Transaction
from domain.usecases import casework, muting, reporting, submitting, upkeep
from handlers.senders import MOST_CASES, Senders
from storage import Keys
from tests.builders import NOW, POLICY, REQUIRED, SeededChance, a_case, a_draft, occasion
from tests.handlers.staff.setting import MAYA, TOM
from tests.stores import SECRET

ME, YOU = ReporterKey("a" * 32), ReporterKey("b" * 32)
KEYS = Keys(SECRET)
CASE = a_case()
TODAY = NOW.date()


@pytest_asyncio.fixture
async def store(store: Store) -> Store:
    await store.write(lambda tx: tx.cases.add(CASE))
    return store


async def mutes(
    store: Store, days: str = "7", member: StaffMember = MAYA, *, sent_on: date = TODAY
) -> date:
    return await store.write(
        muting.mute_sender,
        CASE.id,
        CASE.version,
        member,
        sender=KEYS.sender_tags(ME, sent_on)[0],
        days=days,
        occasion=occasion(1),
    )


def put_draft(tx: Transaction) -> None:
    tx.drafts.put(a_draft(REQUIRED, at=REVIEW))


async def submits(store: Store, now: datetime, *, update: int = 2) -> None:
    await store.write(put_draft)
    await store.write(
        submitting.submit_report,
        ME,
        occasion=occasion(update, now=now),
        form=FORM,
        policy=POLICY,
        chance=SeededChance(update),
        sender=KEYS.sender_tags(ME, now.date()),
        reach=None,
    )


async def until(store: Store, who: ReporterKey, today: date) -> date | None:
    return await store.read(muting.muted_until, KEYS.sender_tags(who, today), today=today)


@pytest.mark.asyncio
@pytest.mark.parametrize("days", MUTE_DAYS)
async def test_a_muted_sender_is_known_every_day_of_the_mute_and_not_after(
    store: Store, days: str
) -> None:
    # The longest way: sent a day ago, in the week before.
    monday = TODAY - timedelta(days=TODAY.weekday())
    await mutes(store, days, sent_on=monday - timedelta(days=1))
    ends = TODAY + timedelta(days=int(days))
    for at in range(int(days)):
        assert await until(store, ME, TODAY + timedelta(days=at)) == ends
    assert await until(store, ME, ends) is None
    assert await until(store, YOU, TODAY) is None


def test_the_weeks_looked_back_to_cover_the_longest_mute() -> None:
    longest = SENDER_KNOWN + timedelta(days=max(map(int, MUTE_DAYS)))
    for day in (TODAY + timedelta(days=at) for at in range(7)):
        assert weeks(day)[-1] <= day - longest
    assert len(set(weeks(TODAY))) == len(weeks(TODAY))


def test_a_senders_tag_is_another_one_every_week_and_for_everybody() -> None:
    this, that = KEYS.sender_tags(ME, TODAY), KEYS.sender_tags(YOU, TODAY)
    assert len({*this, *that}) == 2 * len(weeks(TODAY))
    later = KEYS.sender_tags(ME, TODAY + timedelta(days=7))
    assert later[1:] == this[:-1]
    assert Keys(b"o" * 32).sender_tags(ME, TODAY) != this


@pytest.mark.asyncio
async def test_a_report_of_a_muted_sender_is_not_taken_and_its_draft_stays(store: Store) -> None:
    ends = await mutes(store, "1")
    with pytest.raises(Muted) as refused:
        await submits(store, NOW)
    assert refused.value.until == ends
    assert await store.read(reporting.current_draft, ME)


@pytest.mark.asyncio
async def test_a_mute_leaves_no_line_in_the_case_nor_anything_in_its_row(store: Store) -> None:
    await mutes(store)
    assert await store.read(casework.case_for_staff, CASE.id) == CASE


@pytest.mark.asyncio
async def test_a_longer_mute_is_not_cut_short_by_a_shorter_one(store: Store) -> None:
    longer = TODAY + timedelta(days=30)
    (tag, *_) = KEYS.sender_tags(ME, TODAY)
    for ends in (longer, TODAY + timedelta(days=1)):
        await store.write(lambda tx, day: tx.mutes.add(tag, day), ends)
    assert await until(store, ME, TODAY) == longer


@pytest.mark.asyncio
async def test_mutes_that_are_over_are_removed(store: Store) -> None:
    ends = await mutes(store, "1")
    at = datetime.combine(ends, NOW.timetz())
    assert (await store.write(upkeep.clear_expired, now=at - timedelta(days=1))).mutes == 0
    assert (await store.write(upkeep.clear_expired, now=at)).mutes == 1


@pytest.mark.asyncio
async def test_only_a_moderator_mutes(store: Store) -> None:
    with pytest.raises(NotAllowed):
        await mutes(store, member=TOM)
    assert await until(store, ME, TODAY) is None


@pytest.mark.asyncio
@pytest.mark.parametrize("days", ["", "9999", "-1"])
async def test_a_forged_number_of_days_mutes_nobody(store: Store, days: str) -> None:
    with pytest.raises(StaleButton):
        await mutes(store, days)


@pytest.mark.asyncio
async def test_the_sender_of_a_case_that_is_gone_cannot_be_muted(store: Store) -> None:
    await store.write(lambda tx: tx.cases.erase(CASE.id))
    with pytest.raises(CaseGone):
        await mutes(store)


@pytest.mark.asyncio
async def test_a_press_alone_never_mutes(store: Store) -> None:
    with pytest.raises(StaleButton):
        await store.write(
            casework.perform_action,
            CASE.id,
            "mute",
            CASE.version,
            MAYA,
            occasion=occasion(1),
            chance=SeededChance(1),
            one_place=False,
            detail="7",
        )


TAG, OTHER = SenderTag(b"1" * 16), SenderTag(b"2" * 16)


def test_a_sender_is_known_for_a_day() -> None:
    senders = Senders()
    senders.sent(CASE.id, TAG, NOW)
    assert senders.of(CASE.id, NOW + SENDER_KNOWN - timedelta(seconds=1)) == TAG
    assert senders.of(CASE.id, NOW + SENDER_KNOWN) is None
    assert senders.of(CASE.id, NOW) is None


def test_a_sender_is_forgotten_with_the_case_or_with_the_person() -> None:
    senders, second = Senders(), a_case("9QX-4M")
    senders.sent(CASE.id, TAG, NOW)
    senders.sent(second.id, OTHER, NOW)
    senders.forget_sender((TAG,))
    assert senders.of(CASE.id, NOW) is None
    assert senders.of(second.id, NOW) == OTHER
    senders.forget(second.id)
    assert senders.of(second.id, NOW) is None


def test_a_flood_of_reports_does_not_fill_the_memory() -> None:
    senders = Senders()
    cases = [a_case(f"{at}").id for at in range(MOST_CASES + 1)]
    for case in cases:
        senders.sent(case, TAG, NOW)
    assert senders.of(cases[0], NOW) is None
    assert senders.of(cases[1], NOW) == TAG


@pytest.mark.asyncio
async def test_a_mute_leaves_no_line_in_the_audit_log(store: Store) -> None:
    await mutes(store)
    assert await store.read(lambda tx: tx.audit.entries()) == ()
