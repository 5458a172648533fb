"""Which case a case code leads to. Nothing here leads to a person, with any key."""

import sqlite3
from typing import Final

from domain.model.contact import Mailbox
from domain.model.ids import CaseId


class MailboxesTable:
    """Implements `domain.ports.Mailboxes`."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        """Take the cursor of the connection."""
        self._cursor = cursor

    ADD: Final = "INSERT INTO mailboxes (lookup_tag, case_id, public_key) VALUES (?, ?, ?)"

    def add(self, case: CaseId, mailbox: Mailbox) -> None:
        """Store the mailbox of a case."""
        self._cursor.execute(self.ADD, (mailbox.lookup, case, mailbox.public_key))

    FIND: Final = "SELECT case_id FROM mailboxes WHERE lookup_tag = ?"

    def find(self, mailbox: Mailbox) -> CaseId | None:
        """Return the case of a mailbox."""
        row = self._cursor.execute(self.FIND, (mailbox.lookup,)).fetchone()
        return CaseId(row[0]) if row else None

    PUBLIC_KEY: Final = "SELECT public_key FROM mailboxes WHERE case_id = ?"

    def public_key(self, case: CaseId) -> bytes | None:
        """Return the key to which letters of a case are sealed; None where it has no mailbox."""
        row = self._cursor.execute(self.PUBLIC_KEY, (case,)).fetchone()
        return row[0] if row else None
