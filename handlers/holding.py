"""How a message that shows words of a case is remembered with it, before it shows any."""

from domain.model.ids import CaseId, ChatId, MessageId
from domain.model.outgoing import Post
from domain.usecases.exhibiting import hold_words
from handlers.context import Office
from handlers.screens import Screen
from handlers.showing import Holding


async def hold(office: Office, case: CaseId, post: Post) -> bool:
    """Have a message go after a day and with the case; tell whether the case is still there."""
    services = office.services
    return await services.store.write(
        hold_words, case, post, now=office.occasion.now, chance=services.chance
    )


def holding(office: Office, chat: int) -> Holding:
    """Return what remembers messages of a member's private chat."""

    async def hold_message(case: CaseId, message: MessageId) -> bool:
        return await hold(office, case, Post(chat=ChatId(chat), message=message))

    return Holding(
        cover=Screen(office.say("staff-words-cover")),
        gone=Screen(office.say("staff-erased")),
        hold=hold_message,
    )
