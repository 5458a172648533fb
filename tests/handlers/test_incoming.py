"""The identity firewall: what passes it are a few plain values, and nothing of who somebody is."""

import json
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from telegram import Bot

from bot.reading import read_update
from bot.transport import AiohttpRequest
from domain.model.errors import AlreadyHandled, NoDraft, StaleButton
from domain.model.ids import Language, MessageId
from domain.model.staff import Role, StaffMember
from domain.ports import StoreUnavailableError
from handlers.context import Office, Room
from handlers.events import (
    ReporterEvent,
    Said,
    SentOther,
    SharedPin,
    StaffSaid,
    StaffTapped,
    Tapped,
)
from handlers.incoming import ANONYMOUS_ADMIN, Door
from handlers.screens import Reply, Screen
from handlers.showing import Due, Showing
from tests.handlers.staff.setting import MAYA, QUEUE, SAM, services
from tests.stores import a_store
from texts.catalogue import Catalogue
from texts.markup import Html

pytestmark = pytest.mark.asyncio

PERSON, FRIEND = 7_313_373_137, 7_424_474_247
MARK = "Xanthippe"

SENDER = {
    "id": PERSON,
    "is_bot": False,
    "first_name": f"{MARK}First",
    "last_name": f"{MARK}Last",
    "username": f"{MARK}User",
    "language_code": "kw",
    "is_premium": True,
}
CHAT = {"id": PERSON, "type": "private", "first_name": f"{MARK}First", "username": f"{MARK}User"}
ORIGIN = {"type": "hidden_user", "sender_user_name": f"{MARK}Origin", "date": 1}
MENTION = {
    "type": "text_mention",
    "offset": 0,
    "length": 2,
    "user": {"id": FRIEND, "is_bot": False, "first_name": f"{MARK}Friend"},
}
HERE = {"latitude": 51.5, "longitude": -0.1}
PRESENT = Reply(screen=Screen(Html("where they are")))

Raw = dict[str, Any]
Entry = Callable[[Any, Any], Coroutine[Any, Any, None]]


def message(**what: object) -> Raw:
    """Return the raw update of a message that tells all it can."""
    return {
        "update_id": 9,
        "message": {
            "message_id": 5,
            "date": 1,
            "chat": CHAT,
            "from": SENDER,
            "forward_origin": ORIGIN,
            "author_signature": f"{MARK}Signature",
            "via_bot": {"id": 1, "is_bot": True, "first_name": f"{MARK}Bot"},
            **what,
        },
    }


def press(data: str, *, chat: Raw | None = None, sender: Raw | None = None) -> Raw:
    """Return the raw update of a press."""
    return {
        "update_id": 9,
        "callback_query": {
            "id": "77",
            "from": sender or SENDER,
            "chat_instance": f"{MARK}Instance",
            "data": data,
            "message": {
                "message_id": 6,
                "date": 1,
                "chat": chat or CHAT,
                "from": {"id": 1, "is_bot": True, "first_name": "Bot"},
                "text": "a screen",
                "reply_to_message": message(text="their words")["message"],
            },
        },
    }


class Curtain(Showing):
    """Keeps what would be shown."""

    def __init__(self) -> None:
        """Keep nothing yet; no bot is asked for anything."""
        self.due: list[Due] = []
        self.answered: list[Reply] = []

    def show(self, chat: int, due: Due) -> None:
        """Keep a screen."""
        self.due.append(due)

    def answer_press(self, press: str, reply: Reply) -> None:
        """Keep an answer."""
        self.answered.append(reply)


@dataclass
class Doorway:
    """A door, what came through it, and what was shown to whoever stood before it."""

    door: Door
    curtain: Curtain
    bot: Bot
    came: list[ReporterEvent | StaffTapped | StaffSaid] = field(default_factory=list)
    rooms: list[Room | Office] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)
    problem: Exception | None = None

    async def takes(self, event: ReporterEvent, room: Room) -> Reply:
        """Be a handler of reporters."""
        self.came.append(event)
        self.rooms.append(room)
        if self.problem:
            raise self.problem
        return Reply(toast="taken")

    async def takes_of_staff(self, event: StaffTapped | StaffSaid, office: Office) -> Reply:
        """Be a handler of staff."""
        self.came.append(event)
        self.rooms.append(office)
        if self.problem:
            raise self.problem
        return Reply(toast="taken")

    async def enters(self, callback: Entry, raw: Raw) -> None:
        """Let an update in."""
        await callback(read_update(json.loads(json.dumps(raw)), self.bot), None)


@pytest_asyncio.fixture
async def doorway(tmp_path: Path, texts: Catalogue) -> AsyncIterator[Doorway]:
    """Return a door with a real store behind it."""

    async def present(_: Room) -> Screen:
        assert PRESENT.screen
        return PRESENT.screen

    def note_error(error: BaseException) -> str:
        opened.errors.append(error)
        return "E-0000"

    async with a_store(tmp_path) as store:
        curtain = Curtain()
        used = replace(services(store, texts), note_error=note_error)
        bot = Bot("1:x", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
        door = Door(
            services=used,
            showing=curtain,
            present=present,
            receipt_of=lambda _: None,
            first_language=Language("en"),
        )
        opened = Doorway(door, curtain, bot)
        yield opened


EVENTS: list[tuple[str, Raw, ReporterEvent]] = [
    ("said", message(text="words", entities=[MENTION]), Said(text="words", message=MessageId(5))),
    (
        "said",
        message(text="/start at_camden"),
        Said(text="/start at_camden", argument="at_camden", message=MessageId(5)),
    ),
    (
        "said",
        message(caption="wo\u200brds\u0000", photo=[]),
        Said(text="words", message=MessageId(5)),
    ),
    (
        "shared_pin",
        message(location=HERE),
        SharedPin(latitude=51.5, longitude=-0.1, message=MessageId(5)),
    ),
    (
        "shared_pin",
        message(location={**HERE, "live_period": 60}),
        SharedPin(latitude=51.5, longitude=-0.1, message=MessageId(5), live=True),
    ),
    (
        "sent_other",
        message(contact={"phone_number": "+4477", "first_name": MARK, "user_id": PERSON}),
        SentOther(kind="contact", message=MessageId(5)),
    ),
    (
        "tapped",
        press("pick:role:me"),
        Tapped(
            verb="pick",
            arguments=("role", "me"),
            message=MessageId(6),
            about="their words",
            about_forwarded=True,
        ),
    ),
]


def callback_of(doorway: Doorway, name: str) -> Entry:
    """Return the framework's callback of one kind of event."""
    door = doorway.door
    callbacks: dict[str, Entry] = {
        "said": door.said(doorway.takes),
        "shared_pin": door.shared_pin(doorway.takes),
        "sent_other": door.sent_other(doorway.takes),
        "tapped": door.tapped(doorway.takes, doorway.takes_of_staff),
    }
    return callbacks[name]


@pytest.mark.parametrize(("name", "raw", "event"), EVENTS)
async def test_an_update_becomes_a_value_that_holds_nothing_of_who_somebody_is(
    doorway: Doorway, name: str, raw: Raw, event: ReporterEvent
) -> None:
    await doorway.enters(callback_of(doorway, name), raw)
    (came,) = doorway.came
    is_forwarded = {"forwarded": True} if isinstance(event, Said | SentOther) else {}
    assert asdict(came) == {**asdict(event), **is_forwarded}
    (room,) = doorway.rooms
    assert isinstance(room, Room)
    behind = f"{came} {room.reporter} {room.conversation} {room.language} {room.occasion}"
    for mark in MARK, str(PERSON), str(FRIEND), "kw":
        assert mark not in behind.replace(doorway.door.services.reporter_key(PERSON), "")


async def test_the_language_is_the_one_that_was_chosen_and_not_the_accounts(
    doorway: Doorway,
) -> None:
    await doorway.enters(callback_of(doorway, "said"), message(text="words"))
    (room,) = doorway.rooms
    assert room.language == "en"


@pytest.mark.parametrize("problem", [AlreadyHandled(), NoDraft(), StaleButton()])
async def test_whatever_the_rules_refuse_shows_where_the_person_is(
    doorway: Doorway, problem: Exception
) -> None:
    doorway.problem = problem
    await doorway.enters(callback_of(doorway, "tapped"), press("pick"))
    (due,) = doorway.curtain.due
    assert due.reply.screen
    assert "where they are" in due.reply.screen.text
    assert doorway.errors == []


async def test_what_breaks_is_noted_and_told_with_its_reference(doorway: Doorway) -> None:
    doorway.problem = RuntimeError("with somebody's words")
    await doorway.enters(callback_of(doorway, "tapped"), press("pick"))
    (due,) = doorway.curtain.due
    assert due.reply.screen
    assert "E-0000" in due.reply.screen.text
    assert doorway.errors == [doorway.problem]


async def test_a_store_that_is_away_is_told_and_passed_on(doorway: Doorway) -> None:
    doorway.problem = StoreUnavailableError()
    with pytest.raises(StoreUnavailableError):
        await doorway.enters(callback_of(doorway, "tapped"), press("pick"))
    (answer,) = doorway.curtain.answered
    assert answer.toast
    assert doorway.curtain.due == []


async def test_every_press_is_answered(doorway: Doorway) -> None:
    staff = {"id": MAYA.id, "is_bot": False, "first_name": "Maya"}
    group = {"id": QUEUE, "type": "supergroup", "title": "Queue"}
    everything = [
        press("pick:role:me"),
        press("c:0123456789abcdef:1:release", chat=group, sender=staff),
        press("pick:role:me", chat=group),
        press("c:x", chat=group, sender={**staff, "id": ANONYMOUS_ADMIN}),
        press("x"),
    ]
    for raw in everything:
        await doorway.enters(callback_of(doorway, "tapped"), raw)
    assert len(doorway.curtain.answered) == len(everything)
    assert len(doorway.came) == 3


async def test_a_press_of_staff_brings_who_it_is_and_what_they_may(doorway: Doorway) -> None:
    staff = {"id": MAYA.id, "is_bot": False, "first_name": "Maya"}
    group = {"id": QUEUE, "type": "supergroup", "title": "Queue"}
    raw = press("c:0123456789abcdef:1:release", chat=group, sender=staff)
    await doorway.enters(callback_of(doorway, "tapped"), raw)
    (office,) = doorway.rooms
    assert isinstance(office, Office)
    assert office.member == MAYA
    assert doorway.came == [
        StaffTapped(
            verb="c",
            arguments=("0123456789abcdef", "1", "release"),
            chat=QUEUE,
            card=MessageId(6),
        )
    ]


async def test_a_stranger_who_forges_a_button_of_staff_has_no_role(doorway: Doorway) -> None:
    await doorway.enters(callback_of(doorway, "tapped"), press("c:0123456789abcdef:1:release"))
    (office,) = doorway.rooms
    assert isinstance(office, Office)
    assert office.member.roles == frozenset()
    assert Role.CASE_WORKER not in office.member.roles
    assert SAM.roles == frozenset()


async def test_words_of_somebody_who_is_no_staff_are_never_taken_for_staffs(
    doorway: Doorway,
) -> None:
    both = doorway.door.said_by_anyone(doorway.takes, doorway.takes_of_staff)
    await doorway.enters(both, message(text="words"))
    (came,) = doorway.came
    assert isinstance(came, Said)


async def test_words_of_staff_that_nobody_waits_for_are_a_reporters(doorway: Doorway) -> None:
    async def waits_for_nothing(_: StaffSaid, office: Office) -> Reply | None:
        assert isinstance(office.member, StaffMember)
        return None

    raw = message(text="words")
    raw["message"]["from"] = {"id": MAYA.id, "is_bot": False, "first_name": "Maya"}
    await doorway.enters(doorway.door.said_by_anyone(doorway.takes, waits_for_nothing), raw)
    (came,) = doorway.came
    assert isinstance(came, Said)


async def test_a_command_in_a_chat_that_is_not_staffs_is_not_answered(doorway: Doorway) -> None:
    raw = message(text="/help")
    raw["message"]["chat"] = {"id": -5, "type": "group", "title": "Elsewhere"}
    await doorway.enters(doorway.door.staff_said(doorway.takes_of_staff), raw)
    assert doorway.came == []
    assert doorway.curtain.due == []
