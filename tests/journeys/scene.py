"""One evening in the sandbox: a small Telegram, the real program beside it, and the people.

Everything goes over the wire; a test waits until something is seen, never for a time. The clock of
Telegram and of the bot is one, and moves when the test says so.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import partial
from pathlib import Path

import orjson

from bot.app import assemble
from bot.chance import SystemChance
from bot.config import load_config
from bot.jobs.keep_up import keep_up
from bot.limits import Limits
from bot.logs import EventLog
from bot.program import Program
from domain.usecases.delivery import next_due_at
from domain.usecases.laundering import waiting_files
from sandbox import Actor, BotAccount, Call, Cast, Group, Message, Person, Sandbox
from storage import make_key_file
from tests.journeys.english import catalogue
from tests.journeys.phone import Phone
from tests.journeys.staff import Colleague

TOKEN = "100200300:sandbox"
QUEUE, CHANNEL = -1001000000001, -1001000000002
AMINA, YUSUF, OLA = 5_550_000_501, 5_550_000_502, 5_550_000_503
MAYA, TOM, PRIYA, SAM, NOOR = 9_001, 9_002, 9_003, 9_004, 9_005
REPORTERS = ("Amina", "Yusuf", "Ola")
PATIENCE = 10.0
"""Seconds within which staff must have received what is due."""

SOON = timedelta(hours=1)
"""What is due later than this is meant to be: evidence that goes from a chat by itself."""

AREAS = ("Hackney", "Camden", "Tower Hamlets")

QUEUE_CHAT = Group(id=QUEUE, title="Queue", members=(MAYA, NOOR), administrators=(MAYA,))
CHANNEL_CHAT = Group(
    id=CHANNEL,
    title="Channel",
    type="channel",
    members=(MAYA, TOM, PRIYA, SAM, NOOR),
    administrators=(MAYA,),
)
PEOPLE = (
    Person(id=AMINA, name="Amina"),
    Person(id=YUSUF, name="Yusuf", language="ar"),
    Person(id=OLA, name="Ola"),
    Person(id=MAYA, name="Maya", side="staff"),
    Person(id=TOM, name="Tom", side="staff"),
    Person(id=PRIYA, name="Priya", side="staff"),
    Person(id=SAM, name="Sam", side="staff"),
    Person(id=NOOR, name="Noor", side="staff"),
)

SETTINGS = """\
[telegram]
api_base_url = "{base_url}"

[organisation]
name = "Safer Streets"
area = "London"
areas = [{areas}]

[staff]
channel_id = {channel}
{queue}
moderators = [{moderators}]
case_workers = [{workers}]

[privacy]
delay_minutes = 0
"""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where staff work: the chats, and which of them is which."""

    groups: tuple[Group, ...] = (QUEUE_CHAT, CHANNEL_CHAT)
    queue: int = QUEUE
    channel: int = CHANNEL
    people: tuple[Person, ...] = PEOPLE


class Wire(list[Call]):
    """The calls of the bot; whoever waits for something looks again after each."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Start without a call."""
        super().__init__()
        self._changed = changed

    def append(self, call: Call) -> None:
        """Note a call."""
        super().append(call)
        self._changed()


class Heard(EventLog):
    """The program's log, kept for the test to read; whoever waits looks again after each line."""

    def __init__(self, changed: Callable[[], None]) -> None:
        """Start with nothing heard."""
        super().__init__(chance=SystemChance())
        self._changed = changed
        self.events: list[str] = []
        self.errors: list[BaseException] = []

    def __call__(self, name: str, **values: float | Enum) -> None:
        """Note an event."""
        super().__call__(name, **values)
        self.events.append(str(name))
        self._changed()

    def note_error(self, error: BaseException, reference: str = "") -> str:
        """Note an error."""
        self.errors.append(error)
        return super().note_error(error, reference)


class Scene:
    """The sandbox, the people in it, and the bot, which can be stopped and started."""

    def __init__(self, folder: Path, place: Place) -> None:
        """Set the scene in a folder; nothing runs yet."""
        self.folder = folder
        self.place = place
        self.limits = Limits(enabled=False)
        bot = BotAccount(username="TellsafeTestBot", name="Tellsafe")
        cast = Cast(bot=bot, people=place.people, groups=place.groups)
        self.sandbox = Sandbox(cast, token=TOKEN, clock_file=folder / "clock")
        self.sandbox._api.calls = Wire(self._announce)
        self.log = Heard(self._announce)
        self._program: Program | None = None
        self._running: asyncio.Task[None] | None = None
        self._stop = asyncio.Event()

    async def open(self) -> None:
        """Start the sandbox, and prepare what the bot needs to be started."""
        await self.sandbox.start()
        self._wait_for_noon()
        make_key_file(self.folder / "tellsafe.key", SystemChance())
        place = self.place
        queue = f"moderation_chat_id = {place.queue}" if place.queue != place.channel else ""
        settings = SETTINGS.format(
            base_url=self.sandbox.base_url,
            areas=", ".join(f'"{each}"' for each in AREAS),
            channel=place.channel,
            queue=queue,
            moderators=f"{MAYA}, {NOOR}",
            workers=f"{TOM}, {PRIYA}",
        )
        self.config_file.write_text(settings, encoding="utf-8")

    async def close(self) -> None:
        """Stop everything; complaints of the sandbox and noted errors fail the test."""
        try:
            await self.stop_bot()
        finally:
            await self.sandbox.stop()
        assert self.sandbox.complaints == []
        assert self.log.errors == []

    async def start_bot(self) -> None:
        """Start the program and wait until it listens."""
        config = load_config(self.config_file, self.environment)
        self._program = program = await assemble(
            config,
            log=self.log,
            chance=SystemChance(),
            clock=self.now,
            limits=self.limits,
            texts=catalogue(),
        )
        self._stop = asyncio.Event()
        self._running = asyncio.create_task(program.run(self._stop))
        begun = len(self.calls)
        await self.sandbox.until(lambda: self.listens_since(begun))

    async def stop_bot(self) -> None:
        """Stop the program as a first signal does."""
        self._stop.set()
        running, self._running, self._program = self._running, None, None
        if running:
            await running

    async def restart_bot(self) -> None:
        """Stop the program and start it again."""
        await self.stop_bot()
        await self.start_bot()

    def listens_since(self, begun: int) -> bool:
        """Tell whether the bot asked for updates after so many calls."""
        return any(call.method == "getUpdates" for call in self.calls[begun:])

    def _announce(self) -> None:
        self.sandbox.world.changes.announce("state")

    def _wait_for_noon(self) -> None:
        # Noon is far from midnight, so that "today" is the same day all through a test.
        now = self.now()
        noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
        noon = noon if noon > now else noon + timedelta(days=1)
        self.sandbox.clock.advance((noon - now).total_seconds())

    @property
    def config_file(self) -> Path:
        """Return where the settings are."""
        return self.folder / "config.toml"

    @property
    def environment(self) -> Mapping[str, str]:
        """Return the bot's secrets, as its environment names them."""
        return {
            "TELLSAFE_BOT_TOKEN": TOKEN,
            "TELLSAFE_KEY_FILE": str(self.folder / "tellsafe.key"),
            "TELLSAFE_CLOCK_FILE": str(self.folder / "clock"),
        }

    @property
    def program(self) -> Program:
        """Return the running program."""
        assert self._program is not None, "the bot is stopped"
        return self._program

    @property
    def calls(self) -> list[Call]:
        """Return what the bot asked so far."""
        return self.sandbox.calls

    def now(self) -> datetime:
        """Return the time of Telegram, which is the bot's too."""
        return datetime.fromtimestamp(self.sandbox.clock.time(), UTC)

    def phone(self, name: str) -> Phone:
        """Return the telephone of somebody who may report."""
        return Phone(self.sandbox.person(name), self.quiet)

    def colleague(self, name: str) -> Colleague:
        """Return a member of staff."""
        return Colleague(self.sandbox.person(name), self.quiet)

    async def quiet(self) -> None:
        """Wait until the bot has handled, shown and confirmed all that happened."""
        await self.sandbox.until(lambda: len(self.sandbox.world.updates) == 0)

    def hears_raw(self, actor: Actor, text: str) -> None:
        """Let somebody write words that only raw JSON can say; ``text`` is the JSON string."""
        world = self.sandbox.world
        message = world.post(world.chats[actor.id], actor.person, text="stand-in")
        raw = orjson.dumps(message.wire()).replace(b'"stand-in"', text.encode())
        world.updates.put("message", orjson.Fragment(raw), actor.id)

    async def delivered(self) -> None:
        """Wait until everything that staff must receive was sent."""
        await self.quiet()
        store, delivery = self.program.store, self.program.delivery
        async with asyncio.timeout(PATIENCE):
            await delivery.send_due()
            while (due_at := await store.read(next_due_at)) and due_at < self.now() + SOON:
                await delivery.send_due()

    async def cleaned(self) -> None:
        """Wait until every file that people sent was cleaned or refused, and they were told."""
        await self.quiet()
        async with asyncio.timeout(PATIENCE):
            while True:
                heard = len(self.log.events)
                if not await self.program.store.read(waiting_files):
                    break
                await self.sandbox.until(partial(self._heard_more_than, heard))
            # What became of the last one is told after it was written down.
            await asyncio.gather(*self.program.laundry.at_work)
        await self.program.showing.settled()

    def _heard_more_than(self, events: int) -> bool:
        return len(self.log.events) > events

    @asynccontextmanager
    async def without_staff_chats(self) -> AsyncIterator[None]:
        """Let nothing through to staff for a while, so that cards wait in line."""
        delivery = self.program.delivery
        await self.delivered()
        await delivery.stop(1)
        yield
        # A loop that was stopped stays so: another one takes its place, as after a restart.
        await self.restart_bot()

    async def passes(self, *, hours: float = 0, days: float = 0) -> None:
        """Let time pass; the heartbeat finds what has become due."""
        self.sandbox.clock.advance(3600 * (hours + 24 * days))
        await keep_up(self.program.services, self.log)
        await self.delivered()

    def messages(self, chat: int) -> list[Message]:
        """List what is shown in a chat now, whoever looks."""
        current = self.sandbox.world.chats[chat]
        if current.migrated_to is not None:
            current = self.sandbox.world.chats[current.migrated_to]
        return [each for each in current.messages.values() if not each.service]

    @property
    def in_queue(self) -> list[Message]:
        """List what moderators see."""
        return self.messages(self.place.queue)

    @property
    def in_channel(self) -> list[Message]:
        """List what the team sees."""
        return self.messages(self.place.channel)


@asynccontextmanager
async def a_scene(folder: Path, place: Place) -> AsyncIterator[Scene]:
    """Set a scene in which no bot runs yet; at the end everything is stopped and checked."""
    scene = Scene(folder, place)
    await scene.open()
    try:
        yield scene
    finally:
        await scene.close()
