"""People: they press by words, wait for words, and say what they see when it is not there."""

import asyncio

import pytest

from sandbox import ImpossibleError, Sandbox
from tests.sandbox.asking import Bot, Json, button, keyboard
from tests.sandbox.conftest import AMINA, QUEUE


async def texts(bot: Bot) -> list[str]:
    return [update["message"]["text"] for update in await bot.updates()]


@pytest.mark.asyncio
async def test_opening_the_bot_says_start_with_the_payload(bot: Bot, sandbox: Sandbox) -> None:
    amina = sandbox.person("Amina Khan")
    await amina.opens()
    await amina.opens("poster-7")
    first, second = [update["message"] for update in await bot.updates()]
    assert (first["text"], second["text"]) == ("/start", "/start poster-7")
    assert first["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


@pytest.mark.asyncio
@pytest.mark.parametrize("payload", ["x" * 65, "a b", "é"])
async def test_a_payload_has_few_letters(sandbox: Sandbox, payload: str) -> None:
    with pytest.raises(ImpossibleError, match="payload"):
        await sandbox.person("Ola").opens(payload)


@pytest.mark.asyncio
async def test_opening_a_blocked_bot_unblocks_it(known: Bot, sandbox: Sandbox) -> None:
    amina = sandbox.person("Amina Khan")
    await amina.blocks()
    with pytest.raises(ImpossibleError, match="has blocked"):
        await amina.says("Hello?")
    await amina.opens()
    kinds = [[*update][1] for update in await known.updates()]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


@pytest.mark.asyncio
async def test_long_words_are_split_as_programs_do(bot: Bot, sandbox: Sandbox) -> None:
    text = "😀" * 2048 + "rest"
    await sandbox.person("Ola").says(text)
    assert await texts(bot) == ["😀" * 2048, "rest"]


@pytest.mark.asyncio
@pytest.mark.parametrize("text", [" ", "\ud800"])
async def test_some_words_cannot_be_sent(sandbox: Sandbox, text: str) -> None:
    with pytest.raises(ImpossibleError, match="cannot be sent"):
        await sandbox.person("Ola").says(text)


@pytest.mark.asyncio
async def test_people_change_and_delete_their_own_words_only(known: Bot, sandbox: Sandbox) -> None:
    message = await known.say(AMINA, "The bot's")
    amina = sandbox.person("Amina Khan")
    with pytest.raises(ImpossibleError, match="own"):
        await amina.edits(message, "Mine")
    with pytest.raises(ImpossibleError, match="own"):
        await sandbox.person("Tom").deletes(await known.say(QUEUE), chat="Queue")
    await amina.deletes(message)
    await amina.sees_no("The bot's")
    assert await known.updates() == []


@pytest.mark.asyncio
async def test_an_edit_comes_even_when_nothing_changed(bot: Bot, sandbox: Sandbox) -> None:
    said = await sandbox.person("Ola").says("Same")
    await sandbox.person("Ola").edits(said.id, "Same")
    assert [[*update][1] for update in await bot.updates()] == ["message", "edited_message"]


@pytest.mark.asyncio
async def test_a_button_is_pressed_on_the_newest_message_that_has_it(
    known: Bot, sandbox: Sandbox
) -> None:
    await known.say(AMINA, "Old", reply_markup=keyboard([button("Skip", "old")]))
    await known.say(AMINA, "New", reply_markup=keyboard([button("Skip", "new")]))
    await known.say(AMINA, "Newest", reply_markup=keyboard([button("Send", "send")]))
    await sandbox.person("Amina Khan").taps("Skip")
    assert (await known.update())["callback_query"]["data"] == "new"


@pytest.mark.asyncio
async def test_a_button_may_be_named_by_a_part_unless_another_is_named_so(
    known: Bot, sandbox: Sandbox
) -> None:
    row = [button("Report something", "r"), button("Report", "x"), button("\u2068Next\u2069", "n")]
    await known.say(AMINA, reply_markup=keyboard(row))
    amina = sandbox.person("Amina Khan")
    pressed = [await amina.taps(words) for words in ("Report", "some", "Next")]
    assert [press and press.data for press in pressed] == ["x", "r", "n"]


@pytest.mark.asyncio
async def test_a_button_is_waited_for(known: Bot, sandbox: Sandbox) -> None:
    tapping = asyncio.create_task(sandbox.person("Amina Khan").taps("Later"))
    await known.say(AMINA, reply_markup=keyboard([button("Later", "l")]))
    assert await tapping


@pytest.mark.asyncio
async def test_a_missing_button_shows_what_there_is(known: Bot, sandbox: Sandbox) -> None:
    await known.say(AMINA, "Well?", reply_markup=keyboard([button("Yes", "y"), button("No", "n")]))
    with pytest.raises(AssertionError, match="Maybe") as missing:
        await sandbox.person("Amina Khan").taps("Maybe", timeout=0)
    assert "Test Bot: Well?\n    [ Yes ] [ No ]" in str(missing.value)


@pytest.mark.asyncio
async def test_a_certain_message_can_be_meant(known: Bot, sandbox: Sandbox) -> None:
    old = await known.say(AMINA, reply_markup=keyboard([button("Go", "old")]))
    await known.say(AMINA, reply_markup=keyboard([button("Go", "new")]))
    press = await sandbox.person("Amina Khan").taps("Go", message=old)
    assert press
    assert press.data == "old"
    with pytest.raises(AssertionError, match="no button"):
        await sandbox.person("Amina Khan").taps("Go", message=99, timeout=0)


@pytest.mark.asyncio
async def test_a_copy_button_copies_and_a_link_button_links(known: Bot, sandbox: Sandbox) -> None:
    row: list[Json] = [
        {"text": "Copy", "copy_text": {"text": "K7QM"}},
        {"text": "Open", "url": "https://t.me/TestBot?start=tips"},
        {"text": "Away", "url": "https://example.org/"},
    ]
    await known.say(AMINA, reply_markup=keyboard(row))
    amina = sandbox.person("Amina Khan")
    with pytest.raises(AssertionError, match="no link"):
        await amina.follows_link()
    await amina.taps("Copy")
    assert amina.clipboard == "K7QM"
    await amina.taps("Open")
    await amina.follows_link()
    assert await texts(known) == ["/start tips"]
    await amina.taps("Away")
    with pytest.raises(AssertionError, match="does not lead to the bot"):
        await amina.follows_link()


@pytest.mark.asyncio
async def test_keys_of_the_reply_keyboard_say_their_words(known: Bot, sandbox: Sandbox) -> None:
    keys = [["Yes", {"text": "Where", "request_location": True}]]
    keys.append([{"text": "Who", "request_contact": True}])
    await known.say(AMINA, reply_markup={"keyboard": keys})
    amina = sandbox.person("Amina Khan")
    for words in ("Yes", "Where", "Who"):
        await amina.taps(words)
    said, place, contact = [update["message"] for update in await known.updates()]
    assert said["text"] == "Yes"
    assert place["location"]["latitude"]
    assert contact["contact"]["user_id"] == AMINA


@pytest.mark.asyncio
async def test_a_removed_reply_keyboard_is_gone(known: Bot, sandbox: Sandbox) -> None:
    await known.say(AMINA, reply_markup={"keyboard": [["Yes"]]})
    await known.say(AMINA, reply_markup={"remove_keyboard": True})
    with pytest.raises(AssertionError, match="no button"):
        await sandbox.person("Amina Khan").taps("Yes", timeout=0)


@pytest.mark.asyncio
async def test_words_are_waited_for_and_found_without_direction_marks(
    known: Bot, sandbox: Sandbox
) -> None:
    seeing = asyncio.create_task(sandbox.person("Amina Khan").sees("case K7 is open"))
    await known.say(AMINA, "Your case \u2068K7\u2069 is open")
    assert (await seeing).text.startswith("Your case")


@pytest.mark.asyncio
async def test_words_that_come_by_an_edit_are_seen(known: Bot, sandbox: Sandbox) -> None:
    message = await known.say(AMINA, "Before")
    seeing = asyncio.create_task(sandbox.person("Amina Khan").sees("After"))
    await asyncio.sleep(0)
    await known.ask("editMessageText", chat_id=AMINA, message_id=message, text="After")
    assert (await seeing).edited_at


@pytest.mark.asyncio
async def test_words_that_are_not_there_show_the_chat(known: Bot, sandbox: Sandbox) -> None:
    amina = sandbox.person("Amina Khan")
    await known.say(AMINA, "Hello", reply_markup={"force_reply": True})
    await amina.says("Goodbye")
    with pytest.raises(AssertionError, match="does not see “Goodbye”") as missing:
        await amina.sees("Goodbye", timeout=0)
    assert "Amina Khan: Goodbye" in str(missing.value)
    with pytest.raises(AssertionError, match="sees “Hello”"):
        await amina.sees_no("Hello")
    with pytest.raises(AssertionError, match="sees “Goodbye”"):
        await amina.sees_no("Goodbye")


@pytest.mark.asyncio
async def test_the_screen_is_the_newest_message_of_the_bot(known: Bot, sandbox: Sandbox) -> None:
    amina = sandbox.person("Amina Khan")
    with pytest.raises(AssertionError, match="has written nothing"):
        amina.screen()
    await known.say(AMINA, "One")
    await known.say(AMINA, "Two")
    await amina.says("Three")
    assert amina.screen().text == "Two"
    assert amina.screen().from_bot
    assert [each.text for each in amina.messages()] == ["/start", "One", "Two", "Three"]
    assert amina.reads().endswith("Amina Khan: Three")


@pytest.mark.asyncio
async def test_a_press_that_nobody_answers_says_so(known: Bot, sandbox: Sandbox) -> None:
    await known.say(AMINA, reply_markup=keyboard([button("Go", "g")]))
    amina = sandbox.person("Amina Khan")
    with pytest.raises(AssertionError, match="never answered"):
        await amina.answer_to(await amina.taps("Go"), timeout=0)
    with pytest.raises(AssertionError, match="needs no answer"):
        await amina.answer_to(None)


@pytest.mark.asyncio
async def test_a_forwarded_message_names_somebody_without_an_account(
    bot: Bot, sandbox: Sandbox
) -> None:
    await sandbox.person("Ola").forwards("He said so", "A. Stranger")
    origin = (await bot.update())["message"]["forward_origin"]
    assert origin["type"] == "hidden_user"
    assert origin["sender_user_name"] == "A. Stranger"


@pytest.mark.asyncio
async def test_a_condition_is_waited_for(known: Bot, sandbox: Sandbox) -> None:
    amina = sandbox.person("Amina Khan")
    waiting = asyncio.create_task(sandbox.until(lambda: len(amina.messages()) == 2))
    await known.say(AMINA)
    await waiting
    with pytest.raises(AssertionError, match="never came true"):
        await sandbox.until(lambda: False, timeout=0)


@pytest.mark.asyncio
async def test_a_recorded_call_is_waited_for(known: Bot, sandbox: Sandbox) -> None:
    sandbox.calls.clear()
    waiting = asyncio.create_task(sandbox.until(lambda: len(sandbox.calls) == 1))
    await asyncio.sleep(0)
    await known.ask("getMe")
    await waiting


@pytest.mark.asyncio
async def test_somebody_outside_the_cast_is_not_found(sandbox: Sandbox) -> None:
    assert sandbox.person("Ola") is sandbox.person("Ola")
    with pytest.raises(ImpossibleError, match="nobody"):
        sandbox.person("Zoe")


@pytest.mark.asyncio
async def test_a_change_wakes_only_those_who_wait_for_its_chat(
    known: Bot, sandbox: Sandbox
) -> None:
    looks: list[int] = []

    def look() -> bool:
        looks.append(1)
        return False

    waiting = asyncio.create_task(sandbox.world.changes.first(look, chat=QUEUE, within=5))
    await known.say(AMINA)
    assert len(looks) == 1
    await known.say(QUEUE)
    assert len(looks) == 2
    waiting.cancel()
    await asyncio.wait([waiting])


@pytest.mark.asyncio
async def test_two_sandboxes_do_not_know_of_each_other(sandbox: Sandbox) -> None:
    async with Sandbox(sandbox.world.cast) as other:
        await sandbox.person("Ola").says("Here")
        assert len(other.world.updates) == 0
        assert other.base_url != sandbox.base_url
