"""What time alone causes: drafts expire, cases reach their deletion day, traces are forgotten."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.model.audit import acted
from domain.model.form import Form
from domain.model.ids import CaseId, OutgoingId
from domain.model.outgoing import Outgoing, Priority, removals
from domain.model.policy import Policy
from domain.model.tombstone import tombstone_of
from domain.ports import Chance, Transaction

REPEATS_NOTICED = timedelta(days=2)
"""Telegram keeps what was not fetched for a day; twice that is long enough to notice repeats."""

CASES_AT_ONCE = 100

ERASED = "erased_on_its_day"
"""What the audit log calls it when time alone erased a case."""

HELD_FOR = timedelta(days=30)
"""How far the day of a held case moves on, so how soon after the hold it may come again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleared:
    """How much one round of upkeep deleted."""

    drafts: int
    conversations: int
    desks: int
    updates: int
    routes: int
    mutes: int


def clear_expired(tx: Transaction, *, now: datetime) -> Cleared:
    """Delete drafts, offers, chats' memories and staff's prompts whose time is over."""
    tx.evidence.erase_expired_offers(now)
    return Cleared(
        drafts=tx.drafts.remove_expired(now),
        conversations=_forget_chats(tx, now),
        desks=tx.desks.remove_expired(now),
        mutes=tx.mutes.remove_expired(now.date()),
        routes=_end_routes(tx, now.date()),
        updates=tx.updates.forget_before((now - REPEATS_NOTICED).date()),
    )


def _forget_chats(tx: Transaction, now: datetime) -> int:
    due = tx.conversations.due(now)
    for each in due:
        # Messages that can still be deleted are remembered on, however soon the rest is forgotten.
        left = each.bare(now)
        if left.is_empty:
            tx.conversations.remove(each.reporter)
        else:
            tx.conversations.put(left)
    return len(due)


def _end_routes(tx: Transaction, today: date) -> int:
    due = tx.routes.due(today)
    for case_id in due:
        tx.routes.remove(case_id)
        case = tx.cases.get(case_id)
        if case:
            tx.cases.put(case.without_way_back())
    return len(due)


def erase_due_cases(tx: Transaction, *, now: datetime, chance: Chance, form: Form) -> int:
    """Erase cases whose deletion day has come and queue the removal of their messages.

    Figures keep a tombstone, and the audit log a line.  The day of a case that is held moves on:
    in the file it then looks like any other.
    """
    due = tx.cases.due_for_deletion(now.date(), CASES_AT_ONCE)
    held = {case for case in due if _moved_on(tx, case, now.date())}
    for case in [each for each in due if each not in held]:
        posts = tx.posts.of(case)
        _bury(tx, case, now, form)
        tx.cases.erase(case)
        for removal in removals(posts):
            tx.outbox.put(
                Outgoing(
                    id=OutgoingId(chance.token(8).hex()),
                    what=removal,
                    priority=Priority.COSMETIC,
                    due_at=now,
                )
            )
    return len(due) - len(held)


def _moved_on(tx: Transaction, case_id: CaseId, today: date) -> bool:
    case = tx.cases.get(case_id)
    if case is None or not case.held:
        return False
    tx.cases.put(replace(case, delete_on=today + HELD_FOR))
    return True


def drop_old_audit(tx: Transaction, *, now: datetime, policy: Policy) -> int:
    """Drop lines of the audit log that were kept for as long as the operator decided."""
    return tx.audit.drop_before(now - timedelta(days=policy.audit_days))


def _bury(tx: Transaction, case_id: CaseId, now: datetime, form: Form) -> None:
    case = tx.cases.get(case_id)
    if case is None:
        return
    tombstone = tombstone_of(case, form)
    if tombstone is not None:
        tx.tombstones.add(tombstone)
    tx.audit.add(acted(ERASED, None, now, case.number))


def sweep_files(tx: Transaction) -> bool:
    """Delete something of what erased files left; tell whether there is more to do."""
    return tx.evidence.sweep()


def touch(_: Transaction) -> None:
    """Do nothing, in a transaction: whether that works tells whether the store can be written."""
