"""Users, chats and topics as Telegram's servers keep them.

Holds state and writes it in the Bot API's shape; what may be done with it is decided elsewhere.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import orjson

from sandbox.refusals import Json

if TYPE_CHECKING:
    from sandbox.messages import Message

ANONYMOUS_ADMIN = 1087968824
"""Telegram's GroupAnonymousBot, which speaks for administrators who hide their name."""

BASIC_RIGHTS = ("can_manage_chat", "can_delete_messages", "can_manage_video_chats")
ADMIN_RIGHTS = (
    *BASIC_RIGHTS,
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
GROUP_RIGHTS = ("can_pin_messages",)
SUPERGROUP_RIGHTS = (*GROUP_RIGHTS, "can_manage_topics")


@dataclass(slots=True, eq=False)
class User:
    """An account: a person's or a bot's."""

    id: int
    name: str
    username: str | None = None
    language: str | None = None
    is_bot: bool = False
    wire: orjson.Fragment = field(init=False)

    def __post_init__(self) -> None:
        self.refresh()

    def json(self) -> Json:
        """Write the user as a message's author."""
        first, _, last = (self.name, "", "") if self.is_bot else self.name.partition(" ")
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": first}
        if last:
            user["last_name"] = last
        if self.username:
            user["username"] = self.username
        if self.language:
            user["language_code"] = self.language
        return user

    def refresh(self) -> None:
        """Write anew what is embedded in every message."""
        self.wire = orjson.Fragment(orjson.dumps(self.json()))

    def renamed(self, name: str) -> None:
        """Take another name."""
        self.name = name
        self.refresh()

    def learns(self, language: str) -> None:
        """Switch the language of the person's program."""
        self.language = language
        self.refresh()


@dataclass(slots=True, eq=False)
class Topic:
    """A topic of a forum; its id is that of the message which opened it."""

    id: int
    name: str
    icon_color: int
    closed: bool = False


@dataclass(slots=True, eq=False)
class Chat:
    """A chat with its messages; the private chat with a person has the person's id.

    ``status`` is the bot's own: administrator, member, left or kicked; in a private chat it is
    member, and kicked while the person blocks the bot.
    """

    id: int
    type: str
    title: str = ""
    person: User | None = None
    is_forum: bool = False
    status: str = "member"
    started: bool = False
    members: dict[int, str] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    messages: "dict[int, Message]" = field(default_factory=dict)
    migrated_to: int | None = None
    last_id: int = 0
    wire: orjson.Fragment = field(init=False)

    def __post_init__(self) -> None:
        self.refresh()

    @property
    def is_private(self) -> bool:
        """Tell a chat with one person from the others."""
        return self.person is not None

    def refresh(self) -> None:
        """Write anew what is embedded in every message."""
        self.wire = orjson.Fragment(orjson.dumps(self.json()))

    def json(self) -> Json:
        """Write the chat as a message names it."""
        if self.person is not None:
            user = self.person.json()
            for name in ("is_bot", "language_code"):
                user.pop(name, None)
            return {**user, "type": "private"}
        chat: Json = {"id": self.id, "type": self.type, "title": self.title}
        if self.is_forum:
            chat["is_forum"] = True
        return chat

    def kind_words(self) -> str:
        """Name the kind of chat as Telegram's errors do."""
        return f"{self.type} chat"

    def bot_member(self, bot: User, status: str | None = None) -> Json:
        """Write the bot's own membership, now or in another status."""
        return member(self, bot, status or self.status)


def member(chat: Chat, user: User, status: str) -> Json:
    """Write somebody's membership of a chat."""
    whose: Json = {"status": status, "user": user.wire}
    if status == "administrator":
        rights = [*ADMIN_RIGHTS, *_more_rights(chat)]
        return {**whose, "can_be_edited": False, "is_anonymous": False} | dict.fromkeys(
            rights, True
        )
    if status == "kicked":
        return {**whose, "until_date": 0}
    return whose


def _more_rights(chat: Chat) -> tuple[str, ...]:
    if chat.type == "channel":
        return CHANNEL_RIGHTS
    return SUPERGROUP_RIGHTS if chat.type == "supergroup" else GROUP_RIGHTS
