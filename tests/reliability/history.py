"""What really happened, as the people and the disk saw it, and what of it must never happen.

A second connection looks at the database whenever the program tells somebody something: what it
does not see then was told before it was true.
"""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from domain.model.answers import Answers
from domain.model.case import Case, Status
from domain.model.draft import Draft
from domain.model.ids import CaseId, OutgoingId, ReporterKey
from domain.model.outgoing import CARD_SPOTS, Outgoing, Post, Spot
from domain.ports import Transaction
from sandbox import Call
from storage.store import SqliteTransaction
from storage.unlocking import Unlocked
from tests.builders import SeededChance
from tests.journeys.english import bare, words
from tests.journeys.scene import CHANNEL, QUEUE
from tests.journeys.staff import NUMBER

SPOTS = {QUEUE: Spot.QUEUE, CHANNEL: Spot.STAFF}
SHOWS = ("sendMessage", "editMessageText")


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One card that arrived: where, of which case, and whether it says that it may be a repeat."""

    spot: Spot
    number: str
    marked: bool


class Disk:
    """Reads what is committed, whoever else has the database open."""

    def __init__(self, database: Path, unlocked: Unlocked) -> None:
        """Open the database; that it stays open also keeps the log from being tidied up."""
        self._connection = sqlite3.connect(database, isolation_level=None)
        cursor = self._connection.cursor()
        self._tx: Transaction = SqliteTransaction.on(unlocked, SeededChance(), cursor)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def cases(self) -> list[Case]:
        """List the cases."""
        rows = self._connection.execute("SELECT case_id FROM cases").fetchall()
        found = (self._tx.cases.get(CaseId(case_id)) for (case_id,) in rows)
        return [case for case in found if case]

    def posts(self, case: CaseId) -> tuple[Post, ...]:
        """List the messages that are remembered of a case."""
        return self._tx.posts.of(case)

    def outbox(self) -> list[Outgoing]:
        """List what waits to be sent or is being sent."""
        rows = self._connection.execute("SELECT outgoing_id FROM outbox").fetchall()
        found = (self._tx.outbox.get(OutgoingId(outgoing_id)) for (outgoing_id,) in rows)
        return [each for each in found if each]

    def draft(self, reporter: ReporterKey) -> Draft | None:
        """Return a person's draft."""
        return self._tx.drafts.get(reporter)

    def waiting(self) -> int:
        """Count what waits to be sent."""
        return self._tx.outbox.waiting()

    def drafts(self) -> int:
        """Count the drafts."""
        ((count,),) = self._connection.execute("SELECT count(*) FROM drafts").fetchall()
        return int(count)


@dataclass
class History:
    """What was sent to whom, and what was told too early.

    ``receipt``: words that only the receipt has.  ``answers``: what the reporter sent.
    """

    disk: Disk
    receipt: str
    answers: Answers
    cards: list[Sent] = field(default_factory=list)
    too_early: list[str] = field(default_factory=list)

    def takes(self, call: Call) -> None:
        """Look at a call in the moment when it arrives."""
        text = bare(str(call.parameters.get("text", "")))
        if call.method == "sendMessage" and call.chat_id in SPOTS:
            self._note_card(call.chat_id, text)
        elif call.method in SHOWS and self.receipt in text:
            self._expect("the receipt", set(Status))
        elif call.method == "answerCallbackQuery" and text == words("staff-toast-release"):
            self._expect("the release", set(Status) - {Status.RECEIVED})
        elif call.method == "answerCallbackQuery" and text == words("staff-toast-claim"):
            self._expect("the claim", {Status.IN_PROGRESS})

    def _note_card(self, chat: int, text: str) -> None:
        number = NUMBER.search(text)
        assert number, text
        marked = words("staff-repeat-mark") in text
        self.cards.append(Sent(spot=SPOTS[chat], number=number[0], marked=marked))

    def _expect(self, told: str, statuses: set[Status]) -> None:
        if not any(case.status in statuses for case in self.disk.cases()):
            self.too_early.append(told)


def violations(history: History) -> list[str]:
    """Say what is wrong once everything has come to rest; one report was sent, once."""
    found = [f"{told} was told before it was stored" for told in history.too_early]
    if history.disk.waiting():
        found.append("something still waits to be sent")
    if history.disk.drafts():
        found.append("a draft outlived its report")
    cases = history.disk.cases()
    if len(cases) != 1:
        return [*found, f"one report became {len(cases)} cases"]
    found += [each for spot in CARD_SPOTS for each in _wrong_cards(history, cases[0], spot)]
    return found + _wrong_case(history, cases[0])


def _wrong_cards(history: History, case: Case, spot: Spot) -> list[str]:
    cards = [each for each in history.cards if each.spot is spot]
    unmarked = sum(not each.marked for each in cards)
    found = []
    if not cards:
        found.append(f"no card came to the {spot}")
    if unmarked > 1:
        found.append(f"{unmarked} unmarked cards came to the {spot}")
    if any(each.number != case.number for each in cards):
        found.append(f"a card of another case came to the {spot}")
    return found


def _wrong_case(history: History, case: Case) -> list[str]:
    found = []
    if case.report.answers != history.answers:
        found.append("staff read something else than was sent")
    actions = [event.action for event in case.history]
    if actions != ["release", "claim"] or case.version != 1 + len(actions):
        found.append(f"staff did {actions}, and the version is {case.version}")
    if case.status is not Status.IN_PROGRESS or case.owner_name != "Tom":
        found.append(f"the case is {case.status} with {case.owner_name or 'nobody'}")
    return found
