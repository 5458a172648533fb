"""What staff wrote to reporters: for a mailbox sealed to its public key, else with the case's key.

The bot cannot open a mailbox's letters again once they are written; only the case code can.
"""

import sqlite3
from typing import Final

from domain.model.contact import Letter, MailKeys, Proof
from domain.model.errors import CaseGone
from domain.model.ids import CaseId
from domain.ports import Chance
from storage.bodies import open_body, seal_body
from storage.boxes import BoxSeal, OpenBox
from storage.cases import CasesTable
from storage.mailboxes import MailboxesTable
from storage.plain import letter_from_plain, letter_to_plain
from storage.sealing import Place

BODY: Final = Place("letters", "body_sealed")
ID_BYTES: Final = 8


class LettersTable:
    """Implements `domain.ports.Letters`."""

    def __init__(
        self, cursor: sqlite3.Cursor, cases: CasesTable, mailboxes: MailboxesTable, chance: Chance
    ) -> None:
        """Take the cursor, who has the keys of cases and mailboxes, and where ids come from."""
        self._cursor = cursor
        self._cases = cases
        self._mailboxes = mailboxes
        self._chance = chance

    COUNT: Final = "SELECT count(*) FROM letters WHERE case_id = ?"
    ADD: Final = "INSERT INTO letters (case_id, letter_id, body_sealed) VALUES (?, ?, ?)"

    def add(self, case: CaseId, letter: Letter) -> None:
        """Store a letter: for a mailbox so that only the code opens it, else under the case."""
        public_key = self._mailboxes.public_key(case)
        seal = BoxSeal(public_key) if public_key else self._cases.seal(case)
        if seal is None:
            raise CaseGone
        (before,) = self._cursor.execute(self.COUNT, (case,)).fetchone()
        letter_id = self._chance.token(ID_BYTES).hex()
        plain = letter_to_plain(letter, at=before)
        body = seal_body(seal, plain, BODY, _bound(case, letter_id))
        self._cursor.execute(self.ADD, (case, letter_id, body))

    OF: Final = "SELECT letter_id, body_sealed FROM letters WHERE case_id = ?"

    def read(self, case: CaseId, proof: Proof) -> tuple[Letter, ...]:
        """Open the letters of a case, the oldest first."""
        seal = OpenBox(proof.secret) if isinstance(proof, MailKeys) else self._cases.seal(case)
        if seal is None:
            return ()
        rows = self._cursor.execute(self.OF, (case,)).fetchall()
        opened = [
            open_body(seal, sealed, BODY, _bound(case, letter_id), letter_from_plain)
            for letter_id, sealed in rows
        ]
        return tuple(letter for _, letter in sorted(opened, key=lambda each: each[0]))


def _bound(case: CaseId, letter_id: str) -> str:
    return f"{case}\0{letter_id}"
