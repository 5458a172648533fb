"""What goes wrong on request: refusals, floods, lost lines, slow answers, spoiled updates.

Decides which fault strikes which call; `api` carries it out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import orjson

from sandbox.chats import Chat
from sandbox.clock import Clock
from sandbox.floods import Floods
from sandbox.refusals import CONFLICT, UNAUTHORIZED, Refusal, flooded, forbidden
from sandbox.updates import TAKEN_OVER

FaultKind = Literal[
    "flood",
    "flood_without_retry_after",
    "server_error",
    "refused_before",
    "lost_after",
    "slow",
    "unauthorized",
    "forbidden",
    "conflict",
    "duplicated",
    "reordered",
    "poisoned",
]
Weather = Literal["fine", "limits", "down", "lost"]
WEATHERS: tuple[Weather, ...] = ("fine", "limits", "down", "lost")
SPOILING = ("duplicated", "reordered", "poisoned")
FETCHING = "getUpdates"


@dataclass(kw_only=True)
class Fault:
    """Something that goes wrong ``times`` times, for one method or all, in one chat or all.

    ``slow`` answers ``seconds`` after the effect, ``lost_after`` cuts the line after the effect,
    ``refused_before`` before it. The last three kinds spoil batches of updates.
    """

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 1
    seconds: float = 0.0


class Faults:
    """The faults that are still to strike, and the weather, which strikes everybody."""

    def __init__(self, clock: Clock) -> None:
        """Start with fine weather and no faults."""
        self.floods = Floods(clock)
        self.changed: Callable[[], None] | None = None
        self._weather: Weather = "fine"
        self._waiting: list[Fault] = []

    @property
    def weather(self) -> Weather:
        """Tell how the network is: limits mean real flood limits, lost means lost answers."""
        return self._weather

    @weather.setter
    def weather(self, weather: Weather) -> None:
        if weather not in WEATHERS:
            raise ValueError(f"the weather is one of {', '.join(WEATHERS)}, not {weather}")
        self._weather = weather
        self.floods.clear()
        if self.changed is not None:
            self.changed()

    def add(self, fault: Fault) -> None:
        """Have something go wrong from now on."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Have nothing go wrong any more, whatever the weather."""
        self._waiting.clear()

    @property
    def left(self) -> int:
        """Count the strikes still to come."""
        return sum(fault.times for fault in self._waiting)

    def strike(self, method: str, chat_id: object) -> Fault | None:
        """Find the fault that strikes this call, and use it up by one."""
        if not self._waiting and self._weather in ("fine", "limits"):
            return None
        for fault in self._waiting:
            if fault.kind not in SPOILING and _meant(fault, method, chat_id):
                return self._used(fault)
        return self._by_weather(method)

    def _by_weather(self, method: str) -> Fault | None:
        if self._weather == "down":
            return Fault(kind="server_error")
        # Were fetching lost as well, a bot would hear nothing and there would be nothing to see.
        if self._weather == "lost" and method != FETCHING:
            return Fault(kind="lost_after")
        return None

    def _used(self, fault: Fault) -> Fault:
        fault.times -= 1
        if fault.times <= 0:
            self._waiting.remove(fault)
        return fault

    def check_flood(self, chat: Chat) -> None:
        """Count a message against Telegram's real limits, when the weather says so."""
        if self._weather == "limits":
            self.floods.count(chat)

    def distort(self, bodies: list[bytes]) -> list[bytes]:
        """Spoil a batch of updates where a fault asks for it."""
        for fault in [each for each in self._waiting if each.kind in SPOILING]:
            self._used(fault)
            if fault.kind == "duplicated":
                bodies = [body for body in bodies for _ in range(2)]
            elif fault.kind == "reordered":
                bodies = bodies[::-1]
            else:
                bodies = [_poisoned(bodies[0]), *bodies]
        return bodies


def refusal_of(fault: Fault, chat: Chat | None) -> Refusal | None:
    """Give the refusal of a fault that is one in Telegram's own words."""
    if fault.kind == "flood":
        return flooded(fault.retry_after)
    if fault.kind == "flood_without_retry_after":
        return flooded(None)
    if fault.kind == "unauthorized":
        return Refusal(UNAUTHORIZED, "Unauthorized")
    if fault.kind == "conflict":
        return Refusal(CONFLICT, TAKEN_OVER)
    if fault.kind == "forbidden":
        if chat is None or chat.is_private:
            return forbidden("bot was blocked by the user")
        return forbidden(f"bot was kicked from the {chat.kind_words()}")
    return None


def _meant(fault: Fault, method: str, chat_id: object) -> bool:
    return fault.method in (None, method) and fault.chat_id in (None, chat_id)


def _poisoned(first: bytes) -> bytes:
    """Write an update that frameworks cannot parse, numbered just before the first of the batch."""
    number = orjson.loads(first)["update_id"] - 1
    # A sticker without any of its required fields, in a message without a chat.
    return orjson.dumps({"update_id": number, "message": {"message_id": 1, "sticker": {}}})
