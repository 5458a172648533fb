"""Whoever reports is nowhere: not in what staff get, not on the disk, not in the log.

Every field in which Telegram says who somebody is holds a word of its own here. Whole flows are
walked; then every byte that left for staff, was stored or was logged is searched for those words.
"""

import io
import json
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import orjson
import pytest
import pytest_asyncio

from sandbox import Actor, Call, Message
from sandbox.refusals import Json
from tests.journeys.english import words
from tests.journeys.phone import BRIEF, Phone
from tests.journeys.scene import PEOPLE, TOKEN, Place, Scene, a_scene
from tests.journeys.staff import Colleague, cards_in
from tests.journeys.test_casework import tells
from tests.listening import all_that_is_logged

pytestmark = pytest.mark.asyncio

REPORTER = 7_313_373_137
FRIEND = 7_424_474_247

MARKS = {
    "first_name": "Xanthippe",
    "last_name": "Quizzlewick",
    "username": "zebrafish_marker",
    "bio": "BioMarkerOkapi",
    "friend": "Fjordhilde",
    "friend_username": "friend_marker_axolotl",
    "origin": "HiddenOriginWombat",
    "origin_signature": "SignatureNarwhal",
    "quote": "QuotedPangolin",
    "via_bot": "viabot_marker_bot",
    "emoji": "5368324170671202286",
    "phone": "447700900999",
    "file": "holiday-of-xanthippe.jpg",
    "caption": "CaptionLemur",
    "chat_title": "OriginChannelIbex",
    "language": "kw",
}
"""Words that stand where Telegram says who somebody is; none of them is ever an answer."""

FORBIDDEN_CALLS = {
    "forwardMessage",
    "forwardMessages",
    "copyMessage",
    "copyMessages",
    "getUserProfilePhotos",
    "getUserChatBoosts",
    "getFile",
}
ALLOWED_CALLS = {
    "getMe",
    "getUpdates",
    "getMyCommands",
    "setMyCommands",
    "getMyDescription",
    "setMyDescription",
    "getMyShortDescription",
    "setMyShortDescription",
    "deleteWebhook",
    "getChat",
    "getChatMember",
    "sendMessage",
    "editMessageText",
    "editMessageReplyMarkup",
    "deleteMessage",
    "deleteMessages",
    "answerCallbackQuery",
    "answerInlineQuery",
}
"""All that the bot needs of Telegram; whatever is new here has to be thought about."""


def telltale(user: Json) -> Json:
    """Write an account with everything that Telegram may tell of one."""
    return {
        **user,
        "first_name": MARKS["first_name"],
        "last_name": MARKS["last_name"],
        "username": MARKS["username"],
        "language_code": MARKS["language"],
        "is_premium": True,
        "added_to_attachment_menu": True,
    }


def telltale_message(message: Json) -> Json:
    """Write a message with everything that may tell on somebody."""
    friend = {
        "id": FRIEND,
        "is_bot": False,
        "first_name": MARKS["friend"],
        "username": MARKS["friend_username"],
    }
    return {
        **message,
        "author_signature": MARKS["origin_signature"],
        "via_bot": {
            "id": 42,
            "is_bot": True,
            "first_name": "Via",
            "username": MARKS["via_bot"],
        },
        "entities": [
            {"type": "text_mention", "offset": 0, "length": 2, "user": friend},
            {
                "type": "custom_emoji",
                "offset": 3,
                "length": 2,
                "custom_emoji_id": MARKS["emoji"],
            },
        ],
        "quote": {"text": MARKS["quote"], "position": 0},
        "external_reply": {
            "origin": {
                "type": "hidden_user",
                "sender_user_name": MARKS["origin"],
                "date": message["date"],
            }
        },
        "sender_boost_count": 3,
        "effect_id": "5104841245755180586",
    }


@pytest.fixture
def place() -> Place:
    """Return the usual places, with Amina under a number that is found nowhere by chance."""
    people = tuple(
        each if each.name != "Amina" else type(each)(id=REPORTER, name="Amina") for each in PEOPLE
    )
    return Place(people=people)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Return everything that anybody logs."""
    with all_that_is_logged(TOKEN) as stream:
        yield stream


@pytest_asyncio.fixture
async def scene(tmp_path: Path, place: Place, logged: io.StringIO) -> AsyncIterator[Scene]:
    """Return a scene in which Amina's account tells all it can, in updates of every kind."""
    async with a_scene(tmp_path, place) as made:
        world = made.sandbox.world
        person, chat = world.people[REPORTER], world.chats[REPORTER]
        person.wire = orjson.Fragment(orjson.dumps(telltale(person.json())))
        own = {**telltale(person.json()), "type": "private", "bio": MARKS["bio"]}
        del own["is_bot"]
        chat.wire = orjson.Fragment(orjson.dumps(own))
        await made.start_bot()
        yield made


def says_telltale(scene: Scene, actor: Actor, text: str, **more: object) -> Message:
    """Write words in a message that tells all it can."""
    world = scene.sandbox.world
    message = world.post(world.chats[actor.id], actor.person, text=text)
    wire = telltale_message(json.loads(orjson.dumps(message.wire())))
    world.updates.put("message", {**wire, **more}, actor.id)
    return message


async def walks_everything(scene: Scene, amina: Phone) -> None:
    """Do whatever a person can do, and send a report."""
    actor = amina.actor
    await amina.opens("at_camden")
    for command in "/help", "/privacy", "/tips", "/help_now", "/language", "/nonsense":
        await amina.says(command)
    await amina.taps("button-menu") if amina.has("button-menu") else await amina.opens()
    await amina.does(actor.sends_contact(f"+{MARKS['phone']}"))
    await amina.does(actor.sends_file("photo", b"p", MARKS["file"], MARKS["caption"]))
    await amina.does(actor.sends_file("document", b"d", MARKS["file"], MARKS["caption"]))
    await amina.does(actor.sends_location(51.51234, -0.12345))
    await actor.asks_inline("online")
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role="me", what=("threats",), why=None)
    await amina.answers(when="unknown", where_kind=None, where="Hackney")
    says_telltale(scene, actor, "It happened by the lake.")
    await scene.quiet()
    said = says_telltale(scene, actor, "They ran away.")
    await scene.quiet()
    await amina.does(actor.edits(said.id, "They walked away."))
    await amina.does(actor.forwards("You are next.", MARKS["origin"]))
    await amina.taps("button-done")
    origin = {
        "type": "channel",
        "date": 1,
        "chat": {"id": -100777, "type": "channel", "title": MARKS["chat_title"]},
        "message_id": 7,
        "author_signature": MARKS["origin_signature"],
    }
    says_telltale(scene, actor, "Go home.", forward_origin=origin)
    await scene.quiet()
    await amina.does(actor.forwards("We see you.", MARKS["origin"]))
    await amina.says("/report")
    await amina.taps("button-resume")
    await amina.taps("button-check-and-send")
    await amina.taps("button-what-staff-see")
    await amina.sends()
    await amina.forges("pick:role:me")


async def staff_do_everything(scene: Scene, maya: Colleague, tom: Colleague) -> None:
    """Mask, release, claim, note, look at the history, close."""
    await scene.delivered()
    card = cards_in(scene.in_queue)[-1]
    await maya.follows("staff-action-mask", card)
    await maya.writes("lake")
    await maya.presses("staff-action-release", card)
    await scene.delivered()
    shown = cards_in(scene.in_channel)[-1]
    await tom.presses("staff-action-claim", shown)
    await scene.delivered()
    await tom.follows("staff-action-note", shown)
    await tom.writes("Seen by Tom")
    await scene.delivered()
    await tom.follows("staff-action-history", shown)
    await tom.presses("staff-action-close", shown)
    await tom.presses("staff-choice-close-recorded", shown)
    await scene.delivered()


def found_in(text: str) -> list[str]:
    """List the marks that a text holds, in any case, and any form of the numbers."""
    lowered = text.casefold()
    marks = [*MARKS.values(), str(REPORTER), f"{REPORTER:x}", str(FRIEND), f"{FRIEND:x}"]
    marks.remove(MARKS["language"])
    return [mark for mark in marks if mark.casefold() in lowered]


def to_staff(scene: Scene) -> list[Call]:
    """List the calls that put something before staff."""
    return [call for call in scene.calls if call.chat_id is not None and call.chat_id != REPORTER]


def files(scene: Scene) -> dict[str, bytes]:
    """Read every file that the bot has written, and the key file, which must hold nothing."""
    return {
        path.name: path.read_bytes()
        for path in scene.folder.rglob("*")
        if path.is_file() and path != scene.config_file
    }


async def test_the_searched_words_were_really_sent_to_the_bot(scene: Scene, amina: Phone) -> None:
    seen: list[bytes] = []

    def overhears(bodies: list[bytes]) -> list[bytes]:
        seen.extend(bodies)
        return bodies

    scene.sandbox.world.updates.distort = overhears
    await walks_everything(scene, amina)
    everything = b"\n".join(seen).decode().casefold()
    assert [mark for mark in MARKS.values() if mark.casefold() not in everything] == []
    assert str(REPORTER) in everything


async def test_nothing_that_staff_get_tells_who_reported(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await walks_everything(scene, amina)
    await staff_do_everything(scene, maya, tom)
    sent = to_staff(scene)
    assert len(sent) > 5
    assert found_in("\n".join(f"{call.method} {call.parameters}" for call in sent)) == []
    wire = [orjson.dumps(each.wire()).decode() for each in (*scene.in_queue, *scene.in_channel)]
    assert found_in("\n".join(wire)) == []


async def test_nothing_on_the_disk_tells_who_reported_or_what(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await walks_everything(scene, amina)
    await staff_do_everything(scene, maya, tom)
    await tells_half(scene.phone("Ola"))
    stored = files(scene)
    assert any(name.endswith("-wal") for name in stored)
    await scene.stop_bot()
    for name, content in {**stored, **{f"{n} after": c for n, c in files(scene).items()}}.items():
        text = content.decode("latin-1")
        assert found_in(text) == [], name
        for told in "by the lake", "Go home", "verbal_abuse", "threats", "Hackney", "Seen by Tom":
            assert told not in text, name
        for number in (REPORTER, FRIEND):
            for size in (5, 8):
                for order in ("big", "little"):
                    assert number.to_bytes(size, order) not in content, name


async def tells_half(phone: Phone) -> None:
    """Leave a draft behind."""
    await phone.begins()
    await phone.is_safe()
    await phone.answers(**BRIEF)


async def test_no_line_of_the_log_tells_who_reported_or_what(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague, logged: io.StringIO
) -> None:
    await walks_everything(scene, amina)
    await staff_do_everything(scene, maya, tom)
    await scene.restart_bot()
    logging.getLogger("telegram").debug("of %s %s", MARKS["first_name"], REPORTER)
    lines = logged.getvalue()
    assert "started" in lines
    assert "logger=telegram" in lines
    assert found_in(lines) == []
    for told in "by the lake", "Go home", "Seen by Tom", TOKEN, scene.sandbox.base_url:
        assert told not in lines


async def test_the_bot_asks_telegram_for_nothing_that_could_tell_on_a_reporter(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await walks_everything(scene, amina)
    await staff_do_everything(scene, maya, tom)
    asked = {call.method for call in scene.calls}
    assert asked & FORBIDDEN_CALLS == set()
    assert asked <= ALLOWED_CALLS
    about = [
        call
        for call in scene.calls
        if call.method in {"getChat", "getChatMember"}
        and REPORTER in {call.chat_id, call.parameters.get("user_id")}
    ]
    assert about == []


async def test_nothing_but_a_keyed_hash_ties_two_reports_of_one_person(
    scene: Scene, amina: Phone
) -> None:
    await tells(amina, "First.")
    await tells(amina, "Second.")
    await scene.delivered()
    first, second = cards_in(scene.in_queue)
    same = set(first.text.split()) & set(second.text.split())
    assert found_in(" ".join(same)) == []
    ids = {
        str(button.data).split(":")[1]
        for card in (first, second)
        for row in card.buttons
        for button in row
    }
    assert len(ids) == 2


async def test_a_report_in_another_language_does_not_show_the_language_of_the_account(
    scene: Scene, amina: Phone
) -> None:
    await tells(amina, "It happened.")
    await scene.delivered()
    (card,) = cards_in(scene.in_queue)
    assert words("staff-card-language", name="English") in card.text
    assert "Cornish" not in card.text
