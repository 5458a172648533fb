"""Cards on the wire: whole, in order, as the case is now, and sent once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.model.actions import masks_toggled
from domain.model.case import Status
from domain.model.ids import StepId
from domain.model.outgoing import PostCard, RefreshCard, Spot
from domain.ports import Store
from tests.bot.stage import CASE, LONG, RELEASED, Stage, erase, sending, shown, staged
from tests.handlers.staff.setting import CHANNEL, QUEUE

pytestmark = pytest.mark.asyncio


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


async def test_a_part_that_is_queued_twice_is_sent_once(stage: Stage) -> None:
    await shown(stage, LONG)
    before = len(stage.seen(CHANNEL))
    await stage.queue(PostCard(case=LONG.id, spot=Spot.STAFF, part=1))
    await stage.send()
    assert len(stage.seen(CHANNEL)) == before
    assert await stage.waiting() == 0


# Editing


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


# Races with casework

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
