"""Groups and channels: what a bot hears in them, who is in them, how they change."""

import pytest

from sandbox import BotAccount, Cast, Group, ImpossibleError, Person, Sandbox
from sandbox.chats import ANONYMOUS_ADMIN
from tests.sandbox.asking import Bot, button, keyboard
from tests.sandbox.conftest import AMINA, CHANNEL, CLUB, MAYA, PUBLIC, QUEUE, TOM

NEW_CLUB = -100104


async def heard(bot: Bot) -> list[str]:
    return [update["message"]["text"] for update in await bot.updates()]


@pytest.mark.asyncio
async def test_in_privacy_mode_a_bot_hears_what_is_meant_for_it(bot: Bot, sandbox: Sandbox) -> None:
    amina = sandbox.person("Amina Khan")
    said = await bot.say(PUBLIC, "Ask me")
    await amina.says("Just talking", "Town")
    await amina.says("/help", "Town")
    await amina.says("/help@TestBot now", "Town")
    await amina.says("/help@OtherBot", "Town")
    await amina.says("Is @testbot here?", "Town")
    await amina.says("An answer", "Town", reply_to=said)
    assert await heard(bot) == ["/help", "/help@TestBot now", "Is @testbot here?", "An answer"]


@pytest.mark.asyncio
async def test_an_administrator_hears_everything(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Tom").says("Just talking", "Queue")
    assert await heard(bot) == ["Just talking"]


@pytest.mark.asyncio
async def test_without_privacy_mode_a_bot_hears_everything() -> None:
    cast = Cast(
        bot=BotAccount(username="B", name="B", privacy=False),
        people=(Person(id=1, name="Ann"),),
        groups=(Group(id=-1, title="Town", members=(1,), bot="member"),),
    )
    sandbox = Sandbox(cast, token="7:x")
    await sandbox.person("Ann").says("Just talking", "Town")
    assert len(sandbox.world.updates) == 1


@pytest.mark.asyncio
async def test_an_anonymous_administrator_speaks_as_the_group(bot: Bot, sandbox: Sandbox) -> None:
    maya = sandbox.person("Maya")
    await bot.say(QUEUE, reply_markup=keyboard([button("Claim", "c")]))
    await maya.says("/stats", "Queue", anonymous=True)
    await maya.taps("Claim", "Queue")
    said, pressed = await bot.updates()
    assert said["message"]["from"]["id"] == ANONYMOUS_ADMIN
    assert said["message"]["sender_chat"]["id"] == QUEUE
    assert pressed["callback_query"]["from"]["id"] == MAYA


@pytest.mark.asyncio
async def test_only_administrators_are_anonymous_or_write_in_channels(sandbox: Sandbox) -> None:
    tom = sandbox.person("Tom")
    with pytest.raises(ImpossibleError):
        await tom.says("Hello", "Queue", anonymous=True)
    with pytest.raises(ImpossibleError):
        await tom.says("Hello", "News")


@pytest.mark.asyncio
async def test_a_post_of_a_person_in_a_channel_has_no_author(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Maya").says("News", "News")
    post = (await bot.update())["channel_post"]
    assert "from" not in post
    assert post["sender_chat"]["id"] == CHANNEL


@pytest.mark.asyncio
async def test_nobody_writes_where_they_are_not_a_member(sandbox: Sandbox) -> None:
    with pytest.raises(ImpossibleError, match="in no chat called Queue"):
        await sandbox.person("Ola").says("Hello", "Queue")
    with pytest.raises(ImpossibleError, match="is not in the chat"):
        await sandbox.person("Ola").says("Hello", QUEUE)
    with pytest.raises(ImpossibleError, match="is not in the chat"):
        await sandbox.person("Ola").says("Hello", AMINA)


@pytest.mark.asyncio
async def test_membership_is_told(bot: Bot) -> None:
    status = {
        who: (await bot.ask("getChatMember", chat_id=QUEUE, user_id=who))["status"]
        for who in (MAYA, TOM, AMINA, 1)
    }
    assert list(status.values()) == ["administrator", "member", "left", "administrator"]
    refusal = await bot.refused("getChatMember", chat_id=QUEUE, user_id=4711)
    assert refusal == "Bad Request: PARTICIPANT_ID_INVALID"


@pytest.mark.asyncio
async def test_administrators_and_numbers_are_told(bot: Bot) -> None:
    listed = await bot.ask("getChatAdministrators", chat_id=QUEUE)
    assert [each["user"]["id"] for each in listed] == [MAYA]
    assert await bot.ask("getChatMemberCount", chat_id=QUEUE) == 3
    refusal = await bot.refused("getChatAdministrators", chat_id=AMINA)
    assert refusal == "Bad Request: there are no administrators in the private chat"


@pytest.mark.asyncio
async def test_a_chat_nobody_opened_cannot_be_described(bot: Bot) -> None:
    assert await bot.refused("getChat", chat_id=AMINA) == "Bad Request: chat not found"


@pytest.mark.asyncio
async def test_joining_and_leaving_is_told(bot: Bot, sandbox: Sandbox) -> None:
    await bot.updates(allowed_updates=["message", "chat_member"])
    tom = sandbox.person("Tom")
    await tom.leaves("Queue")
    await tom.joins(QUEUE)
    updates = await bot.updates()
    changes = [update["chat_member"] for update in updates if "chat_member" in update]
    assert [each["new_chat_member"]["status"] for each in changes] == ["left", "member"]
    assert updates[1]["message"]["left_chat_member"]["id"] == TOM
    assert updates[3]["message"]["new_chat_members"][0]["id"] == TOM
    with pytest.raises(ImpossibleError, match="no group"):
        await tom.joins(4711)


@pytest.mark.asyncio
async def test_a_bot_that_left_cannot_write(bot: Bot) -> None:
    await bot.ask("leaveChat", chat_id=QUEUE)
    refusal = await bot.refused("sendMessage", chat_id=QUEUE, text="Hello?")
    assert refusal == "Forbidden: bot is not a member of the supergroup chat"
    assert "is not a member" in await bot.refused("getChat", chat_id=QUEUE)


@pytest.mark.asyncio
async def test_nobody_leaves_a_private_chat(known: Bot) -> None:
    assert "private chats" in await known.refused("leaveChat", chat_id=AMINA)
    member = await known.ask("getChatMember", chat_id=AMINA, user_id=AMINA)
    assert member["status"] == "member"


@pytest.mark.asyncio
async def test_of_a_channel_a_plain_member_hears_nothing(bot: Bot, sandbox: Sandbox) -> None:
    maya = sandbox.person("Maya")
    await maya.adds_bot("News", administrator=False)
    await bot.updates()
    await maya.says("News", "News")
    assert await bot.updates() == []


@pytest.mark.asyncio
async def test_a_bot_that_was_kicked_cannot_write(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Maya").removes_bot("Queue")
    refusal = await bot.refused("sendMessage", chat_id=QUEUE, text="Hello?")
    assert refusal == "Forbidden: bot was kicked from the supergroup chat"


@pytest.mark.asyncio
async def test_a_plain_member_cannot_post_in_a_channel(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Maya").adds_bot("News", administrator=False)
    refusal = await bot.refused("sendMessage", chat_id=CHANNEL, text="Hello?")
    assert refusal == "Bad Request: need administrator rights in the channel chat"


@pytest.mark.asyncio
async def test_a_group_that_became_a_supergroup_answers_with_its_new_id(
    bot: Bot, sandbox: Sandbox
) -> None:
    sandbox.migrate(CLUB, NEW_CLUB)
    answer = await bot.answer("sendMessage", chat_id=CLUB, text="Hello?")
    assert answer["description"] == ("Bad Request: group chat was upgraded to a supergroup chat")
    assert answer["parameters"] == {"migrate_to_chat_id": NEW_CLUB}
    old, new = [update["message"] for update in await bot.updates()]
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (CLUB, NEW_CLUB)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (NEW_CLUB, CLUB)


@pytest.mark.asyncio
async def test_people_go_with_the_group_that_became_a_supergroup(
    bot: Bot, sandbox: Sandbox
) -> None:
    sandbox.migrate(CLUB, NEW_CLUB)
    await bot.say(NEW_CLUB, "Welcome")
    assert (await sandbox.person("Tom").sees("Welcome", "Club")).chat_id == NEW_CLUB
    assert (await sandbox.person("Tom").sees("Welcome", CLUB)).chat_id == NEW_CLUB
