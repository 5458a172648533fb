"""The server: how it may be asked, what it refuses loudly, and what it records."""

import ast
import asyncio
import sys
from pathlib import Path

import orjson
import pytest

from sandbox import DEMO, Sandbox
from tests.sandbox.asking import Bot, Json
from tests.sandbox.conftest import AMINA, CAST

PACKAGE = Path(__file__).parents[2] / "sandbox"
ALLOWED = {"aiohttp", "orjson", "sandbox"}


@pytest.mark.asyncio
async def test_a_call_can_be_a_query_a_form_or_json(known: Bot) -> None:
    asked = {"chat_id": str(AMINA), "text": "x + y = ü"}
    async with known.session.get(known.url("sendMessage"), params=asked) as response:
        assert (await response.json())["result"]["text"] == asked["text"]
    assert (await known.form("sendMessage", asked))["result"]["text"] == asked["text"]
    assert (await known.upload("sendMessage", {}, **asked))["result"]["text"] == asked["text"]
    assert (await known.ask("sendMessage", **asked))["text"] == asked["text"]


@pytest.mark.asyncio
async def test_form_fields_are_read_as_their_types(known: Bot, sandbox: Sandbox) -> None:
    keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
    fields = {
        "chat_id": str(AMINA),
        "text": "x",
        "protect_content": "true",
        "reply_markup": orjson.dumps(keyboard).decode(),
        "reply_parameters": '{"message_id": 1}',
    }
    sent = (await known.form("sendMessage", fields))["result"]
    assert sent["reply_markup"] == keyboard
    assert sent["reply_to_message"]["message_id"] == 1
    assert sandbox.person("Amina Khan").screen().protected


@pytest.mark.asyncio
async def test_null_and_empty_markup_are_as_good_as_nothing(known: Bot) -> None:
    await known.say(AMINA, reply_markup=None, parse_mode=None)
    fields = {"chat_id": str(AMINA), "text": "x", "reply_markup": "", "parse_mode": ""}
    assert (await known.form("sendMessage", fields))["ok"]


@pytest.mark.asyncio
async def test_an_unknown_method_is_a_loud_error(bot: Bot, sandbox: Sandbox) -> None:
    answer = await bot.answer("sendMassage", chat_id=AMINA)
    assert answer["error_code"] == 404
    assert "sendMassage" in answer["description"]
    assert sandbox.complaints == ["sendMassage: Not Found: no method sendMassage"]


@pytest.mark.asyncio
async def test_an_unknown_parameter_is_a_loud_error(known: Bot, sandbox: Sandbox) -> None:
    refusal = await known.refused("sendMessage", chat_id=AMINA, text="x", parsemode="HTML")
    assert refusal == "Bad Request: sendMessage has no parameter parsemode"
    assert len(sandbox.complaints) == 1


@pytest.mark.asyncio
async def test_a_parameter_that_is_not_modelled_is_a_loud_error(
    known: Bot, sandbox: Sandbox
) -> None:
    refusal = await known.refused("sendMessage", chat_id=AMINA, text="x", message_effect_id="1")
    assert "not modelled" in refusal
    assert len(sandbox.complaints) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "wrong",
    [
        {"message_thread_id": "one"},
        {"message_thread_id": True},
        {"message_thread_id": 1.5},
        {"protect_content": "perhaps"},
        {"protect_content": 1},
        {"entities": {}},
        {"entities": "[1]"},
        {"entities": "["},
        {"reply_parameters": "[]"},
        {"text": {}},
        {"chat_id": [1]},
        {"reply_markup": {"inline_keyboard": 1, "force_reply": 1}, "text": {}},
    ],
)
async def test_a_wrong_type_is_a_loud_error(known: Bot, sandbox: Sandbox, wrong: Json) -> None:
    asked: Json = {"chat_id": AMINA, "text": "x"} | wrong
    assert "must be" in await known.refused("sendMessage", **asked)
    assert len(sandbox.complaints) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("method", "asked"),
    [
        ("sendMessage", {"chat_id": AMINA, "text": " x", "entities": [{"type": "bold"}]}),
        ("setMyCommands", {"commands": [{"command": 1}]}),
        ("setMessageReaction", {"chat_id": AMINA, "message_id": 1, "reaction": [{"type": []}]}),
        ("answerInlineQuery", {"inline_query_id": "1", "results": [{"id": 1}]}),
    ],
)
async def test_nonsense_deeper_down_is_a_loud_error(
    known: Bot, sandbox: Sandbox, method: str, asked: Json
) -> None:
    assert (await known.answer(method, **asked))["error_code"] == 400
    assert len(sandbox.complaints) == (method != "setMessageReaction")


@pytest.mark.asyncio
async def test_numbers_are_taken_for_words(known: Bot) -> None:
    assert (await known.ask("sendMessage", chat_id=AMINA, text=12))["text"] == "12"
    asked = {"chat_id": str(AMINA), "text": "x", "protect_content": "false"}
    assert "has_protected_content" not in (await known.form("sendMessage", asked))["result"]


@pytest.mark.asyncio
async def test_text_must_be_utf8(bot: Bot, sandbox: Sandbox) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"text=\xff", b"text=%ff"):
        async with bot.session.post(bot.url("sendMessage"), data=body, headers=form) as response:
            assert (await response.json())["description"] == (
                "Bad Request: strings must be encoded in UTF-8"
            )
    assert len(sandbox.complaints) == 2


@pytest.mark.asyncio
async def test_a_missing_parameter_is_named(known: Bot, sandbox: Sandbox) -> None:
    assert await known.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"
    assert await known.refused("editMessageText", text="x") == "Bad Request: chat_id is empty"
    assert sandbox.complaints == []


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"x", "text/plain"),
        (b"x", "multipart/form-data; boundary=y"),
        (b"x", "multipart/form-data"),
    ],
)
async def test_a_body_that_cannot_be_read_is_a_loud_error(
    bot: Bot, sandbox: Sandbox, body: bytes, kind: str
) -> None:
    url = bot.url("getMe")
    async with bot.session.post(url, data=body, headers={"Content-Type": kind}) as response:
        assert response.status == 400
    assert len(sandbox.complaints) == 1


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["/bot2:other/getMe", "/bot", "/file/bot2:other/x"])
async def test_another_token_is_unauthorized(bot: Bot, sandbox: Sandbox, path: str) -> None:
    async with bot.session.get(sandbox.base_url + path) as response:
        assert response.status == 401


@pytest.mark.asyncio
async def test_calls_are_recorded_with_what_was_understood(known: Bot, sandbox: Sandbox) -> None:
    sandbox.calls.clear()
    await known.form("sendMessage", {"chat_id": str(AMINA), "text": "x"})
    (call,) = sandbox.calls
    assert (call.method, call.chat_id) == ("sendMessage", AMINA)
    assert call.parameters == {"chat_id": AMINA, "text": "x"}


@pytest.mark.asyncio
async def test_recording_can_be_switched_off(bot: Bot) -> None:
    async with Sandbox(CAST, record=False) as quiet:
        await Bot(quiet, bot.session).ask("getMe")
        assert quiet.calls == []


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["/static/../server.py", "/static/%2e%2e/server.py", "/static/",
                                  "/static/nothing.js", "/nowhere"])  # fmt: skip
async def test_only_files_of_the_page_are_served(bot: Bot, sandbox: Sandbox, path: str) -> None:
    async with bot.session.get(sandbox.base_url + path) as response:
        assert response.status == 404


@pytest.mark.asyncio
async def test_the_sandbox_runs_by_itself(bot: Bot) -> None:
    command = (sys.executable, "-m", "sandbox", "--port", "0", "--token", "5:x")
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, cwd=PACKAGE.parent
    )
    assert process.stdout
    calls = (await process.stdout.readline()).decode().split()[-1]
    async with bot.session.get(f"{calls}getMe") as response:
        assert (await response.json())["result"]["username"] == DEMO.bot.username
    process.terminate()
    async with asyncio.timeout(5):
        assert await process.wait() == 0


def imported(file: Path) -> set[str]:
    """List the packages that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name.partition(".")[0] for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def test_the_sandbox_imports_nothing_of_ours_and_little_of_others() -> None:
    every = {name for file in PACKAGE.rglob("*.py") for name in imported(file)}
    assert every - sys.stdlib_module_names <= ALLOWED


def test_the_demo_has_a_cast_of_its_own() -> None:
    assert DEMO.bot.username == "TellsafeDemoBot"
    assert {group.type for group in DEMO.groups} == {"supergroup", "channel"}
