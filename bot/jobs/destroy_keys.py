"""Destroys the keys of weeks that are over, so that old copies of the database become noise."""

from bot.logs import EventLog
from handlers.context import Services


async def destroy_keys(services: Services, log: EventLog) -> None:
    """Destroy each epoch key that nothing needs any more."""
    destroyed = await services.destroy_epochs(services.now().date())
    if destroyed:
        log("keys_destroyed", keys=destroyed)
