"""Pushes updates to the webhook that the bot has set: in order per chat, in parallel across chats.

What is not taken with 2xx is pushed again; an answer may hold a call, as Telegram allows.
"""

import asyncio

import aiohttp
import orjson

from sandbox.api import Api, LineCutError
from sandbox.faults import Faults
from sandbox.updates import Update
from sandbox.webhooks import SECRET_HEADER
from sandbox.world import World

ANSWER_WITHIN = 60.0
GOOD = range(200, 300)


class Pusher:
    """Runs while the sandbox runs; idle as long as no webhook is set."""

    def __init__(self, world: World, api: Api, faults: Faults, *, again_after: float) -> None:
        """Take how many seconds pass before what was refused is pushed again."""
        self._world = world
        self._api = api
        self._faults = faults
        self._again_after = again_after
        self._wake = asyncio.Event()
        self._lanes: set[int] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._main: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to watch for updates."""
        self._world.updates.arrived = self._wake.set
        self._main = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """End, whatever is under way."""
        self._world.updates.arrived = None
        tasks = [each for each in (self._main, *self._tasks) if each is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        timeout = aiohttp.ClientTimeout(total=ANSWER_WITHIN)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                await self._wake.wait()
                self._wake.clear()
                if self._world.webhook.url and self._faults.weather != "down":
                    self._push_due(session)

    def _push_due(self, session: aiohttp.ClientSession) -> None:
        free = self._world.webhook.connections - len(self._tasks)
        for update in self._world.updates.batch():
            if free <= 0:
                return
            if update.lane in self._lanes:
                continue
            free -= 1
            self._lanes.add(update.lane)
            task = asyncio.create_task(self._push(session, update))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _push(self, session: aiohttp.ClientSession, update: Update) -> None:
        try:
            for body in self._world.updates.handed([update]):
                await self._post(session, body)
        except (aiohttp.ClientError, TimeoutError) as failure:
            self._world.webhook.failed(int(self._world.clock.time()), str(failure))
            self._world.changes.announce("webhook")
            await asyncio.sleep(self._again_after)
        else:
            self._world.updates.settle(update)
            self._world.changes.announce("webhook")
        finally:
            self._lanes.discard(update.lane)
            self._wake.set()

    async def _post(self, session: aiohttp.ClientSession, body: bytes) -> None:
        webhook = self._world.webhook
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers[SECRET_HEADER] = webhook.secret
        async with session.post(webhook.url, data=body, headers=headers) as response:
            said = await response.read()
            if response.status not in GOOD:
                words = f"Wrong response from the webhook: {response.status} {response.reason}"
                raise aiohttp.ClientError(words)
        await self._carry_out(said)

    async def _carry_out(self, said: bytes) -> None:
        try:
            asked = orjson.loads(said)
        except orjson.JSONDecodeError:
            return
        if isinstance(asked, dict) and "method" in asked:
            name = str(asked.pop("method"))
            try:
                await self._api.call(name, asked)
            except LineCutError:
                # Nobody waits for an answer to such a call.
                return
