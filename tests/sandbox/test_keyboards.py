"""Keyboards that Telegram would refuse are refused, in its words."""

import pytest

from sandbox import Sandbox
from sandbox.keyboards import Button
from tests.sandbox.asking import Bot, Json, button, keyboard
from tests.sandbox.conftest import AMINA, QUEUE


async def refusal_of(bot: Bot, *rows: list[Json]) -> str:
    return await bot.refused("sendMessage", chat_id=AMINA, text="x", reply_markup=keyboard(*rows))


@pytest.mark.asyncio
async def test_every_kind_of_button_is_read(known: Bot, sandbox: Sandbox) -> None:
    row: list[Json] = [
        {"text": "Link", "url": "https://example.org"},
        {"text": "Copy", "copy_text": {"text": "CODE"}},
        {"text": "Share", "switch_inline_query": "tip"},
        button("Send", "s") | {"style": "success"},
        {"text": "Taken", "disabled": {}},
    ]
    await known.say(AMINA, reply_markup=keyboard(row))
    assert sandbox.person("Amina Khan").screen().buttons == (
        (
            Button("Link", url="https://example.org"),
            Button("Copy", copy="CODE"),
            Button("Share", inline="tip"),
            Button("Send", data="s", style="success"),
            Button("Taken", disabled=True),
        ),
    )


@pytest.mark.asyncio
async def test_data_of_a_button_is_counted_in_bytes(known: Bot) -> None:
    await known.say(AMINA, reply_markup=keyboard([button("x", "é" * 32)]))
    for data in ("", "x" * 65, "é" * 33):
        assert await refusal_of(known, [button("x", data)]) == "Bad Request: BUTTON_DATA_INVALID"


@pytest.mark.asyncio
async def test_a_keyboard_has_eight_in_a_row_and_a_hundred_in_all(known: Bot) -> None:
    eight = [button(str(number), "x") for number in range(8)]
    await known.say(AMINA, reply_markup=keyboard(*[eight] * 12, eight[:4]))
    for rows in ([eight * 2], [*[eight] * 12, eight[:5]]):
        assert await refusal_of(known, *rows) == "Bad Request: REPLY_MARKUP_TOO_LONG"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"callback_data": "x"}, "text is empty"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "url": "nowhere"}, "Wrong HTTP URL"),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "copy_text": {"text": "y" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "callback_data": "y", "style": "loud"}, "invalid button style"),
        ({"text": "x", "callback_data": "y", "url": "https://a.org"}, "does one thing"),
        ({"text": "x", "callback_dada": "y"}, "callback_dada"),
    ],
)
async def test_a_button_of_no_use_is_refused(known: Bot, wrong: Json, words: str) -> None:
    assert words in await refusal_of(known, [wrong])


@pytest.mark.asyncio
@pytest.mark.parametrize("markup", ["[]", "{", '{"inline_keyboard": 1}', '{"keyboard": [[""]]}'])
async def test_markup_that_is_no_keyboard_is_refused(known: Bot, markup: str) -> None:
    asked = {"chat_id": str(AMINA), "text": "x", "reply_markup": markup}
    assert (await known.form("sendMessage", asked))["error_code"] == 400


@pytest.mark.asyncio
async def test_a_misspelt_keyboard_is_a_loud_error(known: Bot, sandbox: Sandbox) -> None:
    asked = {"chat_id": AMINA, "text": "x", "reply_markup": {"inlinekeyboard": []}}
    assert "inlinekeyboard" in await known.refused("sendMessage", **asked)
    assert len(sandbox.complaints) == 1


@pytest.mark.asyncio
async def test_a_number_is_asked_for_in_private_chats_only(known: Bot) -> None:
    keys = {"keyboard": [[{"text": "My number", "request_contact": True}]]}
    await known.say(AMINA, reply_markup=keys)
    refusal = await known.refused("sendMessage", chat_id=QUEUE, text="x", reply_markup=keys)
    assert "private chats only" in refusal
