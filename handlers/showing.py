"""Puts replies in chats: one live screen a chat, the newest wins, nobody waits behind another.

A press edits the pressed message; words move the screen below them. Sending happens after the
commit and outside the intake, so that a pause which Telegram asks for holds up one chat only.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from domain.model.ids import CaseId, MessageId
from handlers.screens import MAX_TOAST, Button, Reply, Row, Screen, in_columns

TRIES = 6
FIRST_PAUSE = 0.5
WIPE_AT_ONCE = 100
"""deleteMessages takes up to 100 ids."""

STRAYS = 30
"""How many numbers a message may lie behind the one before it, when nobody heard which it got.

All private chats of a bot share one count. Numbers of other chats mean nothing in this one.
"""

KEPT_SCREENS = 1000
"""Chats and cards of which the newest screen is known without looking it up."""

K = TypeVar("K")
V = TypeVar("V")

Line = tuple[int, MessageId | None]
"""A chat, and the card in it where it is not about the chat's one screen."""

Remember = Callable[[tuple[MessageId, ...], MessageId | None, MessageId | None], Awaitable[None]]
"""Notes messages of a chat for a later wipe, which of them is the screen, and which one stays."""

Forget = Callable[[tuple[MessageId, ...]], Awaitable[None]]
"""Forgets messages of a chat that were wiped."""


class Call(Protocol):
    """Calls a method of the Bot API with JSON and returns its result; raises `TelegramError`."""

    async def __call__(self, method: str, asked: dict[str, object]) -> Any:  # noqa: ANN401  JSON
        """Do it, when Telegram will take it."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """Remembers with a case each message that is to show words of it, before it does.

    ``cover``: what a new message says until then, so that words never stand where nothing finds
    them, whatever crashes.  ``hold``: remembers; False once the case is gone, and then ``gone``
    is shown in place of the words.
    """

    cover: Screen
    gone: Screen
    hold: Callable[[CaseId, MessageId], Awaitable[bool]]


@dataclass(frozen=True, kw_only=True)
class Due:
    """What one chat should look like next; ``heard`` are the person's own new messages.

    ``card``: the pressed message is one of many in its chat, so it takes nobody's place and is
    never sent anew.  ``doubtful``: a screen may have arrived whose number nobody knows.
    ``forget``: forgets what was wiped, before the screen says so.
    ``covered``: the pressed message is none that anybody pressed, but the cover that was sent.
    """

    reply: Reply
    remember: Remember | None = None
    pressed: MessageId | None = None
    old_screen: MessageId | None = None
    heard: tuple[MessageId, ...] = ()
    protect: bool = False
    card: bool = False
    doubtful: bool = False
    forget: Forget | None = None
    holding: Holding | None = None
    covered: bool = False


class Showing:
    """Sends screens; one line a chat."""

    def __init__(
        self,
        call: Call,
        *,
        pause: Callable[[float], Awaitable[None]],
        note_error: Callable[[BaseException], str],
        wait_for: Callable[[int], float] = lambda _: 0.0,
    ) -> None:
        """Take how Telegram is called and how to wait (the loop's sleep in production).

        ``wait_for`` tells how many seconds a message to a chat would have to wait now.
        """
        self._call = call
        self._pause = pause
        self._note_error = note_error
        self._wait_for = wait_for
        self._due: dict[Line, Due] = {}
        self._screens: dict[int, MessageId] = {}
        self._still: dict[int, None] = {}
        self._cards: dict[tuple[int, MessageId], tuple[Row, ...]] = {}
        self._asking: dict[int, MessageId] = {}
        self._tasks: dict[Line, asyncio.Task[None]] = {}
        self._answers: set[asyncio.Task[None]] = set()

    def show(self, chat: int, due: Due) -> None:
        """Make this the next thing the chat shows, in place of one that was not sent yet."""
        if due.remember and due.reply.screen:
            self._note_liveness(chat, live=due.reply.screen.live)
        line = (chat, due.pressed if due.card else None)
        waiting = self._due.get(line)
        self._due[line] = _merged(waiting, due) if waiting else due
        if line not in self._tasks:
            self._tasks[line] = asyncio.create_task(self._work(line))

    def may_redraw(self, chat: int) -> bool:
        """Tell whether the chat's screen may be drawn anew; after a start nobody knows: it may."""
        return chat not in self._still

    def rows_of(self, chat: int, card: MessageId) -> tuple[Row, ...]:
        """Tell which buttons a press has put on a card; none where no press did lately."""
        return self._cards.get((chat, card), ())

    def answer_press(self, press: str, reply: Reply) -> None:
        """Answer a press, so that the button stops spinning."""
        task = asyncio.create_task(self._answer_press(press, reply))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def settled(self) -> None:
        """Wait until everything that is due now has been shown or given up."""
        tasks = [*self._tasks.values(), *self._answers]
        if tasks:
            await asyncio.wait(tasks)

    async def shown_soon(self) -> None:
        """Wait like `settled`, but not for chats in which Telegram wants a pause."""
        quick = [task for line, task in self._tasks.items() if not self._wait_for(line[0])]
        if quick or self._answers:
            await asyncio.wait([*quick, *self._answers])

    async def _answer_press(self, press: str, reply: Reply) -> None:
        asked: dict[str, object] = {"callback_query_id": press}
        if reply.toast:
            asked["text"] = reply.toast[:MAX_TOAST]
        if reply.alert:
            asked["show_alert"] = True
        if reply.open_url:
            asked["url"] = reply.open_url
        try:
            await self._call("answerCallbackQuery", asked)
        except TelegramError:
            # Too late or lost: the screen itself says the same.
            return

    async def _work(self, line: Line) -> None:
        try:
            while line in self._due:
                await self._until_sent(line, self._due.pop(line))
        except Exception as error:  # noqa: BLE001 - one screen that fails must not end the chat
            self._note_error(error)
        finally:
            del self._tasks[line]

    async def _until_sent(self, line: Line, due: Due) -> None:
        pause = FIRST_PAUSE
        for _ in range(TRIES):
            try:
                due = await self._held(line[0], due)
                return await self._send(line, due)
            except Forbidden:
                return None
            except RetryAfter as flood:
                await self._pause(_seconds(flood))
            except BadRequest:
                raise
            except NetworkError as error:
                due = replace(due, doubtful=due.doubtful or isinstance(error, TimedOut))
                await self._pause(pause)
                pause *= 2
            newer = self._due.pop(line, None)
            due = _merged(due, newer) if newer else due
        return await self._give_up(line, due)

    async def _give_up(self, line: Line, due: Due) -> None:
        """Show nothing, but let a wipe find what is there."""
        known = (*due.heard, *self._strays(line[0], due))
        if due.remember and known:
            await due.remember(known, None, None)

    def _strays(self, chat: int, due: Due, up_to: MessageId | None = None) -> Iterator[MessageId]:
        """List the numbers of which one may be a screen that arrived unheard."""
        before = max(
            *due.heard, due.pressed or 0, due.old_screen or 0, self._screens.get(chat, 0), 0
        )
        if due.doubtful and before:
            end = min(before + STRAYS, up_to or before + STRAYS)
            yield from map(MessageId, range(before + 1, end))

    async def _send(self, line: Line, due: Due) -> None:
        chat, screen = line[0], due.reply.screen
        if due.forget:
            await self._wipe(chat, due.reply.wipe)
            await due.forget(due.reply.wipe)
            due = replace(due, reply=replace(due.reply, wipe=()))
        shown = await self._put(chat, due, screen) if screen else None
        strays = tuple(self._strays(chat, due, shown))
        old = self._screens.pop(chat, due.old_screen) if due.remember else None
        stale = {each for each in (old,) if each and shown and each != shown}
        stays = screen is not None and screen.stays
        if due.remember and not stays and (newest := shown or old):
            _keep(self._screens, chat, newest)
        if due.card and screen and due.pressed:
            _keep(self._cards, (chat, due.pressed), screen.rows)
        await self._note_question(chat, due.reply, shown)
        await self._wipe(chat, (*due.reply.wipe, *stale))
        sent_new = shown is not None and shown != due.pressed
        new = [*strays, shown] if shown and sent_new else []
        if due.remember and (new or due.heard or stays):
            quiet = screen is not None and screen.quiet
            kept = shown if stays else None
            await due.remember((*due.heard, *new), None if quiet or stays else shown, kept)

    async def _note_question(self, chat: int, reply: Reply, shown: MessageId | None) -> None:
        asked = self._asking.pop(chat, None)
        if reply.screen and reply.screen.asks and shown:
            _keep(self._asking, chat, shown)
        elif asked and asked != shown and not reply.answered:
            _keep(self._asking, chat, asked)
        if reply.answered and asked and asked != shown:
            await self._take_buttons(chat, asked)

    async def _take_buttons(self, chat: int, message: MessageId) -> None:
        try:
            await self._call("editMessageReplyMarkup", {"chat_id": chat, "message_id": message})
        except TelegramError:
            # Buttons that stay are answered truly; to send the screen again would be worse.
            return

    def _note_liveness(self, chat: int, *, live: bool) -> None:
        self._still.pop(chat, None)
        if not live:
            self._still[chat] = None
            if len(self._still) > KEPT_SCREENS:
                del self._still[next(iter(self._still))]

    async def _held(self, chat: int, due: Due) -> Due:
        """Have the message that is to show words of a case remembered first."""
        screen, holding = due.reply.screen, due.holding
        if screen is None or screen.words_of is None or holding is None:
            return due
        message = None if due.reply.fresh else due.pressed
        covered = message is None
        if message is None:
            message = await self._say(chat, due, holding.cover)
        if not await holding.hold(screen.words_of, message):
            screen = holding.gone
        reply = replace(due.reply, screen=screen, fresh=False)
        return replace(due, reply=reply, pressed=message, covered=covered or due.covered)

    async def _put(self, chat: int, due: Due, screen: Screen) -> MessageId:
        if due.pressed and not due.reply.fresh:
            try:
                await self._call(
                    "editMessageText", {**_written(chat, screen), "message_id": due.pressed}
                )
            except BadRequest as refusal:
                if due.card or "not modified" in refusal.message:
                    return due.pressed
                if screen.words_of:
                    return await self._put_elsewhere(chat, due, refusal)
            else:
                return due.pressed
        return await self._say(chat, due, screen, answers=due.reply.reply_to)

    async def _put_elsewhere(self, chat: int, due: Due, refusal: BadRequest) -> MessageId:
        """Show words of a case in a new message, where the pressed one is gone."""
        held = await self._held(chat, due if due.covered else replace(due, pressed=None))
        screen, message = held.reply.screen, held.pressed
        if screen is None or message is None:
            raise refusal
        if not due.covered:
            return await self._put(chat, held, screen)
        if screen.words_of:
            raise refusal
        # The case was erased, and what was sent for its words has gone with it.
        return message

    async def _say(
        self, chat: int, due: Due, screen: Screen, *, answers: MessageId | None = None
    ) -> MessageId:
        asked = _written(chat, screen)
        if due.protect:
            asked["protect_content"] = True
        if answers:
            asked["reply_parameters"] = {
                "message_id": answers,
                "allow_sending_without_reply": True,
            }
        sent = await self._call("sendMessage", asked)
        return MessageId(sent["message_id"])

    async def _wipe(self, chat: int, messages: tuple[MessageId, ...]) -> None:
        for at in range(0, len(messages), WIPE_AT_ONCE):
            some = messages[at : at + WIPE_AT_ONCE]
            try:
                await self._call("deleteMessages", {"chat_id": chat, "message_ids": some})
            except BadRequest:
                # Already gone, or older than Telegram lets a bot delete.
                continue


def _written(chat: int, screen: Screen) -> dict[str, object]:
    place: dict[str, object] = {"chat_id": chat, "text": screen.text, "parse_mode": ParseMode.HTML}
    return place | attached(screen.rows)


def _keep(kept: dict[K, V], key: K, value: V) -> None:
    # Who acts twice at once was looked up before the first of the two screens was remembered.
    kept[key] = value
    if len(kept) > KEPT_SCREENS:
        del kept[next(iter(kept))]


def _seconds(flood: RetryAfter) -> float:
    wait = flood.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def attached(rows: tuple[Row, ...]) -> dict[str, object]:
    """Return what goes with every text: no preview of links, and the rows as Telegram's keyboard.

    Written as Telegram reads it: making the framework's objects only for it to take them apart
    again took as long as sending them.
    """
    beside: dict[str, object] = {"link_preview_options": {"is_disabled": True}}
    if rows:
        beside["reply_markup"] = keyboard(rows)
    return beside


def keyboard(rows: tuple[Row, ...]) -> dict[str, object]:
    """Return rows of buttons as Telegram reads them, none so long that words are cut off."""
    laid_out = [whole for row in rows for whole in in_columns(row, len(row))]
    return {"inline_keyboard": [[_button(each) for each in row] for row in laid_out]}


def _button(button: Button) -> dict[str, object]:
    written: dict[str, object] = {"text": button.words}
    if button.data:
        written["callback_data"] = button.data
    if button.url:
        written["url"] = button.url
    if button.copy:
        written["copy_text"] = {"text": button.copy}
    if button.inline:
        written["switch_inline_query"] = button.inline
    if button.style:
        written["style"] = button.style
    return written


def _merged(waiting: Due, newer: Due) -> Due:
    """Show the newer reply, but forget no message of the one it replaces."""
    return replace(
        newer,
        reply=replace(
            newer.reply,
            screen=newer.reply.screen or waiting.reply.screen,
            wipe=(*waiting.reply.wipe, *newer.reply.wipe),
            answered=waiting.reply.answered or newer.reply.answered,
        ),
        pressed=newer.pressed or (None if newer.heard else waiting.pressed),
        old_screen=waiting.old_screen or newer.old_screen,
        heard=(*waiting.heard, *newer.heard),
        doubtful=waiting.doubtful,
        forget=newer.forget or waiting.forget,
        holding=newer.holding or waiting.holding,
    )
