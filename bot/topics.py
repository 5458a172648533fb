"""One topic a case where a staff chat is a forum: made when its card is sent, mended when it broke.

A topic's title is the case's number and whether it is urgent, and nothing else: titles are read in
chat lists and on locked screens.
"""

from telegram.error import BadRequest, NetworkError
from telegram.ext import ExtBot

from bot.limits import Lane
from bot.refusals import says
from bot.transport import NotSent
from domain.model.ids import CaseId, ChatId
from domain.usecases.delivery import Shown

CLOSED = ("topic_closed",)
LOST = ("message thread not found", "topic_deleted", "topic_id_invalid")
"""What Telegram says of topics in which nothing can be sent."""

URGENT_MARK = "🔴 "


class Topics:
    """Finds, makes and mends topics; asks each chat once whether it is a forum."""

    def __init__(self, bot: ExtBot[Lane]) -> None:
        """Take the bot to ask and make through."""
        self._bot = bot
        self._forums: dict[ChatId, bool] = {}
        self._made: dict[tuple[ChatId, CaseId], int] = {}

    async def find(self, shown: Shown, lane: Lane) -> int | None:
        """Return the topic a part of the case goes to; None where the chat has no topics."""
        card = shown.posts.get(0)
        if card is not None:
            return card.topic
        try:
            if not await self._is_forum(shown.chat):
                return None
            return self._made.get((shown.chat, shown.case.id)) or await self._make(shown, lane)
        except BadRequest:
            raise
        except NetworkError:
            # Whatever became of the question, no card was sent: nothing to mark as a repeat.
            raise NotSent("a topic") from None

    def is_trouble(self, refusal: BadRequest) -> bool:
        """Tell whether a message was refused because of its topic."""
        return says(refusal, *CLOSED, *LOST)

    async def mend(self, shown: Shown, topic: int, refusal: BadRequest, lane: Lane) -> int:
        """Open a closed topic again, or make a new one for one that is gone; return which it is."""
        try:
            if says(refusal, *CLOSED):
                await self._bot.reopen_forum_topic(shown.chat, topic, rate_limit_args=lane)
                return topic
            return await self._make(shown, lane)
        except BadRequest:
            raise
        except NetworkError:
            raise NotSent("a topic") from None

    async def remove(self, chat: ChatId, topic: int) -> bool:
        """Delete a topic with all that was said in it; tell whether that could be done."""
        try:
            await self._bot.delete_forum_topic(chat, topic)
        except BadRequest as refusal:
            return says(refusal, *LOST)
        return True

    def forget(self, shown: Shown) -> None:
        """Forget a topic that was made for a card which is written down by now."""
        self._made.pop((shown.chat, shown.case.id), None)

    async def _is_forum(self, chat: ChatId) -> bool:
        if chat not in self._forums:
            self._forums[chat] = bool((await self._bot.get_chat(chat)).is_forum)
        return self._forums[chat]

    async def _make(self, shown: Shown, lane: Lane) -> int:
        mark = URGENT_MARK if shown.case.urgent else ""
        made = await self._bot.create_forum_topic(
            shown.chat, mark + shown.case.number, rate_limit_args=lane
        )
        # Kept until the card is written down, so that a second try does not make a second topic.
        self._made[shown.chat, shown.case.id] = made.message_thread_id
        return made.message_thread_id
