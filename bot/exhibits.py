"""Sends the files of a case to a member of staff: cleaned bytes uploaded anew, hidden until tapped.

Nothing of Telegram's that belongs to the person goes along: no file id, no name, no caption.
What a failure means for the row of the outbox is `delivery`'s business.
"""

from typing import Any

from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.limits import Lane
from bot.sinks import EventSink, Recorder
from domain.model.evidence import Kind
from domain.model.ids import MessageId
from domain.model.outgoing import Outgoing, Post, ShowEvidence
from domain.usecases import delivery, exhibiting
from domain.usecases.exhibiting import Exhibit
from handlers.context import Services
from handlers.showing import keyboard
from handlers.staff.evidence import caption, done_rows, missing

VOICE_BYTES = 1024 * 1024
"""Telegram shows a longer voice message as a file only (core.telegram.org/bots/api#sendvoice)."""


class Exhibits:
    """Sends evidence into private chats of staff."""

    def __init__(
        self,
        bot: ExtBot[Lane],
        services: Services,
        *,
        event: EventSink,
        record: Recorder,
    ) -> None:
        """Take the bot to speak through, and what writes down what was sent."""
        self._bot = bot
        self._services = services
        self._event = event
        self._record = record

    async def send(self, outgoing: Outgoing, what: ShowEvidence) -> None:
        """Send one part of a file, and remember the message so that it can go again."""
        store = self._services.store
        found = await store.read(exhibiting.exhibit, what.case, what.evidence)
        if found is None or what.part >= len(found.file.parts):
            await self._record(delivery.drop, outgoing.id)
            return
        content = await self._content(what)
        if len(content) == found.file.parts[what.part].size:
            message = await self._upload(outgoing, what, found, content)
        else:
            # A backup of the database without the file of pieces; trying again would not help.
            message = await self._tell_missing(what, found)
        await self._record(
            exhibiting.note_shown,
            outgoing,
            what.case,
            Post(chat=what.chat, message=message),
            now=self._services.now(),
            chance=self._services.chance,
        )
        self._event("evidence_shown", attempts=outgoing.attempts)

    async def _content(self, what: ShowEvidence) -> bytes:
        pieces = bytearray()
        number = 0
        # One read each, so that other readers have their turn in between.
        while piece := await self._services.store.read(
            exhibiting.piece, what.case, what.evidence, what.part, number
        ):
            pieces += piece
            number += 1
        return bytes(pieces)

    async def _tell_missing(self, what: ShowEvidence, found: Exhibit) -> MessageId:
        words = missing(self._services, found)
        sent = await self._bot.send_message(
            what.chat, words, parse_mode=ParseMode.HTML, rate_limit_args=Lane.CARD
        )
        self._event("evidence_missing")
        return MessageId(sent.message_id)

    async def _upload(
        self, outgoing: Outgoing, what: ShowEvidence, found: Exhibit, content: bytes
    ) -> MessageId:
        part, bot, chat = found.file.parts[what.part], self._bot, what.chat
        common: dict[str, Any] = {
            "filename": _name(found, what.part),
            "caption": caption(self._services, found, part=what.part, repeat=outgoing.maybe_repeat),
            "parse_mode": ParseMode.HTML,
            "protect_content": True,
            "api_kwargs": {"reply_markup": keyboard(done_rows(self._services, what.case))},
            "rate_limit_args": Lane.CARD,
        }
        match part.kind:
            case Kind.PHOTO:
                sent = await bot.send_photo(chat, content, has_spoiler=True, **common)
            case Kind.VIDEO:
                sent = await bot.send_video(chat, content, has_spoiler=True, **common)
            case Kind.ANIMATION:
                sent = await bot.send_animation(chat, content, has_spoiler=True, **common)
            case Kind.VOICE if len(content) <= VOICE_BYTES:
                sent = await bot.send_voice(chat, content, **common)
            case Kind.AUDIO:
                sent = await bot.send_audio(chat, content, **common)
            case _:
                sent = await bot.send_document(
                    chat, content, disable_content_type_detection=True, **common
                )
        return MessageId(sent.message_id)


def _name(found: Exhibit, part: int) -> str:
    # Constant but for numbers of ours: the sender's own name of it would tell who they are.
    several = f"-{part + 1}" if len(found.file.parts) > 1 else ""
    return f"evidence-{found.number}{several}.{found.file.parts[part].ending.lstrip('.')}"
