"""Who is in the play: the bot, the people and the groups, given by the embedder.

Says only who there is; what they do is in `people`.
"""

from dataclasses import dataclass
from typing import Literal

Side = Literal["phone", "staff"]
"""Which window of the page a person sits at."""

GroupType = Literal["supergroup", "group", "channel"]
BotRole = Literal["administrator", "member", "absent"]


@dataclass(frozen=True)
class BotAccount:
    """The bot as its owner registered it; ``privacy`` is Telegram's privacy mode in groups."""

    username: str
    name: str
    privacy: bool = True
    inline: bool = True


@dataclass(frozen=True)
class Person:
    """Somebody with a telephone; the id is that of their private chat with the bot, too."""

    id: int
    name: str
    username: str | None = None
    language: str = "en"
    side: Side = "phone"
    role_label: str = ""


@dataclass(frozen=True)
class Group:
    """A group or channel; administrators are members without being named twice.

    A bot that administers a group hears everything in it, even in privacy mode.
    """

    id: int
    title: str
    type: GroupType = "supergroup"
    is_forum: bool = False
    members: tuple[int, ...] = ()
    administrators: tuple[int, ...] = ()
    bot: BotRole = "administrator"


@dataclass(frozen=True)
class Cast:
    """Everybody and everywhere."""

    bot: BotAccount
    people: tuple[Person, ...] = ()
    groups: tuple[Group, ...] = ()


_STAFF = (2001, 2002, 2003, 2004)

DEMO = Cast(
    bot=BotAccount(username="TellsafeDemoBot", name="Tellsafe"),
    people=(
        Person(id=1001, name="Amina", language="en"),
        Person(id=1002, name="Yusuf", language="ar"),
        Person(id=1003, name="Ola", language="pl"),
        Person(id=2001, name="Maya", side="staff", role_label="moderator"),
        Person(id=2002, name="Tom", side="staff", role_label="case worker"),
        Person(id=2003, name="Priya", side="staff", role_label="case worker"),
        Person(id=2004, name="Sam", side="staff", role_label=""),
    ),
    groups=(
        Group(
            id=-1001000000001,
            title="Moderation queue",
            members=_STAFF,
            administrators=(2001,),
        ),
        Group(
            id=-1001000000002,
            title="Staff channel",
            type="channel",
            members=_STAFF,
            administrators=(2001,),
        ),
    ),
)
"""The cast of ``python -m sandbox``; any other is given to `Sandbox`."""
