"""Asks Telegram whether the set-up can work: token, chats, the bot's rights, who is staff.

Looks only; nothing is sent, changed or confirmed. People are named by their place in the settings.
"""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from telegram import (
    Bot,
    ChatFullInfo,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    User,
)
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.config import Config
from bot.findings import Finding

TELEGRAM, CHATS, ROLES = "Telegram", "Chats", "Roles"

GONE = {ChatMember.LEFT, ChatMember.BANNED}
IN_CHARGE = {ChatMember.OWNER, ChatMember.ADMINISTRATOR}


@dataclass(frozen=True, slots=True)
class _Place:
    """A staff chat, under the name and setting by which operators know it."""

    name: str
    setting: str
    id: int


async def look_at_telegram(bot: Bot, config: Config) -> AsyncIterator[Finding]:
    """Look at everything that Telegram can tell; stops at the token if that does not work."""
    try:
        me = await bot.get_me()
    except InvalidToken:
        mend = "Copy the token from BotFather once more; /revoke makes old ones useless."
        yield Finding(TELEGRAM, ok=False, what="The token is refused.", mend=mend)
        return
    except TelegramError as error:
        what = f"Telegram cannot be reached ({type(error).__name__}); the rest was not looked at."
        mend = "Check the network and [telegram] api_base_url."
        yield Finding(TELEGRAM, ok=False, what=what, mend=mend)
        return
    yield Finding(TELEGRAM, ok=True, what=f"The token is that of @{me.username}.")
    yield await _ways_in(bot, config)
    for place in _places(config):
        async for finding in _look_at_chat(bot, place, me, config):
            yield finding
    async for finding in _look_at_roles(bot, config):
        yield finding


async def _ways_in(bot: Bot, config: Config) -> Finding:
    try:
        info = await bot.get_webhook_info()
    except TelegramError as error:
        return _unknown(TELEGRAM, "Where updates go", error)
    wants = config.telegram.webhook if config.telegram.mode == "webhook" else None
    if wants is None and info.url:
        what = "A webhook is set, so Telegram refuses to be polled."
        mend = "Another program may use this token. If none does: start the bot, it takes over."
        return Finding(TELEGRAM, ok=None, what=what, mend=mend)
    if wants is not None and info.url and info.url != wants.url:
        what = "The webhook is set to another address than the settings name."
        mend = "Another program may use this token. If none does: start the bot, it takes over."
        return Finding(TELEGRAM, ok=None, what=what, mend=mend)
    waiting = info.pending_update_count
    what = f"Updates come by {config.telegram.mode}; {waiting} wait to be taken in."
    return Finding(TELEGRAM, ok=True, what=what)


def _places(config: Config) -> tuple[_Place, ...]:
    staff = config.staff
    channel = _Place("The staff chat", "staff.channel_id", staff.channel_id)
    if staff.queue_id == staff.channel_id:
        return (channel,)
    return (channel, _Place("The moderation queue", "staff.moderation_chat_id", staff.queue_id))


async def _look_at_chat(
    bot: Bot, place: _Place, me: User, config: Config
) -> AsyncIterator[Finding]:
    try:
        chat = await bot.get_chat(place.id)
        member = await bot.get_chat_member(place.id, me.id)
    except (BadRequest, Forbidden):
        mend = f"Check {place.setting}, and make the bot an administrator of that chat."
        what = f"{place.name} is not known to the bot."
        yield Finding(CHATS, ok=False, what=what, mend=mend)
        return
    except TelegramError as error:
        yield _unknown(CHATS, place.name, error)
        return
    yield Finding(CHATS, ok=True, what=f"{place.name} is “{chat.title}”, a {_kind(chat)}.")
    missing = _missing_rights(chat, member)
    if missing:
        what = f"{place.name}: the bot may not {_listed(missing)}."
        mend = "Make the bot an administrator of the chat with these rights."
        yield Finding(CHATS, ok=False, what=what, mend=mend)
    if chat.username and config.staff.case_workers == "members":
        what = f"{place.name} is public: whoever joins it can read cases and work on them."
        yield Finding(CHATS, ok=False, what=what, mend="Make the chat private.")


def _kind(chat: ChatFullInfo) -> str:
    return "group with topics" if chat.is_forum else str(chat.type)


def _missing_rights(chat: ChatFullInfo, member: ChatMember) -> list[str]:
    if member.status in GONE:
        return ["be there: it is no member"]
    if member.status == ChatMember.OWNER:
        return []
    if not isinstance(member, ChatMemberAdministrator):
        silent = isinstance(member, ChatMemberRestricted) and not member.can_send_messages
        return ["see who is a member", "delete cards later", *(["write"] if silent else [])]
    needed: list[tuple[str, bool | None]] = [("delete cards", member.can_delete_messages)]
    if chat.type == ChatType.CHANNEL:
        needed += [("post", member.can_post_messages), ("edit posts", member.can_edit_messages)]
    if chat.is_forum:
        needed += [("manage topics", member.can_manage_topics)]
    return [right for right, has in needed if not has]


async def _look_at_roles(bot: Bot, config: Config) -> AsyncIterator[Finding]:
    staff = config.staff
    yield await _administrators(bot, config)
    if staff.moderators:
        yield await _present(bot, "staff.moderators", staff.moderators, staff.queue_id)
    if staff.case_workers == "members":
        what = "Everybody in the staff chat is a case worker."
        yield Finding(ROLES, ok=True, what=what)
    elif staff.case_workers:
        yield await _present(bot, "staff.case_workers", staff.case_workers, staff.channel_id)
    else:
        what, mend = "There are no case workers.", 'List some, or write case_workers = "members".'
        yield Finding(ROLES, ok=False, what=what, mend=mend)


async def _administrators(bot: Bot, config: Config) -> Finding:
    try:
        known = await bot.get_chat_administrators(config.staff.queue_id)
    except TelegramError as error:
        return _unknown(ROLES, "The moderation chat's administrators", error)
    people = [each for each in known if not each.user.is_bot]
    hidden = sum(bool(getattr(each, "is_anonymous", False)) for each in people)
    if hidden:
        what = f"{hidden} of {len(people)} administrators are anonymous; their presses are refused."
        mend = "Ask them to switch off “Remain anonymous” in the moderation chat."
        return Finding(ROLES, ok=None, what=what, mend=mend)
    if not (people or config.staff.moderators):
        what = "Nobody is a moderator, so nothing can be released."
        mend = "List user ids under [staff] moderators, or make people administrators."
        return Finding(ROLES, ok=False, what=what, mend=mend)
    moderators = len({each.user.id for each in people} | set(config.staff.moderators))
    return Finding(ROLES, ok=True, what=f"Moderators, administrators among them: {moderators}.")


async def _present(bot: Bot, setting: str, people: Iterable[int], chat: int) -> Finding:
    absent: list[int] = []
    number = 0
    for number, person in enumerate(people, start=1):
        try:
            member = await bot.get_chat_member(chat, person)
        except (BadRequest, Forbidden):
            absent.append(number)
        except TelegramError as error:
            return _unknown(ROLES, setting, error)
        else:
            if member.status in GONE:
                absent.append(number)
    if absent:
        which = _listed([f"number {each}" for each in absent])
        what = f"{setting}: {which} of the list is not in the chat."
        mend = "Check the number, or add the person to the chat."
        return Finding(ROLES, ok=False, what=what, mend=mend)
    return Finding(ROLES, ok=True, what=f"{setting}: all {number} are in the chat.")


def _unknown(area: str, subject: str, error: TelegramError) -> Finding:
    what = f"{subject}: Telegram did not tell ({type(error).__name__})."
    return Finding(area, ok=None, what=what, mend="Check again in a minute.")


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
