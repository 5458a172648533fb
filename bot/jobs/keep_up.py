"""Deletes what is due for deletion, and makes sure that it is gone from the files too."""

from bot.logs import EventLog
from domain.usecases.upkeep import (
    CASES_AT_ONCE,
    clear_expired,
    drop_old_audit,
    erase_due_cases,
    sweep_files,
)
from handlers.context import Services


async def keep_up(services: Services, log: EventLog) -> None:
    """Clear expired drafts and memories, erase due cases, and have the files forget them."""
    services.senders.forget_old(services.now())
    services.waiting_words.forget_old(services.now())
    cleared = await services.store.write(clear_expired, now=services.now())
    await services.store.write(drop_old_audit, now=services.now(), policy=services.policy)
    erased = await _erase_all(services)
    # Many small transactions, so that nobody waits behind a film.
    while await services.store.write(sweep_files):
        continue
    if erased:
        await services.rewrite_files()
    forgotten = cleared.drafts + cleared.conversations + cleared.routes + cleared.mutes
    if erased or forgotten:
        services.scrub_soon()
        log(
            "purged",
            cases=erased,
            drafts=cleared.drafts,
            conversations=cleared.conversations,
            desks=cleared.desks,
            updates=cleared.updates,
        )
    if erased:
        services.wake_delivery()


async def _erase_all(services: Services) -> int:
    erased = 0
    while True:
        some = await services.store.write(
            erase_due_cases, now=services.now(), chance=services.chance, form=services.form
        )
        erased += some
        if some < CASES_AT_ONCE:
            return erased
