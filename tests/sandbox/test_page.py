"""What the page asks: who is there, what each sees, deeds in their names, news of changes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import orjson
import pytest
import pytest_asyncio

from sandbox import Sandbox
from sandbox.samples import SAMPLES
from tests.sandbox.asking import Bot, Json, button, keyboard
from tests.sandbox.conftest import AMINA, CHANNEL, FORUM, MAYA, OLA, QUEUE
from tests.sandbox.pictures import png

Post = Callable[..., Awaitable[Json]]
Get = Callable[[str], Awaitable[Any]]


@pytest.fixture
def post(bot: Bot, sandbox: Sandbox) -> Post:
    """Ask for a deed as the page does."""

    async def ask(deed: str, **given: object) -> Json:
        async with bot.session.post(f"{sandbox.base_url}/sim/{deed}", json=given) as response:
            answer: Json = await response.json()
            assert response.ok == ("error" not in answer)
            return answer

    return ask


@pytest.fixture
def get(bot: Bot, sandbox: Sandbox) -> Get:
    """Ask for something to show."""

    async def ask(what: str) -> Any:  # noqa: ANN401 - as JSON is
        async with bot.session.get(f"{sandbox.base_url}/sim/{what}") as response:
            return await response.json()

    return ask


@pytest_asyncio.fixture
async def heard(bot: Bot, sandbox: Sandbox) -> AsyncIterator[asyncio.Queue[Json]]:
    """Listen to the stream of events."""
    queue: asyncio.Queue[Json] = asyncio.Queue()
    response = await bot.session.get(f"{sandbox.base_url}/sim/events")
    assert response.content_type == "text/event-stream"
    await response.content.readline()

    async def read() -> None:
        async for line in response.content:
            if line.startswith(b"data: "):
                queue.put_nowait(orjson.loads(line.removeprefix(b"data: ")))

    reading = asyncio.create_task(read())
    yield queue
    reading.cancel()
    response.close()


@pytest.mark.asyncio
async def test_the_state_says_who_and_what_there_is(bot: Bot, get: Get) -> None:
    await bot.ask("setMyDescription", description="Report here")
    await bot.ask("setMyDescription", description="Zgłoś", language_code="pl")
    commands = [{"command": "help", "description": "Help"}]
    await bot.ask("setMyCommands", commands=commands, scope={"type": "all_private_chats"})
    topic = await bot.ask("createForumTopic", chat_id=FORUM, name="Case")
    state = await get("state")
    assert state["bot"]["username"] == "TestBot"
    assert state["bot"]["description"] == "Report here"
    assert state["bot"]["descriptions"] == {"pl": "Zgłoś"}
    assert state["people"][0] == {
        "id": AMINA,
        "name": "Amina Khan",
        "side": "phone",
        "language": "en",
        "role_label": "",
        "blocked": False,
    }
    forum = next(chat for chat in state["chats"] if chat["id"] == FORUM)
    assert forum["topics"] == [{"id": topic["message_thread_id"], "name": "Case", "closed": False}]
    assert MAYA in forum["members"]
    assert state["commands"][f"{AMINA}:{AMINA}"] == commands
    assert (state["weather"], state["process"]) == ("fine", None)
    assert state["clock"]["offset"] == 0


@pytest.mark.asyncio
async def test_messages_are_shown_as_the_page_draws_them(
    known: Bot, get: Get, sandbox: Sandbox
) -> None:
    answered = await sandbox.person("Amina Khan").says("Question")
    row = [button("Go", "g") | {"style": "danger"}, {"text": "Web", "url": "https://example.org"}]
    await known.ask(
        "sendMessage",
        chat_id=AMINA,
        text="<b>Hi</b>",
        parse_mode="HTML",
        protect_content=True,
        reply_markup=keyboard(row),
        reply_parameters={"message_id": answered.id},
    )
    *_, shown = await get(f"messages?viewer={AMINA}&chat={AMINA}")
    assert shown["from"] == {"id": 1, "name": "Test Bot", "is_bot": True}
    assert shown["entities"] == [{"type": "bold", "offset": 0, "length": 2}]
    assert shown["buttons"] == [
        [
            {"text": "Go", "data": "g", "style": "danger"},
            {"text": "Web", "url": "https://example.org"},
        ]
    ]
    assert (shown["protected"], shown["edited"], shown["reply_to"]) == (True, False, answered.id)
    assert shown["media"] is None


@pytest.mark.asyncio
async def test_a_changed_message_is_shown_changed(known: Bot, get: Get, sandbox: Sandbox) -> None:
    message = await known.say(AMINA, "Before")
    where = f"messages?viewer={AMINA}&chat={AMINA}"
    assert (await get(where))[-1]["text"] == "Before"
    await known.ask("editMessageText", chat_id=AMINA, message_id=message, text="After")
    await sandbox.person("Amina Khan").reacts(message, "👍")
    shown = (await get(where))[-1]
    assert (shown["text"], shown["edited"]) == ("After", True)
    assert shown["reactions"] == [{"emoji": "👍", "count": 1}]
    await known.ask("deleteMessage", chat_id=AMINA, message_id=message)
    assert [each["text"] for each in await get(where)] == ["/start"]


@pytest.mark.asyncio
async def test_special_messages_are_shown_by_what_they_carry(
    bot: Bot, get: Get, sandbox: Sandbox
) -> None:
    maya = sandbox.person("Maya")
    await maya.says("Anonymous", "Queue", anonymous=True)
    await maya.forwards("Elsewhere", "Somebody", chat="Queue")
    await maya.sends_location(1, 2, live=True, chat="Queue")
    await maya.sends_venue("Park", "Street", chat="Queue")
    await maya.sends_contact("+44", chat="Queue")
    await maya.sends_poll("What?", chat="Queue")
    await maya.sends_file("document", b"x", name="a.pdf", chat="Queue")
    await bot.ask("forwardMessage", chat_id=QUEUE, from_chat_id=QUEUE, message_id=7)
    await bot.say(QUEUE, reply_markup={"keyboard": [["Yes"]]})
    await bot.say(QUEUE, reply_markup={"force_reply": True})
    await bot.ask("pinChatMessage", chat_id=QUEUE, message_id=1)
    shown = await get(f"messages?viewer={MAYA}&chat={QUEUE}")
    media = [each["media"] for each in shown]
    assert shown[0]["from"] == {"id": QUEUE, "name": "Queue", "is_bot": False}
    assert shown[0]["pinned"]
    assert shown[1]["forward_from"] == "Somebody"
    assert (media[2]["kind"], media[2]["latitude"], media[2]["live"]) == ("location", 1, True)
    assert (media[3]["title"], media[3]["address"]) == ("Park", "Street")
    assert (media[4]["name"], media[4]["phone"]) == ("Maya", "+44")
    assert media[5]["question"] == "What?"
    assert (media[6]["name"], media[6]["size"], media[6]["mime"]) == ("a.pdf", 1, "application/pdf")
    assert shown[7]["forward_from"] == "Maya"
    assert shown[8]["reply_keyboard"] == {"keyboard": [["Yes"]]}
    assert shown[9]["force_reply"]
    assert (shown[10]["service"], media[10]) == ("Test Bot pinned a message", None)


@pytest.mark.asyncio
async def test_nobody_reads_a_chat_they_are_not_in(get: Get) -> None:
    for where in (f"viewer={OLA}&chat={QUEUE}", f"viewer={OLA}&chat={AMINA}", "viewer=9&chat=9"):
        assert "error" in await get(f"messages?{where}")
    assert "error" in await get("messages")
    assert "error" in await get("nothing")


@pytest.mark.asyncio
async def test_people_write_start_edit_and_delete(bot: Bot, post: Post, get: Get) -> None:
    await post("start", person=OLA, payload="poster")
    said = await post("say", person=OLA, chat=OLA, text="Hello", reply_to=1)
    await post("edit", person=OLA, chat=OLA, message=said["message"], text="Hello!")
    await post("delete", person=OLA, chat=OLA, message=1)
    kinds = [[*update][1] for update in await bot.updates()]
    assert kinds == ["message", "message", "edited_message"]
    (shown,) = await get(f"messages?viewer={OLA}&chat={OLA}")
    assert (shown["text"], shown["edited"]) == ("Hello!", True)


@pytest.mark.asyncio
async def test_people_send_places_contacts_and_words_of_others(bot: Bot, post: Post) -> None:
    await post("location", person=OLA, chat=OLA, latitude=1.5, longitude=2, live=True)
    await post("contact", person=OLA, chat=OLA)
    await post("forward", person=OLA, chat=OLA, text="Elsewhere", origin="Somebody")
    place, contact, forwarded = [update["message"] for update in await bot.updates()]
    assert place["location"]["live_period"]
    assert contact["contact"]["first_name"] == "Ola"
    assert forwarded["forward_origin"]["sender_user_name"] == "Somebody"


@pytest.mark.asyncio
async def test_people_send_one_of_each_other_kind(bot: Bot, post: Post, get: Get) -> None:
    for kind in SAMPLES:
        await post("sample", person=OLA, chat=OLA, kind=kind)
    *carriers, styled = [update["message"] for update in await bot.updates()]
    *carried, words = SAMPLES
    assert words == "styled"
    assert all(kind in message for kind, message in zip(carried, carriers, strict=True))
    kinds = [entity["type"] for entity in styled["entities"]]
    assert kinds == ["custom_emoji", "text_mention", "text_link"]
    shown = await get(f"messages?viewer={OLA}&chat={OLA}")
    assert [each["media"]["kind"] for each in shown[:-1]] == carried
    assert "one of each" in (await post("sample", person=OLA, chat=OLA, kind="spell"))["error"]


@pytest.mark.asyncio
async def test_people_send_files_that_can_be_looked_at(
    bot: Bot, sandbox: Sandbox, get: Get
) -> None:
    form = aiohttp.FormData({"person": str(OLA), "chat": str(OLA), "kind": "photo", "caption": "C"})
    form.add_field("file", png(4, 4), filename="a.png", content_type="image/png")
    async with bot.session.post(f"{sandbox.base_url}/sim/file", data=form) as response:
        assert response.ok
    assert (await bot.update())["message"]["caption"] == "C"
    (shown,) = await get(f"messages?viewer={OLA}&chat={OLA}")
    assert (shown["media"]["kind"], shown["media"]["width"]) == ("photo", 4)
    url = f"{sandbox.base_url}/sim/file/{shown['media']['file_id']}"
    async with bot.session.get(url) as response:
        assert await response.read() == png(4, 4)
        assert response.content_type == "image/png"
        assert response.headers["Content-Security-Policy"] == "sandbox"
    async with bot.session.get(f"{sandbox.base_url}/sim/file/made-up") as response:
        assert response.status == 400


@pytest.mark.asyncio
async def test_a_tap_is_answered_when_the_bot_has_answered(known: Bot, post: Post) -> None:
    message = await known.say(AMINA, reply_markup=keyboard([button("Go", "g")]))
    tapping = asyncio.ensure_future(
        post("tap", person=AMINA, chat=AMINA, message=message, data="g")
    )
    (update,) = await known.updates(timeout=5)
    query = update["callback_query"]["id"]
    await known.ask("answerCallbackQuery", callback_query_id=query, text="Done", show_alert=True)
    assert await tapping == {"text": "Done", "alert": True, "url": None}


@pytest.mark.asyncio
async def test_people_block_react_and_change_their_language(
    known: Bot, post: Post, get: Get
) -> None:
    await known.updates(allowed_updates=["message_reaction", "my_chat_member", "message"])
    message = await known.say(AMINA)
    await post("react", person=AMINA, chat=AMINA, message=message, emoji="👍")
    await post("block", person=AMINA, blocked=True)
    await post("block", person=AMINA, blocked=False)
    await post("language", person=AMINA, language="ar")
    await post("say", person=AMINA, chat=AMINA, text="Hello")
    *_, said = await known.updates()
    assert said["message"]["from"]["language_code"] == "ar"
    assert (await get("state"))["people"][0]["language"] == "ar"


@pytest.mark.asyncio
async def test_clock_and_weather_can_be_changed(sandbox: Sandbox, post: Post) -> None:
    await post("clock", advance=3600)
    await post("weather", weather="limits")
    assert (sandbox.clock.offset, sandbox.weather) == (3600, "limits")
    assert "forward" in (await post("clock", advance=-1))["error"]
    assert "one of" in (await post("weather", weather="sunny"))["error"]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("deed", "given"),
    [
        ("dance", {}),
        ("say", {}),
        ("say", {"person": 4711, "chat": 4711, "text": "x"}),
        ("say", {"person": OLA, "chat": OLA, "text": " "}),
        ("say", {"person": OLA, "chat": "here", "text": "x"}),
        ("say", {"person": OLA, "chat": OLA, "text": "x", "reply_to": 99}),
        ("say", {"person": MAYA, "chat": FORUM, "text": "x", "topic": 99}),
        ("location", {"person": OLA, "chat": OLA}),
        ("file", {"person": OLA, "chat": OLA}),
        ("process", {"action": "start"}),
    ],
)
async def test_what_cannot_be_done_is_said_in_words(post: Post, deed: str, given: Json) -> None:
    assert (await post(deed, **given))["error"]


class Process:
    """A bot process that only notes what is done to it."""

    def __init__(self) -> None:
        """Start stopped."""
        self.state = "stopped"

    async def start(self) -> None:
        """Run."""
        self.state = "running"

    async def stop(self) -> None:
        """Stop."""
        self.state = "stopped"

    async def kill(self) -> None:
        """Stop without a word."""
        self.state = "stopped"


@pytest.mark.asyncio
async def test_the_bots_process_is_started_and_stopped(
    sandbox: Sandbox, post: Post, get: Get
) -> None:
    sandbox.bot_process = Process()
    assert (await get("state"))["process"] == "stopped"
    assert (await post("process", action="start"))["process"] == "running"
    assert (await post("process", action="kill"))["process"] == "stopped"
    assert "cannot dance" in (await post("process", action="dance"))["error"]


@pytest.mark.asyncio
async def test_tables_are_shown_as_the_embedder_gives_them(sandbox: Sandbox, get: Get) -> None:
    assert await get("peek") == []

    async def tables() -> list[Json]:
        return [{"table": "cases", "columns": ["sealed"], "rows": [[b"\x00\xff"]]}]

    sandbox.peek = tables
    assert await get("peek") == [
        {"table": "cases", "columns": ["sealed"], "rows": [["b'\\x00\\xff'"]]}
    ]


@pytest.mark.asyncio
async def test_changes_come_as_events(
    known: Bot, sandbox: Sandbox, heard: asyncio.Queue[Json]
) -> None:
    message = await known.say(AMINA)
    await known.ask("editMessageText", chat_id=AMINA, message_id=message, text="x")
    await known.ask("sendChatAction", chat_id=AMINA, action="typing")
    await known.ask("deleteMessage", chat_id=AMINA, message_id=message)
    sandbox.clock.advance(1)
    events = [await heard.get() for _ in range(5)]
    assert [(event["kind"], event.get("chat")) for event in events] == [
        ("message", AMINA),
        ("edited", AMINA),
        ("typing", AMINA),
        ("deleted", AMINA),
        ("state", None),
    ]


@pytest.mark.asyncio
async def test_an_answer_to_a_press_is_an_event_for_its_presser(
    bot: Bot, sandbox: Sandbox, heard: asyncio.Queue[Json]
) -> None:
    await bot.say(CHANNEL, reply_markup=keyboard([button("Go", "g")]))
    await sandbox.person("Maya").taps("Go", "News")
    query = (await bot.update())["callback_query"]["id"]
    await bot.ask("answerCallbackQuery", callback_query_id=query, text="Done")
    assert (await heard.get())["kind"] == "message"
    event = await heard.get()
    assert (event["kind"], event["viewer"], event["text"]) == ("toast", MAYA, "Done")


@pytest.mark.asyncio
async def test_the_end_of_the_sandbox_ends_the_stream(
    bot: Bot, sandbox: Sandbox, heard: asyncio.Queue[Json]
) -> None:
    async with asyncio.timeout(2):
        await sandbox.stop()
    assert heard.empty()


@pytest.mark.asyncio
async def test_another_page_may_not_act_here(bot: Bot, sandbox: Sandbox) -> None:
    url = f"{sandbox.base_url}/sim/start"
    for origin, status in (("http://evil.example", 400), (sandbox.base_url, 200)):
        headers = {"Origin": origin}
        async with bot.session.post(url, json={"person": OLA}, headers=headers) as response:
            assert response.status == status


@pytest.mark.asyncio
async def test_the_page_itself_is_served(bot: Bot, sandbox: Sandbox) -> None:
    async with bot.session.get(f"{sandbox.base_url}/") as response:
        assert response.status == 200
        assert response.content_type == "text/html"
    async with bot.session.get(f"{sandbox.base_url}/static/api.js") as response:
        assert "javascript" in response.content_type
