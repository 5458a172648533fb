"""Changing and removing messages: what Telegram allows, and its words where it does not."""

import pytest

from sandbox import Sandbox
from tests.sandbox.asking import Bot, button, keyboard
from tests.sandbox.conftest import AMINA, CLUB, QUEUE
from tests.sandbox.pictures import png

A = button("A", "a")
SAME = "message is not modified: specified new message content and reply markup are exactly"
TWO_DAYS = 48 * 3600


@pytest.mark.asyncio
async def test_an_edit_changes_words_and_buttons_in_place(known: Bot, sandbox: Sandbox) -> None:
    message = await known.say(AMINA, "Before", reply_markup=keyboard([A]))
    edited = await known.ask(
        "editMessageText",
        chat_id=AMINA,
        message_id=message,
        text="<i>After</i>",
        parse_mode="HTML",
        reply_markup=keyboard([button("B", "b")]),
    )
    assert edited["message_id"] == message
    assert edited["edit_date"]
    shown = sandbox.person("Amina Khan").screen()
    assert shown.html == "<i>After</i>"
    assert [[each.text for each in row] for row in shown.buttons] == [["B"]]


@pytest.mark.asyncio
async def test_an_edit_without_buttons_takes_them_away(known: Bot, sandbox: Sandbox) -> None:
    message = await known.say(AMINA, reply_markup=keyboard([A]))
    await known.ask("editMessageText", chat_id=AMINA, message_id=message, text="Hello")
    assert sandbox.person("Amina Khan").screen().buttons == ()


@pytest.mark.asyncio
async def test_an_edit_that_changes_nothing_is_refused(known: Bot) -> None:
    asked = {"text": "<b>Hi</b>", "parse_mode": "HTML", "reply_markup": keyboard([A])}
    message = (await known.ask("sendMessage", chat_id=AMINA, **asked))["message_id"]
    place = {"chat_id": AMINA, "message_id": message}
    assert SAME in await known.refused("editMessageText", **place, **asked)
    assert SAME in await known.refused(
        "editMessageReplyMarkup", **place, reply_markup=keyboard([A])
    )
    await known.ask("editMessageText", **place, **(asked | {"text": "<i>Hi</i>"}))


@pytest.mark.asyncio
async def test_only_what_is_there_can_be_edited(known: Bot) -> None:
    refusal = await known.refused("editMessageText", chat_id=AMINA, message_id=99, text="x")
    assert refusal == "Bad Request: message to edit not found"


@pytest.mark.asyncio
async def test_only_its_own_messages_can_a_bot_edit(known: Bot, sandbox: Sandbox) -> None:
    said = await sandbox.person("Amina Khan").says("Mine")
    refusal = await known.refused("editMessageText", chat_id=AMINA, message_id=said.id, text="x")
    assert refusal == "Bad Request: message can't be edited"


@pytest.mark.asyncio
@pytest.mark.parametrize("wish", [{"keyboard": [["Yes"]]}, {"force_reply": True}])
async def test_a_message_with_a_reply_keyboard_cannot_be_edited(
    known: Bot, wish: dict[str, object]
) -> None:
    message = await known.say(AMINA, reply_markup=wish)
    refusal = await known.refused("editMessageText", chat_id=AMINA, message_id=message, text="x")
    assert refusal == "Bad Request: message can't be edited"


@pytest.mark.asyncio
async def test_text_and_caption_are_edited_each_in_its_way(known: Bot, sandbox: Sandbox) -> None:
    photo = (await known.upload("sendPhoto", {"photo": png()}, chat_id=str(AMINA)))["result"]
    place = {"chat_id": AMINA, "message_id": photo["message_id"]}
    refusal = await known.refused("editMessageText", **place, text="x")
    assert refusal == "Bad Request: there is no text in the message to edit"
    await known.ask("editMessageCaption", **place, caption="A caption")
    assert sandbox.person("Amina Khan").screen().text == "A caption"
    words = {"chat_id": AMINA, "message_id": await known.say(AMINA)}
    refusal = await known.refused("editMessageCaption", **words, caption="x")
    assert refusal == "Bad Request: there is no caption in the message to edit"


@pytest.mark.asyncio
async def test_a_reply_keyboard_cannot_come_with_an_edit(known: Bot, sandbox: Sandbox) -> None:
    asked = {"chat_id": AMINA, "message_id": await known.say(AMINA), "text": "x"}
    refusal = await known.refused("editMessageText", **asked, reply_markup={"force_reply": True})
    assert refusal == "Bad Request: inline keyboard expected"


@pytest.mark.asyncio
async def test_a_deleted_message_is_gone_for_everybody(known: Bot, sandbox: Sandbox) -> None:
    amina = sandbox.person("Amina Khan")
    message = await known.say(AMINA, "Secret")
    shown = amina.screen()
    await known.ask("deleteMessage", chat_id=AMINA, message_id=message)
    await amina.sees_no("Secret")
    assert shown.deleted
    refusal = await known.refused("deleteMessage", chat_id=AMINA, message_id=message)
    assert refusal == "Bad Request: message to delete not found"


@pytest.mark.asyncio
async def test_in_a_private_chat_a_bot_deletes_what_people_wrote(
    known: Bot, sandbox: Sandbox
) -> None:
    said = await sandbox.person("Amina Khan").says("Secret")
    await known.ask("deleteMessages", chat_id=AMINA, message_ids=[said.id])
    await sandbox.person("Amina Khan").sees_no("Secret")


@pytest.mark.asyncio
async def test_a_message_can_be_deleted_for_two_days(known: Bot, sandbox: Sandbox) -> None:
    message = await known.say(AMINA)
    sandbox.clock.advance(TWO_DAYS + 1)
    for method, which in (
        ("deleteMessage", {"message_id": message}),
        ("deleteMessages", {"message_ids": [message]}),
    ):
        refusal = await known.refused(method, chat_id=AMINA, **which)
        assert refusal == "Bad Request: message can't be deleted"


@pytest.mark.asyncio
async def test_of_several_messages_those_already_gone_are_passed_over(known: Bot) -> None:
    message = await known.say(AMINA)
    assert await known.ask("deleteMessages", chat_id=AMINA, message_ids=[message, message, 99])


@pytest.mark.asyncio
@pytest.mark.parametrize("ids", [[], list(range(101))])
async def test_one_to_a_hundred_messages_are_deleted_at_once(known: Bot, ids: list[int]) -> None:
    assert "identifiers" in await known.refused("deleteMessages", chat_id=AMINA, message_ids=ids)


@pytest.mark.asyncio
async def test_in_a_group_only_administrators_delete_what_others_wrote(
    bot: Bot, sandbox: Sandbox
) -> None:
    maya = sandbox.person("Maya")
    in_queue = await maya.says("One", "Queue")
    in_club = await maya.says("Two", "Club")
    assert await bot.ask("deleteMessage", chat_id=QUEUE, message_id=in_queue.id)
    refusal = await bot.refused("deleteMessage", chat_id=CLUB, message_id=in_club.id)
    assert refusal == "Bad Request: message can't be deleted"


@pytest.mark.asyncio
async def test_a_pin_is_told_and_can_be_taken_off(bot: Bot, sandbox: Sandbox) -> None:
    message = await bot.say(QUEUE, "Important")
    await bot.ask("pinChatMessage", chat_id=QUEUE, message_id=message)
    assert (await bot.update())["message"]["pinned_message"]["text"] == "Important"
    assert (await bot.ask("getChat", chat_id=QUEUE))["pinned_message"]["message_id"] == message
    await bot.ask("unpinChatMessage", chat_id=QUEUE)
    assert "pinned_message" not in await bot.ask("getChat", chat_id=QUEUE)
    refusal = await bot.refused("unpinChatMessage", chat_id=QUEUE)
    assert refusal == "Bad Request: message to unpin not found"


@pytest.mark.asyncio
async def test_a_plain_member_cannot_pin(bot: Bot) -> None:
    message = await bot.say(CLUB)
    assert "rights" in await bot.refused("pinChatMessage", chat_id=CLUB, message_id=message)


@pytest.mark.asyncio
async def test_a_certain_pin_is_taken_off(bot: Bot) -> None:
    first, second = await bot.say(QUEUE), await bot.say(QUEUE)
    assert "not found" in await bot.refused("pinChatMessage", chat_id=QUEUE, message_id=99)
    for message in (first, second):
        await bot.ask("pinChatMessage", chat_id=QUEUE, message_id=message)
    await bot.ask("unpinChatMessage", chat_id=QUEUE, message_id=second)
    assert (await bot.ask("getChat", chat_id=QUEUE))["pinned_message"]["message_id"] == first


@pytest.mark.asyncio
async def test_a_reaction_of_no_use_is_refused(known: Bot) -> None:
    paid = {"type": "paid"}
    where = {"chat_id": AMINA, "message_id": 1}
    assert "INVALID" in await known.refused("setMessageReaction", **where, reaction=[paid])
    where["message_id"] = 99
    assert "not found" in await known.refused("setMessageReaction", **where)


@pytest.mark.asyncio
async def test_the_bot_puts_one_reaction_on_a_message(known: Bot, sandbox: Sandbox) -> None:
    said = await sandbox.person("Amina Khan").says("Look")
    place = {"chat_id": AMINA, "message_id": said.id}
    eyes = {"type": "emoji", "emoji": "👀"}
    await known.ask("setMessageReaction", **place, reaction=[eyes])
    assert said.reactions == {1: ["👀"]}
    assert "REACTIONS" in await known.refused("setMessageReaction", **place, reaction=[eyes, eyes])
    await known.ask("setMessageReaction", **place)
    assert said.reactions == {1: []}
