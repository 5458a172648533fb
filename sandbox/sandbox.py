"""A small Telegram for one bot on the loopback interface, to be embedded in tests and demos.

Wires the parts together; several may live at once. Knows the Bot API and nothing of the bot.
"""

from collections.abc import Callable
from pathlib import Path

from sandbox.api import Api, Call
from sandbox.cast import Cast
from sandbox.clock import Clock
from sandbox.deeds import ImpossibleError
from sandbox.faults import Faults, Weather
from sandbox.people import Actor
from sandbox.pushing import Pusher
from sandbox.server import LOOPBACK, Server
from sandbox.sim import Peek, ProcessControl, Sim
from sandbox.world import World

TOKEN = "1:sandbox"  # noqa: S105 -- opens nothing but the sandbox
PATIENCE = 5.0
PUSH_AGAIN_AFTER = 0.2


class Sandbox:
    """One world with its server; use it as an async context manager or call start and stop."""

    def __init__(
        self,
        cast: Cast,
        token: str = TOKEN,
        clock_file: Path | str | None = None,
        *,
        record: bool = True,
        push_again_after: float = PUSH_AGAIN_AFTER,
    ) -> None:
        """Set up a world; the bot's id is the token's number. Without record, calls stay empty."""
        self.token = token
        self.clock = Clock(Path(clock_file) if clock_file is not None else None)
        self.world = World(cast, int(token.partition(":")[0]), self.clock)
        self.faults = Faults(self.clock)
        self.sim = Sim(self.world, self.faults)
        self._api = Api(self.world, self.faults, record=record)
        self._server = Server(self.world, self._api, self.sim, token)
        self._pusher = Pusher(self.world, self._api, self.faults, again_after=push_again_after)
        self._actors: dict[str, Actor] = {}
        self.clock.changed = self._announce
        self.faults.changed = self._weather_changed
        self.world.updates.distort = self.faults.distort

    async def start(self, port: int = 0) -> None:
        """Serve on 127.0.0.1; port 0 takes a free one."""
        self.world.updates.open()
        self.sim.events.open()
        await self._server.start(port)
        self._pusher.start()

    async def stop(self) -> None:
        """End long polls and streams, then stop serving."""
        self.world.updates.close()
        self.sim.events.close()
        await self._pusher.stop()
        await self._server.stop()

    async def __aenter__(self) -> "Sandbox":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def base_url(self) -> str:
        """Give the address without a slash at the end; the Bot API is under /bot<token>/."""
        return f"http://{LOOPBACK}:{self._server.port}"

    @property
    def calls(self) -> list[Call]:
        """List what the bot asked, oldest first; it may be cleared."""
        return self._api.calls

    @property
    def complaints(self) -> list[str]:
        """List what no correct bot asks: unknown methods, parameters, types."""
        return self.world.complaints

    @property
    def weather(self) -> Weather:
        """Tell how the network is: fine, limits, down or lost."""
        return self.faults.weather

    @weather.setter
    def weather(self, weather: Weather) -> None:
        self.faults.weather = weather

    @property
    def bot_process(self) -> ProcessControl | None:
        """Give what the page starts and stops the bot with."""
        return self.sim.bot_process

    @bot_process.setter
    def bot_process(self, process: ProcessControl | None) -> None:
        self.sim.bot_process = process

    @property
    def peek(self) -> Peek | None:
        """Give what tells the page what a thief of the disk would see."""
        return self.sim.peek

    @peek.setter
    def peek(self, peek: Peek | None) -> None:
        self.sim.peek = peek

    def person(self, name: str) -> Actor:
        """Find one of the cast by name; always the same actor."""
        if name not in self._actors:
            for user in self.world.people.values():
                self._actors.setdefault(user.name, Actor(self.world, user))
        if name not in self._actors:
            raise ImpossibleError(f"nobody in the cast is called {name}")
        return self._actors[name]

    def migrate(self, group_id: int, new_id: int) -> None:
        """Turn a group into a supergroup, as Telegram does by itself."""
        self.world.migrate(self.world.chats[group_id], new_id)

    async def until(
        self,
        condition: Callable[[], bool],
        timeout: float = PATIENCE,  # noqa: ASYNC109 -- waits for a change, not for I/O
    ) -> None:
        """Wait until a condition holds, looking after every change; AssertionError otherwise."""
        if not await self.world.changes.first(condition, within=timeout):
            raise AssertionError("the condition never came true")

    def _announce(self) -> None:
        self.world.changes.announce("state")

    def _weather_changed(self) -> None:
        # A long poll must notice that the network is gone.
        self.world.updates.wake()
        self._announce()
