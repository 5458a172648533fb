"""How a screen that was shown is written down, to be found and wiped, and what was wiped is not."""

from domain.model.ids import MessageId
from domain.usecases.conversing import forget_wiped, remember_messages
from handlers.context import Room
from handlers.showing import Forget, Remember


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


def forgetting(room: Room) -> Forget:
    """Return what forgets messages of a room's chat once they were wiped."""

    async def forget(messages: tuple[MessageId, ...]) -> None:
        await room.services.store.write(forget_wiped, room.reporter, messages)
        # The log still holds which messages there were: not for long.
        room.services.scrub_soon()

    return forget
