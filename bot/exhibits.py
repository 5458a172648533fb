"""Sends the files of a case to a member of staff: cleaned bytes uploaded anew, hidden until tapped.

Nothing of Telegram's that belongs to the person goes along: no file id, no name, no caption.
What a failure means for the row of the outbox is `delivery`'s business.
"""

from contextlib import suppress
from typing import Any

from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ExtBot

from bot.limits import Lane
from bot.sinks import EventSink, Recorder
from domain.model.attached import Part
from domain.model.evidence import LARGEST_PHOTO, Kind
from domain.model.ids import MessageId
from domain.model.outgoing import Outgoing, Post, ShowEvidence
from domain.usecases import delivery, exhibiting
from domain.usecases.exhibiting import Exhibit
from handlers.context import Services
from handlers.showing import keyboard
from handlers.staff.evidence import caption, done_rows, missing, refused
from texts.markup import Html

LARGEST_VOICE = 1024 * 1024
"""Telegram shows a longer voice message as a file only (core.telegram.org/bots/api#sendvoice)."""

SHOWN = frozenset({Kind.PHOTO, Kind.VIDEO, Kind.ANIMATION, Kind.VOICE, Kind.AUDIO})
"""What is shown in the chat; everything else is a document."""

LARGEST_SHOWN = {Kind.PHOTO: LARGEST_PHOTO, Kind.VOICE: LARGEST_VOICE}
"""Bytes from which on also these are documents."""

DOCUMENT = None
"""A way to send anything."""


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
            message = await self._show(outgoing, what, found, content)
        else:
            # A backup of the database without the file of pieces; trying again would not help.
            message = await self._tell(what, missing(self._services, found))
            self._event("evidence_missing")
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

    async def _show(
        self, outgoing: Outgoing, what: ShowEvidence, found: Exhibit, content: bytes
    ) -> MessageId:
        """Send it as what it is, or as a document; say it in words if Telegram takes neither."""
        for way in _ways(found.file.parts[what.part]):
            # Telegram would refuse the same bytes in the same way for ever.
            with suppress(BadRequest):
                return await self._upload(outgoing, what, found, content, way)
        message = await self._tell(what, refused(self._services, found))
        self._event("evidence_not_shown")
        return message

    async def _tell(self, what: ShowEvidence, words: Html) -> MessageId:
        sent = await self._bot.send_message(
            what.chat, words, parse_mode=ParseMode.HTML, rate_limit_args=Lane.CARD
        )
        return MessageId(sent.message_id)

    async def _upload(
        self,
        outgoing: Outgoing,
        what: ShowEvidence,
        found: Exhibit,
        content: bytes,
        way: Kind | None,
    ) -> MessageId:
        bot, chat = self._bot, what.chat
        common: dict[str, Any] = {
            "filename": _name(found, what.part),
            "caption": caption(self._services, found, part=what.part, repeat=outgoing.maybe_repeat),
            "parse_mode": ParseMode.HTML,
            "protect_content": True,
            "api_kwargs": {"reply_markup": keyboard(done_rows(self._services, what.case))},
            "rate_limit_args": Lane.CARD,
        }
        match way:
            case Kind.PHOTO:
                sent = await bot.send_photo(chat, content, has_spoiler=True, **common)
            case Kind.VIDEO:
                sent = await bot.send_video(chat, content, has_spoiler=True, **common)
            case Kind.ANIMATION:
                sent = await bot.send_animation(chat, content, has_spoiler=True, **common)
            case Kind.VOICE:
                sent = await bot.send_voice(chat, content, **common)
            case Kind.AUDIO:
                sent = await bot.send_audio(chat, content, **common)
            case _:
                sent = await bot.send_document(
                    chat, content, disable_content_type_detection=True, **common
                )
        return MessageId(sent.message_id)


def _ways(part: Part) -> tuple[Kind | None, ...]:
    """Return how a part is sent: first as what it is, then as a document."""
    fits = part.kind in SHOWN and part.size <= LARGEST_SHOWN.get(part.kind, part.size)
    return (part.kind, DOCUMENT) if fits else (DOCUMENT,)


def _name(found: Exhibit, part: int) -> str:
    # Constant but for numbers of ours: the sender's own name of it would tell who they are.
    several = f"-{part + 1}" if len(found.file.parts) > 1 else ""
    return f"evidence-{found.number}{several}.{found.file.parts[part].ending.lstrip('.')}"
