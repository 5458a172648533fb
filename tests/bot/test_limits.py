"""Flood limits: how soon requests go, who goes first, and that nobody waits for another's chat."""

import asyncio
import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest
from telegram.error import BadRequest, RetryAfter

from bot.limits import KEPT_CHATS, OVERALL_SECOND, Lane, Limits
from bot.pace import LONGEST_WAY

PERSON, OTHER, GROUP = 7, 8, -1001


@dataclass(order=True)
class Planned:
    """A call planned for a moment."""

    at: float
    place: int
    callback: Callable[[], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        self.cancelled = True


class World:
    """A clock moved by hand, the limits under test, and what was sent when."""

    def __init__(self, *, enabled: bool = True) -> None:
        """Start at zero with nothing sent."""
        self.now = 0.0
        self.sent: list[tuple[float, object]] = []
        self.planned: list[Planned] = []
        self.limits = Limits(enabled=enabled, monotonic=lambda: self.now, later=self._later)
        self.tasks: list[asyncio.Task[None]] = []
        self.let_go = 0
        self.way = asyncio.Event()
        self.way.set()

    def _later(self, seconds: float, callback: Callable[[], None]) -> Planned:
        planned = Planned(self.now + seconds, len(self.planned), callback)
        heapq.heappush(self.planned, planned)
        return planned

    async def send(
        self,
        chat: int | str | None,
        *,
        label: object = None,
        lane: Lane | None = None,
        endpoint: str = "sendMessage",
        failure: Exception | None = None,
        media: int = 1,
    ) -> None:
        async def call() -> bool:
            self.let_go += 1
            await self.way.wait()
            self.sent.append((self.now, chat if label is None else label))
            if failure is not None:
                raise failure
            return True

        data = {"chat_id": chat, "media": [None] * media} if chat is not None else {}
        await self.limits.process_request(call, (), {}, endpoint, data, lane)

    def begin(self, chat: int | str | None, **more: object) -> asyncio.Task[None]:
        task = asyncio.create_task(self.send(chat, **more))  # type: ignore[arg-type]  # passed on
        self.tasks.append(task)
        return task

    async def settle(self) -> None:
        for _ in range(10):
            await asyncio.sleep(0)

    async def run_until(self, end: float) -> None:
        await self.settle()
        while self.planned and self.planned[0].at <= end:
            planned = heapq.heappop(self.planned)
            if not planned.cancelled:
                self.now = max(self.now, planned.at)
                planned.callback()
                await self.settle()
        self.now = end

    @property
    def times(self) -> list[float]:
        return [round(at, 2) for at, _ in self.sent]

    @property
    def labels(self) -> list[object]:
        return [label for _, label in self.sent]


@pytest.mark.asyncio
async def test_private_chat_gets_a_burst_and_then_one_a_second() -> None:
    world = World()
    for _ in range(6):
        world.begin(PERSON)
    await world.run_until(10)
    assert world.times == [0, 0, 0, 1, 2, 3]


@pytest.mark.asyncio
async def test_group_never_gets_more_than_eighteen_a_minute() -> None:
    world = World()
    for _ in range(60):
        world.begin(GROUP, lane=Lane.CARD)
    await world.run_until(300)
    assert len(world.sent) == 60
    for start in world.times:
        assert sum(start <= at < start + 60 for at in world.times) <= 18
    assert world.times[54] < 185


@pytest.mark.asyncio
@pytest.mark.parametrize("endpoint", ["editMessageText", "createForumTopic", "editForumTopic"])
async def test_edits_and_topics_count_in_groups(endpoint: str) -> None:
    world = World()
    for _ in range(19):
        world.begin(GROUP, lane=Lane.CARD, endpoint=endpoint)
    await world.run_until(59)
    assert len(world.sent) == 18


@pytest.mark.asyncio
async def test_album_counts_as_its_parts() -> None:
    world = World()
    world.begin(PERSON, endpoint="sendMediaGroup", media=3)
    world.begin(PERSON)
    await world.run_until(10)
    assert world.times == [0, 1]


@pytest.mark.asyncio
async def test_named_channel_is_a_group() -> None:
    world = World()
    for _ in range(19):
        world.begin("@staff", lane=Lane.CARD)
    await world.run_until(59)
    assert len(world.sent) == 18


@pytest.mark.asyncio
async def test_all_chats_together_stay_below_thirty_a_second() -> None:
    world = World()
    for chat in range(1, 101):
        world.begin(chat)
    await world.run_until(10)
    assert len(world.sent) == 100
    for start in world.times:
        assert sum(start <= at < start + 1 for at in world.times) <= 28
    assert world.times[-1] == 3


@pytest.mark.asyncio
async def test_lanes_go_first_to_last_when_all_wait() -> None:
    world = World()
    for _ in range(3):
        world.begin(GROUP, label="before")
    await world.settle()
    for lane in (Lane.COSMETIC, Lane.CARD, Lane.URGENT, Lane.INTERACTIVE):
        world.begin(GROUP, label=lane, lane=lane)
    await world.run_until(10)
    assert world.labels[3:] == [Lane.INTERACTIVE, Lane.URGENT, Lane.CARD, Lane.COSMETIC]


@pytest.mark.asyncio
async def test_lanes_hold_across_chats_when_everybody_waits() -> None:
    world = World()
    for chat in range(100, 128):
        world.begin(chat)
    await world.settle()
    for number in range(28):
        world.begin(200 + number, label="card", lane=Lane.CARD)
    world.begin(PERSON, label="person", lane=Lane.INTERACTIVE)
    await world.run_until(1)
    assert world.labels[28] == "person"


@pytest.mark.asyncio
async def test_newcomer_does_not_overtake_a_crowd() -> None:
    world = World()
    for chat in range(100, 156):
        world.begin(chat)
    await world.settle()
    world.now = 1.0  # the common limit is free again, but its timer has not come yet
    world.begin(PERSON, label="newcomer")
    await world.run_until(3)
    assert world.sent[-1] == (2, "newcomer")


@pytest.mark.asyncio
async def test_newcomer_does_not_overtake_who_waits_in_the_same_chat() -> None:
    world = World()
    for _ in range(4):
        world.begin(PERSON)
    await world.settle()
    world.now = 1.0  # the chat is free again, but its timer has not come yet
    world.begin(PERSON, label="newcomer")
    await world.run_until(3)
    assert world.sent[-1] == (2, "newcomer")


@pytest.mark.asyncio
async def test_one_lane_is_first_come_first_served() -> None:
    world = World()
    for number in range(8):
        world.begin(PERSON, label=number)
    await world.run_until(10)
    assert world.labels == list(range(8))


@pytest.mark.asyncio
async def test_urgent_card_has_room_when_cards_filled_the_minute() -> None:
    world = World()
    for _ in range(30):
        world.begin(GROUP, label="card", lane=Lane.CARD)
    await world.run_until(30)
    assert len(world.sent) == 18
    world.begin(GROUP, label="urgent", lane=Lane.URGENT)
    await world.run_until(31)
    assert world.labels[-1] == "urgent"


@pytest.mark.asyncio
async def test_flood_error_pauses_its_chat_only_and_is_raised() -> None:
    world = World()
    with pytest.raises(RetryAfter):
        await world.send(GROUP, failure=RetryAfter(timedelta(seconds=40)))
    assert world.limits.paused_until(GROUP) == 40
    assert world.limits.paused_until(PERSON) is None
    world.begin(GROUP, label="later")
    world.begin(PERSON, label="at once")
    await world.run_until(50)
    assert world.sent[1:] == [(0, "at once"), (40, "later")]
    assert world.limits.paused_until(GROUP) is None


@pytest.mark.asyncio
async def test_finished_request_does_not_end_anothers_pause() -> None:
    world = World()
    with pytest.raises(RetryAfter):
        await world.send(GROUP, failure=RetryAfter(timedelta(seconds=40)))
    with pytest.raises(RetryAfter):
        await world.send(GROUP, endpoint="getChat", failure=RetryAfter(timedelta(seconds=1)))
    await world.send(PERSON)
    assert world.limits.paused_until(GROUP) == 40


@pytest.mark.asyncio
async def test_other_errors_pass_unchanged() -> None:
    world = World()
    with pytest.raises(BadRequest):
        await world.send(PERSON, failure=BadRequest("no"))
    assert world.limits.paused_until(PERSON) is None


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("endpoint", "chat"),
    [
        ("answerCallbackQuery", None),
        ("getMe", None),
        ("getChatMember", PERSON),
        ("sendChatAction", PERSON),
        ("deleteMessages", PERSON),
    ],
)
async def test_answers_and_questions_never_wait(endpoint: str, chat: int | None) -> None:
    world = World()
    for _ in range(100):
        world.begin(chat, endpoint=endpoint)
    await world.settle()
    assert len(world.sent) == 100


@pytest.mark.asyncio
async def test_switched_off_lets_everything_go() -> None:
    world = World(enabled=False)
    for _ in range(100):
        world.begin(GROUP)
    await world.settle()
    assert len(world.sent) == 100
    assert world.limits.wait_for(GROUP) == 0


@pytest.mark.asyncio
async def test_wait_can_be_asked_for() -> None:
    world = World()
    assert world.limits.wait_for(PERSON) == 0
    for _ in range(4):
        world.begin(PERSON)
    await world.settle()
    assert world.limits.wait_for(PERSON) == 1
    assert world.limits.wait_for(OTHER) == 0


@pytest.mark.asyncio
async def test_who_leaves_the_line_holds_nobody_up() -> None:
    world = World()
    for _ in range(3):
        world.begin(PERSON, label="before")
    leaver, stayer = world.begin(PERSON, label="leaver"), world.begin(PERSON, label="stayer")
    await world.settle()
    leaver.cancel()
    await world.run_until(1)
    assert stayer.done()
    assert world.labels == ["before", "before", "before", "stayer"]


@pytest.mark.asyncio
async def test_chats_at_rest_are_forgotten() -> None:
    world = World()
    with pytest.raises(RetryAfter):
        await world.send(GROUP, failure=RetryAfter(timedelta(days=1)))
    for chat in range(1, 20 * KEPT_CHATS):
        world.now += 0.1
        await world.send(chat)
    assert len(world.limits._chats) <= KEPT_CHATS
    assert world.limits.paused_until(GROUP) is not None


@pytest.mark.asyncio
async def test_shutdown_cancels_who_waits() -> None:
    world = World()
    waiting = [world.begin(PERSON) for _ in range(5)]
    await world.settle()
    await world.limits.shutdown()
    await world.settle()
    assert [task.cancelled() for task in waiting] == [False, False, False, True, True]


@pytest.mark.asyncio
async def test_real_timer_lets_the_next_one_go() -> None:
    limits = Limits()
    loop = asyncio.get_running_loop()

    async def call() -> float:
        return loop.time()

    calls = [
        limits.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, None)
        for chat in range(1, 30)
    ]
    times = await asyncio.gather(*calls)
    assert max(b - a for a, b in pairwise(sorted(times))) > 0.5


@pytest.mark.asyncio
async def test_what_was_held_up_on_the_way_does_not_come_in_together_with_what_follows() -> None:
    world = World()
    world.way.clear()
    for chat in range(3 * OVERALL_SECOND):
        world.begin(1000 + chat)
    await world.run_until(1.5)
    assert world.let_go == OVERALL_SECOND
    world.way.set()
    await world.run_until(5)
    assert len(world.sent) == 3 * OVERALL_SECOND
    for start in world.times:
        assert sum(start <= at < start + 1 for at in world.times) <= OVERALL_SECOND


@pytest.mark.asyncio
async def test_requests_that_are_never_answered_hold_nobody_up_for_long() -> None:
    world = World()
    world.way.clear()
    for chat in range(OVERALL_SECOND + 1):
        world.begin(1000 + chat)
    await world.run_until(LONGEST_WAY + 1)
    assert world.let_go == OVERALL_SECOND + 1
    world.way.set()
    await world.settle()
