"""Whatever the sandbox gives a bot has the shape that Telegram publishes."""

import orjson
import pytest

from sandbox import Actor, Sandbox, deeds
from sandbox.samples import SAMPLES
from tests.sandbox.asking import Bot, button, keyboard
from tests.sandbox.conftest import AMINA, CHANNEL, CLUB, FORUM, MAYA, QUEUE
from tests.sandbox.pictures import png
from tests.sandbox.published import Json, Shapes, published

EVERYTHING = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "my_chat_member",
    "chat_member",
    "message_reaction",
]


@pytest.fixture(scope="module")
def spec() -> Json:
    return published()


@pytest.fixture
def shapes(spec: Json) -> Shapes:
    return Shapes(spec)


async def everything_that_amina_does(amina: Actor, bot: Bot) -> None:
    first = await amina.opens("payload-1")
    await amina.edits(first.id, "/start again https://example.org @TestBot #tag a@b.org")
    photo = await amina.sends_file("photo", png(), caption="a photo", spoiler=True)
    await amina.says("in answer", reply_to=photo.id)
    for kind in ("document", "video", "voice", "audio", "animation", "video_note"):
        await amina.sends_file(kind, b"bytes", name=f"name.{kind}")
    await amina.sends_album([("photo", png()), ("video", b"film")], caption="an album")
    await amina.sends_sticker()
    await amina.sends_location(1.5, 2)
    await amina.sends_location(1.5, 2, live=True)
    await amina.sends_venue("A place", "A street")
    await amina.sends_contact()
    await amina.sends_poll("What?")
    await amina.sends_story()
    await amina.sends_paid_media()
    await amina.sends_checklist("To do")
    await amina.sends_dice()
    await amina.forwards("Said elsewhere", "Somebody")
    message = await bot.say(AMINA, reply_markup=keyboard([button("A", "a")]))
    await amina.taps("A")
    await amina.reacts(message, "👍")
    await amina.blocks()
    await amina.unblocks()


async def everything_that_maya_does(maya: Actor) -> None:
    for place in ("Queue", "News", "Cases", "Club"):
        message = await maya.says(f"Hello {place}", place)
        await maya.edits(message.id, "Hello again", chat=place)
        await maya.reacts(message.id, "👀", place)
    await maya.says("As the group", "Queue", anonymous=True)
    await maya.leaves("Queue")
    await maya.joins(QUEUE, administrator=True)
    await maya.removes_bot("Queue")
    await maya.adds_bot("Queue")


@pytest.mark.asyncio
async def test_every_update_has_the_published_shape(
    bot: Bot, sandbox: Sandbox, shapes: Shapes
) -> None:
    await bot.updates(allowed_updates=EVERYTHING)
    await everything_that_amina_does(sandbox.person("Amina Khan"), bot)
    await everything_that_maya_does(sandbox.person("Maya"))
    sandbox.migrate(CLUB, -100104)
    updates = await bot.updates()
    kinds = {kind for update in updates for kind in update if kind != "update_id"}
    assert set(EVERYTHING) - kinds == {"inline_query", "chosen_inline_result"}
    assert shapes.faults(updates, ["Array of Update"]) == []


@pytest.mark.asyncio
async def test_every_sample_of_the_page_has_the_published_shape(
    bot: Bot, sandbox: Sandbox, shapes: Shapes
) -> None:
    amina = sandbox.person("Amina Khan").person
    for sample in SAMPLES.values():
        deeds.put(sandbox.world, amina, None, **sample(sandbox.world, amina))
    updates = await bot.updates()
    assert len(updates) == len(SAMPLES)
    assert shapes.faults(updates, ["Array of Update"]) == []


@pytest.mark.asyncio
async def test_inline_queries_have_the_published_shape(
    known: Bot, sandbox: Sandbox, shapes: Shapes
) -> None:
    asked = sandbox.person("Ola").asks_inline("tips", timeout=0)
    with pytest.raises(AssertionError, match="never answered"):
        await asked
    updates = await known.updates()
    assert updates[0]["inline_query"]["query"] == "tips"
    assert shapes.faults(updates, ["Array of Update"]) == []


async def answers_of(bot: Bot, amina: Actor) -> list[tuple[str, object]]:
    """Ask for one thing of each kind."""
    buttons = keyboard([button("A", "a")])
    text = await bot.ask("sendMessage", chat_id=AMINA, text="<b>Hi</b>", parse_mode="HTML")
    message = {"chat_id": AMINA, "message_id": text["message_id"]}
    document = (await bot.upload("sendDocument", {"document": b"x"}, chat_id=str(AMINA)))["result"]
    topic = await bot.ask("createForumTopic", chat_id=FORUM, name="Case 1")
    thread = {"chat_id": FORUM, "message_thread_id": topic["message_thread_id"]}
    incoming = await amina.says("Look")
    asked: list[tuple[str, Json]] = [
        ("getMe", {}),
        ("getWebhookInfo", {}),
        ("sendMessage", {**thread, "text": "In the topic"}),
        ("editMessageText", {**message, "text": "B"}),
        (
            "editMessageReplyMarkup",
            {**message, "reply_markup": buttons},
        ),
        (
            "editMessageCaption",
            {"chat_id": AMINA, "message_id": document["message_id"], "caption": "C"},
        ),
        ("copyMessage", {"chat_id": QUEUE, "from_chat_id": AMINA, "message_id": incoming.id}),
        ("forwardMessage", {"chat_id": QUEUE, "from_chat_id": AMINA, "message_id": incoming.id}),
        ("getFile", {"file_id": document["document"]["file_id"]}),
        ("pinChatMessage", message),
        *[("getChat", {"chat_id": chat}) for chat in (AMINA, QUEUE, CHANNEL, FORUM, CLUB)],
        *[("getChatMember", {"chat_id": QUEUE, "user_id": who}) for who in (1, AMINA, MAYA)],
        ("getChatAdministrators", {"chat_id": CHANNEL, "return_bots": True}),
        ("getChatMemberCount", {"chat_id": QUEUE}),
        ("setMyCommands", {"commands": [{"command": "help", "description": "Help"}]}),
        ("getMyCommands", {}),
        ("getMyName", {}),
        ("getMyDescription", {}),
        ("getMyShortDescription", {}),
        ("setChatMenuButton", {"menu_button": {"type": "commands"}}),
        ("setMessageReaction", {"chat_id": AMINA, "message_id": incoming.id}),
        ("sendChatAction", {"chat_id": AMINA, "action": "typing"}),
        ("closeForumTopic", thread),
        ("deleteMessage", message),
    ]
    given: list[tuple[str, object]] = [("sendMessage", text), ("createForumTopic", topic)]
    given.append(("sendDocument", document))
    given += [(method, await bot.ask(method, **parameters)) for method, parameters in asked]
    return given


@pytest.mark.asyncio
async def test_every_result_has_the_published_shape(
    known: Bot, sandbox: Sandbox, shapes: Shapes, spec: Json
) -> None:
    for method, result in await answers_of(known, sandbox.person("Amina Khan")):
        assert shapes.faults(result, spec["methods"][method]["returns"], method) == []
    assert sandbox.complaints == []


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["photo", "document", "video", "voice", "audio"])
async def test_a_sent_file_has_the_published_shape(known: Bot, shapes: Shapes, kind: str) -> None:
    answer = await known.upload(f"send{kind.capitalize()}", {kind: png()}, chat_id=str(AMINA))
    assert shapes.faults(answer["result"], ["Message"]) == []
    assert kind in answer["result"]


@pytest.mark.asyncio
async def test_an_album_has_the_published_shape(known: Bot, shapes: Shapes) -> None:
    media = [{"type": "photo", "media": f"attach://{name}"} for name in ("one", "two")]
    answer = await known.upload(
        "sendMediaGroup",
        {"one": png(), "two": png()},
        chat_id=str(AMINA),
        media=orjson.dumps(media).decode(),
    )
    assert shapes.faults(answer["result"], ["Array of Message"]) == []
    assert len({each["media_group_id"] for each in answer["result"]}) == 1


def test_a_shape_that_is_wrong_is_found(shapes: Shapes) -> None:
    assert shapes.faults({"id": 1, "is_bot": "no", "name": "x"}, ["User"]) != []
    assert shapes.faults({"id": True, "is_bot": False, "first_name": "x"}, ["User"]) != []
