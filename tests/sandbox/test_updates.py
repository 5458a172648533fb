"""Updates wait a day, come in order, and come again until they are confirmed."""

import asyncio

import pytest

from sandbox import Fault, Sandbox
from tests.sandbox.asking import Bot, polled
from tests.sandbox.conftest import AMINA, OLA, QUEUE

CONFLICT = "Conflict: terminated by other getUpdates request"


def texts(updates: list[dict[str, dict[str, object]]]) -> list[object]:
    return [update["message"]["text"] for update in updates]


@pytest.mark.asyncio
async def test_an_update_comes_again_until_it_is_confirmed(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Ola").says("one")
    first = await bot.ask("getUpdates")
    assert await bot.ask("getUpdates") == first
    assert await bot.ask("getUpdates", offset=first[0]["update_id"]) == first
    assert await bot.ask("getUpdates", offset=first[0]["update_id"] + 1) == []
    assert await bot.ask("getUpdates") == []


@pytest.mark.asyncio
async def test_numbers_of_updates_grow_by_one(bot: Bot, sandbox: Sandbox) -> None:
    for word in ("one", "two"):
        await sandbox.person("Ola").says(word)
    one, two = await bot.ask("getUpdates")
    assert two["update_id"] == one["update_id"] + 1


@pytest.mark.asyncio
async def test_a_batch_has_up_to_a_hundred(bot: Bot, sandbox: Sandbox) -> None:
    for number in range(105):
        await sandbox.person("Ola").says(str(number))
    assert texts(await bot.updates(limit=2)) == ["0", "1"]
    assert len(await bot.updates(limit=1000)) == 100
    assert texts(await bot.updates()) == ["102", "103", "104"]


@pytest.mark.asyncio
async def test_a_negative_offset_counts_from_the_end(bot: Bot, sandbox: Sandbox) -> None:
    for word in ("one", "two", "three"):
        await sandbox.person("Ola").says(word)
    assert texts(await bot.ask("getUpdates", offset=-2)) == ["two", "three"]
    assert texts(await bot.ask("getUpdates")) == ["two", "three"]


@pytest.mark.asyncio
async def test_an_update_is_forgotten_after_a_day(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Ola").says("old")
    sandbox.clock.advance(12 * 3600)
    await sandbox.person("Ola").says("young")
    sandbox.clock.advance(12 * 3600 + 1)
    assert texts(await bot.updates()) == ["young"]


@pytest.mark.asyncio
async def test_an_update_shows_the_message_as_it_was(bot: Bot, sandbox: Sandbox) -> None:
    said = await sandbox.person("Ola").says("before")
    await sandbox.person("Ola").edits(said.id, "after")
    before, after = await bot.updates()
    assert before["message"]["text"] == "before"
    assert after["edited_message"]["text"] == "after"
    assert after["edited_message"]["edit_date"]


@pytest.mark.asyncio
async def test_only_the_named_kinds_come(bot: Bot, sandbox: Sandbox) -> None:
    await bot.updates(allowed_updates=["callback_query"])
    await sandbox.person("Ola").says("unheard")
    assert await bot.updates() == []
    await bot.updates(allowed_updates=[])
    await sandbox.person("Ola").says("heard")
    assert texts(await bot.updates()) == ["heard"]


@pytest.mark.asyncio
async def test_reactions_do_not_come_unless_named(known: Bot, sandbox: Sandbox) -> None:
    message = await known.say(AMINA)
    amina = sandbox.person("Amina Khan")
    await amina.reacts(message, "👍")
    assert await known.updates(allowed_updates=["message_reaction"]) == []
    await amina.reacts(message, "👀")
    reaction = (await known.update())["message_reaction"]
    assert reaction["old_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert reaction["new_reaction"] == [{"type": "emoji", "emoji": "👀"}]


@pytest.mark.asyncio
async def test_a_long_poll_ends_when_something_happens(bot: Bot, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(bot.updates(timeout=50))
    await polled(sandbox)
    await sandbox.person("Ola").says("now")
    assert texts(await poll) == ["now"]


@pytest.mark.asyncio
async def test_a_long_poll_may_end_with_nothing(bot: Bot) -> None:
    assert await bot.updates(timeout=1) == []


@pytest.mark.asyncio
async def test_a_second_poll_ends_the_first_with_a_conflict(bot: Bot, sandbox: Sandbox) -> None:
    first = asyncio.create_task(bot.refused("getUpdates", timeout=50))
    await bot.ask("getMe")
    await polled(sandbox)
    assert await bot.updates() == []
    assert CONFLICT in await first


@pytest.mark.asyncio
async def test_stopping_ends_a_long_poll_at_once(bot: Bot, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(bot.ask("getUpdates", timeout=50))
    await polled(sandbox)
    async with asyncio.timeout(2):
        await sandbox.stop()
        assert await poll == []


@pytest.mark.asyncio
async def test_a_stopped_sandbox_can_start_again(bot: Bot, sandbox: Sandbox) -> None:
    port = int(sandbox.base_url.rpartition(":")[2])
    await sandbox.stop()
    await sandbox.start(port)
    poll = asyncio.create_task(bot.updates(timeout=50))
    await polled(sandbox)
    await sandbox.person("Ola").says("back")
    assert texts(await poll) == ["back"]


@pytest.mark.asyncio
async def test_updates_can_be_doubled(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="duplicated"))
    await sandbox.person("Ola").says("one")
    assert texts(await bot.ask("getUpdates")) == ["one", "one"]
    assert texts(await bot.ask("getUpdates")) == ["one"]


@pytest.mark.asyncio
async def test_updates_can_come_in_the_wrong_order(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="reordered"))
    for word in ("one", "two"):
        await sandbox.person("Ola").says(word)
    assert texts(await bot.ask("getUpdates")) == ["two", "one"]


@pytest.mark.asyncio
async def test_a_poisoned_update_comes_before_the_good_ones(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="poisoned"))
    await sandbox.person("Ola").says("one")
    poison, good = await bot.ask("getUpdates")
    assert poison["message"]["sticker"] == {}
    assert poison["update_id"] == good["update_id"] - 1


@pytest.mark.asyncio
async def test_a_fault_of_updates_waits_for_an_update(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault(kind="poisoned"))
    assert await bot.ask("getUpdates") == []
    assert sandbox.faults.left == 1


@pytest.mark.asyncio
async def test_fetching_is_refused_while_a_webhook_is_set(bot: Bot) -> None:
    await bot.ask("setWebhook", url="http://127.0.0.1:9/hook")
    assert "can't use getUpdates method while webhook is active" in await bot.refused("getUpdates")
    await bot.ask("deleteWebhook")
    assert await bot.updates() == []


@pytest.mark.asyncio
async def test_waiting_updates_can_be_dropped(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Ola").says("lost")
    assert (await bot.ask("getWebhookInfo"))["pending_update_count"] == 1
    await bot.ask("deleteWebhook", drop_pending_updates=True)
    assert await bot.updates() == []


@pytest.mark.asyncio
async def test_two_people_and_their_chats_are_told_apart(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.person("Ola").says("from Ola")
    await sandbox.person("Amina Khan").says("from Amina")
    ola, amina = [update["message"] for update in await bot.updates()]
    assert (ola["chat"]["id"], ola["from"]["language_code"]) == (OLA, "pl")
    assert (amina["chat"]["id"], amina["from"]["last_name"]) == (AMINA, "Khan")
    assert (ola["message_id"], amina["message_id"]) == (1, 1)


@pytest.mark.asyncio
async def test_a_bot_that_was_thrown_out_hears_nothing_more(bot: Bot, sandbox: Sandbox) -> None:
    maya = sandbox.person("Maya")
    await maya.removes_bot("Queue")
    await maya.says("Now we are alone", "Queue")
    (only,) = await bot.updates()
    change = only["my_chat_member"]
    assert change["chat"]["id"] == QUEUE
    assert change["old_chat_member"]["status"] == "administrator"
    assert change["new_chat_member"]["status"] == "kicked"
