"""Somebody of the staff: looks at cards, presses their buttons, and writes in the private chat."""

import re
from collections.abc import Awaitable, Callable

from sandbox import Actor, Message
from tests.journeys.english import bare, words

NUMBER = re.compile(r"[0-9A-Z]{3}-[0-9A-Z]{2}")


class Colleague:
    """One member of staff."""

    def __init__(self, actor: Actor, quiet: Callable[[], Awaitable[None]]) -> None:
        """Take who it is, and how to wait until the bot is done."""
        self.actor = actor
        self._quiet = quiet

    async def presses(self, key: str, card: Message) -> str:
        """Press a button of a card; return the words of the toast or alert."""
        press = await self.actor.taps(words(key), chat=card.chat_id, message=card.id)
        answer = await self.actor.answer_to(press)
        await self._quiet()
        return answer.text

    async def forges(self, data: str, card: Message) -> str:
        """Press a button that the card does not have."""
        press = await self.actor.taps_data(data, card.id, chat=card.chat_id)
        answer = await self.actor.answer_to(press)
        await self._quiet()
        return answer.text

    async def follows(self, key: str, card: Message) -> None:
        """Press a button that leads to the private chat, and go there."""
        await self.presses(key, card)
        await self.actor.follows_link()
        await self._quiet()

    async def picks(self, key: str, choice: str, card: Message) -> str:
        """Press a button of a card that asks for a choice, and choose."""
        await self.presses(key, card)
        return await self.presses(choice, card)

    async def unfolds(self, key: str, card: Message) -> str:
        """Press a button of a card that stands behind More."""
        await self.presses("staff-action-more", card)
        return await self.presses(key, card)

    async def begins_letter(self, key: str, choice: str, card: Message) -> None:
        """Press a card's button for writing to the reporter, choose, and go where it leads."""
        await self.picks(key, choice, card)
        await self.actor.follows_link()
        await self._quiet()

    async def writes(self, text: str) -> None:
        """Write in the private chat."""
        await self.actor.says(text)
        await self._quiet()

    async def taps(self, key: str) -> str:
        """Press a button in the private chat."""
        return await self.taps_words(words(key))

    async def taps_words(self, text: str) -> str:
        """Press a button in the private chat by its words."""
        press = await self.actor.taps(text, message=self.actor.screen().id)
        answer = await self.actor.answer_to(press)
        await self._quiet()
        return answer.text

    @property
    def text(self) -> str:
        """Return the words on the screen of the private chat."""
        return bare(self.actor.screen().text)


def number_of(card: Message) -> str:
    """Read the case number on a card."""
    found = NUMBER.search(card.text)
    assert found, card.text
    return found[0]


def buttons_of(card: Message) -> list[str]:
    """Return the words of a card's buttons."""
    return [button.text for row in card.buttons for button in row]


def cards_in(messages: list[Message]) -> list[Message]:
    """Return the messages that have buttons; the others hold longer words."""
    return [each for each in messages if each.buttons]
