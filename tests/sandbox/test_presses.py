"""Presses of buttons: what the bot gets, and that each is answered once and in time."""

import asyncio

import pytest

from sandbox import ImpossibleError, Sandbox
from sandbox.presses import ANSWER_WITHIN, Answer
from tests.sandbox.asking import Bot, button, keyboard
from tests.sandbox.conftest import AMINA, CHANNEL, MAYA, QUEUE

TOO_LATE = "query is too old and response timeout expired or query ID is invalid"
A = keyboard([button("Answer me", "a:1")])


@pytest.mark.asyncio
async def test_a_press_brings_presser_message_and_data(known: Bot, sandbox: Sandbox) -> None:
    message = await known.say(AMINA, "Well?", reply_markup=A)
    await sandbox.person("Amina Khan").taps("Answer me")
    query = (await known.update())["callback_query"]
    assert query["data"] == "a:1"
    assert query["from"]["id"] == AMINA
    assert query["message"]["message_id"] == message
    assert query["message"]["reply_markup"] == A


@pytest.mark.asyncio
async def test_an_answer_is_shown_to_the_presser(known: Bot, sandbox: Sandbox) -> None:
    await known.say(AMINA, reply_markup=A)
    amina = sandbox.person("Amina Khan")
    press = await amina.taps("Answer me")
    assert not amina.toast
    query = (await known.update())["callback_query"]["id"]
    await known.ask("answerCallbackQuery", callback_query_id=query, text="Done", show_alert=True)
    assert await amina.answer_to(press) == amina.toast == Answer("Done", alert=True)


@pytest.mark.asyncio
async def test_second_answer_to_a_press_is_too_late(known: Bot, sandbox: Sandbox) -> None:
    await known.say(AMINA, reply_markup=A)
    await sandbox.person("Amina Khan").taps("Answer me")
    query = (await known.update())["callback_query"]["id"]
    await known.ask("answerCallbackQuery", callback_query_id=query)
    assert TOO_LATE in await known.refused("answerCallbackQuery", callback_query_id=query)


@pytest.mark.asyncio
async def test_an_old_press_cannot_be_answered(known: Bot, sandbox: Sandbox) -> None:
    await known.say(AMINA, reply_markup=A)
    await sandbox.person("Amina Khan").taps("Answer me")
    query = (await known.update())["callback_query"]["id"]
    sandbox.clock.advance(ANSWER_WITHIN + 1)
    assert TOO_LATE in await known.refused("answerCallbackQuery", callback_query_id=query)
    assert TOO_LATE in await known.refused("answerCallbackQuery", callback_query_id="made up")


@pytest.mark.asyncio
async def test_old_presses_are_forgotten(known: Bot, sandbox: Sandbox) -> None:
    await known.say(AMINA, reply_markup=A)
    old = await sandbox.person("Amina Khan").taps("Answer me")
    sandbox.clock.advance(ANSWER_WITHIN + 1)
    young = await sandbox.person("Amina Khan").taps("Answer me")
    assert old
    assert young
    assert list(sandbox.world.presses._open) == [young.id]


@pytest.mark.asyncio
async def test_an_answer_has_up_to_two_hundred_characters(known: Bot, sandbox: Sandbox) -> None:
    await known.say(AMINA, reply_markup=A)
    await sandbox.person("Amina Khan").taps("Answer me")
    asked = {"callback_query_id": (await known.update())["callback_query"]["id"]}
    refusal = await known.refused("answerCallbackQuery", **asked, text="x" * 201)
    assert refusal == "Bad Request: MESSAGE_TOO_LONG"
    await known.ask("answerCallbackQuery", **asked, text="x" * 200)


@pytest.mark.asyncio
async def test_an_answer_may_open_the_bot_with_a_payload(bot: Bot, sandbox: Sandbox) -> None:
    await bot.say(QUEUE, reply_markup=A)
    maya = sandbox.person("Maya")
    press = await maya.taps("Answer me", "Queue")
    asked = {"callback_query_id": (await bot.update())["callback_query"]["id"]}
    for wrong in ("https://example.org", "t.me/OtherBot?start=x", "t.me/TestBot?start=é"):
        refusal = await bot.refused("answerCallbackQuery", **asked, url=wrong)
        assert refusal == "Bad Request: URL_INVALID"
    await bot.ask("answerCallbackQuery", **asked, url="https://t.me/TestBot?start=c_1")
    assert (await maya.answer_to(press)).url
    await maya.follows_link()
    started = (await bot.update())["message"]
    assert (started["chat"]["id"], started["text"]) == (MAYA, "/start c_1")


@pytest.mark.asyncio
async def test_data_can_be_forged(known: Bot, sandbox: Sandbox) -> None:
    message = await known.say(AMINA)
    await sandbox.person("Amina Khan").taps_data("forged", message)
    assert (await known.update())["callback_query"]["data"] == "forged"


@pytest.mark.asyncio
async def test_a_deleted_message_cannot_be_pressed(known: Bot, sandbox: Sandbox) -> None:
    message = await known.say(AMINA, reply_markup=A)
    await known.ask("deleteMessage", chat_id=AMINA, message_id=message)
    with pytest.raises(ImpossibleError, match="no message"):
        await sandbox.person("Amina Khan").taps_data("a:1", message)


@pytest.mark.asyncio
async def test_a_press_in_a_channel_names_the_presser(bot: Bot, sandbox: Sandbox) -> None:
    await bot.say(CHANNEL, reply_markup=A)
    await sandbox.person("Maya").taps("Answer me", "News")
    query = (await bot.update())["callback_query"]
    assert query["from"]["id"] == MAYA
    assert "from" not in query["message"]


@pytest.mark.asyncio
async def test_inline_results_are_offered_and_picked(known: Bot, sandbox: Sandbox) -> None:
    ola = sandbox.person("Ola")
    article = {
        "type": "article",
        "id": "1",
        "title": "Tip",
        "input_message_content": {"message_text": "<b>Call</b>", "parse_mode": "HTML"},
    }
    asking = asyncio.create_task(ola.asks_inline("stay safe"))
    query = (await known.updates(timeout=5))[0]["inline_query"]
    await known.ask("answerInlineQuery", inline_query_id=query["id"], results=[article])
    asked = await asking
    picked = await ola.picks(asked, chat="Town")
    assert picked.html == "<b>Call</b>"
    assert picked.via_bot is sandbox.world.bot


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("results", "words"),
    [
        ([{"type": "article", "id": "1"}], "can't parse inline query result"),
        ([{"type": "article", "id": ""}], "RESULT_ID_INVALID"),
        ([{"type": "article", "id": "1"}] * 2, "RESULT_ID_DUPLICATE"),
        ([{"type": "article", "id": str(number)} for number in range(51)], "RESULTS_TOO_MUCH"),
        ([{"type": "game", "id": "1"}], "not modelled"),
        ([], "query is too old"),
    ],
)
async def test_inline_results_of_no_use_are_refused(
    bot: Bot, results: list[dict[str, str]], words: str
) -> None:
    asked = {"inline_query_id": "made up", "results": results}
    assert words in await bot.refused("answerInlineQuery", **asked)
