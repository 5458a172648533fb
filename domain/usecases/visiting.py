"""A reporter comes back to a case of theirs: sees how it stands, adds to it, takes it back.

Whoever comes shows a proof, the case code's keys or the chat a case is tied to, at every step.
Nothing here writes down who that was.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.adding import Line, by_reporter, ensure_takes_more, keep_addition
from domain.model.actions import action
from domain.model.attached import MOST_BYTES, MOST_FILES, AttachedFile, FileState, OfCase
from domain.model.case import ADDED, ATTACHED, CUT, REPORTER_ACTS, Case, Status
from domain.model.contact import Addition, Contact, Letter, MailKeys, Proof
from domain.model.errors import AnswerRefused, CaseGone
from domain.model.fetching import SealedRequest
from domain.model.ids import CaseId
from domain.model.occasion import Occasion
from domain.model.outgoing import CARD_SPOTS, PostNotice, Priority, Spot, removals
from domain.model.policy import Policy
from domain.ports import Chance, Transaction

LONGEST_ADDITION = 3000
"""Characters of words added at once."""

FETCH_TIME = timedelta(hours=6)
"""How long fetching a file for a case may take before it is refused.

Meanwhile how to fetch it ties the case to the chat, which nothing else may. Telegram is hardly ever
away for as long as that; the person can send the file again. A file of an unsent report needs no
such bound: it goes with its draft.
"""

RECEIVED = "received"
LETTER = "letter"


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One line of a case's story as its reporter sees it.

    ``what``: `RECEIVED`, an act of the reporter, or an action of staff that reporters are told of;
    ``choice``: the reason or outcome that went with it; ``words``: a letter's, or their own;
    ``file``: one they added.
    """

    what: str
    on: date
    choice: str = ""
    words: str = ""
    file: AttachedFile | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCase:
    """A case as its reporter sees it; holds no name of staff, no number, no note.

    ``held``: a legal hold suspends the deletion day.  ``in_work``: files added that are not
    cleaned yet.
    """

    id: CaseId
    status: Status
    contact: Contact
    received_on: date
    delete_on: date
    held: bool
    story: tuple[Moment, ...]
    in_work: int = 0


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
        in_work=len(tx.evidence.in_work(case_id)),
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
    ensure_takes_more(case)
    if not words.strip():
        raise AnswerRefused("empty")
    if len(words) > LONGEST_ADDITION:
        raise AnswerRefused("too-long", LONGEST_ADDITION)
    said = Addition(on=occasion.now.date(), words=words)
    added = replace(case, additions=(*case.additions, said))
    keep_addition(tx, added, ADDED, occasion=occasion, policy=policy, chance=chance)


def check_files(
    tx: Transaction, case_id: CaseId, proof: Proof, files: Iterable[AttachedFile]
) -> None:
    """Make sure that files can be added to a case, those included that are not cleaned yet.

    Raises `CaseGone`, `NotPossibleNow` for a closed case, or `AnswerRefused`.
    """
    case = _own(tx, case_id, proof)
    ensure_takes_more(case)
    known = (*case.every_file, *tx.evidence.in_work(case_id), *files)
    if len(known) > MOST_FILES:
        raise AnswerRefused("case-too-many-files", MOST_FILES)
    if sum(file.weight for file in known) > MOST_BYTES:
        raise AnswerRefused("case-too-much-in-files", MOST_BYTES // (1024 * 1024))


def add_files(
    tx: Transaction,
    case_id: CaseId,
    proof: Proof,
    files: Mapping[AttachedFile, SealedRequest],
    *,
    occasion: Occasion,
) -> None:
    """Hand files over to a case, to be fetched and cleaned; staff learn of them once they are.

    Raises what `check_files` does.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    check_files(tx, case_id, proof, files)
    for file, request in files.items():
        waiting = replace(file, state=FileState.WAITING, caption="")
        ends_at = occasion.now + FETCH_TIME
        tx.evidence.add(waiting, OfCase(case=case_id), request, ends_at=ends_at)


def cut_route(
    tx: Transaction,
    case_id: CaseId,
    proof: Proof,
    *,
    occasion: Occasion,
    policy: Policy,
    chance: Chance,
) -> None:
    """Give up being reached in the chat; the case goes on without its reporter.

    A file that is not cleaned yet goes too.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    case = _own(tx, case_id, proof)
    tx.routes.remove(case_id)
    for file in tx.evidence.in_work(case_id):
        # How it is fetched leads to the chat as well.
        tx.evidence.erase(file.id)
    after = case.without_way_back().after(by_reporter(CUT, occasion.now.date()))
    tx.cases.put(after)
    Line(tx=tx, now=occasion.now, chance=chance).tell(after, CUT, policy)


def withdraw(
    tx: Transaction,
    case_id: CaseId,
    proof: Proof,
    *,
    occasion: Occasion,
    policy: Policy,
    chance: Chance,
) -> None:
    """Erase a case for its reporter: here at once, in staff's chats after a random wait."""
    tx.updates.claim(occasion.update, occasion.now.date())
    _erase(tx, _own(tx, case_id, proof), Line(tx=tx, now=occasion.now, chance=chance), policy)


def take_back(
    tx: Transaction, case_id: CaseId, *, occasion: Occasion, policy: Policy, chance: Chance
) -> None:
    """Erase a report that was just sent, before anybody was shown it where that is possible.

    The caller has read the case out of a ticket whose time is not over.
    """
    tx.updates.claim(occasion.update, occasion.now.date())
    case = tx.cases.get(case_id)
    if case is None:
        raise CaseGone
    _erase(tx, case, Line(tx=tx, now=occasion.now, chance=chance), policy)


def _own(tx: Transaction, case_id: CaseId, proof: Proof) -> Case:
    case = tx.cases.get(case_id) if case_id in cases_of(tx, proof) else None
    if case is None:
        raise CaseGone
    return case


def _story(case: Case, letters: tuple[Letter, ...]) -> Iterator[Moment]:
    # History is in order, so the next letter belongs to the next act that wrote one.
    told, said, sent = iter(letters), iter(case.additions), iter(case.files)
    yield Moment(what=RECEIVED, on=case.report.received_on)
    for event in case.history:
        act = action(event.action)
        if event.action == ADDED:
            words = next(said, None)
            yield Moment(what=ADDED, on=event.on, words=words.words if words else "")
        elif event.action == ATTACHED:
            yield Moment(what=ATTACHED, on=event.on, file=next(sent, None))
        elif event.action in REPORTER_ACTS:
            yield Moment(what=event.action, on=event.on)
        elif act and act.writes_letter:
            letter = next(told, None)
            yield Moment(what=LETTER, on=event.on, words=letter.words if letter else "")
        elif act and act.told_reporter:
            choice, _, _ = event.detail.partition(" ")
            yield Moment(what=act.id, on=event.on, choice=choice)


def _erase(tx: Transaction, case: Case, line: Line, policy: Policy) -> None:
    posts = {spot: tx.posts.of(case.id, spot) for spot in Spot}
    tx.outbox.forget(case.id)
    tx.cases.erase(case.id)
    # A card that vanishes tells the second of the tap just as a notice does, and an urgent case is
    # no reason to hurry here: nobody waits for help with it.
    seconds = line.wait(policy)
    for removal in removals(post for shown in posts.values() for post in shown):
        line.put(removal, Priority.CARD, seconds)
    for spot in CARD_SPOTS:
        if posts[spot]:
            gone = PostNotice(spot=spot, notice="withdrawn", number=case.number)
            line.put(gone, Priority.CARD, seconds)
