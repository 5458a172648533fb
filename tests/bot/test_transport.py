"""HTTP to the Bot API: what goes out, what comes back, and what a failure tells."""

import asyncio
import json
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from aiohttp import web
from telegram import Bot, InputFile, InputMediaPhoto
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TimedOut,
)

from bot.transport import AiohttpRequest, MaybeSent, NotSent
from tests.bot.wire import Answer, Wire, answering, saying

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
HTML = b"<html><body>502 Bad Gateway of a proxy</body></html>"


@asynccontextmanager
async def bot_at(url: str, request: AiohttpRequest | None = None) -> AsyncIterator[Bot]:
    request = request or AiohttpRequest()
    bot = Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=request)
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()


async def error_of(answer: Answer, request: AiohttpRequest | None = None) -> Exception:
    async with answering(answer) as wire, bot_at(wire.url, request) as bot:
        with pytest.raises(Exception) as caught:  # noqa: PT011  which one, the test asks
            await bot.send_message(1, "hello")
    return caught.value


def refusal(status: int, description: str, **parameters: int) -> Answer:
    body = {"ok": False, "error_code": status, "description": description}
    return saying(status, json.dumps(body | {"parameters": parameters}).encode())


async def good(_: web.Request) -> web.Response:
    return web.json_response({"ok": True, "result": True})


async def sent_by(call: str, **arguments: object) -> tuple[Wire, object]:
    async with answering(good) as wire, bot_at(wire.url) as bot:
        return wire, await bot.do_api_request(call, api_kwargs=arguments)


@pytest.mark.asyncio
async def test_call_carries_its_parameters_as_json() -> None:
    wire, result = await sent_by("custom", chat_id=1, text="a😀", nested={"rows": [[{"x": None}]]})
    assert result is True
    method, path, body = wire.seen[0]
    assert (method, path) == ("POST", f"/bot{TOKEN}/custom")
    assert json.loads(body) == {"chat_id": 1, "text": "a😀", "nested": {"rows": [[{"x": None}]]}}


@pytest.mark.asyncio
async def test_lone_surrogate_goes_out_as_an_escape() -> None:
    wire, _ = await sent_by("custom", text="\ud800")
    assert wire.seen[0][2] == b'{"text": "\\ud800"}'


@pytest.mark.asyncio
async def test_lone_surrogate_in_an_answer_is_read() -> None:
    body = b'{"ok": true, "result": {"text": "\\ud83d"}}'
    async with answering(saying(200, body)) as wire, bot_at(wire.url) as bot:
        assert await bot.do_api_request("custom") == {"text": "\ud83d"}


@pytest.mark.asyncio
async def test_files_go_out_as_multipart() -> None:
    async with answering(good) as wire, bot_at(wire.url) as bot:
        photo = InputMediaPhoto(
            InputFile(b"\x89bytes" * 300_000, filename="evidence-1.jpg", attach=True)
        )
        await bot.do_api_request("custom", api_kwargs={"chat_id": 7, "media": [photo]})
    body = wire.seen[0][2]
    assert b'filename="evidence-1.jpg"' in body
    assert b"\x89bytes" in body
    assert b"attach://" in body
    assert b'name="chat_id"\r\n\r\n7\r\n' in body


@pytest.mark.asyncio
async def test_file_is_fetched() -> None:
    async with answering(saying(200, b"\x00\xff" * 70_000)) as wire, bot_at(wire.url) as bot:
        assert await bot.request.retrieve(f"{wire.url}/file") == b"\x00\xff" * 70_000


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (refusal(400, "Bad Request: message is not modified"), BadRequest),
        (refusal(403, "Forbidden: bot was blocked by the user"), Forbidden),
        (refusal(401, "Unauthorized"), InvalidToken),
        (refusal(409, "Conflict: terminated by other getUpdates request"), Conflict),
        (refusal(400, "group upgraded", migrate_to_chat_id=-1002), ChatMigrated),
        (refusal(429, "Too Many Requests", retry_after=7), RetryAfter),
        (refusal(413, "Request Entity Too Large"), BadRequest),
    ],
)
async def test_refusals_of_telegram_keep_their_meaning(
    answer: Answer, kind: type[Exception]
) -> None:
    assert type(await error_of(answer)) is kind


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (refusal(429, "Too Many Requests"), 5),
        (saying(429, HTML), 5),
        (saying(429, HTML, **{"Retry-After": "40"}), 40),
        (saying(429, b'{"parameters": 3}'), 5),
    ],
)
async def test_flood_without_retry_after_still_names_a_pause(answer: Answer, seconds: int) -> None:
    error = await error_of(answer)
    assert isinstance(error, RetryAfter)
    assert error.retry_after == timedelta(seconds=seconds)


@pytest.mark.asyncio
@pytest.mark.parametrize("status", [200, 302, 403, 404, 418, 500, 502, 504])
async def test_page_of_a_proxy_leaves_it_open_what_arrived(status: int) -> None:
    error = await error_of(saying(status, HTML))
    assert isinstance(error, MaybeSent)
    assert "proxy" not in str(error)


@pytest.mark.asyncio
async def test_token_is_not_carried_elsewhere_by_a_redirect() -> None:
    async with answering(good) as elsewhere:
        error = await error_of(saying(307, b"", Location=f"{elsewhere.url}/"))
    assert isinstance(error, MaybeSent)
    assert elsewhere.seen == []


@pytest.mark.asyncio
async def test_server_error_of_telegram_leaves_it_open_what_arrived() -> None:
    assert isinstance(await error_of(refusal(500, "Internal Server Error: restart")), MaybeSent)


@pytest.mark.asyncio
async def test_cut_connection_leaves_it_open_what_arrived() -> None:
    async def cut(request: web.Request) -> web.Response:
        assert request.transport
        request.transport.abort()
        return web.Response()

    assert isinstance(await error_of(cut), MaybeSent)


@pytest.mark.asyncio
async def test_cut_answer_leaves_it_open_what_arrived() -> None:
    async def cut(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": "100"})
        await answer.prepare(request)
        await answer.write(b'{"ok": tr')
        assert request.transport
        request.transport.close()
        return answer

    assert isinstance(await error_of(cut), MaybeSent)


@pytest.mark.asyncio
async def test_late_answer_leaves_it_open_what_arrived() -> None:
    async def never(_: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    error = await error_of(never, AiohttpRequest(read_timeout=0.05))
    assert isinstance(error, MaybeSent)
    assert isinstance(error, TimedOut)


@pytest.mark.asyncio
@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://nowhere.invalid", "http://[bad"])
async def test_request_without_connection_surely_was_not_sent(url: str) -> None:
    async with bot_at(url) as bot:
        with pytest.raises(NotSent) as caught:
            await bot.send_message(1, "hello")
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


@pytest.mark.asyncio
async def test_full_pool_surely_did_not_send() -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        arrived.set()
        await release.wait()
        return web.json_response({"ok": True, "result": True})

    request = AiohttpRequest(connections=1, pool_timeout=0.02, connect_timeout=0.03)
    async with answering(slow) as wire, bot_at(wire.url, request) as bot:
        first = asyncio.create_task(bot.do_api_request("custom"))
        await arrived.wait()
        with pytest.raises(NotSent):
            await bot.do_api_request("custom")
        release.set()
        assert await first is True
    assert len(wire.seen) == 1


@pytest.mark.asyncio
async def test_transport_opens_again_after_shutdown() -> None:
    async with answering(good) as wire:
        for _ in range(2):
            async with bot_at(wire.url) as bot:
                assert await bot.do_api_request("custom") is True


@pytest.mark.asyncio
async def test_connections_are_kept() -> None:
    ports: set[int] = set()

    async def noting(request: web.Request) -> web.Response:
        assert request.transport
        ports.add(request.transport.get_extra_info("peername")[1])
        return web.json_response({"ok": True, "result": True})

    async with answering(noting) as wire, bot_at(wire.url) as bot:
        for _ in range(3):
            await bot.do_api_request("custom")
    assert len(ports) == 1


SENT = {"message_id": 8, "date": 1, "chat": {"id": 1, "type": "private"}}
BUTTONS = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


@pytest.mark.asyncio
async def test_where_a_message_went_is_read_but_not_the_words_that_telegram_repeats() -> None:
    echo = SENT | {"text": "hello", "reply_markup": BUTTONS}
    answer = saying(200, json.dumps({"ok": True, "result": echo}).encode())
    async with answering(answer) as wire, bot_at(wire.url) as bot:
        sent = await bot.send_message(1, "hello")
    assert (sent.message_id, sent.chat.id) == (8, 1)
    assert (sent.text, sent.reply_markup) == (None, None)


@pytest.mark.asyncio
async def test_an_edit_is_answered_by_done() -> None:
    echo = SENT | {"edit_date": 2, "text": "hello", "reply_markup": BUTTONS}
    answer = saying(200, json.dumps({"ok": True, "result": echo}).encode())
    async with answering(answer) as wire, bot_at(wire.url) as bot:
        assert await bot.edit_message_text("hello", chat_id=1, message_id=8) is True
