"""What the delivery loop asks of the store: what is due, and what became of it.

A row leaves the outbox in the same transaction that remembers the message it became.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain.model.case import Case
from domain.model.conversation import renewed
from domain.model.ids import (
    CaseId,
    CaseNumber,
    ChatId,
    Language,
    MessageId,
    OutgoingId,
    ReporterKey,
)
from domain.model.outgoing import (
    Outgoing,
    Post,
    PostCard,
    PostNotice,
    Priority,
    RefreshCard,
    RemovePosts,
    Spot,
    What,
)
from domain.model.policy import Policy
from domain.ports import Chance, Transaction

APART = timedelta(milliseconds=1)
"""How much later a part of a card is due than the one before it; all of them are due at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """A case as it is now, and the messages that show it in one spot, the newest of each part.

    ``lost``: its messages stayed behind in a group that has moved.
    """

    case: Case
    chat: ChatId
    posts: dict[int, Post]
    lost: bool


def take_due(tx: Transaction, now: datetime, limit: int) -> tuple[Outgoing, ...]:
    """Take messages whose time has come, to send them."""
    return tx.outbox.take(now, limit)


def next_due_at(tx: Transaction) -> datetime | None:
    """Tell when the next waiting message is due."""
    return tx.outbox.next_due_at()


def recover_outbox(tx: Transaction) -> int:
    """Put messages that a crash caught while being sent back in line; return how many."""
    return tx.outbox.recover()


def shown_case(tx: Transaction, case_id: CaseId, spot: Spot, chat: ChatId) -> Shown | None:
    """Return what to show of a case in a spot whose chat is configured so; None once erased."""
    case = tx.cases.get(case_id)
    if case is None:
        return None
    current = tx.chat_moves.current(chat)
    known = tx.posts.of(case_id, spot)
    # Message ids of a group that moved mean other messages in the new one.
    here = sorted((post for post in known if post.chat == current), key=lambda post: post.message)
    posts = {post.part: post for post in here}
    return Shown(case=case, chat=current, posts=posts, lost=len(known) > 0 and not posts)


def current_chat(tx: Transaction, chat: ChatId) -> ChatId:
    """Follow a group's moves to the id it has now."""
    return tx.chat_moves.current(chat)


def note_move(tx: Transaction, old: ChatId, new: ChatId) -> None:
    """Remember that a group became a supergroup and so has a new id."""
    tx.chat_moves.put(old, new)


def note_posted(
    tx: Transaction,
    card: PostCard,
    post: Post,
    rendered: Case,
    *,
    row: Outgoing | None,
    parts: int,
    now: datetime,
    chance: Chance,
) -> None:
    """Remember a message that was sent, and queue what follows from it.

    ``row`` is done with it (None: there is more to do for that row).  After a card come its
    ``parts`` of longer words.  A case that moved on while the message was under way is drawn
    anew; of one that was erased the message goes too.
    """
    if row:
        tx.outbox.remove(row.id)
    case = tx.cases.get(card.case)
    if case is None:
        _queue(tx, RemovePosts(posts=(post,)), Priority.URGENT, now, chance)
        return
    tx.posts.add(card.case, card.spot, post)
    if row and card.part == 0:
        for part in range(1, parts):
            what = PostCard(case=card.case, spot=card.spot, part=part)
            # What is due at the same moment goes in any order, and a story must not.
            _queue(tx, what, row.priority, now - (parts - part) * APART, chance)
    if case != rendered:
        refresh = RefreshCard(case=card.case, spot=card.spot)
        _queue(tx, refresh, Priority.COSMETIC, now, chance)


@dataclass(frozen=True, kw_only=True, slots=True)
class Route:
    """The chat a reporter is told in that there is something new, and their language."""

    chat: ChatId
    language: Language


def route_of(tx: Transaction, case_id: CaseId) -> Route | None:
    """Open the way to a case's reporter; None where there is none (any more)."""
    case, chat = tx.cases.get(case_id), tx.routes.chat(case_id)
    if case is None or chat is None:
        return None
    return Route(chat=chat, language=case.report.language)


def note_told(tx: Transaction, row: OutgoingId, notice: PostNotice, post: Post) -> None:
    """Remember a notice to staff with its case, while there is one, so that it goes with it."""
    tx.outbox.remove(row)
    if notice.case is not None and tx.cases.get(notice.case) is not None:
        tx.posts.add(notice.case, notice.spot, post)


def note_reporter_told(
    tx: Transaction,
    row: OutgoingId,
    reporter: ReporterKey,
    message: MessageId,
    *,
    now: datetime,
    policy: Policy,
) -> None:
    """Remember the message that there is something new, so that hiding the chat reaches it."""
    tx.outbox.remove(row)
    known = renewed(tx.conversations.get(reporter), reporter, policy.draft_expires_at(now))
    tx.conversations.put(replace(known.seen((message,), now), screen=message))


LEFTOVER: Final = "leftover"
"""The notice that a message of an erased case is still there."""


def note_removed(
    tx: Transaction,
    row: OutgoingId,
    left: tuple[tuple[Spot, Post], ...],
    *,
    now: datetime,
    chance: Chance,
) -> None:
    """Take a removal out of line; what is left of its messages is for staff to delete by hand.

    A case forgets what is gone.
    """
    done = tx.outbox.get(row)
    tx.outbox.remove(row)
    if done and isinstance(done.what, RemovePosts) and done.what.case is not None:
        still = {post for _, post in left}
        tx.posts.drop(done.what.case, set(done.what.posts) - still)
    for spot, post in left:
        # Which case it was is nobody's business any more.
        notice = PostNotice(spot=spot, notice=LEFTOVER, number=CaseNumber(""), about=post)
        _queue(tx, notice, Priority.CARD, now, chance)


def drop(tx: Transaction, outgoing: OutgoingId) -> None:
    """Take a message out of line that has nothing left to show, or is done."""
    tx.outbox.remove(outgoing)


def send_later(
    tx: Transaction,
    outgoing: Outgoing,
    due_at: datetime,
    *,
    maybe_repeat: bool = False,
    begun: bool = True,
) -> None:
    """Put a message back in line.

    ``maybe_repeat``: it may have arrived already.  ``begun``: sending was tried, which counts.
    """
    tx.outbox.release(
        replace(
            outgoing,
            due_at=due_at,
            attempts=outgoing.attempts - (not begun),
            maybe_repeat=outgoing.maybe_repeat or maybe_repeat,
        )
    )


def _queue(tx: Transaction, what: What, priority: Priority, now: datetime, chance: Chance) -> None:
    outgoing = OutgoingId(chance.token(8).hex())
    tx.outbox.put(Outgoing(id=outgoing, what=what, priority=priority, due_at=now))
