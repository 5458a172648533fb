"""What a reporter adds to a case of theirs: who may, how much, and what staff are told of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.model.attached import MOST_BYTES, MOST_FILES, AttachedFile, FileState, OfCase, SentAs
from domain.model.case import ATTACHED, NOBODY, Case, Status
from domain.model.contact import WayBack
from domain.model.errors import AlreadyHandled, AnswerRefused, CaseGone, NotPossibleNow
from domain.model.evidence import Cleaned, CleanPart, Kind, Refusal, Removed
from domain.model.fetching import FetchRequest
from domain.model.ids import ChatId, EvidenceId, MessageId
from domain.model.outgoing import CARD_SPOTS, Outgoing, Post, PostNotice, RefreshCard
from domain.model.policy import Policy
from domain.ports import Store, Transaction
from domain.usecases import exhibiting, laundering, visiting
from domain.usecases.laundering import LandedInCase
from storage import Keys, RequestSealing
from tests.builders import NOW, POLICY, SeededChance, a_case, occasion
from tests.handlers.staff.setting import MAYA
from tests.stores import SECRET

pytestmark = pytest.mark.asyncio

MINE, THEIRS = Keys(SECRET).way_back(501), Keys(SECRET).way_back(502)
SLOW = Policy(delay_minutes=30)
REQUESTS = RequestSealing(Keys(SECRET))
CLEANED = Cleaned(
    parts=(CleanPart(kind=Kind.PHOTO, ending="jpg", data=b"points"),),
    removed=frozenset({Removed.PLACE}),
    remains=frozenset(),
    sha256=b"s" * 32,
)


def a_file(name: int = 1, *, size: int = 10, caption: str = "") -> AttachedFile:
    return AttachedFile(
        id=EvidenceId(f"{name:016x}"), sent_as=SentAs.PHOTO, size=size, caption=caption
    )


def put_case(tx: Transaction, case: Case) -> None:
    tx.cases.add(case)
    tx.routes.add(case.id, MINE, POLICY.route_ends_on(NOW.date()))
    for at, spot in enumerate(CARD_SPOTS):
        tx.posts.add(case.id, spot, Post(chat=ChatId(-at - 1), message=MessageId(1)))


async def arrived(store: Store, status: Status = Status.IN_PROGRESS) -> Case:
    case = a_case(status=status)
    await store.write(put_case, case)
    return case


async def adds(
    store: Store, case: Case, *files: AttachedFile, update: int = 1, proof: WayBack = MINE
) -> None:
    request = FetchRequest(file_id="AgAC", chat=ChatId(501), holder=OfCase(case=case.id))
    handed = {file: REQUESTS.seal(file.id, request) for file in files or (a_file(),)}
    await store.write(visiting.add_files, case.id, proof, handed, occasion=occasion(update))


async def lands(
    store: Store, case: Case, file: AttachedFile | None = None, *, policy: Policy = POLICY
) -> LandedInCase:
    landed = await store.write(
        laundering.land,
        file or a_file().cleaned(CLEANED),
        OfCase(case=case.id),
        occasion=occasion(0),
        policy=policy,
        chance=SeededChance(int((file or a_file()).id, 16) * 1000),
    )
    assert isinstance(landed, LandedInCase)
    return landed


async def now(store: Store, case: Case) -> Case:
    found = await store.read(lambda tx: tx.cases.get(case.id))
    assert found is not None
    return found


async def in_line(store: Store) -> tuple[Outgoing, ...]:
    return await store.write(lambda tx: tx.outbox.take(NOW + timedelta(days=1), 100))


async def left_of(store: Store, case: Case) -> tuple[object, object]:
    evidence = await store.read(lambda tx: tx.evidence.get(a_file().id, OfCase(case=case.id)))
    return evidence, await store.read(lambda tx: tx.evidence.request(a_file().id))


async def test_until_it_is_clean_a_file_is_no_part_of_the_case_and_staff_hear_nothing(
    store: Store,
) -> None:
    case = await arrived(store)
    await adds(store, case)
    assert await now(store, case) == case
    assert await in_line(store) == ()
    own = await store.read(visiting.own_case, case.id, MINE)
    assert own.in_work == 1


async def test_a_clean_file_becomes_a_part_of_the_case_and_a_line_without_content(
    store: Store,
) -> None:
    case = await arrived(store)
    await adds(store, case, a_file(caption="Look at him"))
    kept = await store.read(laundering.known_of, a_file().id, OfCase(case=case.id))
    assert kept.caption == ""
    await lands(store, case)
    after = await now(store, case)
    assert [file.state for file in after.files] == [FileState.CLEAN]
    (event,) = after.history
    assert (event.action, event.by, event.by_name, event.detail) == (ATTACHED, NOBODY, "", "")
    own = await store.read(visiting.own_case, case.id, MINE)
    assert own.in_work == 0
    assert own.story[-1].file == after.files[0]
    assert await store.read(laundering.request_of, a_file().id) is None


async def test_staff_are_told_after_the_same_random_wait_as_of_words_and_once(
    store: Store,
) -> None:
    case = await arrived(store)
    await adds(store, case, a_file(1), a_file(2))
    for name in 1, 2:
        await lands(store, case, a_file(name).cleaned(CLEANED), policy=SLOW)
    rows = await in_line(store)
    notices = [row.what for row in rows if isinstance(row.what, PostNotice)]
    assert sorted(each.spot for each in notices) == sorted(CARD_SPOTS)
    assert {each.notice for each in notices} == {"attached"}
    refreshed = [row.what.spot for row in rows if isinstance(row.what, RefreshCard)]
    assert sorted(refreshed) == sorted(CARD_SPOTS)
    waits = {row.due_at - NOW for row in rows}
    assert len(waits) == 1
    assert timedelta(0) < waits.pop() <= timedelta(minutes=30)


async def test_a_file_is_an_answer_to_a_question_of_staff(store: Store) -> None:
    case = await arrived(store, Status.WAITING_FOR_REPORTER)
    await adds(store, case)
    assert (await now(store, case)).status is Status.WAITING_FOR_REPORTER
    await lands(store, case)
    after = await now(store, case)
    assert (after.status, after.version) == (Status.IN_PROGRESS, case.version + 1)


async def test_a_refused_file_leaves_nothing_and_staff_hear_nothing(store: Store) -> None:
    case = await arrived(store)
    await adds(store, case)
    await lands(store, case, a_file().turned_down(Refusal.BROKEN))
    assert await now(store, case) == case
    assert await in_line(store) == ()
    assert await left_of(store, case) == (None, None)


@pytest.mark.parametrize("status", [Status.CLOSED, Status.DECLINED])
async def test_a_case_on_which_nobody_works_takes_no_file_before_or_after_it_is_cleaned(
    store: Store, status: Status
) -> None:
    case = await arrived(store)
    await adds(store, case)
    over = replace(case, status=status)
    await store.write(lambda tx: tx.cases.put(over))
    landed = await lands(store, case)
    assert landed.file.refused is Refusal.CASE_OVER
    assert await now(store, case) == over
    assert await left_of(store, case) == (None, None)
    with pytest.raises(NotPossibleNow):
        await adds(store, case, a_file(2), update=2)


async def test_the_same_update_twice_adds_once(store: Store) -> None:
    case = await arrived(store)
    await adds(store, case)
    with pytest.raises(AlreadyHandled):
        await adds(store, case, a_file(2))
    assert len(await store.read(lambda tx: tx.evidence.in_work(case.id))) == 1


async def test_nobody_adds_to_a_case_of_somebody_else(store: Store) -> None:
    case = await arrived(store)
    with pytest.raises(CaseGone):
        await adds(store, case, proof=THEIRS)
    assert await store.read(lambda tx: tx.evidence.in_work(case.id)) == ()


async def test_files_of_the_case_in_work_and_new_ones_count_together(store: Store) -> None:
    case = await arrived(store)
    await adds(store, case)
    await lands(store, case)
    await adds(store, case, *map(a_file, range(2, MOST_FILES)), update=2)
    last, one_more = a_file(90), a_file(91)
    await store.read(visiting.check_files, case.id, MINE, [last])
    with pytest.raises(AnswerRefused, match="case-too-many-files"):
        await adds(store, case, last, one_more, update=3)
    assert len(await store.read(lambda tx: tx.evidence.in_work(case.id))) == MOST_FILES - 2


async def test_files_of_a_case_may_be_only_so_large_together(store: Store) -> None:
    case = await arrived(store)
    await adds(store, case, a_file(size=MOST_BYTES - 1))
    with pytest.raises(AnswerRefused, match="case-too-much-in-files"):
        await adds(store, case, a_file(2, size=2), update=2)


async def test_giving_up_the_chat_forgets_how_a_file_could_be_fetched(store: Store) -> None:
    case = await arrived(store)
    await adds(store, case)
    await store.write(
        visiting.cut_route,
        case.id,
        MINE,
        occasion=occasion(2),
        policy=POLICY,
        chance=SeededChance(),
    )
    assert await left_of(store, case) == (None, None)


async def test_looking_at_evidence_is_a_line_of_the_audit_log_and_finding_none_is_not(
    store: Store,
) -> None:
    case = await arrived(store)

    async def looks(update: int) -> list[tuple[str, str, object, str]]:
        await store.write(
            exhibiting.show_evidence,
            case.id,
            MAYA,
            occasion=occasion(update),
            chance=SeededChance(update),
        )
        lines = await store.read(lambda tx: tx.audit.entries())
        return [(each.action, each.by_name, each.case, each.detail) for each in lines]

    assert await looks(10) == []
    await adds(store, case)
    await lands(store, case)
    assert await looks(11) == [("evidence", MAYA.name, case.number, "")]


def take_all(tx: Transaction) -> tuple[Outgoing, ...]:
    rows = tx.outbox.take(NOW + timedelta(days=2), 99)
    for row in rows:
        tx.outbox.remove(row.id)
    return rows


async def withdrawn_after(store: Store, seed: int, *, urgent: bool, policy: Policy) -> set[int]:
    """Withdraw a case; return after how many seconds anything is done in staff's chats."""
    case = replace(a_case(status=Status.IN_PROGRESS), urgent=urgent)
    await store.write(put_case, case)
    private = Post(chat=ChatId(7), message=MessageId(7))
    chance = SeededChance(seed)
    await store.write(exhibiting.hold_words, case.id, private, now=NOW, chance=chance)
    await store.write(
        visiting.withdraw, case.id, MINE, occasion=occasion(seed), policy=policy, chance=chance
    )
    assert await store.read(lambda tx: tx.cases.get(case.id)) is None
    rows = await store.write(take_all)
    assert len(rows) == len(CARD_SPOTS) * 2 + 1
    return {int((row.due_at - NOW).total_seconds()) for row in rows}


@pytest.mark.parametrize("urgent", [False, True])
async def test_staffs_chats_tell_the_moment_of_a_withdrawal_as_little_as_that_of_an_addition(
    store: Store, *, urgent: bool
) -> None:
    waits = [await withdrawn_after(store, seed, urgent=urgent, policy=SLOW) for seed in range(1, 9)]
    assert {len(each) for each in waits} == {1}
    assert all(0 <= wait <= 30 * 60 for each in waits for wait in each)
    assert len(set.union(*waits)) > 4


async def test_where_nothing_is_held_back_a_withdrawal_reaches_staffs_chats_at_once(
    store: Store,
) -> None:
    assert await withdrawn_after(store, 1, urgent=False, policy=POLICY) == {0}
