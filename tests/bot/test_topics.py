"""Staff chats that are forums: one topic a case, mended when it broke, gone with the case."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from domain.model.case import Case
from domain.model.outgoing import RefreshCard, RemovePosts, Spot
from domain.ports import Store
from sandbox import Call, Fault, Group
from tests.bot.stage import CASE, CAST, LONG, MAYA_ID, RELEASED, Stage, erase, shown, staged
from tests.handlers.staff.setting import CHANNEL, QUEUE

pytestmark = pytest.mark.asyncio


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
