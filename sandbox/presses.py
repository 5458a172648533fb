"""Presses of inline buttons: each is answered once, in time, or never."""

from dataclasses import dataclass

from sandbox.chats import User
from sandbox.clock import Clock
from sandbox.messages import Message
from sandbox.refusals import bad_request

MAX_TOAST = 200
# Telegram says "soon" and no number; programs in the field saw refusals after some minutes.
ANSWER_WITHIN = 5 * 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person sees after a press; false where there is nothing to see."""

    text: str = ""
    alert: bool = False
    url: str | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.url)


@dataclass(slots=True, eq=False)
class Press:
    """A person pressed a button; ``answer`` is None until the bot answers."""

    id: str
    person: User
    message: Message
    data: str
    at: float
    answer: Answer | None = None


class Presses:
    """All presses that wait for an answer, and the last answer each person got."""

    def __init__(self, clock: Clock) -> None:
        """Start with none."""
        self._clock = clock
        self._open: dict[str, Press] = {}
        self._last = 4_000_000_000_000
        self.answers: dict[int, Answer] = {}

    def add(self, person: User, message: Message, data: str) -> Press:
        """Note a press; those that can no longer be answered are forgotten."""
        now = self._clock.time()
        for old in self._too_late(now):
            del self._open[old]
        self._last += 1
        press = Press(str(self._last), person, message, data, now)
        self._open[press.id] = press
        return press

    def settle(self, press_id: str, answer: Answer) -> Press:
        """Answer a press; raises `Refusal` the second time or too late."""
        press = self._open.pop(press_id, None)
        if press is None or self._clock.time() - press.at > ANSWER_WITHIN:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        press.answer = answer
        self.answers[press.person.id] = answer
        return press

    def _too_late(self, now: float) -> list[str]:
        late = []
        for press in self._open.values():
            if now - press.at <= ANSWER_WITHIN:
                break
            late.append(press.id)
        return late
