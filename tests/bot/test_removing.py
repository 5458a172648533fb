"""Messages of an erased case: gone, emptied, or shown to staff to be deleted by hand."""

import pytest

from domain.model.ids import MessageId, OutgoingId
from domain.model.outgoing import Post, PostNotice, RemovePosts, Spot
from domain.usecases import delivery
from tests.bot.stage import LONG, RELEASED, Stage, erase, shown
from tests.builders import NOW
from tests.handlers.staff.setting import CHANNEL, QUEUE

pytestmark = pytest.mark.asyncio


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
