"""Writes the database anew now and then: deleted rows leave copies that only this removes."""

from bot.logs import EventLog
from handlers.context import Services


async def rewrite(services: Services, _: EventLog) -> None:
    """Write the files anew, if anything changed since the last time."""
    await services.rewrite_files()
