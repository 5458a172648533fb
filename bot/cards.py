"""The card of a case in a staff chat: sent part by part, edited as the case changes.

Drawn at the moment it is sent.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from weakref import WeakValueDictionary

from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.limits import Lane
from bot.refusals import UNCHANGED, says
from bot.removing import Removing
from bot.sinks import EventSink, Recorder
from bot.topics import Topics
from domain.model.ids import CaseId, ChatId, MessageId
from domain.model.outgoing import Outgoing, Post, PostCard, Priority, RefreshCard
from domain.usecases import delivery
from domain.usecases.delivery import Shown
from handlers.context import Services
from handlers.screens import Row
from handlers.showing import attached
from handlers.staff.card import Card, card, is_open_menu
from texts.markup import Html

LANES = {
    Priority.URGENT: Lane.URGENT,
    Priority.CARD: Lane.CARD,
    Priority.COSMETIC: Lane.COSMETIC,
}

LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")
"""What Telegram says of a message that can no longer show anything new."""

RowsOf = Callable[[int, MessageId], tuple[Row, ...]]
"""Tells which buttons a press has put on a message; none where it shows its own."""


class Cards:
    """Sends and edits cards."""

    def __init__(
        self,
        bot: ExtBot[Lane],
        services: Services,
        topics: Topics,
        removing: Removing,
        *,
        event: EventSink,
        record: Recorder,
        rows_of: RowsOf,
    ) -> None:
        """Take the bot to speak through, and what removes parts that a card has no more."""
        self._bot = bot
        self._services = services
        self._topics = topics
        self._removing = removing
        self._event = event
        self._record = record
        self._rows_of = rows_of
        self._cases: WeakValueDictionary[CaseId, asyncio.Lock] = WeakValueDictionary()

    async def post(self, outgoing: Outgoing, what: PostCard, chat: ChatId) -> None:
        """Send a part of a card that is not there yet."""
        async with self._alone(what.case):
            await self._post(outgoing, what, chat)

    async def refresh(self, outgoing: Outgoing, what: RefreshCard, chat: ChatId) -> None:
        """Let the messages of a card show the case as it is now; send anew what was lost."""
        async with self._alone(what.case):
            await self._refresh(outgoing, what, chat)

    def _alone(self, case: CaseId) -> asyncio.Lock:
        # A card and a refresh of it stand in different lanes, and must not both send a part.
        return self._cases.setdefault(case, asyncio.Lock())

    async def _post(self, outgoing: Outgoing, what: PostCard, chat: ChatId) -> None:
        shown = await self._shown(what, chat)
        if shown is None:
            return await self._drop(outgoing)
        drawn = card(self._services, shown.case, what.spot)
        if what.part >= len(drawn.parts) or what.part in shown.posts:
            return await self._drop(outgoing)
        post = await self._send_part(outgoing, shown, drawn, what.part)
        await self._record(
            delivery.note_posted,
            what,
            post,
            shown.case,
            row=outgoing,
            parts=len(drawn.parts),
            now=self._services.now(),
            chance=self._services.chance,
        )
        self._topics.forget(shown)
        self._tell_sent(outgoing)
        return None

    async def _refresh(self, outgoing: Outgoing, what: RefreshCard, chat: ChatId) -> None:
        shown = await self._shown(what, chat)
        if shown is None or not (shown.posts or shown.lost):
            return await self._drop(outgoing)
        drawn = self._with_open_menu(shown, card(self._services, shown.case, what.spot))
        for part in range(len(drawn.parts)):
            post = shown.posts.get(part)
            if post is None or not await self._edit(post, drawn, part):
                await self._send_anew(outgoing, what, shown, drawn, part)
        for part, post in shown.posts.items():
            if part >= len(drawn.parts):
                await self._removing.delete(post)
        return await self._drop(outgoing)

    def _with_open_menu(self, shown: Shown, drawn: Card) -> Card:
        """Leave a menu open that somebody is choosing from, as long as its buttons still work."""
        post = shown.posts.get(0)
        rows = self._rows_of(post.chat, post.message) if post else ()
        return replace(drawn, rows=rows) if is_open_menu(rows, shown.case) else drawn

    async def _send_anew(
        self, outgoing: Outgoing, what: RefreshCard, shown: Shown, drawn: Card, part: int
    ) -> None:
        post = await self._send_part(outgoing, shown, drawn, part)
        await self._record(
            delivery.note_posted,
            PostCard(case=what.case, spot=what.spot, part=part),
            post,
            shown.case,
            row=None,
            parts=0,
            now=self._services.now(),
            chance=self._services.chance,
        )
        shown.posts[part] = post
        self._topics.forget(shown)
        self._tell_sent(outgoing)

    async def _send_part(self, outgoing: Outgoing, shown: Shown, drawn: Card, part: int) -> Post:
        lane = LANES[outgoing.priority]
        topic = await self._topics.find(shown, lane)
        try:
            post = await self._put(outgoing, shown, drawn, part, topic)
        except BadRequest as refusal:
            if topic is None or not self._topics.is_trouble(refusal):
                raise
            topic = await self._topics.mend(shown, topic, refusal, lane)
            self._event("topic_renewed")
            post = await self._put(outgoing, shown, drawn, part, topic)
        return post

    async def _put(
        self, outgoing: Outgoing, shown: Shown, drawn: Card, part: int, topic: int | None
    ) -> Post:
        text = drawn.parts[part]
        if outgoing.maybe_repeat:
            mark = self._services.texts.say(self._services.staff.language, "staff-repeat-mark")
            text = Html(f"{mark}\n\n{text}")
        card = shown.posts.get(0) if part else None
        sent = await self._bot.send_message(
            shown.chat,
            text,
            parse_mode=ParseMode.HTML,
            api_kwargs=attached(() if part else drawn.rows),
            protect_content=True,
            message_thread_id=topic,
            reply_parameters=ReplyParameters(card.message, allow_sending_without_reply=True)
            if card
            else None,
            rate_limit_args=LANES[outgoing.priority],
        )
        message = MessageId(sent.message_id)
        return Post(chat=shown.chat, message=message, part=part, topic=topic)

    async def _edit(self, post: Post, drawn: Card, part: int) -> bool:
        """Edit a message to show the part as it is now; False when it can show nothing new."""
        try:
            await self._bot.edit_message_text(
                drawn.parts[part],
                chat_id=post.chat,
                message_id=post.message,
                parse_mode=ParseMode.HTML,
                api_kwargs=attached(() if part else drawn.rows),
                rate_limit_args=Lane.COSMETIC,
            )
        except BadRequest as refusal:
            if says(refusal, UNCHANGED):
                return True
            if says(refusal, *LOST):
                return False
            raise
        return True

    async def _shown(self, what: PostCard | RefreshCard, chat: ChatId) -> Shown | None:
        return await self._services.store.read(delivery.shown_case, what.case, what.spot, chat)

    async def _drop(self, outgoing: Outgoing) -> None:
        await self._record(delivery.drop, outgoing.id)

    def _tell_sent(self, outgoing: Outgoing) -> None:
        name = "card_repeated" if outgoing.maybe_repeat else "card_sent"
        self._event(name, attempts=outgoing.attempts)
