"""A reporter comes back to a case of theirs: sees how it stands, adds words, takes it back.

Whoever comes shows a proof, the case code's keys or the chat a case is tied to, at every step.
Nothing here writes down who that was.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.model.actions import action
from domain.model.case import ADDED, CUT, NOBODY, REPORTER_ACTS, Case, Event, Status
from domain.model.contact import Addition, Contact, Letter, MailKeys, Proof
from domain.model.errors import AnswerRefused, CaseGone, NotPossibleNow
from domain.model.ids import CaseId, OutgoingId
from domain.model.occasion import Occasion
from domain.model.outgoing import (
    CARD_SPOTS,
    Outgoing,
    PostNotice,
    Priority,
    RefreshCard,
    RemovePosts,
    Spot,
    What,
)
from domain.model.policy import Policy
from domain.ports import Chance, Transaction

LONGEST_ADDITION = 3000
"""Characters of words added at once."""

RECEIVED = "received"
LETTER = "letter"


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One line of a case's story as its reporter sees it.

    ``what``: `RECEIVED`, an act of the reporter, or an action of staff that reporters are told of;
    ``choice``: the reason or outcome that went with it; ``words``: a letter's, or their own.
    """

    what: str
    on: date
    choice: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCase:
    """A case as its reporter sees it; holds no name of staff, no number, no note.

    ``held``: a legal hold suspends the deletion day.
    """

    id: CaseId
    status: Status
    contact: Contact
    received_on: date
    delete_on: date
    held: bool
    story: tuple[Moment, ...]


@dataclass(frozen=True, kw_only=True)
class _Line:
    """The outbox at one moment."""

    tx: Transaction
    now: datetime
    chance: Chance

    def tell(self, case: Case, notice: str, policy: Policy) -> None:
        """Tell staff wherever the case is shown, after the same random wait as for a new one."""
        seconds = 0 if case.urgent else self.chance.below(policy.delay_minutes * 60 + 1)
        for spot in CARD_SPOTS:
            if self.tx.posts.of(case.id, spot):
                refresh = RefreshCard(case=case.id, spot=spot)
                self.put(refresh, Priority.COSMETIC, seconds)
                told = PostNotice(spot=spot, notice=notice, number=case.number, case=case.id)
                self.put(told, Priority.CARD, seconds)

    def put(self, what: What, priority: Priority, seconds: int = 0) -> None:
        outgoing = OutgoingId(self.chance.token(8).hex())
        due_at = self.now + timedelta(seconds=seconds)
        self.tx.outbox.put(Outgoing(id=outgoing, what=what, priority=priority, due_at=due_at))


def cases_of(tx: Transaction, proof: Proof) -> tuple[CaseId, ...]:
    """List the cases that a proof opens: one for a code, any number for a chat."""
    if isinstance(proof, MailKeys):
        case = tx.mailboxes.find(proof.mailbox)
        return () if case is None else (case,)
    return tx.routes.cases(proof)


def own_case(tx: Transaction, case_id: CaseId, proof: Proof) -> OwnCase:
    """Return a case as its reporter sees it, or raise `CaseGone`."""
    case = _own(tx, case_id, proof)
    return OwnCase(
        id=case.id,
        status=case.status,
        contact=case.contact,
        received_on=case.report.received_on,
        delete_on=case.delete_on,
        held=case.held,
        story=tuple(_story(case, tx.letters.read(case_id, proof))),
    )


def add_words(
    tx: Transaction,
    case_id: CaseId,
    proof: Proof,
    words: str,
    *,
    occasion: Occasion,
    policy: Policy,
    chance: Chance,
) -> None:
    """Add words to a case, and tell staff that there are some.

    Raises `CaseGone`, `NotPossibleNow` for a closed case, or `AnswerRefused`.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    case = _own(tx, case_id, proof)
    if case.status in {Status.CLOSED, Status.DECLINED}:
        raise NotPossibleNow(case.status)
    if not words.strip():
        raise AnswerRefused("empty")
    if len(words) > LONGEST_ADDITION:
        raise AnswerRefused("too-long", LONGEST_ADDITION)
    on = occasion.now.date()
    added = replace(case, additions=(*case.additions, Addition(on=on, words=words)))
    waited = case.status is Status.WAITING_FOR_REPORTER
    after = replace(
        added.after(_by_reporter(ADDED, on)),
        status=Status.IN_PROGRESS if waited else case.status,
        version=case.version + waited,
    )
    tx.cases.put(after)
    _Line(tx=tx, now=occasion.now, chance=chance).tell(after, "added", policy)


def cut_route(
    tx: Transaction,
    case_id: CaseId,
    proof: Proof,
    *,
    occasion: Occasion,
    policy: Policy,
    chance: Chance,
) -> None:
    """Give up being reached in the chat; the case goes on without its reporter."""
    tx.updates.claim(occasion.update, occasion.now.date())
    case = _own(tx, case_id, proof)
    tx.routes.remove(case_id)
    after = case.without_way_back().after(_by_reporter(CUT, occasion.now.date()))
    tx.cases.put(after)
    _Line(tx=tx, now=occasion.now, chance=chance).tell(after, "cut", policy)


def withdraw(
    tx: Transaction, case_id: CaseId, proof: Proof, *, occasion: Occasion, chance: Chance
) -> None:
    """Erase a case for its reporter, here and in the staff chats; staff learn that much."""
    tx.updates.claim(occasion.update, occasion.now.date())
    _erase(tx, _own(tx, case_id, proof), _Line(tx=tx, now=occasion.now, chance=chance))


def take_back(tx: Transaction, case_id: CaseId, *, occasion: Occasion, chance: Chance) -> None:
    """Erase a report that was just sent, before anybody was shown it where that is possible.

    The caller has read the case out of a ticket whose time is not over.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    case = tx.cases.get(case_id)
    if case is None:
        raise CaseGone
    _erase(tx, case, _Line(tx=tx, now=occasion.now, chance=chance))


def _own(tx: Transaction, case_id: CaseId, proof: Proof) -> Case:
    case = tx.cases.get(case_id) if case_id in cases_of(tx, proof) else None
    if case is None:
        raise CaseGone
    return case


def _story(case: Case, letters: tuple[Letter, ...]) -> Iterator[Moment]:
    # History is in order, so the next letter belongs to the next act that wrote one.
    told, said = iter(letters), iter(case.additions)
    yield Moment(what=RECEIVED, on=case.report.received_on)
    for event in case.history:
        act = action(event.action)
        if event.action == ADDED:
            words = next(said, None)
            yield Moment(what=ADDED, on=event.on, words=words.words if words else "")
        elif event.action in REPORTER_ACTS:
            yield Moment(what=event.action, on=event.on)
        elif act and act.writes_letter:
            letter = next(told, None)
            yield Moment(what=LETTER, on=event.on, words=letter.words if letter else "")
        elif act and act.told_reporter:
            choice, _, _ = event.detail.partition(" ")
            yield Moment(what=act.id, on=event.on, choice=choice)


def _by_reporter(act: str, on: date) -> Event:
    return Event(action=act, by=NOBODY, by_name="", on=on)


def _erase(tx: Transaction, case: Case, line: _Line) -> None:
    posts = {spot: tx.posts.of(case.id, spot) for spot in Spot}
    tx.outbox.forget(case.id)
    tx.cases.erase(case.id)
    for spot, shown in posts.items():
        if shown:
            line.put(RemovePosts(posts=shown), Priority.CARD)
        if shown and spot in CARD_SPOTS:
            gone = PostNotice(spot=spot, notice="withdrawn", number=case.number)
            line.put(gone, Priority.CARD)
