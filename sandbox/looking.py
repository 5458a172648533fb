"""What a person sees: chats, messages, buttons, and the waiting for them.

The lower half of an `Actor`; does nothing in the world.
"""

import re
from collections.abc import Iterable
from itertools import chain

from sandbox.chats import Chat, Topic, User
from sandbox.deeds import ImpossibleError, chat_of
from sandbox.keyboards import Button
from sandbox.messages import Message
from sandbox.refusals import Json
from sandbox.views import reading
from sandbox.world import World

PATIENCE = 5.0

Place = int | str | None
"""A chat by its id or its title; None is the private chat with the bot."""

_ISOLATES = re.compile("[\u2066-\u2069]")


class Viewer:
    """One person looking at their chats."""

    def __init__(self, world: World, person: User) -> None:
        """Take the telephone of a person."""
        self.id = person.id
        self.name = person.name
        self.world = world
        self.person = person
        self.clipboard = ""
        self.link: str | None = None

    def id_of(self, place: Place) -> int | None:
        """Find the id of a chat; a title must be that of a chat the person is in."""
        if not isinstance(place, str):
            return place
        for chat in self.world.chats.values():
            if chat.title == place and self.id in chat.members and chat.migrated_to is None:
                return chat.id
        raise ImpossibleError(f"{self.name} is in no chat called {place}")

    def chat(self, place: Place = None) -> Chat:
        """Find a chat that the person is in."""
        return chat_of(self.world, self.person, self.id_of(place))

    def messages(self, chat: Place = None) -> list[Message]:
        """List what is shown in a chat, oldest first, one's own messages too."""
        return list(self.chat(chat).messages.values())

    def screen(self, chat: Place = None) -> Message:
        """Give the newest message of the bot; AssertionError where it has written nothing."""
        seen = self.chat(chat)
        for message in reversed(seen.messages.values()):
            if message.author is self.world.bot and not message.service:
                return message
        raise AssertionError(f"the bot has written nothing to {self.name}:\n{reading(seen)}")

    def topics(self, chat: Place) -> list[Topic]:
        """List the topics of a forum."""
        return list(self.chat(chat).topics.values())

    def reads(self, chat: Place = None) -> str:
        """Write a chat as the person reads it."""
        return reading(self.chat(chat))

    async def sees(
        self,
        words: str,
        chat: Place = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 -- waits for a change, not for I/O
    ) -> Message:
        """Wait until somebody else's message shows the words; the newest one is given.

        Direction marks around inserted words are ignored. AssertionError prints the chat.
        """
        seen = self.chat(chat)
        found = await self.world.changes.first(
            lambda: self._showing(seen, words), chat=seen.id, within=timeout
        )
        if found is None:
            raise AssertionError(f"{self.name} does not see “{words}” in:\n{reading(seen)}")
        return found

    async def sees_no(self, words: str, chat: Place = None) -> None:
        """Make sure that no message shows the words now, not even one of the person's own."""
        seen = self.chat(chat)
        if any(words in _plain(message.text) for message in seen.messages.values()):
            raise AssertionError(f"{self.name} sees “{words}” in:\n{reading(seen)}")

    def file(self, message: Message) -> bytes:
        """Download the file that a message carries."""
        value = message.value[-1] if isinstance(message.value, list) else message.value
        if not isinstance(value, dict) or "file_id" not in value:
            raise AssertionError(f"message {message.id} carries no file")
        return self.world.files.find(value["file_id"]).content

    def _showing(self, seen: Chat, words: str) -> Message | None:
        for message in reversed(seen.messages.values()):
            if message.author is not self.person and words in _plain(message.text):
                return message
        return None


def find_button(
    chat: Chat, words: str, message_id: int | None = None
) -> tuple[Message, Button | Json] | None:
    """Find the newest button with exactly these words, else the newest that contains them.

    Keys of the reply keyboard come after inline buttons; without a chosen message only.
    """
    wanted = _plain(words).strip()
    for whole in (True, False):
        for text, message, button in _shown(chat, message_id):
            plain = _plain(text).strip()
            if plain == wanted or (not whole and wanted in plain):
                return message, button
    return None


Shown = tuple[str, Message, Button | Json]


def _shown(chat: Chat, message_id: int | None) -> Iterable[Shown]:
    if message_id is None:
        return chain(_buttons(reversed(chat.messages.values())), _keys(chat))
    return _buttons([chat.messages[message_id]] if message_id in chat.messages else [])


def _buttons(messages: Iterable[Message]) -> Iterable[Shown]:
    for message in messages:
        for row in message.buttons:
            for button in row:
                yield button.text, message, button


def _keys(chat: Chat) -> Iterable[Shown]:
    """Give the keys of the reply keyboard: the newest wish decides, a removal is one too."""
    for message in reversed(chat.messages.values()):
        wish = message.wish
        if wish is None or wish.get("force_reply"):
            continue
        for row in wish.get("keyboard", ()):
            for key in row:
                known = {"text": key} if isinstance(key, str) else key
                yield known["text"], message, known
        return


def _plain(text: str) -> str:
    return text if text.isascii() else _ISOLATES.sub("", text)
