"""Messages of the bot: to whom it may write, what may be in them, what people then see."""

import pytest

from sandbox import Sandbox
from tests.sandbox.asking import Bot, button, keyboard
from tests.sandbox.conftest import AMINA, CHANNEL, CLUB, FORUM, OLA, QUEUE, TOM
from tests.sandbox.pictures import png

LONGEST = 4096


@pytest.mark.asyncio
async def test_a_bot_cannot_write_first(bot: Bot) -> None:
    refusal = await bot.refused("sendMessage", chat_id=OLA, text="Hello")
    assert refusal == "Forbidden: bot can't initiate conversation with a user"


@pytest.mark.asyncio
async def test_a_blocked_bot_is_told_so(known: Bot, sandbox: Sandbox) -> None:
    amina = sandbox.person("Amina Khan")
    await amina.blocks()
    assert (await known.update())["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refusal = await known.refused("sendMessage", chat_id=AMINA, text="Hello")
    assert refusal == "Forbidden: bot was blocked by the user"
    await amina.unblocks()
    assert await known.say(AMINA)


@pytest.mark.asyncio
async def test_an_unknown_chat_is_not_found(bot: Bot) -> None:
    for chat in (4711, "@nobody"):
        assert await bot.refused("sendMessage", chat_id=chat, text="Hello") == (
            "Bad Request: chat not found"
        )


@pytest.mark.asyncio
async def test_a_chat_is_found_by_a_number_in_words(known: Bot) -> None:
    assert (await known.form("sendMessage", {"chat_id": str(AMINA), "text": "Hi"}))["ok"]


@pytest.mark.asyncio
async def test_message_numbers_count_within_a_chat(known: Bot) -> None:
    assert await known.say(AMINA) == 2
    assert await known.say(AMINA) == 3
    assert await known.say(QUEUE) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["", "  \n ", "<b></b>", "\0"])
async def test_an_empty_text_is_refused(known: Bot, text: str) -> None:
    refusal = await known.refused("sendMessage", chat_id=AMINA, text=text, parse_mode="HTML")
    assert refusal == "Bad Request: message text is empty"


@pytest.mark.asyncio
async def test_length_is_counted_in_utf16_units_after_parsing(known: Bot) -> None:
    wrapped = f"<b>{'x' * LONGEST}</b>"
    await known.say(AMINA, wrapped, parse_mode="HTML")
    await known.say(AMINA, "😀" * (LONGEST // 2))
    refusal = await known.refused("sendMessage", chat_id=AMINA, text="😀" * (LONGEST // 2) + "x")
    assert refusal == "Bad Request: message is too long"


@pytest.mark.asyncio
async def test_white_space_around_a_text_is_cut(known: Bot) -> None:
    sent = await known.ask("sendMessage", chat_id=AMINA, text="\n  <b>Hi</b> \n", parse_mode="HTML")
    assert sent["text"] == "Hi"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


@pytest.mark.asyncio
async def test_markup_that_cannot_be_parsed_is_refused(known: Bot) -> None:
    refusal = await known.refused("sendMessage", chat_id=AMINA, text="<b>x", parse_mode="HTML")
    assert refusal.startswith("Bad Request: can't parse entities: Can't find end tag")


@pytest.mark.asyncio
async def test_without_a_parse_mode_markup_is_plain_text(known: Bot) -> None:
    sent = await known.ask("sendMessage", chat_id=AMINA, text="<b>x & y")
    assert sent["text"] == "<b>x & y"
    assert "entities" not in sent


@pytest.mark.asyncio
async def test_entities_can_be_given_instead_of_markup(known: Bot) -> None:
    entity = {"type": "spoiler", "offset": 1, "length": 1}
    sent = await known.ask("sendMessage", chat_id=AMINA, text=" ab", entities=[entity])
    assert sent["entities"] == [{"type": "spoiler", "offset": 0, "length": 1}]


@pytest.mark.asyncio
async def test_another_parse_mode_is_a_loud_error(known: Bot, sandbox: Sandbox) -> None:
    await known.refused("sendMessage", chat_id=AMINA, text="*x*", parse_mode="MarkdownV2")
    assert len(sandbox.complaints) == 1


@pytest.mark.asyncio
async def test_links_commands_and_names_are_found_by_themselves(known: Bot) -> None:
    text = "😀 /help or @TestBot, https://example.org/a?b=c. #tag t.me/TestBot?start=x"
    sent = await known.ask("sendMessage", chat_id=AMINA, text=text)
    raw = text.encode("utf-16-le")
    found = {
        each["type"]: raw[each["offset"] * 2 : (each["offset"] + each["length"]) * 2].decode(
            "utf-16-le"
        )
        for each in sent["entities"]
        if each["offset"] < 60
    }
    assert found["bot_command"] == "/help"
    assert found["mention"] == "@TestBot"
    assert found["hashtag"] == "#tag"
    assert sent["entities"][2]["length"] == len("https://example.org/a?b=c")


@pytest.mark.asyncio
async def test_what_is_code_is_no_command(known: Bot) -> None:
    sent = await known.ask(
        "sendMessage", chat_id=AMINA, text="<code>/help</code>", parse_mode="HTML"
    )
    assert [each["type"] for each in sent["entities"]] == ["code"]


@pytest.mark.asyncio
async def test_a_reply_shows_what_it_answers(known: Bot, sandbox: Sandbox) -> None:
    said = await sandbox.person("Amina Khan").says("Question")
    sent = await known.ask(
        "sendMessage", chat_id=AMINA, text="Answer", reply_parameters={"message_id": said.id}
    )
    assert sent["reply_to_message"]["text"] == "Question"


@pytest.mark.asyncio
async def test_a_reply_to_nothing_is_refused_unless_allowed(known: Bot) -> None:
    reply: dict[str, object] = {"message_id": 99}
    asked = {"chat_id": AMINA, "text": "Answer", "reply_parameters": reply}
    refusal = await known.refused("sendMessage", **asked)
    assert refusal == "Bad Request: message to be replied not found"
    reply["allow_sending_without_reply"] = True
    assert "reply_to_message" not in await known.ask("sendMessage", **asked)


@pytest.mark.asyncio
async def test_protection_and_silence_are_kept(known: Bot, sandbox: Sandbox) -> None:
    asked = {"protect_content": True, "disable_notification": True}
    sent = await known.ask("sendMessage", chat_id=AMINA, text="Secret", **asked)
    assert sent["has_protected_content"]
    shown = sandbox.person("Amina Khan").screen()
    assert shown.protected
    assert shown.silent


@pytest.mark.asyncio
async def test_a_post_in_a_channel_has_no_author(bot: Bot) -> None:
    sent = await bot.ask("sendMessage", chat_id=CHANNEL, text="News")
    assert "from" not in sent
    assert sent["sender_chat"]["title"] == "News"


@pytest.mark.asyncio
async def test_a_reply_keyboard_is_for_people_not_for_channels(known: Bot) -> None:
    keys = {"keyboard": [["Yes", {"text": "No"}]], "resize_keyboard": True}
    sent = await known.ask("sendMessage", chat_id=AMINA, text="Well?", reply_markup=keys)
    assert "reply_markup" not in sent
    refusal = await known.refused("sendMessage", chat_id=CHANNEL, text="Well?", reply_markup=keys)
    assert "unallowed" in refusal


@pytest.mark.asyncio
async def test_a_copy_has_no_origin(known: Bot, sandbox: Sandbox) -> None:
    said = await sandbox.person("Amina Khan").says("Words")
    copy = await known.ask("copyMessage", chat_id=QUEUE, from_chat_id=AMINA, message_id=said.id)
    shown = await sandbox.person("Maya").sees("Words", "Queue")
    assert shown.id == copy["message_id"]
    assert shown.origin is None


@pytest.mark.asyncio
async def test_a_forwarded_message_names_its_origin(known: Bot, sandbox: Sandbox) -> None:
    said = await sandbox.person("Amina Khan").says("Words")
    asked = {"chat_id": QUEUE, "from_chat_id": AMINA, "message_id": said.id}
    sent = await known.ask("forwardMessage", **asked)
    assert sent["forward_origin"]["sender_user"]["id"] == AMINA
    refusal = await known.refused(
        "editMessageText", chat_id=QUEUE, message_id=sent["message_id"], text="Other words"
    )
    assert refusal == "Bad Request: message can't be edited"


@pytest.mark.asyncio
async def test_a_protected_message_cannot_be_forwarded(known: Bot) -> None:
    message = await known.say(AMINA, protect_content=True)
    asked = {"chat_id": QUEUE, "from_chat_id": AMINA, "message_id": message}
    assert "can't be forwarded" in await known.refused("forwardMessage", **asked)


@pytest.mark.asyncio
@pytest.mark.parametrize("method", ["copyMessage", "forwardMessage"])
async def test_what_is_not_there_cannot_be_passed_on(known: Bot, method: str) -> None:
    asked = {"chat_id": QUEUE, "from_chat_id": AMINA, "message_id": 99}
    assert "not found" in await known.refused(method, **asked)


@pytest.mark.asyncio
async def test_a_copy_may_have_another_caption(known: Bot, sandbox: Sandbox) -> None:
    photo = await sandbox.person("Amina Khan").sends_file("photo", png(), caption="Mine")
    asked = {"chat_id": QUEUE, "from_chat_id": AMINA, "message_id": photo.id}
    await known.ask("copyMessage", **asked, caption="<b>Ours</b>", parse_mode="HTML")
    assert (await sandbox.person("Maya").sees("Ours", "Queue")).html == "<b>Ours</b>"


@pytest.mark.asyncio
async def test_a_service_message_cannot_be_passed_on(bot: Bot) -> None:
    topic = await bot.ask("createForumTopic", chat_id=FORUM, name="Case")
    asked = {"from_chat_id": FORUM, "message_id": topic["message_thread_id"], "chat_id": QUEUE}
    assert "can't be copied" in await bot.refused("copyMessage", **asked)
    assert "can't be forwarded" in await bot.refused("forwardMessage", **asked)


@pytest.mark.asyncio
async def test_an_origin_may_be_a_channel_or_a_group(bot: Bot, sandbox: Sandbox) -> None:
    maya = sandbox.person("Maya")
    post = await maya.says("News", "News")
    anonymous = await maya.says("We", "Queue", anonymous=True)
    for chat, message, kind in ((CHANNEL, post, "channel"), (QUEUE, anonymous, "chat")):
        asked = {"chat_id": CLUB, "from_chat_id": chat, "message_id": message.id}
        sent = await bot.ask("forwardMessage", **asked)
        assert sent["forward_origin"]["type"] == kind
    assert [each["forward_from"] for each in await shown(bot, CLUB)] == ["News", "Queue"]


async def shown(bot: Bot, chat: int) -> list[dict[str, object]]:
    url = f"{bot.sandbox.base_url}/sim/messages?viewer={TOM}&chat={chat}"
    async with bot.session.get(url) as response:
        read: list[dict[str, object]] = await response.json()
        return read


@pytest.mark.asyncio
async def test_a_reply_to_another_chat_is_a_loud_error(known: Bot, sandbox: Sandbox) -> None:
    reply = {"message_id": 1, "chat_id": QUEUE}
    await known.refused("sendMessage", chat_id=AMINA, text="x", reply_parameters=reply)
    assert len(sandbox.complaints) == 1


@pytest.mark.asyncio
async def test_how_links_are_previewed_is_kept(known: Bot) -> None:
    preview = {"is_disabled": True}
    asked = {"chat_id": AMINA, "text": "https://example.org", "link_preview_options": preview}
    assert (await known.ask("sendMessage", **asked))["link_preview_options"] == preview


@pytest.mark.asyncio
async def test_a_chat_action_is_seen_and_must_be_a_known_one(known: Bot, sandbox: Sandbox) -> None:
    events: list[dict[str, object]] = []
    sandbox.world.changes.listen(events.append)
    await known.ask("sendChatAction", chat_id=AMINA, action="typing")
    assert [event for event in events if event["kind"] != "call"] == [
        {"kind": "typing", "chat": AMINA, "action": "typing"}
    ]
    assert "action" in await known.refused("sendChatAction", chat_id=AMINA, action="dancing")


@pytest.mark.asyncio
async def test_a_bot_writes_to_a_group_it_is_a_plain_member_of(bot: Bot) -> None:
    assert await bot.say(CLUB, reply_markup=keyboard([button("A", "a")])) == 1
