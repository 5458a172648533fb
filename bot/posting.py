"""One row of the outbox becomes calls to Telegram, and what was sent is written down.

Draws cards at the moment they are sent. What a failure means for the row is `delivery`'s business:
every error of Telegram but the harmless ones passes through.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakValueDictionary

from telegram import ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated
from telegram.ext import ExtBot

from bot.exhibits import Exhibits
from bot.limits import Lane
from bot.sinks import EventSink
from bot.telling import Telling
from bot.topics import Topics
from domain.model.ids import CaseId, ChatId, MessageId
from domain.model.outgoing import (
    Outgoing,
    Post,
    PostCard,
    PostNotice,
    Priority,
    RefreshCard,
    RemovePosts,
    ShowEvidence,
    Spot,
    TellReporter,
)
from domain.ports import StoreUnavailableError, Transaction
from domain.usecases import delivery
from domain.usecases.delivery import Shown
from handlers.context import Services
from handlers.screens import Row
from handlers.showing import attached
from handlers.staff.card import Card, card, is_open_menu, spot_of
from texts.markup import Html

P = ParamSpec("P")
T = TypeVar("T")

LANES = {
    Priority.URGENT: Lane.URGENT,
    Priority.CARD: Lane.CARD,
    Priority.COSMETIC: Lane.COSMETIC,
}

LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")
"""What Telegram says of a message that can no longer show anything new."""

GONE = ("message to delete not found", "message_id_invalid")
UNCHANGED = "message is not modified"

REPORTERS = ChatId(0)
"""The line of all that goes to reporters; whose chat it is, is opened at the last moment."""

STORE_WAIT = 1.0
"""Seconds between tries to write down what was sent, while the store is unavailable."""


RowsOf = Callable[[int, MessageId], tuple[Row, ...]]


class Posting:
    """Sends, edits and deletes cards."""

    def __init__(
        self,
        bot: ExtBot[Lane],
        services: Services,
        *,
        event: EventSink,
        pause: Callable[[float], Awaitable[None]],
        rows_of: RowsOf,
    ) -> None:
        """Take the bot to speak through, where to tell events, and how to wait.

        ``rows_of`` tells which buttons a press has put on a card.
        """
        self._bot = bot
        self._rows_of = rows_of
        self._topics = Topics(bot)
        self._services = services
        self._event = event
        self._pause = pause
        self._telling = Telling(bot, services, self._topics, self.record)
        self._exhibits = Exhibits(bot, services, event=event, record=self.record)
        self._cases: WeakValueDictionary[CaseId, asyncio.Lock] = WeakValueDictionary()

    async def send(self, outgoing: Outgoing) -> None:
        """Do what the row says, and take it out of the outbox."""
        match outgoing.what:
            case RemovePosts(posts=posts):
                await self._remove(outgoing, posts)
            case PostCard() as what:
                async with self._alone(what.case):
                    await self._post(outgoing, what)
            case ShowEvidence() as shown:
                await self._exhibits.send(outgoing, shown)
            case RefreshCard() as what:
                async with self._alone(what.case):
                    await self._refresh(outgoing, what)
            case PostNotice() as what:
                await self._telling.to_staff(outgoing, what, self._chat(what.spot))
            case TellReporter() as what:
                await self._telling.to_reporter(outgoing, what)

    def configured_chat(self, outgoing: Outgoing) -> ChatId:
        """Tell for which chat a row is, by the id in the configuration."""
        match outgoing.what:
            case RemovePosts(posts=posts):
                return posts[0].chat if posts else ChatId(self._services.staff.queue)
            case ShowEvidence(chat=chat) | PostNotice(about=Post(chat=chat)):
                return chat
            case PostCard(spot=spot) | RefreshCard(spot=spot) | PostNotice(spot=spot):
                return self._chat(spot)
            case TellReporter():
                return REPORTERS

    def _chat(self, spot: Spot) -> ChatId:
        staff = self._services.staff
        return ChatId(staff.channel if spot is Spot.STAFF else staff.queue)

    def _alone(self, case: CaseId) -> asyncio.Lock:
        # A card and a refresh of it stand in different lanes, and must not both send a part.
        return self._cases.setdefault(case, asyncio.Lock())

    async def _post(self, outgoing: Outgoing, what: PostCard) -> None:
        shown = await self._shown(what.case, what.spot)
        if shown is None:
            return await self._drop(outgoing)
        drawn = card(self._services, shown.case, what.spot)
        if what.part >= len(drawn.parts) or what.part in shown.posts:
            return await self._drop(outgoing)
        post = await self._send_part(outgoing, shown, drawn, what.part)
        await self.record(
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

    async def _refresh(self, outgoing: Outgoing, what: RefreshCard) -> None:
        shown = await self._shown(what.case, what.spot)
        if shown is None or not (shown.posts or shown.lost):
            return await self._drop(outgoing)
        drawn = self._with_open_menu(shown, card(self._services, shown.case, what.spot))
        for part in range(len(drawn.parts)):
            post = shown.posts.get(part)
            if post is None or not await self._edit(post, drawn, part):
                await self._send_anew(outgoing, what, shown, drawn, part)
        for part, post in shown.posts.items():
            if part >= len(drawn.parts):
                await self._delete(post)
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
        await self.record(
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
            if _says(refusal, UNCHANGED):
                return True
            if _says(refusal, *LOST):
                return False
            raise
        return True

    async def _remove(self, outgoing: Outgoing, posts: tuple[Post, ...]) -> None:
        topics = {(post.chat, post.topic) for post in posts if post.topic is not None}
        emptied = {each for each in topics if await self._topics.remove(*each)}
        left = []
        for post in posts:
            gone = (post.chat, post.topic) in emptied
            if not (gone or await self._delete(post) or await self._blank(post)):
                left.append((spot_of(self._services, post.chat), post))
        await self.record(
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

    async def _delete(self, post: Post) -> bool:
        try:
            await self._bot.delete_message(post.chat, post.message)
        except ChatMigrated:
            return False
        except BadRequest as refusal:
            return _says(refusal, *GONE)
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
            return _says(refusal, UNCHANGED, "message to edit not found")
        self._event("post_blanked", messages=1)
        return True

    async def _shown(self, case: CaseId, spot: Spot) -> Shown | None:
        chat = self._chat(spot)
        return await self._services.store.read(delivery.shown_case, case, spot, chat)

    async def _drop(self, outgoing: Outgoing) -> None:
        await self.record(delivery.drop, outgoing.id)

    async def record(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Write down what happened, however long the store is away: it cannot be undone."""
        while True:
            try:
                return await self._services.store.write(usecase, *args, **kwargs)
            except StoreUnavailableError:
                await self._pause(STORE_WAIT)

    def _tell_sent(self, outgoing: Outgoing) -> None:
        name = "card_repeated" if outgoing.maybe_repeat else "card_sent"
        self._event(name, attempts=outgoing.attempts)


def _says(refusal: BadRequest, *words: str) -> bool:
    told = refusal.message.casefold()
    return any(each in told for each in words)
