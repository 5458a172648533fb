"""The two staff chats as Telegram keeps them, and everything that can become of a request.

Plays the framework's bot for the delivery loop. Knows what arrived, whatever the program was told.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import SimpleNamespace
from typing import NoReturn

from telegram.error import BadRequest, Forbidden, RetryAfter

from bot.transport import MaybeSent, NotSent
from domain.model.ids import CaseNumber
from tests.journeys.english import bare, words
from tests.journeys.staff import NUMBER

Chat = int
MARK = words("staff-repeat-mark")
PART = re.compile(r"part (\d+) of \d+")
PAUSE_SECONDS = 30


class Outcome(Enum):
    """What becomes of a request to Telegram."""

    DONE = "done"
    NOT_SENT = "not sent"
    LOST_BEFORE = "lost on the way there"
    LOST_AFTER = "lost on the way back"
    FLOODED = "told to wait"
    THROWN_OUT = "thrown out"
    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"


ARRIVES = {Outcome.DONE, Outcome.LOST_AFTER, Outcome.KILLED_AFTER}


@dataclass
class Shown:
    """A message as it stands in a chat; ``known``: the bot was told that it arrived."""

    id: int
    chat: Chat
    text: str
    number: CaseNumber
    part: int
    marked: bool
    known: bool
    has_buttons: bool


@dataclass
class StaffChats:
    """What stands in the chats, and what was ever sent.

    ``coming``: the outcomes of the next requests, by chat; then all goes well.  ``meanwhile``:
    happens once, while the next message is under way.  ``erased``: the cases of which nothing may
    be sent any more.  ``kill``: ends the program.
    """

    kill: Callable[[], NoReturn]
    coming: Mapping[Chat, list[Outcome]] = field(default_factory=dict)
    meanwhile: Callable[[], Awaitable[None]] | None = None
    erased: frozenset[CaseNumber] = frozenset()
    messages: dict[tuple[Chat, int], Shown] = field(default_factory=dict)
    arrived: set[tuple[Chat, CaseNumber]] = field(default_factory=set)
    too_late: list[CaseNumber] = field(default_factory=list)
    last_id: int = 0

    async def get_chat(self, _: Chat) -> SimpleNamespace:
        """Say that no chat is a forum."""
        return SimpleNamespace(is_forum=False)

    async def send_message(
        self, chat: Chat, text: str, *, api_kwargs: Mapping[str, object], **_: object
    ) -> SimpleNamespace:
        """Send a part of a card, or fail to."""
        outcome = self._outcome(chat)
        message = self._message(chat, text, known=outcome is Outcome.DONE, api_kwargs=api_kwargs)
        if message.number in self.erased:
            self.too_late.append(message.number)
        if self.meanwhile is not None:
            happens, self.meanwhile = self.meanwhile, None
            await happens()
        if outcome in ARRIVES:
            self.messages[chat, message.id] = message
            self.arrived.add((chat, message.number))
        self._tell(outcome)
        return SimpleNamespace(message_id=message.id)

    async def edit_message_text(
        self,
        text: str,
        *,
        chat_id: Chat,
        message_id: int,
        api_kwargs: Mapping[str, object] | None = None,
        **_: object,
    ) -> None:
        """Change a message, or fail to."""
        outcome = self._outcome(chat_id)
        if outcome in ARRIVES:
            shown = self.messages.get((chat_id, message_id))
            if shown is None:
                raise BadRequest("Bad Request: message to edit not found")
            shown.text, shown.has_buttons = bare(text), _buttons(api_kwargs or {})
        self._tell(outcome)

    async def delete_message(self, chat: Chat, message: int) -> None:
        """Delete a message, or fail to."""
        outcome = self._outcome(chat)
        if outcome in ARRIVES and self.messages.pop((chat, message), None) is None:
            raise BadRequest("Bad Request: message to delete not found")
        self._tell(outcome)

    def unmarked(self) -> list[tuple[Chat, CaseNumber, int]]:
        """List the parts of cards that stand in the chats and do not say that they may repeat."""
        shown = self.messages.values()
        return [(each.chat, each.number, each.part) for each in shown if not each.marked]

    def _outcome(self, chat: Chat) -> Outcome:
        coming = self.coming.get(chat)
        return coming.pop(0) if coming else Outcome.DONE

    def _message(
        self, chat: Chat, html: str, *, known: bool, api_kwargs: Mapping[str, object]
    ) -> Shown:
        self.last_id += 1
        text = bare(html)
        found, part = NUMBER.search(text), PART.search(text)
        assert found, text
        return Shown(
            id=self.last_id,
            chat=chat,
            text=text,
            number=CaseNumber(found[0]),
            part=int(part[1]) if part else 1,
            marked=text.startswith(MARK),
            known=known,
            has_buttons=_buttons(api_kwargs),
        )

    def _tell(self, outcome: Outcome) -> None:
        match outcome:
            case Outcome.NOT_SENT:
                raise NotSent("refused")
            case Outcome.LOST_BEFORE | Outcome.LOST_AFTER:
                raise MaybeSent("lost")
            case Outcome.FLOODED:
                raise RetryAfter(PAUSE_SECONDS)
            case Outcome.THROWN_OUT:
                raise Forbidden("Forbidden: bot was kicked from the supergroup chat")
            case Outcome.KILLED_BEFORE | Outcome.KILLED_AFTER:
                self.kill()


def _buttons(api_kwargs: Mapping[str, object]) -> bool:
    return "reply_markup" in api_kwargs
