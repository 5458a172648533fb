"""Everything that exists in one sandbox, and how a message comes into being.

Knows who is where and what is kept; what bots may ask is in `methods`, what people do in `deeds`.
"""

from typing import Any

from sandbox.cast import Cast
from sandbox.changes import Changes
from sandbox.chats import Chat, Topic, User
from sandbox.clock import Clock
from sandbox.files import Files
from sandbox.inline import InlineQueries
from sandbox.messages import Message
from sandbox.presses import Presses
from sandbox.profile import Profile
from sandbox.refusals import Json, Refusal, bad_request, forbidden
from sandbox.updates import Updates
from sandbox.webhooks import Webhook

ABSENT = ("left", "kicked")
MIGRATED = "Bad Request: group chat was upgraded to a supergroup chat"


class World:
    """The state of one sandbox; nothing is shared between two of them."""

    def __init__(self, cast: Cast, bot_id: int, clock: Clock) -> None:
        """Set the scene."""
        self.cast = cast
        self.clock = clock
        self.changes = Changes()
        self.updates = Updates(clock)
        self.files = Files(clock)
        self.presses = Presses(clock)
        self.inline = InlineQueries()
        self.webhook = Webhook()
        self.profile = Profile(cast.bot.name)
        self.complaints: list[str] = []
        self.bot = User(bot_id, cast.bot.name, cast.bot.username, is_bot=True)
        self.people: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self._numbers = 13_000_000_000_000_000
        for person in cast.people:
            user = User(person.id, person.name, person.username, person.language)
            self.people[person.id] = user
            self.chats[person.id] = Chat(person.id, "private", person=user)
        for group in cast.groups:
            role = "left" if group.bot == "absent" else group.bot
            chat = Chat(group.id, group.type, group.title, is_forum=group.is_forum, status=role)
            chat.members = dict.fromkeys(group.members, "member")
            chat.members |= dict.fromkeys(group.administrators, "administrator")
            self.chats[group.id] = chat

    def complain(self, words: str) -> None:
        """Keep what no correct bot would do, for tests to see."""
        self.complaints.append(words)

    def chat(self, chat_id: object) -> Chat:
        """Find a chat that the bot may speak of; raises `Refusal` as Telegram does."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to is not None:
            raise Refusal(400, MIGRATED, {"migrate_to_chat_id": chat.migrated_to})
        return chat

    def open_chat(self, chat_id: object) -> Chat:
        """Find a chat that the bot may write to."""
        chat = self.chat(chat_id)
        if chat.person is not None:
            if not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
            if chat.status == "kicked":
                raise forbidden("bot was blocked by the user")
        elif chat.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind_words()}")
        elif chat.status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind_words()}")
        elif chat.type == "channel" and chat.status != "administrator":
            raise bad_request("need administrator rights in the channel chat")
        return chat

    def topic(self, chat: Chat, topic_id: int | None) -> Topic | None:
        """Find a topic to write to; raises `Refusal` for one that is closed or gone."""
        if topic_id is None:
            return None
        topic = chat.topics.get(topic_id)
        if topic is None:
            raise bad_request("message thread not found")
        if topic.closed:
            raise bad_request("TOPIC_CLOSED")
        return topic

    def post(self, chat: Chat, author: User, **what: Any) -> Message:  # noqa: ANN401 -- as Message
        """Put a message into a chat; whoever looks at the chat is told."""
        chat.last_id += 1
        date = int(self.clock.time())
        message = Message(id=chat.last_id, chat=chat, author=author, date=date, **what)
        chat.messages[message.id] = message
        self.changes.announce("message", chat.id, message=message.id)
        return message

    def rewritten(self, message: Message, *, dated: bool = True) -> None:
        """Tell everybody that a message has changed."""
        if dated:
            message.edited_at = int(self.clock.time())
        message.changed()
        self.changes.announce("edited", message.chat.id, message=message.id)

    def remove(self, message: Message) -> None:
        """Delete a message for everybody."""
        message.deleted = True
        del message.chat.messages[message.id]
        self.changes.announce("deleted", message.chat.id, message=message.id)

    def tell_bot(self, message: Message, *, edited: bool = False) -> None:
        """Hand a message of a person to the bot, if the bot is in the chat."""
        if message.chat.status in ABSENT:
            return
        post = "channel_post" if message.chat.type == "channel" else "message"
        kind = f"edited_{post}" if edited else post
        self.updates.put(kind, message.wire(), message.chat.id)

    def service(
        self,
        chat: Chat,
        author: User,
        kind: str,
        value: object,
        line: str,
        **more: Any,  # noqa: ANN401 -- as Message
    ) -> Message:
        """Put a service message into a chat; the bot hears of it even where it was its own deed."""
        message = self.post(chat, author, kind=kind, value=value, service=line, **more)
        self.tell_bot(message)
        return message

    def bot_status(self, chat: Chat, status: str, by: User) -> None:
        """Change the bot's own membership of a chat and tell the bot."""
        if status == chat.status:
            return
        old, new = chat.bot_member(self.bot), chat.bot_member(self.bot, status)
        chat.status = status
        self.membership("my_chat_member", chat, by, old, new)

    def membership(self, kind: str, chat: Chat, by: User, old: Json, new: Json) -> None:
        """Tell the bot that somebody's membership changed."""
        change = {
            "chat": chat.wire,
            "from": by.wire,
            "date": int(self.clock.time()),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self.updates.put(kind, change, chat.id)
        self.changes.announce("state")

    def migrate(self, chat: Chat, new_id: int) -> Chat:
        """Turn a group into a supergroup under a new id; the old id is dead from now on."""
        new = Chat(new_id, "supergroup", chat.title, status=chat.status, members=chat.members)
        self.chats[new_id] = new
        line = "The group became a supergroup"
        self.service(chat, self.bot, "migrate_to_chat_id", new_id, line)
        chat.migrated_to = new_id
        self.service(new, self.bot, "migrate_from_chat_id", chat.id, line)
        self.changes.announce("state")
        return new

    def number(self) -> int:
        """Give a number that was not given before, for albums and polls."""
        self._numbers += 1
        return self._numbers
