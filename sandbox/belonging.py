"""Who belongs to a group or channel, and what the bot is told when that changes."""

from sandbox.chats import Chat, User, member
from sandbox.deeds import ImpossibleError
from sandbox.world import World

LEFT = "left"


def change_member(world: World, person: User, chat_id: int, status: str) -> None:
    """Make somebody a member or administrator of a group or channel, or no member any more."""
    chat = world.chats.get(chat_id)
    if chat is None or chat.is_private:
        raise ImpossibleError(f"there is no group or channel {chat_id}")
    before = chat.members.get(person.id, LEFT)
    if status == LEFT:
        chat.members.pop(person.id, None)
    else:
        chat.members[person.id] = status
    if chat.status == "administrator" and before != status:
        old, new = member(chat, person, before), member(chat, person, status)
        world.membership("chat_member", chat, person, old, new)
    if chat.type != "channel" and LEFT in (before, status) and before != status:
        _say_so(world, chat, person, joined=before == LEFT)
    world.changes.announce("state")


def _say_so(world: World, chat: Chat, person: User, *, joined: bool) -> None:
    if joined:
        newcomers = [person.wire]
        world.service(
            chat, person, "new_chat_members", newcomers, f"{person.name} joined the group"
        )
    else:
        world.service(
            chat, person, "left_chat_member", person.wire, f"{person.name} left the group"
        )
