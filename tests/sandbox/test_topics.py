"""Topics of a forum: opened, renamed, closed, deleted, and what then can be written."""

import pytest

from sandbox import ImpossibleError, Sandbox
from tests.sandbox.asking import Bot
from tests.sandbox.conftest import FORUM, QUEUE


async def opened(bot: Bot, name: str = "Case 1") -> int:
    topic = await bot.ask("createForumTopic", chat_id=FORUM, name=name)
    return int(topic["message_thread_id"])


@pytest.mark.asyncio
async def test_a_topic_has_the_number_of_the_message_that_opened_it(
    bot: Bot, sandbox: Sandbox
) -> None:
    await bot.say(FORUM)
    topic = await opened(bot)
    assert topic == 2
    told = (await bot.update())["message"]
    assert told["forum_topic_created"]["name"] == "Case 1"
    assert told["message_thread_id"] == told["message_id"] == topic
    assert [each.name for each in sandbox.person("Maya").topics("Cases")] == ["Case 1"]


@pytest.mark.asyncio
async def test_messages_belong_to_their_topic(bot: Bot, sandbox: Sandbox) -> None:
    topic = await opened(bot)
    await bot.say(FORUM, "Card", message_thread_id=topic)
    await sandbox.person("Tom").says("A note", "Cases", topic=topic)
    (_, note) = await bot.updates()
    assert note["message"]["message_thread_id"] == topic
    assert note["message"]["is_topic_message"]


@pytest.mark.asyncio
async def test_an_answer_stays_in_the_topic_of_what_it_answers(bot: Bot, sandbox: Sandbox) -> None:
    card = await bot.say(FORUM, "Card", message_thread_id=await opened(bot))
    answer = await sandbox.person("Tom").says("Yes", "Cases", reply_to=card)
    assert answer.topic == 1


@pytest.mark.asyncio
async def test_a_topic_that_is_not_there_is_not_found(bot: Bot) -> None:
    asked = {"chat_id": FORUM, "message_thread_id": 99}
    refusal = await bot.refused("sendMessage", **asked, text="x")
    assert refusal == "Bad Request: message thread not found"
    for method in ("editForumTopic", "closeForumTopic", "deleteForumTopic"):
        assert await bot.refused(method, **asked) == "Bad Request: TOPIC_ID_INVALID"


@pytest.mark.asyncio
async def test_nothing_is_written_in_a_closed_topic(bot: Bot, sandbox: Sandbox) -> None:
    topic = {"chat_id": FORUM, "message_thread_id": await opened(bot)}
    await bot.ask("closeForumTopic", **topic)
    assert await bot.refused("sendMessage", **topic, text="x") == "Bad Request: TOPIC_CLOSED"
    assert await bot.refused("closeForumTopic", **topic) == "Bad Request: TOPIC_NOT_MODIFIED"
    with pytest.raises(ImpossibleError, match="closed"):
        await sandbox.person("Tom").says("x", "Cases", topic=topic["message_thread_id"])
    await bot.ask("reopenForumTopic", **topic)
    await bot.ask("sendMessage", **topic, text="x")


@pytest.mark.asyncio
async def test_a_deleted_topic_takes_its_messages_with_it(bot: Bot, sandbox: Sandbox) -> None:
    topic = {"chat_id": FORUM, "message_thread_id": await opened(bot)}
    await bot.ask("sendMessage", **topic, text="Card")
    await bot.say(FORUM, "Elsewhere")
    sandbox.clock.advance(90 * 24 * 3600)
    await bot.ask("deleteForumTopic", **topic)
    assert [each.text for each in sandbox.person("Maya").messages("Cases")] == ["Elsewhere"]
    refusal = await bot.refused("sendMessage", **topic, text="x")
    assert refusal == "Bad Request: message thread not found"


@pytest.mark.asyncio
async def test_a_topic_gets_another_name(bot: Bot, sandbox: Sandbox) -> None:
    topic = {"chat_id": FORUM, "message_thread_id": await opened(bot)}
    await bot.ask("editForumTopic", **topic, name="Case 1, done")
    assert [each.name for each in sandbox.person("Maya").topics("Cases")] == ["Case 1, done"]
    refusal = await bot.refused("editForumTopic", **topic, name="Case 1, done")
    assert refusal == "Bad Request: TOPIC_NOT_MODIFIED"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "TOPIC_TITLE_INVALID"),
        ({"name": "x" * 129}, "TOPIC_TITLE_TOO_LONG"),
        ({"name": "x", "icon_color": 1}, "invalid icon color"),
    ],
)
async def test_a_topic_of_no_use_is_refused(bot: Bot, wrong: dict[str, object], words: str) -> None:
    assert words in await bot.refused("createForumTopic", chat_id=FORUM, **wrong)


@pytest.mark.asyncio
async def test_only_a_forum_has_topics_and_only_administrators_open_them(
    bot: Bot, sandbox: Sandbox
) -> None:
    refusal = await bot.refused("createForumTopic", chat_id=QUEUE, name="x")
    assert refusal == "Bad Request: the chat is not a forum"
    await sandbox.person("Maya").adds_bot("Cases", administrator=False)
    assert "not enough rights" in await bot.refused("createForumTopic", chat_id=FORUM, name="x")
