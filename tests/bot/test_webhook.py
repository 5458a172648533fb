"""The webhook: only Telegram gets in, and 200 means that the update was handled."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from telegram import Update

from bot.config import Webhook
from bot.handling import Handling
from bot.webhook import LARGEST_BODY, SECRET_HEADER, WebhookServer, announce
from tests.bot.told import Told
from tests.bot.updates import application_at, message, poison, telegram

SECRET = "s3cret-s3cret-s3cret"
HEADERS = {SECRET_HEADER: SECRET}
WEBHOOK = Webhook.model_construct(
    url="https://bot.example.org/hook", listen_host="127.0.0.1", listen_port=0
)


class StorageUnavailableError(Exception):
    """Stands for storage that can take nothing just now."""


class Place:
    """A running webhook and a client that calls it."""

    def __init__(self, server: WebhookServer, client: aiohttp.ClientSession) -> None:
        """Keep both."""
        self.server = server
        self.client = client
        self.ready = True

    async def post(self, body: object, headers: dict[str, str] | None = None) -> int:
        url = f"http://127.0.0.1:{self.server.port}/hook"
        kind: dict[str, Any] = (
            {"data": io.BytesIO(body)} if isinstance(body, bytes) else {"json": body}
        )
        async with self.client.post(url, headers=headers or HEADERS, **kind) as answer:
            return answer.status

    async def get(self, path: str) -> int:
        async with self.client.get(f"http://127.0.0.1:{self.server.port}{path}") as answer:
            return answer.status


async def settled() -> None:
    """Have nothing on its way to people."""


@asynccontextmanager
async def webhook(
    handle: Callable[[Update], Awaitable[None]],
    answers: Callable[[], Awaitable[None]] = settled,
) -> AsyncIterator[Place]:
    async def handled(update: Update) -> None:
        await handle(update)

    async def is_ready() -> bool:
        return place.ready

    async with (
        telegram() as told,
        application_at(told.url, handled) as (application, _),
        aiohttp.ClientSession() as client,
    ):
        log = Told()
        handling = Handling(application, log, unavailable=(StorageUnavailableError,))
        server = WebhookServer(
            webhook=WEBHOOK,
            secret=SECRET,
            handling=handling,
            log=log,
            is_ready=is_ready,
            answers_shown=answers,
        )
        place = Place(server, client)
        await server.start()
        try:
            yield place
        finally:
            await server.stop()


async def nothing(_: Update) -> None:
    """Handle by doing nothing."""


@pytest.mark.asyncio
async def test_yes_is_said_only_after_the_update_was_handled() -> None:
    begun, go_on, seen = asyncio.Event(), asyncio.Event(), []

    async def handle(update: Update) -> None:
        begun.set()
        await go_on.wait()
        seen.append(update.update_id)

    async with webhook(handle) as place:
        bringing = asyncio.create_task(place.post(message(1, 7)))
        await begun.wait()
        assert not bringing.done()
        go_on.set()
        assert await bringing == 200
        assert seen == [1]


@pytest.mark.asyncio
async def test_yes_is_said_only_after_the_answer_was_shown() -> None:
    shows, shown = asyncio.Event(), asyncio.Event()

    async def answers() -> None:
        shows.set()
        await shown.wait()

    async with webhook(nothing, answers) as place:
        bringing = asyncio.create_task(place.post(message(1, 7)))
        waiting = asyncio.create_task(shows.wait())
        await asyncio.wait({bringing, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        assert not bringing.done()
        shown.set()
        assert await bringing == 200


@pytest.mark.asyncio
async def test_an_answer_that_takes_long_or_fails_holds_no_update(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.handling.ANSWERS_SECONDS", 0.01)

    async def fails() -> None:
        raise KeyError

    async def never() -> None:
        await asyncio.Event().wait()

    for answers in fails, never:
        async with webhook(nothing, answers) as place:
            assert await place.post(message(1, 7)) == 200


@pytest.mark.asyncio
async def test_update_is_kept_by_telegram_while_storage_cannot_take_it() -> None:
    async def fail(_: Update) -> None:
        raise StorageUnavailableError

    async with webhook(fail) as place:
        assert await place.post(message(1, 7)) == 503


@pytest.mark.asyncio
async def test_poisoned_update_is_taken_and_set_aside() -> None:
    async def fail(_: Update) -> None:
        raise KeyError

    async with webhook(fail) as place:
        assert await place.post(poison(1)) == 200
        assert await place.post(message(2, 7)) == 200
        assert await place.post([]) == 200
        assert place.server.handling.set_aside == 3


@pytest.mark.asyncio
@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "ü"])
async def test_nobody_but_telegram_gets_in(secret: str) -> None:
    async with webhook(nothing) as place:
        assert await place.post(message(1, 7), {SECRET_HEADER: secret, "X": "y"}) == 403


@pytest.mark.asyncio
async def test_knocking_all_day_does_not_fill_the_log() -> None:
    async with webhook(nothing) as place:
        for _ in range(20):
            assert await place.post({}, {SECRET_HEADER: "wrong"}) == 403
        log = place.server.log
        assert isinstance(log, Told)
        assert log.events["webhook_refused"] == 5


@pytest.mark.asyncio
async def test_nonsense_and_floods_of_bytes_are_refused() -> None:
    async with webhook(nothing) as place:
        assert await place.post(b"{") == 400
        assert await place.post(b"[" * 100_000) == 400
        assert await place.post(b" " * (LARGEST_BODY + 1)) == 413


@pytest.mark.asyncio
async def test_lone_surrogate_is_taken() -> None:
    seen = []

    async def handle(update: Update) -> None:
        assert update.message
        seen.append(update.message.text)

    async with webhook(handle) as place:
        assert await place.post(message(1, 7, "\ud800")) == 200
        assert seen == ["\ud800"]


@pytest.mark.asyncio
async def test_health_pages_tell_alive_and_ready() -> None:
    async with webhook(nothing) as place:
        assert await place.get("/healthz") == 200
        assert await place.get("/readyz") == 200
        place.ready = False
        assert await place.get("/readyz") == 503
        assert await place.get("/healthz") == 200
        assert await place.get("/hook") == 405


@pytest.mark.asyncio
async def test_stop_waits_for_what_is_being_handled() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_: Update) -> None:
        begun.set()
        await go_on.wait()

    async with webhook(handle) as place:
        bringing = asyncio.create_task(place.post(message(1, 7)))
        await begun.wait()
        stopping = asyncio.create_task(place.server.stop())
        await asyncio.sleep(0)
        go_on.set()
        assert await bringing == 200
        await stopping


@pytest.mark.asyncio
async def test_telegram_is_told_where_to_bring_updates() -> None:
    async with telegram() as told, application_at(told.url, nothing) as (application, _):
        await announce(application.bot, WEBHOOK, SECRET)
        [body] = told.told
        assert body["secret_token"] == SECRET
        assert body["url"] == WEBHOOK.url
        assert "drop_pending_updates" not in body
