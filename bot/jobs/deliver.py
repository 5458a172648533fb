"""Nudges the delivery loop, in case its own alarm was missed (a moved clock, a lost wake-up)."""

from bot.logs import EventLog
from handlers.context import Services


async def deliver(services: Services, _: EventLog) -> None:
    """Let the delivery loop look at the outbox."""
    services.wake_delivery()
