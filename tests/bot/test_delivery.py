"""The outbox on the wire: nothing lost, nothing doubled unmarked, nobody waits for another chat."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery import LINE_ROOM, REFUSED_WAIT
from domain.model.outgoing import PostCard, Priority, RefreshCard, Spot
from domain.ports import Store, Transaction
from handlers.staff.actions import pressed_card
from sandbox import Fault
from tests.bot.stage import CASE, CAST, LONG, RELEASED, Stage, sending, staged
from tests.builders import NOW, a_case
from tests.handlers.staff.setting import CHANNEL, MAYA, QUEUE, office, tap

pytestmark = pytest.mark.asyncio


# Order


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


# Trouble


def take_all(tx: Transaction) -> None:
    tx.outbox.take(NOW + timedelta(days=9), 100)


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


async def test_a_refusal_is_no_possible_repeat(store: Store) -> None:
    async with staged(store, cast=replace(CAST, groups=())) as stage:
        await stage.keeps(CASE)
        await stage.queue(PostCard(case=CASE.id, spot=Spot.QUEUE))
        await stage.send()
        assert stage.told.names == ["delivery_refused"]
        stage.later(minutes=9)
        await stage.send()
        assert stage.told.names == ["delivery_refused"]


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
