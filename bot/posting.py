"""One row of the outbox becomes calls to Telegram, and what was sent is written down.

What a failure means for the row is `delivery`'s business: every error of Telegram but the harmless
ones passes through.
"""

from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, TypeVar

from telegram.ext import ExtBot

from bot.cards import Cards, RowsOf
from bot.exhibits import Exhibits
from bot.limits import Lane
from bot.removing import Removing
from bot.sinks import EventSink
from bot.telling import Telling
from bot.topics import Topics
from domain.model.ids import ChatId
from domain.model.outgoing import (
    Outgoing,
    Post,
    PostCard,
    PostNotice,
    RefreshCard,
    RemovePosts,
    ShowEvidence,
    Spot,
    TellReporter,
)
from domain.ports import StoreUnavailableError, Transaction
from handlers.context import Services

P = ParamSpec("P")
T = TypeVar("T")

REPORTERS = ChatId(0)
"""The line of all that goes to reporters; whose chat it is, is opened at the last moment."""

STORE_WAIT = 1.0
"""Seconds between tries to write down what was sent, while the store is unavailable."""


class Posting:
    """Hands each row to the one who can do what it says."""

    def __init__(
        self,
        bot: ExtBot[Lane],
        services: Services,
        *,
        event: EventSink,
        pause: Callable[[float], Awaitable[None]],
        rows_of: RowsOf,
    ) -> None:
        """Take the bot to speak through, where to tell events, and how to wait."""
        self._services = services
        self._pause = pause
        topics, record = Topics(bot), self.record
        self._removing = Removing(bot, services, topics, event=event, record=record)
        self._cards = Cards(
            bot,
            services,
            topics,
            self._removing,
            event=event,
            record=record,
            rows_of=rows_of,
        )
        self._telling = Telling(bot, services, topics, record)
        self._exhibits = Exhibits(bot, services, event=event, record=record)

    async def send(self, outgoing: Outgoing) -> None:
        """Do what the row says, and take it out of the outbox."""
        match outgoing.what:
            case RemovePosts(posts=posts):
                await self._removing.remove(outgoing, posts)
            case PostCard() as what:
                await self._cards.post(outgoing, what, self._chat(what.spot))
            case ShowEvidence() as what:
                await self._exhibits.send(outgoing, what)
            case RefreshCard() as what:
                await self._cards.refresh(outgoing, what, self._chat(what.spot))
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

    async def record(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Write down what happened, however long the store is away: it cannot be undone."""
        while True:
            try:
                return await self._services.store.write(usecase, *args, **kwargs)
            except StoreUnavailableError:
                await self._pause(STORE_WAIT)
