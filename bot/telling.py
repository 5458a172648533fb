"""Two small messages of the outbox: staff learn what a reporter did, reporters that there is news.

The only place in which a stored route becomes a chat again, for the length of one call. What a
failure means for a row is `delivery`'s business, but for one thing: somebody who blocked the bot or
left is told nothing any more, and nobody learns of it.
"""

from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden
from telegram.ext import ExtBot

from bot.limits import Lane
from bot.sinks import Recorder
from bot.topics import Topics
from domain.model.ids import ChatId, MessageId
from domain.model.outgoing import NOTICE, Outgoing, Post, PostNotice, TellReporter
from domain.usecases import delivery
from handlers.context import Services
from handlers.reporter.news import news_screen
from handlers.showing import attached
from handlers.staff.card import notice
from texts.markup import Html


class Telling:
    """Sends notices to staff, and to reporters that there is something new."""

    def __init__(
        self, bot: ExtBot[Lane], services: Services, topics: Topics, record: Recorder
    ) -> None:
        """Take the bot to speak through, and how what was sent is written down."""
        self._bot = bot
        self._services = services
        self._topics = topics
        self._record = record

    async def to_staff(self, outgoing: Outgoing, what: PostNotice, chat: ChatId) -> None:
        """Post a notice below the card, and remember it with the case while there is one."""
        store = self._services.store
        about = what.about
        current = await store.read(delivery.current_chat, about.chat if about else chat)
        case = what.case
        shown = await store.read(delivery.shown_case, case, what.spot, chat) if case else None
        topic = about.topic if about else None
        if shown:
            topic = await self._topics.find(shown, Lane.CARD)
        card = shown.posts.get(0) if shown else about
        text = notice(self._services, what)
        if outgoing.maybe_repeat:
            mark = self._services.texts.say(self._services.staff.language, "staff-repeat-mark")
            text = Html(f"{mark}\n\n{text}")

        async def put(topic: int | None) -> Post:
            sent = await self._bot.send_message(
                current,
                text,
                parse_mode=ParseMode.HTML,
                protect_content=True,
                message_thread_id=topic,
                reply_parameters=ReplyParameters(card.message, allow_sending_without_reply=True)
                if card
                else None,
                rate_limit_args=Lane.CARD,
            )
            message = MessageId(sent.message_id)
            return Post(chat=current, message=message, part=NOTICE, topic=topic)

        try:
            post = await put(topic)
        except BadRequest as refusal:
            if topic is None or not self._topics.is_trouble(refusal):
                raise
            lane = Lane.CARD
            post = await put(
                await self._topics.mend(shown, topic, refusal, lane) if shown else None
            )
        await self._record(delivery.note_told, outgoing.id, what, post)

    async def to_reporter(self, outgoing: Outgoing, what: TellReporter) -> None:
        """Say that there is something new, and not what, wherever the route leads."""
        store, services = self._services.store, self._services
        told = await store.read(delivery.route_of, what.case)
        if told is None:
            return await self._record(delivery.drop, outgoing.id)
        screen = news_screen(services, told.language)
        try:
            sent = await self._bot.send_message(
                told.chat,
                screen.text,
                parse_mode=ParseMode.HTML,
                api_kwargs=attached(screen.rows),
                rate_limit_args=Lane.CARD,
            )
        except (Forbidden, BadRequest):
            # Blocked, deleted, gone. That is theirs to do, and nobody's to know.
            return await self._record(delivery.drop, outgoing.id)
        return await self._record(
            delivery.note_reporter_told,
            outgoing.id,
            services.reporter_key(told.chat),
            MessageId(sent.message_id),
            now=services.now(),
            policy=services.policy,
        )
