"""Removes messages of a case from staff chats; of what is too old to be deleted, the words."""

from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated
from telegram.ext import ExtBot

from bot.limits import Lane
from bot.refusals import UNCHANGED, says
from bot.sinks import EventSink, Recorder
from bot.topics import Topics
from domain.model.outgoing import Outgoing, Post
from domain.usecases import delivery
from handlers.context import Services
from handlers.staff.card import spot_of

GONE = ("message to delete not found", "message_id_invalid")
"""What Telegram says of a message that somebody else has deleted."""


class Removing:
    """Takes away what staff were shown."""

    def __init__(
        self,
        bot: ExtBot[Lane],
        services: Services,
        topics: Topics,
        *,
        event: EventSink,
        record: Recorder,
    ) -> None:
        """Take the bot to speak through, and what writes down what is gone."""
        self._bot = bot
        self._services = services
        self._topics = topics
        self._event = event
        self._record = record

    async def remove(self, outgoing: Outgoing, posts: tuple[Post, ...]) -> None:
        """Remove messages, and have staff asked to delete by hand what the bot cannot."""
        topics = {(post.chat, post.topic) for post in posts if post.topic is not None}
        emptied = {each for each in topics if await self._topics.remove(*each)}
        left = []
        for post in posts:
            gone = (post.chat, post.topic) in emptied
            if not (gone or await self.delete(post) or await self._blank(post)):
                left.append((spot_of(self._services, post.chat), post))
        await self._record(
            delivery.note_removed,
            outgoing.id,
            tuple(left),
            now=self._services.now(),
            chance=self._services.chance,
        )
        if len(left) < len(posts):
            self._event("posts_removed", messages=len(posts) - len(left))
        if left:
            self._event("post_not_removed", messages=len(left))

    async def delete(self, post: Post) -> bool:
        """Delete one message; tell whether it is gone."""
        try:
            await self._bot.delete_message(post.chat, post.message)
        except ChatMigrated:
            return False
        except BadRequest as refusal:
            return says(refusal, *GONE)
        return True

    async def _blank(self, post: Post) -> bool:
        """Take the words out of a message that is too old to be deleted."""
        words = self._services.texts.say(self._services.staff.language, "staff-erased")
        try:
            await self._bot.edit_message_text(
                words,
                chat_id=post.chat,
                message_id=post.message,
                parse_mode=ParseMode.HTML,
                rate_limit_args=Lane.CARD,
            )
        except ChatMigrated:
            return False
        except BadRequest as refusal:
            return says(refusal, UNCHANGED, "message to edit not found")
        self._event("post_blanked", messages=1)
        return True
