"""How a request over HTTP becomes named parameters: query, form, multipart or JSON."""

from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader
from aiohttp.web import BaseRequest

from sandbox.methods import Upload
from sandbox.refusals import bad_request

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
NOT_UTF_8 = "strings must be encoded in UTF-8"
OCTETS = "application/octet-stream"


async def parameters_of(request: BaseRequest) -> dict[str, object]:
    """Read what a bot asks with; raises `Refusal` for what cannot be read."""
    given: dict[str, object] = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return given
    kind = request.content_type
    if kind.startswith("multipart/"):
        given.update(await _multipart(request))
        return given
    body = await request.read()
    if kind == JSON:
        given.update(_json(body))
    elif kind == FORM:
        given.update(_form(body))
    elif body:
        raise bad_request(f"unsupported content type {kind}")
    return given


def _form(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError as broken:
        raise bad_request(NOT_UTF_8) from broken


def _json(body: bytes) -> dict[str, object]:
    try:
        read = orjson.loads(body) if body else {}
    except orjson.JSONDecodeError as unreadable:
        raise bad_request("can't parse JSON object") from unreadable
    if not isinstance(read, dict):
        raise bad_request("object expected as request body")
    return read


async def _multipart(request: BaseRequest) -> dict[str, object]:
    given: dict[str, object] = {}
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise bad_request("nested forms are not understood")
            given[part.name or ""] = await _part(part)
    except UnicodeDecodeError as broken:
        raise bad_request(NOT_UTF_8) from broken
    except ValueError as unreadable:
        raise bad_request("can't parse multipart/form-data") from unreadable
    return given


async def _part(part: BodyPartReader) -> object:
    content = bytes(await part.read(decode=True))
    if part.filename is None:
        return content.decode()
    return Upload(part.filename, content, part.headers.get("Content-Type", OCTETS))
