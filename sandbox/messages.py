"""A message, as Telegram's servers keep it and as the Bot API writes it.

Holds what was said and shown; who may say or change it is decided elsewhere.
"""

from dataclasses import dataclass, field

import orjson

from sandbox.chats import ANONYMOUS_ADMIN, Chat, User
from sandbox.entities import as_html
from sandbox.keyboards import Button, Keyboard
from sandbox.refusals import Json

GROUP_ANONYMOUS = User(ANONYMOUS_ADMIN, "Group", "GroupAnonymousBot", is_bot=True)


@dataclass(slots=True, eq=False, kw_only=True)
class Message:
    """One message in one chat; ``text`` is the caption where there is a file.

    ``kind`` names the Bot API field of what it carries besides words (photo, location, poll...),
    ``value`` is that field; ``service`` is the line that programs show for a service message.
    """

    id: int
    chat: Chat
    author: User
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    kind: str = ""
    value: object = None
    extra: Json | None = None
    service: str = ""
    keyboard: Keyboard | None = None
    reply_to: "Message | None" = None
    topic: int | None = None
    origin: Json | None = None
    album: str = ""
    protected: bool = False
    spoiler: bool = False
    caption_above: bool = False
    silent: bool = False
    anonymous: bool = False
    via_bot: User | None = None
    preview: Json | None = None
    edited_at: int | None = None
    deleted: bool = False
    pinned: bool = False
    reactions: dict[int, list[str]] = field(default_factory=dict)
    page: bytes | None = None
    _wire: orjson.Fragment | None = None

    @property
    def chat_id(self) -> int:
        """Say where the message is."""
        return self.chat.id

    @property
    def from_bot(self) -> bool:
        """Tell the bot's own messages from those of people."""
        return self.author.is_bot

    @property
    def buttons(self) -> tuple[tuple[Button, ...], ...]:
        """Give the rows of inline buttons."""
        return self.keyboard.rows if self.keyboard else ()

    @property
    def wish(self) -> Json | None:
        """Give the reply keyboard, its removal or the forced reply that came with the message."""
        return self.keyboard.raw if self.keyboard and self.keyboard.wish else None

    @property
    def html(self) -> str:
        """Write the words with their formatting."""
        return as_html(self.text, self.entities)

    def wire(self) -> orjson.Fragment:
        """Write the message as the Bot API does; kept until the message changes."""
        if self._wire is None:
            self._wire = orjson.Fragment(orjson.dumps(self._json(with_reply=True)))
        return self._wire

    def changed(self) -> None:
        """Forget how the message was written, because it is another one now."""
        self._wire = None
        self.page = None

    def bare(self) -> Json:
        """Write the message without the one that it answers, as an answer or pin embeds it."""
        return self._json(with_reply=False)

    def _json(self, *, with_reply: bool) -> Json:
        out: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.wire}
        self._add_author(out)
        if self.topic is not None:
            out["message_thread_id"] = self.topic
            out["is_topic_message"] = True
        if self.kind:
            self._add_content(out)
        elif self.text:
            out["text"] = self.text
            if self.entities:
                out["entities"] = self.entities
            if self.preview is not None:
                out["link_preview_options"] = self.preview
        if self.keyboard is not None and self.keyboard.rows:
            out["reply_markup"] = self.keyboard.raw
        if with_reply and self.reply_to is not None and not self.reply_to.deleted:
            out["reply_to_message"] = self.reply_to.bare()
        self._add_marks(out)
        return out

    def _add_author(self, out: Json) -> None:
        if self.chat.type == "channel":
            out["sender_chat"] = self.chat.wire
        elif self.anonymous:
            out["from"] = GROUP_ANONYMOUS.wire
            out["sender_chat"] = self.chat.wire
        else:
            out["from"] = self.author.wire

    def _add_content(self, out: Json) -> None:
        out[self.kind] = self.value
        if self.extra is not None:
            out.update(self.extra)
        if self.text:
            out["caption"] = self.text
            if self.entities:
                out["caption_entities"] = self.entities
            if self.caption_above:
                out["show_caption_above_media"] = True
        if self.spoiler:
            out["has_media_spoiler"] = True
        if self.album:
            out["media_group_id"] = self.album

    def _add_marks(self, out: Json) -> None:
        if self.via_bot is not None:
            out["via_bot"] = self.via_bot.wire
        if self.edited_at is not None:
            out["edit_date"] = self.edited_at
        if self.protected:
            out["has_protected_content"] = True
        if self.origin is not None:
            out["forward_origin"] = self.origin
