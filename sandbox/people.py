"""A person with a telephone, for tests: does things in words, and waits for what becomes visible.

Sees only what a person would see; waiting is for a change in the chat, never for a time.
"""

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from sandbox import belonging, contents, deeds, offers, parcels
from sandbox.chats import Chat
from sandbox.deeds import Manner
from sandbox.inline import InlineQuery
from sandbox.keyboards import Button
from sandbox.looking import PATIENCE, Place, Viewer, find_button
from sandbox.messages import Message
from sandbox.origins import hidden_origin
from sandbox.parcels import Sent
from sandbox.presses import Answer, Press
from sandbox.refusals import Json
from sandbox.views import reading

NOTHING = Answer()
LINK_HOSTS = ("t.me", "telegram.me")


class Actor(Viewer):
    """One person of the cast; a chat is named by id or title, none is the chat with the bot."""

    async def opens(self, payload: str | None = None) -> Message:
        """Press START, or follow a link with a payload; this also unblocks the bot."""
        return deeds.start(self.world, self.person, payload)

    async def says(
        self,
        text: str,
        chat: Place = None,
        reply_to: int | None = None,
        *,
        topic: int | None = None,
        anonymous: bool = False,
    ) -> Message:
        """Write words; in a group perhaps as an administrator without a name."""
        manner = Manner(reply_to=reply_to, topic=topic, anonymous=anonymous)
        return deeds.say(self.world, self.person, self.id_of(chat), text, manner)

    async def taps(
        self,
        words: str,
        chat: Place = None,
        message: int | None = None,
        *,
        timeout: float = PATIENCE,  # noqa: ASYNC109 -- waits for a change, not for I/O
    ) -> Press | None:
        """Press a button by its words, on the newest message that has it; wait for it to appear.

        Gives the press of an inline button, so that its answer can be awaited; None for a button
        that opens a link, copies, or says its words. AssertionError shows what there is instead.
        """
        chat_seen = self.chat(chat)
        found = await self.world.changes.first(
            lambda: find_button(chat_seen, words, message), chat=chat_seen.id, within=timeout
        )
        if found is None:
            raise AssertionError(f"no button “{words}” for {self.name} in:\n{reading(chat_seen)}")
        where, button = found
        if isinstance(button, Button):
            return self._press(where, button)
        await self._press_key(chat_seen, button)
        return None

    def _press(self, where: Message, button: Button) -> Press | None:
        if button.data is not None:
            return deeds.press(self.world, self.person, where.chat.id, where.id, button.data)
        self.link = button.url
        self.clipboard = button.copy or self.clipboard
        return None

    async def _press_key(self, chat: Chat, key: Json) -> None:
        if key.get("request_location"):
            await self.sends_location(*contents.SOME_PLACE.values(), chat=chat.id)
        elif key.get("request_contact"):
            await self.sends_contact(chat=chat.id)
        else:
            await self.says(key["text"], chat.id)

    async def taps_data(self, raw: str, message_id: int, chat: Place = None) -> Press:
        """Press a button that may not be there, as a forged program can."""
        return deeds.press(self.world, self.person, self.id_of(chat), message_id, raw)

    async def answer_to(
        self,
        press: Press | None,
        *,
        timeout: float = PATIENCE,  # noqa: ASYNC109 -- waits for a change, not for I/O
    ) -> Answer:
        """Wait until the bot answers a press; AssertionError when it does not."""
        if press is None:
            raise AssertionError("this button needs no answer")
        answered = await self.world.changes.first(
            lambda: press.answer is not None, chat=press.message.chat.id, within=timeout
        )
        if not answered or press.answer is None:
            raise AssertionError(f"the bot never answered {self.name}'s press of {press.data}")
        return press.answer

    @property
    def toast(self) -> Answer:
        """Give the last answer to a press: text, alert, url; false where nothing was to be seen."""
        return self.world.presses.answers.get(self.id, NOTHING)

    async def follows_link(self) -> Message:
        """Open the link that the last pressed link button or the last answer gave."""
        link = self.link or self.toast.url
        if link is None:
            raise AssertionError(f"{self.name} has no link to follow")
        self.link = None
        parts = urlsplit(link)
        own = parts.path.strip("/").lower() == (self.world.bot.username or "").lower()
        if parts.netloc not in LINK_HOSTS or not own:
            raise AssertionError(f"{link} does not lead to the bot")
        return await self.opens(parse_qs(parts.query).get("start", [None])[0])

    async def sends_file(
        self,
        kind: str,
        content: bytes,
        name: str | None = None,
        caption: str | None = None,
        *,
        chat: Place = None,
        mime: str | None = None,
        size: int | None = None,
        spoiler: bool = False,
        topic: int | None = None,
    ) -> Message:
        """Send a photo, document, video, voice, audio, animation or video_note."""
        sent = Sent(kind=kind, content=content, name=name, mime=mime, size=size, spoiler=spoiler)
        return self._send([sent], caption, chat, topic)[0]

    async def sends_album(
        self, files: Sequence[tuple[str, bytes]], caption: str | None = None, *, chat: Place = None
    ) -> list[Message]:
        """Send several files at once: as many updates with one album id."""
        sent = [Sent(kind=kind, content=content) for kind, content in files]
        return self._send(sent, caption, chat, None)

    async def sends_sticker(self, emoji: str = "🙂", *, chat: Place = None) -> Message:
        """Send a sticker of a set that has a name."""
        return self._put(chat, parcels.sticker(self.world, emoji))

    def _send(
        self, sent: Sequence[Sent], caption: str | None, chat: Place, topic: int | None
    ) -> list[Message]:
        return parcels.send_files(
            self.world,
            self.person,
            self.id_of(chat),
            sent,
            caption=caption or "",
            manner=Manner(topic=topic),
        )

    async def sends_location(
        self, latitude: float, longitude: float, *, live: bool = False, chat: Place = None
    ) -> Message:
        """Share a place, or one's own for an hour from now on."""
        return self._put(chat, contents.location(latitude, longitude, live=live))

    async def sends_venue(self, title: str, address: str, *, chat: Place = None) -> Message:
        """Share a place that has a name."""
        return self._put(chat, contents.venue(title, address))

    async def sends_contact(
        self, phone: str = contents.OWN_PHONE, *, chat: Place = None
    ) -> Message:
        """Share one's own number."""
        return self._put(chat, contents.contact(phone, self.name, self.id))

    async def sends_poll(
        self, question: str, options: Sequence[str] = ("Yes", "No"), *, chat: Place = None
    ) -> Message:
        """Start a poll."""
        return self._put(chat, contents.poll(self.world.number(), question, options))

    async def sends_story(self, *, chat: Place = None) -> Message:
        """Forward a story of one's own."""
        return self._put(chat, contents.story(self.world.number(), self.person))

    async def sends_paid_media(self, *, chat: Place = None) -> Message:
        """Forward a picture that has to be paid for."""
        return self._put(chat, contents.paid_media())

    async def sends_checklist(
        self, title: str, tasks: Sequence[str] = ("One", "Two"), *, chat: Place = None
    ) -> Message:
        """Send a list on which one has ticked the first task."""
        return self._put(chat, contents.checklist(title, tasks, self.person))

    async def sends_dice(self, emoji: str = "🎲", *, chat: Place = None) -> Message:
        """Throw the dice."""
        return self._put(chat, contents.dice(emoji))

    async def forwards(self, text: str, origin_name: str, *, chat: Place = None) -> Message:
        """Forward words of somebody whose name is shown without an account."""
        return deeds.forward(self.world, self.person, self.id_of(chat), text, origin_name)

    async def forwards_file(
        self, kind: str, content: bytes, origin_name: str, caption: str = "", *, chat: Place = None
    ) -> Message:
        """Forward a file of somebody whose name is shown without an account."""
        origin = hidden_origin(origin_name, int(self.world.clock.time()))
        sent = [Sent(kind=kind, content=content)]
        chat_id = self.id_of(chat)
        return parcels.send_files(
            self.world, self.person, chat_id, sent, caption=caption, origin=origin
        )[0]

    def _put(self, chat: Place, what: Json) -> Message:
        return deeds.put(self.world, self.person, self.id_of(chat), **what)

    async def edits(self, message_id: int, text: str, *, chat: Place = None) -> Message:
        """Change words of one's own."""
        return deeds.edit(self.world, self.person, self.id_of(chat), message_id, text)

    async def deletes(self, message_id: int, *, chat: Place = None) -> None:
        """Delete a message for both sides; the bot is not told."""
        deeds.delete(self.world, self.person, self.id_of(chat), message_id)

    async def reacts(self, message_id: int, emoji: str, chat: Place = None) -> None:
        """Put a reaction on a message; the same again takes it away."""
        deeds.react(self.world, self.person, self.id_of(chat), message_id, emoji)

    async def blocks(self) -> None:
        """Block the bot."""
        deeds.set_blocked(self.world, self.person, blocked=True)

    async def unblocks(self) -> None:
        """Let the bot write again."""
        deeds.set_blocked(self.world, self.person, blocked=False)

    async def joins(self, chat: int, *, administrator: bool = False) -> None:
        """Become a member or an administrator of a group or channel."""
        belonging.change_member(
            self.world, self.person, chat, "administrator" if administrator else "member"
        )

    async def leaves(self, chat: Place) -> None:
        """Leave a group or channel."""
        belonging.change_member(self.world, self.person, self.chat(chat).id, belonging.LEFT)

    async def removes_bot(self, chat: Place) -> None:
        """Throw the bot out of a group or channel."""
        self.world.bot_status(self.chat(chat), "kicked", self.person)

    async def adds_bot(self, chat: Place, *, administrator: bool = True) -> None:
        """Bring the bot into a group or channel, or change what it may do there."""
        status = "administrator" if administrator else "member"
        self.world.bot_status(self.chat(chat), status, self.person)

    async def asks_inline(
        self,
        query: str,
        *,
        timeout: float = PATIENCE,  # noqa: ASYNC109 -- waits for a change, not for I/O
    ) -> InlineQuery:
        """Type words after the bot's name in any chat, and wait for what is offered."""
        asked = offers.ask_inline(self.world, self.person, query)
        answered = await self.world.changes.first(
            lambda: asked.results is not None, chat=self.id, within=timeout
        )
        if not answered:
            raise AssertionError(f"the bot never answered {self.name}'s inline query “{query}”")
        return asked

    async def picks(self, asked: InlineQuery, place: int = 0, *, chat: Place = None) -> Message:
        """Send one of the offered results into a chat."""
        return offers.pick(self.world, asked, place, self.id_of(chat))
