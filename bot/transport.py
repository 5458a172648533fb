"""HTTP to the Bot API on aiohttp, and what a failure tells about what Telegram received.

Knows nothing of updates or chats. URLs hold the token, so neither they nor any foreign error's
message leave this module.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, TypeGuard, cast

import aiohttp
import orjson
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData

KEEP_ALIVE = 25.0
"""Seconds an idle connection is kept; well below what servers keep, so that a request is hardly
ever written to a connection that the other side is closing."""

PAUSE_UNNAMED = 5
"""Seconds to wait after a 429 that does not say how long."""

UPLOAD_SECONDS = 60.0
"""Time a file may take on its way out (the framework's default for media is 20 s)."""

ECHOED = frozenset({"text", "entities", "reply_markup"})
"""Fields of a message just sent that repeat what was asked for."""

_ODV = Any  # the framework's "optional default value", which is not public


class NotSent(NetworkError):
    """The request surely did not reach Telegram; it may be sent again."""


class MaybeSent(TimedOut):
    """Nobody knows whether Telegram received the request; a repeat may be seen twice."""


class TooLarge(Exception):
    """A download is larger than its limit; what came of it was dropped."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """What `do_request` reads of the framework's `RequestData`."""

    parameters: Mapping[str, object]
    contains_files: ClassVar = False


class AiohttpRequest(BaseRequest):
    """The framework's HTTP seam on one aiohttp session with a pool of kept connections."""

    def __init__(
        self,
        *,
        connections: int = 256,
        read_timeout: float = 10.0,
        connect_timeout: float = 5.0,
        pool_timeout: float = 5.0,
        proxy: str | None = None,
    ) -> None:
        """Remember how many connections to keep and how long (seconds) to wait for what."""
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None
        self._usual = self._timeout(read_timeout)

    @property
    def read_timeout(self) -> float | None:
        """Return how many seconds an answer may take."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session, unless it is open."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=self._connections, keepalive_timeout=KEEP_ALIVE, ttl_dns_cache=300
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                timeout=self._usual,
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """Close the session and its connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0917  the framework's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: _ODV = BaseRequest.DEFAULT_NONE,
        write_timeout: _ODV = BaseRequest.DEFAULT_NONE,
        connect_timeout: _ODV = BaseRequest.DEFAULT_NONE,
        pool_timeout: _ODV = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send one request; return status and body of an answer that is Telegram's own.

        Raises `NotSent`, `MaybeSent`, or `RetryAfter` for a 429 that does not name its pause.
        The framework's ``write_timeout`` has no counterpart in aiohttp and is not used.
        """
        if self._session is None:
            raise RuntimeError("the transport was not initialized")
        timeout = self._usual
        if read_timeout is not self.DEFAULT_NONE:
            timeout = self._timeout(read_timeout)
        body: aiohttp.FormData | bytes | None = None
        if request_data is not None and request_data.contains_files:
            body, timeout = _form(request_data), self._timeout(UPLOAD_SECONDS, UPLOAD_SECONDS)
        elif request_data is not None and request_data.parameters:
            body = _dumped(request_data.parameters)
        headers = _JSON if isinstance(body, bytes) else None
        status, payload, retry_after = await self._exchange(method, url, body, headers, timeout)
        if status >= HTTPStatus.MULTIPLE_CHOICES:
            _check_refusal(status, payload, retry_after)
        return status, payload

    async def call(
        self,
        url: str,
        asked: Mapping[str, object],
        *,
        read_timeout: _ODV = BaseRequest.DEFAULT_NONE,
    ) -> Any:  # noqa: ANN401  JSON
        """Send one request without files whose parameters are JSON already; return its result."""
        return await self.post(url, cast("RequestData", _Ready(asked)), read_timeout=read_timeout)

    async def download(self, url: str, limit: int) -> bytes:
        """Return what is at an address, in memory only; raises `TooLarge`, `NotSent`, `MaybeSent`.

        An answer other than 200 raises `BadRequest`: Telegram has no such file, or no longer.
        """
        if self._session is None:
            raise RuntimeError("the transport was not initialized")
        received = bytearray()
        try:
            async with self._session.get(url, timeout=self._usual, allow_redirects=False) as answer:
                if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise MaybeSent(f"HTTP {answer.status}")
                if answer.status != HTTPStatus.OK:
                    raise BadRequest(f"HTTP {answer.status}")
                async for piece in answer.content.iter_any():
                    received += piece
                    if len(received) > limit:
                        raise TooLarge
        except _NEVER_CONNECTED as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise MaybeSent(type(error).__name__) from None
        return bytes(received)

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Parse an answer; one that is not Telegram's raises `MaybeSent` and is not logged."""
        parsed = _loaded(payload)
        if parsed is None or not ("result" in parsed or "error_code" in parsed):
            raise MaybeSent("an answer that is not Telegram's")
        return _without_echo(parsed)

    async def _exchange(
        self,
        method: str,
        url: str,
        body: aiohttp.FormData | bytes | None,
        headers: Mapping[str, str] | None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109  aiohttp's own, it knows the phases
    ) -> tuple[int, bytes, str | None]:
        assert self._session is not None  # noqa: S101  checked by the only caller
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read(), answer.headers.get("Retry-After")
        except _NEVER_CONNECTED as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, OSError) as error:
            raise MaybeSent(type(error).__name__) from None

    def _timeout(
        self, read_timeout: float | None, total: float | None = None
    ) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(
            total=total,
            connect=self._pool_timeout + self._connect_timeout,
            sock_connect=self._connect_timeout,
            sock_read=read_timeout,
        )


_JSON = {"Content-Type": "application/json"}

_NEVER_CONNECTED = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
)


def loads(payload: bytes) -> Any:  # noqa: ANN401  JSON is of any type
    """Parse JSON fast; ValueError where it is none.

    A lone surrogate is lawful JSON which the fast parser refuses, so the standard one has a try.
    """
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        return json.loads(payload.decode("utf-8", "replace"))


def _loaded(payload: bytes) -> dict[str, Any] | None:
    try:
        parsed = loads(payload)
    except (ValueError, RecursionError):
        return None
    return parsed if isinstance(parsed, dict) else None


def _without_echo(answer: dict[str, Any]) -> dict[str, Any]:
    """Leave out the words and buttons that Telegram repeats of what it has just been sent.

    Nobody reads them here, and making the framework's objects of them took most of a request.
    """
    match answer:
        case {"result": {"message_id": _, "edit_date": _}}:
            return answer | {"result": True}
        case {"result": {"message_id": _} as sent}:
            kept = {name: value for name, value in sent.items() if name not in ECHOED}
            return answer | {"result": kept}
    return answer


def _dumped(parameters: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(parameters)
    except orjson.JSONEncodeError:
        return json.dumps(parameters).encode("ascii")


def _form(request_data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in request_data.multipart_data.items():
        # Plain bytes would be written in one piece, holding up everybody else.
        body = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, body, filename=file_name, content_type=kind)
    return form


def _is_number(text: str | None) -> TypeGuard[str]:
    return text is not None and text.isascii() and text.isdecimal()


def _check_refusal(status: int, payload: bytes, retry_after: str | None) -> None:
    """Raise where the framework would misread an error; return where it reads it rightly."""
    answer = _loaded(payload)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        named = (answer or {}).get("parameters")
        if not (isinstance(named, dict) and named.get("retry_after")):
            raise RetryAfter(int(retry_after) if _is_number(retry_after) else PAUSE_UNNAMED)
    elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise MaybeSent(f"HTTP {status}")
    elif answer is None:
        # A proxy's page: its 403 does not mean that somebody blocked the bot.
        raise MaybeSent(f"HTTP {status}, not from Telegram")
    elif status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        raise BadRequest("Request Entity Too Large")
