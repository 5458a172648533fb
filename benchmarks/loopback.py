"""A very small Telegram on the loopback interface, fast enough that the bots are what is measured.

Speaks of HTTP and of the Bot API just what three polling bots need; knows nothing of any of them.
What it answers is as large as Telegram's own answers, because reading them is a bot's work too.
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any, Protocol
from urllib.parse import parse_qsl

import orjson

Json = dict[str, Any]

BOT: Json = {"id": 42, "is_bot": True, "first_name": "Bench", "username": "BenchBot"}
STAFF: Json = {
    "id": -1,
    "type": "supergroup",
    "title": "Staff",
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": dict.fromkeys(
        (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ),
        False,
    ),
}
TOKEN = "42:benchmark"  # noqa: S105 - opens nothing but this server
FIRST_UPDATE = 700_000_001
MOST_AT_ONCE = 100
DATE = 1_800_000_000
QUIET = 0.3

DONE = frozenset({"answerCallbackQuery", "deleteMessages", "deleteWebhook"})
EMPTY = frozenset({"getMyCommands", "getChatAdministrators"})
SHOWING = frozenset({"sendMessage", "editMessageText"})


class Crowd(Protocol):
    """The people who use the bot."""

    def shown(self, chat: int, message: Json) -> None:
        """Learn that a chat shows a new message, or new words and buttons in an old one."""


class Loopback:
    """Serves one bot; ``busy`` counts the seconds it worked, ``calls`` what was asked.

    ``files``: what can be fetched, by id; ``fetched_one`` is called after each.
    """

    def __init__(self) -> None:
        """Start without people and without updates."""
        self.crowd: Crowd | None = None
        self.calls: Counter[str] = Counter()
        self.complaints: set[str] = set()
        self.busy = 0.0
        self.files: dict[str, bytes] = {}
        self.fetched_one: Callable[[], None] = lambda: None
        self._pending: deque[tuple[int, bytes]] = deque()
        self._last_update = FIRST_UPDATE
        self._last_message = 0
        self._poll: Line | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on a free port and return the address."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Line(self), "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Stop listening; the bot is expected to be gone."""
        if self._alarm is not None:
            self._alarm.cancel()
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def rest(self) -> None:
        """Let nobody act any more and wait until the bot has nothing left to do."""
        self.crowd = None
        while True:
            before = self._deeds()
            await asyncio.sleep(QUIET)
            if self._deeds() == before:
                return

    def _deeds(self) -> int:
        return sum(self.calls.values()) - self.calls["getUpdates"]

    def say(self, person: Json, text: str) -> None:
        """Offer a message."""
        message = self._message(person["id"], {"text": text}) | {"from": person}
        if text.startswith("/"):
            length = len(text.partition(" ")[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self._offer("message", message)

    def tap(self, person: Json, message: Json, data: str) -> None:
        """Offer a press of a button."""
        press = {"id": str(self._last_update), "from": person, "message": message}
        self._offer("callback_query", press | {"chat_instance": "1", "data": data})

    def hand_over(self, person: Json, name: str) -> None:
        """Offer a message with a file."""
        known = {"file_id": name, "file_unique_id": name, "file_size": len(self.files[name])}
        self._offer("message", self._message(person["id"], {"document": known}) | {"from": person})

    def answer(self, line: "Line", method: str, asked: Json) -> None:
        """Do what a bot asks and write the answer, at once or when there is news."""
        self.calls[method] += 1
        if method == "getUpdates":
            self._confirm(int(asked.get("offset", 0)))
            self._hold(line if not self._pending else None, float(asked.get("timeout", 0)))
            if self._pending:
                line.write(self._batch())
        elif method in self.files:
            line.write(self.files[method])
            self.fetched_one()
        elif method == "getFile":
            name = str(asked["file_id"])
            known: Json = {"file_id": name, "file_unique_id": name, "file_path": name}
            known["file_size"] = len(self.files[name])
            line.write(orjson.dumps({"ok": True, "result": known}))
        elif method in SHOWING:
            message = self._shown(asked)
            line.write(b'{"ok":true,"result":' + orjson.dumps(message) + b"}")
            if self.crowd is not None:
                self.crowd.shown(message["chat"]["id"], message)
        else:
            line.write(self._fixed(method))

    def _fixed(self, method: str) -> bytes:
        if method in DONE or method.startswith("setMy"):
            return b'{"ok":true,"result":true}'
        if method in EMPTY:
            return b'{"ok":true,"result":[]}'
        if method == "getMe":
            return orjson.dumps({"ok": True, "result": BOT})
        if method == "getChat":
            return orjson.dumps({"ok": True, "result": STAFF})
        if method == "getMyDescription":
            return b'{"ok":true,"result":{"description":""}}'
        if method == "getMyShortDescription":
            return b'{"ok":true,"result":{"short_description":""}}'
        self.complaints.add(method)
        return b'{"ok":false,"error_code":404,"description":"Not Found"}'

    def _shown(self, asked: Json) -> Json:
        content: Json = {"text": asked["text"]}
        markup = asked.get("reply_markup")
        if markup:
            content["reply_markup"] = orjson.loads(markup) if isinstance(markup, str) else markup
        message = self._message(int(asked["chat_id"]), content) | {"from": BOT}
        if "message_id" in asked:
            message |= {"message_id": int(asked["message_id"]), "edit_date": DATE}
        return message

    def _message(self, chat: int, content: Json) -> Json:
        self._last_message += 1
        private = {"id": chat, "type": "private", "first_name": "Somebody"}
        where = private if chat > 0 else {"id": chat, "type": "supergroup", "title": "Staff"}
        return {"message_id": self._last_message, "date": DATE, "chat": where} | content

    def _offer(self, kind: str, content: Json) -> None:
        self._last_update += 1
        body = orjson.dumps({"update_id": self._last_update, kind: content})
        self._pending.append((self._last_update, body))
        if self._poll is not None:
            line = self._poll
            self._hold(None)
            line.write(self._batch())

    def _confirm(self, offset: int) -> None:
        while self._pending and self._pending[0][0] < offset:
            self._pending.popleft()

    def _batch(self) -> bytes:
        some = [body for _, body in list(self._pending)[:MOST_AT_ONCE]]
        return b'{"ok":true,"result":[' + b",".join(some) + b"]}"

    def _hold(self, line: "Line | None", seconds: float = 0.0) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._poll = line
        if line is not None:
            self._alarm = asyncio.get_running_loop().call_later(seconds, self._no_news, line)

    def _no_news(self, line: "Line") -> None:
        self._hold(None)
        line.write(b'{"ok":true,"result":[]}')


class Line(asyncio.Protocol):
    """One connection: requests with a length in, answers out, one after the other."""

    def __init__(self, telegram: Loopback) -> None:
        """Take whose line it is."""
        self._telegram = telegram
        self._transport: asyncio.Transport | None = None
        self._got = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - what a server makes
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Write nothing any more."""
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Answer every request that is whole."""
        began = time.perf_counter()
        self._got += data
        while self._one():
            pass
        self._telegram.busy += time.perf_counter() - began

    def write(self, body: bytes) -> None:
        """Write one answer."""
        if self._transport is not None:
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (len(body), body)
            )

    def _one(self) -> bool:
        head, whole, rest = self._got.partition(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        named = (each for each in lines if each.startswith(b"content-length:"))
        length = int(next(named, b":0").partition(b":")[2])
        if not whole or len(rest) < length:
            return False
        body, self._got = rest[:length], rest[length:]
        path, _, query = head.split(b" ", 2)[1].decode().partition("?")
        asked = dict(parse_qsl(query)) | _parameters(body)
        self._telegram.answer(self, path.rpartition("/")[2], asked)
        return True


def _parameters(body: bytes) -> Json:
    if body.startswith(b"{"):
        parsed: Json = orjson.loads(body)
        return parsed
    return dict(parse_qsl(body.decode()))
