"""The people of the benchmarks: what they do, and how soon after they have seen something.

Knows the buttons' data and nothing else of the bot.
"""

import asyncio
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

from benchmarks.loopback import Json, Loopback

FIRST_PERSON = 5_550_000_001


def person(number: int) -> Json:
    """Return one of the people as Telegram tells of them."""
    return {
        "id": FIRST_PERSON + number,
        "is_bot": False,
        "first_name": f"Person {number}",
        "language_code": "en",
    }


class Act(Protocol):
    """What somebody does when they see a message; None: the chat is empty."""

    def __call__(self, number: int, message: Json | None) -> None:
        """Do it, as the person of this number."""


@dataclass
class Echoers:
    """People who say the same thing again and again, to a bot that says it back."""

    telegram: Loopback

    def act(self, number: int, message: Json | None) -> None:
        """Say it."""
        del message
        self.telegram.say(person(number), "Hello there, is anybody listening?")


@dataclass
class Reporter:
    """Somebody at a question of the form, and what is left to do there."""

    step: str = ""
    left: Iterator[str] = field(default_factory=lambda: iter(()))


@dataclass
class Reporters:
    """People who report, one report after the other.

    ``sent`` counts receipts; ``lost`` tells of a screen on which somebody knew no button.
    """

    telegram: Loopback
    sent: int = 0
    lost: str = ""
    _people: dict[int, Reporter] = field(default_factory=dict)

    def act(self, number: int, message: Json | None) -> None:
        """Do what comes next on this screen."""
        reporter = self._people.setdefault(number, Reporter())
        deed = self._deed(reporter, message) if message else f"{SAY}/start"
        if deed.startswith(SAY):
            self.telegram.say(person(number), deed.removeprefix(SAY))
        elif deed and message:
            self.telegram.tap(person(number), message, deed)

    def _deed(self, reporter: Reporter, message: Json) -> str:
        buttons = buttons_of(message)
        for plain in ("report", "begin:full", "deliver"):
            if plain in buttons:
                return plain
        if "numbers" in buttons:
            self.sent += 1
            return "menu"
        for going_on in ("now_safe", "here"):
            if going_on in buttons:
                return going_on
        return self._answer(reporter, question(message), buttons)

    def _answer(self, reporter: Reporter, step: str, buttons: list[str]) -> str:
        if step != reporter.step:
            reporter.step, reporter.left = step, iter(ANSWERS.get(step, ()))
        deed = next(reporter.left, "")
        if not deed or not (deed.startswith(SAY) or deed in buttons):
            self.lost = f"at {step}: no {deed or 'deed'} among {buttons}"
            return ""
        return deed


@dataclass
class Hurried:
    """A closed loop: everybody acts at once on what they see; ``seen`` counts screens.

    ``first`` and ``everybody``: so many have seen something.
    """

    act: Act
    count: int
    seen: int = 0
    first: asyncio.Event = field(default_factory=asyncio.Event)
    everybody: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self) -> None:
        """Let everybody do the first thing."""
        for number in range(self.count):
            self.act(number, None)

    def shown(self, chat: int, message: Json) -> None:
        """Act on it."""
        if chat >= FIRST_PERSON:
            self.seen += 1
            self.first.set()
            if self.seen == self.count:
                self.everybody.set()
            self.act(chat - FIRST_PERSON, message)


@dataclass
class Unhurried:
    """An open loop: somebody acts when `tick` says so; ``waits`` holds how long answers took.

    What the loopback server spent meanwhile on its own work is taken off: it is not the bot's.
    """

    act: Act
    telegram: Loopback
    count: int
    waits: list[float] = field(default_factory=list)
    first: asyncio.Event = field(default_factory=asyncio.Event)
    _idle: deque[tuple[int, Json | None]] = field(default_factory=deque)
    _since: dict[int, float] = field(default_factory=dict)

    def begin(self) -> None:
        """Let everybody be ready."""
        self._idle.extend((number, None) for number in range(self.count))

    def tick(self) -> None:
        """Let whoever has waited longest act."""
        if self._idle:
            number, message = self._idle.popleft()
            self._since[number] = self._now()
            self.act(number, message)

    def shown(self, chat: int, message: Json) -> None:
        """Note how long it took."""
        number = chat - FIRST_PERSON
        if number in self._since:
            self.waits.append(self._now() - self._since.pop(number))
            self._idle.append((number, message))
            self.first.set()

    def _now(self) -> float:
        return time.perf_counter() - self.telegram.busy


def buttons_of(message: Json) -> list[str]:
    """List the data of a message's buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", ())
    return [each["callback_data"] for each in chain(*rows) if "callback_data" in each]


def question(message: Json) -> str:
    """Name the question a message asks: its button back tells, or on the first its options."""
    buttons = buttons_of(message)
    for verb in ("back", "pick"):
        found = next((each for each in buttons if each.startswith(f"{verb}:")), None)
        if found is not None:
            return found.split(":")[1]
    return ""


SAY = "say "
STORY = "They stood in my way and shouted that people like me should go home. " * 6

ANSWERS: dict[str, tuple[str, ...]] = {
    "safe_now": ("pick:safe_now:safe",),
    "role": ("pick:role:for_someone_else",),
    "agreed": ("pick:agreed:they_agree",),
    "what": (
        "toggle:what:threats:0",
        "page:what:1",
        "toggle:what:online:1",
        "toggle:what:other:1",
        "next:what",
    ),
    "what_other": ("say They blocked the ramp",),
    "why": ("toggle:why:disability:0", "toggle:why:religion:0", "next:why"),
    "why_signs": ("toggle:why_signs:words_used:0", "next:why_signs"),
    "when": ("when:today",),
    "contact": ("pick:contact:mailbox",),
    "day_part": ("pick:day_part:evening",),
    "where_kind": ("pick:where_kind:public_transport",),
    "where": ("area:1",),
    "transport": ("say Bus 25 to Ilford",),
    "online": ("say In a group on a phone app",),
    "story": (f"{SAY}{STORY}", f"{SAY}{STORY}", "next:story"),
    "who_did_it": ("say Two men, one in a red jacket",),
    "again": ("pick:again:still_going_on",),
    "harm": ("toggle:harm:shaken:0", "toggle:harm:afraid:0", "next:harm"),
    "weapon": ("pick:weapon:yes",),
    "weapon_what": ("say A chain",),
    "evidence": ("pass:evidence",),
    "witnesses": ("pick:witnesses:strangers",),
    "told": ("toggle:told:police:0", "toggle:told:council:0", "next:told"),
    "told_reference": ("say CAD 1234",),
    "wanted": ("toggle:wanted:advice:0", "next:wanted"),
    "needs": ("toggle:needs:legal:0", "next:needs"),
    "sharing": ("toggle:sharing:statistics:0", "next:sharing"),
}
"""What a reporter does at each question: the data of a button, or words after ``say``."""
