"""Which chat a case is answered in, where its reporter asked for that.

A table of its own, with days of its own, in no backup. The tag that finds a person's cases is
bound to the case, so that two cases of one person look like those of two.
"""

import sqlite3
from datetime import date
from typing import Final

from domain.model.contact import WayBack
from domain.model.errors import CaseGone
from domain.model.ids import CaseId, ChatId
from storage.cases import CasesTable
from storage.problems import Unreadable
from storage.sealing import Keys, Place

CHAT: Final = Place("routes", "chat_sealed")


class RoutesTable:
    """Implements `domain.ports.Routes`."""

    def __init__(self, cursor: sqlite3.Cursor, keys: Keys, cases: CasesTable) -> None:
        """Take the cursor of the connection, the keys, and who has the cases' keys."""
        self._cursor = cursor
        self._keys = keys
        self._cases = cases

    ADD: Final = """
        INSERT INTO routes (case_id, delete_on, person_tag, chat_sealed) VALUES (?, ?, ?, ?)
    """

    def add(self, case: CaseId, way: WayBack, delete_on: date) -> None:
        """Keep the way to a chat until a day, or raise `CaseGone`."""
        seal = self._cases.seal(case)
        if seal is None:
            raise CaseGone
        chat = self._keys.chat_behind(way)
        sealed = seal.seal(str(chat).encode(), CHAT, case)
        tag = self._keys.person_tag(chat, case)
        self._cursor.execute(self.ADD, (case, delete_on.isoformat(), tag, sealed))

    CHAT_OF: Final = "SELECT chat_sealed FROM routes WHERE case_id = ?"

    def chat(self, case: CaseId) -> ChatId | None:
        """Open the way of a case."""
        row = self._cursor.execute(self.CHAT_OF, (case,)).fetchone()
        seal = self._cases.seal(case) if row else None
        if seal is None:
            return None
        try:
            return ChatId(int(seal.open(row[0], CHAT, case)))
        except ValueError:
            raise Unreadable(CHAT.name) from None

    ALL: Final = "SELECT case_id, person_tag FROM routes"

    def cases(self, way: WayBack) -> tuple[CaseId, ...]:
        """List the cases that lead to this chat; looks at every route there is."""
        chat = self._keys.chat_behind(way)
        rows = self._cursor.execute(self.ALL)
        return tuple(
            CaseId(case) for case, tag in rows if tag == self._keys.person_tag(chat, CaseId(case))
        )

    SHORTEN: Final = "UPDATE routes SET delete_on = min(delete_on, ?) WHERE case_id = ?"

    def shorten(self, case: CaseId, delete_on: date) -> None:
        """Let a route end on a day, unless it ends sooner."""
        self._cursor.execute(self.SHORTEN, (delete_on.isoformat(), case))

    OVERWRITE: Final = """
        UPDATE routes SET chat_sealed = zeroblob(length(chat_sealed)),
            person_tag = zeroblob(length(person_tag))
        WHERE case_id = ?
    """
    REMOVE: Final = "DELETE FROM routes WHERE case_id = ?"

    def remove(self, case: CaseId) -> bool:
        """Cut the way; tell whether there was one."""
        self._cursor.execute(self.OVERWRITE, (case,))
        return self._cursor.execute(self.REMOVE, (case,)).rowcount > 0

    DUE: Final = "SELECT case_id FROM routes WHERE delete_on <= ?"

    def due(self, today: date) -> tuple[CaseId, ...]:
        """List the cases whose way ends today or has ended."""
        rows = self._cursor.execute(self.DUE, (today.isoformat(),)).fetchall()
        return tuple(CaseId(case) for (case,) in rows)
