"""The outbox on the wire: nothing lost, nothing doubled unmarked, nobody waits for another chat."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from telegram.ext import ExtBot

from bot.delivery import LINE_ROOM, REFUSED_WAIT, Delivery
from bot.limits import Lane, Limits
from bot.logs import EventLog
from bot.transport import AiohttpRequest
from domain.model.actions import masks_toggled
from domain.model.case import Case, Status
from domain.model.ids import MessageId, OutgoingId, StepId
from domain.model.outgoing import (
    Outgoing,
    Post,
    PostCard,
    PostNotice,
    Priority,
    RefreshCard,
    RemovePosts,
    Spot,
    What,
)
from domain.ports import Store, Transaction
from domain.usecases import delivery
from handlers.context import Services
from handlers.staff.actions import pressed_card
from sandbox import Actor, BotAccount, Call, Cast, Fault, Group, Message, Person, Sandbox
from tests.builders import NOW, REQUIRED, SeededChance, a_case, written
from tests.handlers.staff.setting import CHANNEL, MAYA, QUEUE, Hands, office, services, tap
from tests.stores import a_store
from texts.catalogue import Catalogue

pytestmark = pytest.mark.asyncio

TEXTS = Catalogue.load()
TOKEN = "1:sandbox"
MAYA_ID = 2001
CAST = Cast(
    bot=BotAccount(username="TellsafeDemoBot", name="Tellsafe"),
    people=(Person(id=MAYA_ID, name="Maya", side="staff"),),
    groups=(
        Group(id=QUEUE, title="Queue", members=(MAYA_ID,)),
        Group(id=CHANNEL, title="Staff", members=(MAYA_ID,)),
    ),
)
CASE = a_case(answers={**REQUIRED, StepId("story"): written("Gregor hit me")})
RELEASED = replace(CASE, status=Status.ACCEPTED)
LONG = replace(
    a_case("9QX-4M", answers={**REQUIRED, StepId("story"): written(*["Words. " * 500] * 3)}),
    status=Status.ACCEPTED,
)


@dataclass
class Told:
    """The events that were told, checked against what may be logged."""

    names: list[str] = field(default_factory=list)
    attempts: list[float] = field(default_factory=list)
    log: EventLog = field(default_factory=lambda: EventLog(chance=SeededChance()))

    def __call__(self, name: str, **values: float | Enum) -> None:
        """Take an event."""
        self.log(name, **values)
        self.names.append(name)
        attempts = values.get("attempts", 0)
        self.attempts.append(attempts if isinstance(attempts, int | float) else 0)


@dataclass
class Stage:
    """A staff side with its chats, its clock in hand, and a delivery loop that is run by hand."""

    sandbox: Sandbox
    services: Services
    bot: ExtBot[Lane]
    hands: Hands
    told: Told = field(default_factory=Told)
    rows: int = 0

    def __post_init__(self) -> None:
        """Start with a fresh loop."""
        self.delivery = self.fresh()

    def fresh(self) -> Delivery:
        """Return a loop as a new process has it."""
        return Delivery(self.bot, self.services, event=self.told)

    @property
    def maya(self) -> Actor:
        """Return the one who looks."""
        return self.sandbox.person("Maya")

    def seen(self, chat: int) -> list[Message]:
        """List the messages of the bot in a chat."""
        return [each for each in self.maya.messages(chat) if each.text and not each.service]

    async def queue(
        self,
        what: What,
        *,
        priority: Priority = Priority.CARD,
        after: timedelta = timedelta(),
    ) -> None:
        """Put a row in the outbox."""
        self.rows += 1
        row = Outgoing(
            id=OutgoingId(f"{self.rows:016x}"),
            what=what,
            priority=priority,
            due_at=self.hands.now + after,
        )
        await self.services.store.write(put_row, row)

    async def keeps(self, *cases: Case) -> None:
        """Store cases."""
        for case in cases:
            await self.services.store.write(put_case, case)

    async def waiting(self) -> int:
        """Count the rows that are left."""
        return await self.services.store.read(count_rows)

    async def posts(self, case: Case, spot: Spot | None = None) -> tuple[Post, ...]:
        """List where a case is shown."""
        return await self.services.store.read(posts_of, case, spot)

    def asked(self) -> list[str]:
        """List what was asked of Telegram, but for questions."""
        return [each.method for each in self.sandbox.calls if not each.method.startswith("get")]

    async def send(self) -> None:
        """Run the loop until nothing is due."""
        await self.delivery.send_due()

    def later(self, **by: float) -> None:
        """Move the clock."""
        self.hands.now += timedelta(**by)


def put_row(tx: Transaction, row: Outgoing) -> None:
    tx.outbox.put(row)


def put_case(tx: Transaction, case: Case) -> None:
    if tx.cases.get(case.id):
        tx.cases.put(case)
    else:
        tx.cases.add(case)


def erase(tx: Transaction, case: Case) -> None:
    tx.cases.erase(case.id)


def count_rows(tx: Transaction) -> int:
    return tx.outbox.waiting()


def posts_of(tx: Transaction, case: Case, spot: Spot | None) -> tuple[Post, ...]:
    return tx.posts.of(case.id, spot)


def take_all(tx: Transaction) -> None:
    tx.outbox.take(NOW + timedelta(days=9), 100)


@pytest_asyncio.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with a_store(tmp_path) as opened:
        yield opened


@asynccontextmanager
async def staged(
    store: Store, *, one_place: bool = False, cast: Cast = CAST
) -> AsyncIterator[Stage]:
    sandbox = Sandbox(cast, token=TOKEN)
    await sandbox.start(port=0)
    bot: ExtBot[Lane] = ExtBot(
        TOKEN,
        base_url=f"{sandbox.base_url}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
        rate_limiter=Limits(enabled=False),
    )
    hands = Hands()
    try:
        async with bot:
            used = services(store, TEXTS, one_place=one_place, clock=hands)
            yield Stage(sandbox=sandbox, services=used, bot=bot, hands=hands)
    finally:
        await sandbox.stop()
    assert sandbox.complaints == []


@pytest_asyncio.fixture
async def stage(store: Store) -> AsyncIterator[Stage]:
    async with staged(store) as made:
        yield made


# Sending


async def test_a_card_is_sent_once_and_written_down(stage: Stage) -> None:
    await stage.keeps(CASE)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    await stage.send()
    (message,) = stage.seen(QUEUE)
    assert "Gregor hit me" in message.text
    assert message.protected
    assert [post.message for post in await stage.posts(CASE)] == [message.id]
    assert await stage.waiting() == 0
    assert stage.told.names == ["card_sent"]


async def test_a_card_is_drawn_as_the_case_is_when_it_is_sent(stage: Stage) -> None:
    await stage.keeps(RELEASED)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.STAFF), after=timedelta(minutes=5))
    await stage.keeps(replace(RELEASED, owner_name="Tom", status=Status.IN_PROGRESS))
    stage.later(minutes=5)
    await stage.send()
    assert "With Tom" in stage.seen(CHANNEL)[0].text


async def test_a_card_waits_for_its_time(stage: Stage) -> None:
    await stage.keeps(CASE)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE), after=timedelta(minutes=5))
    await stage.send()
    assert stage.seen(QUEUE) == []


async def test_urgent_cards_go_first_and_refreshes_last(stage: Stage) -> None:
    other = a_case("9QX-4M")
    await stage.keeps(CASE, other)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    await stage.send()
    stage.sandbox.calls.clear()
    await stage.queue(RefreshCard(case=CASE.id, spot=Spot.QUEUE), priority=Priority.COSMETIC)
    await stage.queue(PostCard(case=other.id, spot=Spot.QUEUE))
    await stage.send()
    assert stage.asked() == ["sendMessage", "editMessageText"]


async def test_long_words_follow_the_card_in_order(stage: Stage) -> None:
    await stage.keeps(LONG)
    await stage.queue(PostCard(case=LONG.id, spot=Spot.STAFF))
    await stage.send()
    messages = stage.seen(CHANNEL)
    assert [post.part for post in await stage.posts(LONG)] == list(range(len(messages)))
    assert len(messages) > 2
    assert messages[0].buttons
    assert not any(message.buttons for message in messages[1:])
    assert f"part 2 of {len(messages)}" in messages[1].text


async def test_an_erased_case_is_not_sent(stage: Stage) -> None:
    await stage.keeps(CASE)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    await stage.services.store.write(erase, CASE)
    await stage.send()
    assert stage.asked() == []
    assert await stage.waiting() == 0


async def test_a_masked_word_is_in_no_byte_sent_to_the_staff_channel(stage: Stage) -> None:
    masked = masks_toggled(RELEASED, StepId("story"), "gregor")
    await stage.keeps(masked)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.STAFF))
    await stage.queue(RefreshCard(case=CASE.id, spot=Spot.STAFF), after=timedelta(seconds=1))
    await stage.send()
    stage.later(seconds=1)
    await stage.send()
    assert stage.asked() == ["sendMessage", "editMessageText"]
    assert "gregor" not in str(stage.sandbox.calls).casefold()


async def test_words_wait_for_the_release_where_all_share_one_place(store: Store) -> None:
    async with staged(store, one_place=True) as stage:
        await stage.keeps(replace(LONG, status=Status.RECEIVED))
        await stage.queue(PostCard(case=LONG.id, spot=Spot.QUEUE))
        await stage.send()
        assert "Words." not in str(stage.sandbox.calls)
        await stage.keeps(LONG)
        await stage.queue(RefreshCard(case=LONG.id, spot=Spot.QUEUE))
        await stage.send()
        parts = [message.text for message in stage.seen(QUEUE)]
        assert len(parts) > 2
        assert sum(text.count("Words.") for text in parts) == 1500


# Trouble


async def test_what_surely_was_not_sent_is_sent_later_unmarked(stage: Stage) -> None:
    await stage.keeps(CASE)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    stage.sandbox.faults.add(Fault(kind="flood", method="sendMessage", retry_after=7))
    await stage.send()
    assert stage.seen(QUEUE) == []
    stage.later(seconds=7)
    await stage.send()
    (message,) = stage.seen(QUEUE)
    assert "repeat" not in message.text


@pytest.mark.parametrize("kind", ["lost_after", "server_error", "refused_before"])
async def test_what_may_have_arrived_is_sent_again_marked(stage: Stage, kind: str) -> None:
    await stage.keeps(CASE)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    stage.sandbox.faults.add(Fault(kind=kind, method="sendMessage"))  # type: ignore[arg-type]
    await stage.send()
    stage.later(seconds=2)
    await stage.send()
    messages = stage.seen(QUEUE)
    assert len(messages) == (2 if kind == "lost_after" else 1)
    assert messages[-1].text.startswith("↻ may be a repeat")
    assert [post.message for post in await stage.posts(CASE)] == [messages[-1].id]
    assert stage.told.names == ["delivery_later", "card_repeated"]


async def test_a_kill_between_sending_and_writing_down_gives_a_marked_repeat(
    stage: Stage,
) -> None:
    await stage.keeps(CASE)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    await stage.services.store.write(take_all)
    first = await stage.bot.send_message(QUEUE, "sent, then killed")
    reborn = stage.fresh()
    assert await reborn.start() == 1
    message = await stage.maya.sees("may be a repeat", chat=QUEUE)
    await reborn.stop(5)
    assert stage.told.names[0] == "delivery_recovered"
    press = tap(f"c:{CASE.id}:1:release", card=first.message_id)
    reply = await pressed_card(press, office(stage.services, MAYA))
    assert "repeat" in reply.toast
    press = tap(f"c:{CASE.id}:1:release", card=message.id)
    reply = await pressed_card(press, office(stage.services, MAYA, 2))
    assert reply.toast.startswith("Released")


async def test_a_flood_in_one_chat_does_not_delay_the_other(stage: Stage) -> None:
    await stage.keeps(RELEASED, LONG)
    for case in (RELEASED, LONG):
        await stage.queue(PostCard(case=case.id, spot=Spot.QUEUE))
    await stage.queue(PostCard(case=RELEASED.id, spot=Spot.STAFF))
    flood = Fault(kind="flood", method="sendMessage", chat_id=QUEUE, retry_after=40, times=9)
    stage.sandbox.faults.add(flood)
    await stage.send()
    assert len(stage.seen(CHANNEL)) == 1
    assert flood.times == 8, "the other rows of the chat wait without asking"
    stage.sandbox.faults.clear()
    stage.later(seconds=39)
    await stage.send()
    assert stage.seen(QUEUE) == []
    stage.later(seconds=1)
    await stage.send()
    assert len(stage.seen(QUEUE)) > 2


async def test_a_group_that_moved_loses_nothing(stage: Stage) -> None:
    await stage.keeps(CASE, LONG)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    await stage.send()
    stage.sandbox.world.migrate(stage.sandbox.world.chat(QUEUE), -100777)
    await stage.queue(RefreshCard(case=CASE.id, spot=Spot.QUEUE))
    await stage.queue(PostCard(case=LONG.id, spot=Spot.QUEUE))
    await stage.send()
    texts = [message.text for message in stage.seen(-100777)]
    assert any("Gregor hit me" in text for text in texts), "the old card is drawn anew"
    assert sum("Words." in text for text in texts) > 1
    assert await stage.waiting() == 0
    assert "chat_migrated" in stage.told.names


async def test_what_people_must_mend_waits_loudly_and_is_never_dropped(stage: Stage) -> None:
    await stage.keeps(CASE)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    stage.sandbox.faults.add(Fault(kind="forbidden", method="sendMessage", times=3))
    for _ in range(3):
        await stage.send()
        stage.later(seconds=REFUSED_WAIT.total_seconds())
    assert stage.told.names == ["delivery_refused"] * 3
    await stage.send()
    assert len(stage.seen(QUEUE)) == 1


async def test_waits_grow_but_have_an_end(stage: Stage) -> None:
    await stage.keeps(CASE)
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    stage.sandbox.weather = "down"
    for _ in range(30):
        await stage.send()
        stage.later(minutes=5)
    assert stage.told.names == ["delivery_later"] * 30
    stage.sandbox.weather = "fine"
    await stage.send()
    assert len(stage.seen(QUEUE)) == 1


async def test_a_crowd_is_sent_without_losing_one_or_starving_the_other_chat(
    stage: Stage,
) -> None:
    crowd = [a_case(f"AA{at // 10}-{at % 10}A") for at in range(60)]
    await stage.keeps(*crowd, RELEASED)
    for case in crowd:
        await stage.queue(PostCard(case=case.id, spot=Spot.QUEUE))
    await stage.queue(PostCard(case=RELEASED.id, spot=Spot.STAFF))
    await stage.send()
    assert len(stage.seen(CHANNEL)) == 1
    for _ in range(60):
        stage.later(seconds=3)
        await stage.send()
    assert len(stage.seen(QUEUE)) == 60
    assert "delivery_later" not in stage.told.names
    assert set(stage.told.attempts) == {1}, "waiting its turn is no attempt"


# Forums


@pytest_asyncio.fixture
async def forum(store: Store) -> AsyncIterator[Stage]:
    groups = (
        Group(id=QUEUE, title="Queue", members=(MAYA_ID,)),
        Group(id=CHANNEL, title="Staff", members=(MAYA_ID,), is_forum=True),
    )
    async with staged(store, cast=replace(CAST, groups=groups)) as made:
        yield made


def calls(stage: Stage, method: str) -> list[Call]:
    return [call for call in stage.sandbox.calls if call.method == method]


async def topic_of(stage: Stage, case: Case) -> int:
    topics = {post.topic for post in await stage.posts(case)}
    (topic,) = topics
    assert topic
    return topic


async def test_in_a_forum_a_case_has_a_topic_named_by_number_and_urgency(forum: Stage) -> None:
    await shown(forum, replace(LONG, urgent=True))
    (made,) = calls(forum, "createForumTopic")
    assert made.parameters["name"] == "🔴 9QX-4M"
    topic = await topic_of(forum, LONG)
    sent = calls(forum, "sendMessage")
    assert len(sent) > 2
    assert all(call.parameters["message_thread_id"] == topic for call in sent)


async def test_a_second_try_makes_no_second_topic(forum: Stage) -> None:
    forum.sandbox.faults.add(Fault(kind="flood", method="sendMessage", retry_after=3))
    await shown(forum, RELEASED)
    forum.later(seconds=3)
    await forum.send()
    assert len(calls(forum, "createForumTopic")) == 1
    assert len(forum.seen(CHANNEL)) == 1


async def test_a_topic_that_could_not_be_made_marks_no_repeat(forum: Stage) -> None:
    forum.sandbox.faults.add(Fault(kind="server_error", method="createForumTopic"))
    await shown(forum, RELEASED)
    forum.later(seconds=2)
    await forum.send()
    assert "repeat" not in forum.seen(CHANNEL)[0].text


@pytest.mark.parametrize("harm", ["closed", "deleted"])
async def test_a_topic_that_was_closed_or_deleted_loses_no_card(forum: Stage, harm: str) -> None:
    (card,) = await shown(forum, RELEASED)
    topic = await topic_of(forum, RELEASED)
    await forum.bot.delete_message(CHANNEL, card.id)
    if harm == "closed":
        await forum.bot.close_forum_topic(CHANNEL, topic)
    else:
        await forum.bot.delete_forum_topic(CHANNEL, topic)
    await forum.queue(RefreshCard(case=CASE.id, spot=Spot.STAFF))
    await forum.send()
    assert ["Gregor" in message.text for message in forum.seen(CHANNEL)] == [True]


async def test_the_topic_of_an_erased_case_goes_with_it(forum: Stage) -> None:
    await shown(forum, LONG)
    posts = await forum.posts(LONG)
    await forum.services.store.write(erase, LONG)
    await forum.queue(RemovePosts(posts=posts))
    await forum.send()
    assert forum.seen(CHANNEL) == []
    assert len(calls(forum, "deleteForumTopic")) == 1
    assert forum.told.names[-1] == "posts_removed"


# Editing and removing


async def shown(stage: Stage, case: Case, spot: Spot = Spot.STAFF) -> list[Message]:
    await stage.keeps(case)
    await stage.queue(PostCard(case=case.id, spot=spot))
    await stage.send()
    return stage.seen(CHANNEL if spot is Spot.STAFF else QUEUE)


async def test_a_refresh_edits_the_card_in_place(stage: Stage) -> None:
    (card,) = await shown(stage, RELEASED)
    await stage.keeps(replace(RELEASED, status=Status.IN_PROGRESS, owner_name="Tom", version=2))
    await stage.queue(RefreshCard(case=CASE.id, spot=Spot.STAFF))
    await stage.send()
    assert [message.id for message in stage.seen(CHANNEL)] == [card.id]
    assert "With Tom" in stage.seen(CHANNEL)[0].text


async def test_a_refresh_that_changes_nothing_is_fine(stage: Stage) -> None:
    await shown(stage, RELEASED)
    await stage.queue(RefreshCard(case=CASE.id, spot=Spot.STAFF))
    await stage.send()
    assert await stage.waiting() == 0
    assert stage.told.names == ["card_sent"]


async def test_a_card_that_somebody_deleted_is_sent_anew(stage: Stage) -> None:
    (card,) = await shown(stage, RELEASED)
    await stage.bot.delete_message(CHANNEL, card.id)
    await stage.queue(RefreshCard(case=CASE.id, spot=Spot.STAFF))
    await stage.send()
    (anew,) = stage.seen(CHANNEL)
    await stage.queue(RefreshCard(case=CASE.id, spot=Spot.STAFF))
    await stage.send()
    assert [message.id for message in stage.seen(CHANNEL)] == [anew.id]
    assert "repeat" not in anew.text


async def test_a_refresh_of_a_card_that_is_not_sent_yet_sends_nothing(stage: Stage) -> None:
    await stage.keeps(CASE)
    await stage.queue(RefreshCard(case=CASE.id, spot=Spot.QUEUE))
    await stage.send()
    assert stage.asked() == []
    assert await stage.waiting() == 0


async def test_messages_of_an_erased_case_are_deleted(stage: Stage) -> None:
    await shown(stage, LONG)
    posts = await stage.posts(LONG)
    await stage.services.store.write(erase, LONG)
    await stage.queue(RemovePosts(posts=posts))
    await stage.send()
    assert stage.seen(CHANNEL) == []
    assert stage.told.names[-1] == "posts_removed"


async def test_messages_too_old_to_be_deleted_are_blanked(stage: Stage) -> None:
    await shown(stage, RELEASED)
    posts = await stage.posts(RELEASED)
    stage.sandbox.clock.advance(3 * 24 * 3600)
    await stage.queue(RemovePosts(posts=posts))
    await stage.send()
    seen = [message.text for message in stage.seen(CHANNEL)]
    assert seen in ([], ["This case was deleted."])
    assert "Gregor" not in str(seen)


async def test_a_message_that_was_deleted_already_counts_as_removed(stage: Stage) -> None:
    gone = Post(chat=QUEUE, message=MessageId(999))
    await stage.queue(RemovePosts(posts=(gone,)))
    await stage.send()
    assert await stage.waiting() == 0
    assert stage.told.names == ["posts_removed"]


async def test_staff_are_asked_to_delete_by_hand_what_the_bot_cannot(stage: Stage) -> None:
    # An old message of somebody else is one that the bot can neither delete nor edit.
    stuck = await stage.maya.says("what the bot cannot touch", chat=QUEUE)
    stage.sandbox.clock.advance(3 * 24 * 3600)
    await stage.queue(RemovePosts(posts=(Post(chat=QUEUE, message=MessageId(stuck.id)),)))
    await stage.send()
    (told,) = [each for each in stage.seen(QUEUE) if each.from_bot]
    assert told.reply_to
    assert told.reply_to.id == stuck.id
    assert "delete it by hand" in told.text
    assert stage.told.names == ["post_not_removed"]
    assert await stage.waiting() == 0


async def test_the_notice_of_what_is_left_names_no_case(stage: Stage) -> None:
    post = Post(chat=QUEUE, message=MessageId(999))
    left = ((Spot.QUEUE, post),)
    await stage.services.store.write(
        delivery.note_removed,
        OutgoingId("0" * 16),
        left,
        now=NOW,
        chance=stage.services.chance,
    )
    (row,) = await stage.services.store.write(lambda tx: tx.outbox.take(NOW, 9))
    assert isinstance(row.what, PostNotice)
    assert (row.what.number, row.what.case, row.what.about) == ("", None, post)


# Races with casework


async def sending(
    stage: Stage, meanwhile: Callable[[], Awaitable[object]], *cards: PostCard
) -> None:
    """Send cards, and have something happen after the first is sent and before that is noted."""
    for card in cards:
        await stage.queue(card)
    send = stage.bot.send_message
    first = True

    async def held(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the framework's
        nonlocal first
        sent = await send(*args, **kwargs)
        if first:
            first = False
            await meanwhile()
        return sent

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(stage.bot), "send_message", lambda _, *a, **k: held(*a, **k))
        await stage.send()


AT_STAFF = PostCard(case=RELEASED.id, spot=Spot.STAFF)


async def test_a_case_claimed_while_its_card_is_sent_is_drawn_anew(stage: Stage) -> None:
    claimed = replace(RELEASED, status=Status.IN_PROGRESS, owner_name="Tom", version=2)
    await stage.keeps(RELEASED)
    await sending(stage, lambda: stage.keeps(claimed), AT_STAFF)
    assert ["With Tom" in message.text for message in stage.seen(CHANNEL)] == [True]


async def test_a_case_erased_while_its_card_is_sent_leaves_no_message(stage: Stage) -> None:
    await stage.keeps(RELEASED)
    await sending(stage, lambda: stage.services.store.write(erase, RELEASED), AT_STAFF)
    assert stage.seen(CHANNEL) == []
    assert await stage.waiting() == 0


# What comes while something is under way


async def test_an_urgent_card_waits_for_no_other_card(stage: Stage) -> None:
    urgent = replace(a_case("9QX-4M"), urgent=True)
    await stage.keeps(CASE, urgent)

    async def meanwhile() -> None:
        what = PostCard(case=urgent.id, spot=Spot.QUEUE)
        await stage.queue(what, priority=Priority.URGENT)
        await stage.delivery._take()
        await stage.maya.sees("9QX-4M", chat=QUEUE)

    await sending(stage, meanwhile, PostCard(case=CASE.id, spot=Spot.QUEUE))


async def test_a_card_goes_before_a_refresh_that_waits_already(stage: Stage) -> None:
    other = a_case("9QX-4M")
    await stage.keeps(CASE, other)

    async def meanwhile() -> None:
        refresh = RefreshCard(case=CASE.id, spot=Spot.QUEUE)
        await stage.queue(refresh, priority=Priority.COSMETIC)
        await stage.delivery._take()
        await stage.queue(PostCard(case=other.id, spot=Spot.QUEUE))
        await stage.delivery._take()

    await sending(stage, meanwhile, PostCard(case=CASE.id, spot=Spot.QUEUE))
    assert stage.asked() == ["sendMessage", "sendMessage", "editMessageText"]


class Caught(Exception):
    """How many rows a crash at this moment would mark as possible repeats."""


async def test_a_crash_in_a_crowd_marks_few_cards_as_possible_repeats(stage: Stage) -> None:
    crowd = [a_case(f"AA{at // 10}-{at % 10}A") for at in range(60)]
    await stage.keeps(*crowd)

    def crash(tx: Transaction) -> None:
        raise Caught(tx.outbox.recover())

    async def meanwhile() -> None:
        while await stage.delivery._take():
            continue
        with pytest.raises(Caught) as caught:
            await stage.services.store.write(crash)
        assert caught.value.args[0] <= LINE_ROOM + 1

    await sending(stage, meanwhile, *(PostCard(case=each.id, spot=Spot.QUEUE) for each in crowd))


async def test_a_part_that_is_queued_twice_is_sent_once(stage: Stage) -> None:
    await shown(stage, LONG)
    before = len(stage.seen(CHANNEL))
    await stage.queue(PostCard(case=LONG.id, spot=Spot.STAFF, part=1))
    await stage.send()
    assert len(stage.seen(CHANNEL)) == before
    assert await stage.waiting() == 0


async def test_a_refusal_is_no_possible_repeat(store: Store) -> None:
    async with staged(store, cast=replace(CAST, groups=())) as stage:
        await stage.keeps(CASE)
        await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
        await stage.send()
        assert stage.told.names == ["delivery_refused"]
        stage.later(minutes=9)
        await stage.send()
        assert stage.told.names == ["delivery_refused"]


# The loop


async def test_the_loop_sends_when_rung_and_stops_with_nothing_under_way(stage: Stage) -> None:
    await stage.keeps(CASE)
    await stage.delivery.start()
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    stage.delivery.wake()
    await stage.maya.sees("Gregor", chat=QUEUE)
    assert await stage.delivery.stop(5) == 0
    assert await stage.waiting() == 0


async def test_a_stop_cuts_short_what_takes_too_long_and_it_is_repeated_marked(
    stage: Stage,
) -> None:
    other = a_case("9QX-4M")
    await stage.keeps(CASE, other)
    stage.sandbox.faults.add(Fault(kind="slow", method="sendMessage", seconds=30))
    await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
    stage.later(seconds=1)
    await stage.queue(PostCard(case=other.id, spot=Spot.QUEUE))
    await stage.delivery.start()
    stage.delivery.wake()
    await stage.maya.sees("Gregor", chat=QUEUE)
    assert await stage.delivery.stop(0.01) == 1
    reborn = stage.fresh()
    assert await reborn.start() == 1, "the other one was never begun"
    await stage.maya.sees("9QX-4M", chat=QUEUE)
    await reborn.stop(5)
    marked = [message.text.startswith("↻") for message in stage.seen(QUEUE)]
    assert sorted(marked) == [False, False, True]
