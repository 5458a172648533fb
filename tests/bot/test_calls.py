"""Calls with parameters that are ready: what goes out, what comes back, and who lets them go."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.error import BadRequest, RetryAfter

from bot.calls import Calls
from bot.limits import CHAT_BURST, Limits
from bot.transport import AiohttpRequest
from tests.bot.wire import Answer, Wire, answering, saying

pytestmark = pytest.mark.asyncio

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SENT = saying(200, b'{"ok": true, "result": {"message_id": 7, "text": "hello"}}')
FLOOD = saying(429, b'{"ok": false, "error_code": 429, "parameters": {"retry_after": 3}}')
REFUSED = saying(
    400, b'{"ok": false, "error_code": 400, "description": "Bad Request: message is not modified"}'
)


@asynccontextmanager
async def calling(answer: Answer) -> AsyncIterator[tuple[Calls, Limits, Wire]]:
    """Return calls to a server that always answers the same."""
    limits = Limits()
    async with answering(answer) as wire, AiohttpRequest() as request:
        yield Calls(f"{wire.url}/bot{TOKEN}", request, limits), limits, wire
        await limits.shutdown()


async def test_a_call_carries_its_parameters_as_json_and_brings_the_result() -> None:
    asked: dict[str, object] = {"chat_id": 1, "text": "a😀", "rows": [[{"x": "y"}]]}
    async with calling(SENT) as (call, _, wire):
        result = await call("sendMessage", asked)
    assert result["message_id"] == 7
    method, path, body = wire.seen[0]
    assert (method, path) == ("POST", f"/bot{TOKEN}/sendMessage")
    assert json.loads(body) == asked


async def test_a_refusal_is_the_frameworks_error() -> None:
    async with calling(REFUSED) as (call, _, _):
        with pytest.raises(BadRequest, match="not modified"):
            await call("editMessageText", {"chat_id": 1, "message_id": 2, "text": "x"})


async def test_a_message_is_counted_by_the_limits_and_an_answer_to_a_press_is_not() -> None:
    async with calling(SENT) as (call, limits, _):
        for _ in range(CHAT_BURST):
            assert limits.wait_for(1) == 0
            await call("sendMessage", {"chat_id": 1, "text": "x"})
        assert limits.wait_for(1) > 0
        await call("answerCallbackQuery", {"callback_query_id": "9"})
        await call("deleteMessages", {"chat_id": 1, "message_ids": (4, 5)})


async def test_a_flood_pauses_the_chat_it_was_about() -> None:
    async with calling(FLOOD) as (call, limits, _):
        with pytest.raises(RetryAfter):
            await call("sendMessage", {"chat_id": 1, "text": "x"})
        assert limits.paused_until(1) is not None
        assert limits.paused_until(2) is None
