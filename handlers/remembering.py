"""How a screen that was shown is written down, so that it can be wiped and found again."""

from domain.model.ids import MessageId
from domain.usecases.conversing import remember_messages
from handlers.context import Room
from handlers.showing import Remember


def remembering(room: Room) -> Remember:
    """Return what notes the messages of a room's chat once they were sent."""

    async def remember(
        messages: tuple[MessageId, ...],
        screen: MessageId | None,
        kept: MessageId | None,
    ) -> None:
        await room.services.store.write(
            remember_messages,
            room.reporter,
            messages,
            screen=screen,
            kept=kept,
            occasion=room.occasion,
            policy=room.services.policy,
        )

    return remember
