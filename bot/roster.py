"""Who is staff: the configuration first, then the chats' administrators and members.

May ask Telegram, and remembers its answer for a minute. When Telegram does not answer, only the
configuration counts: nobody gains a role by an outage.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from domain.model.ids import StaffId
from domain.model.staff import Role, StaffMember

REMEMBERED_SECONDS = 60.0
INSIDE = {ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER}
BOTH = frozenset({Role.MODERATOR, Role.CASE_WORKER})


@dataclass(kw_only=True)
class Roster:
    """Looks up what somebody may do.

    ``case_workers`` is None where every member of the staff chat is one.  ``monotonic`` counts
    seconds.
    """

    bot: Bot
    queue: int
    channel: int
    moderators: frozenset[int]
    case_workers: frozenset[int] | None
    monotonic: Callable[[], float]
    _known: dict[int, tuple[float, frozenset[Role]]] = field(default_factory=dict)

    async def member(self, user_id: int, name: str) -> StaffMember:
        """Return somebody with their roles as of the last minute."""
        known = self._known.get(user_id)
        now = self.monotonic()
        if known is None or now - known[0] > REMEMBERED_SECONDS:
            known = (now, await self._roles(user_id))
            self._known[user_id] = known
            self._forget_others(now)
        return StaffMember(id=StaffId(user_id), name=name, roles=known[1])

    def may_be_staff(self, user_id: int) -> bool:
        """Tell at once whether somebody has, or lately had, a role."""
        configured = self.moderators | (self.case_workers or frozenset())
        return user_id in configured or bool(self._known.get(user_id, (0.0, frozenset()))[1])

    async def _roles(self, user_id: int) -> frozenset[Role]:
        if user_id in self.moderators:
            return BOTH
        if await self._status(self.queue, user_id) in {
            ChatMemberStatus.OWNER,
            ChatMemberStatus.ADMINISTRATOR,
        }:
            return BOTH
        if self.case_workers is None:
            inside = await self._status(self.channel, user_id) in INSIDE
        else:
            inside = user_id in self.case_workers
        return frozenset({Role.CASE_WORKER}) if inside else frozenset()

    async def _status(self, chat: int, user_id: int) -> str:
        try:
            return (await self.bot.get_chat_member(chat, user_id)).status
        except TelegramError:
            return ChatMemberStatus.LEFT

    def _forget_others(self, now: float) -> None:
        # A role outlives its minute here only until somebody else is looked up.
        old = [who for who, (at, _) in self._known.items() if now - at > 60 * REMEMBERED_SECONDS]
        for who in old:
            del self._known[who]
