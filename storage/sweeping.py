"""Takes out, a few at a time, the pieces of files that are erased or that nothing knows of.

A piece that no row knows of is left by a database that was put back to an older state. Its key is
gone with its row; only the room on the disk is to be had back.
"""

import sqlite3
from typing import Final

SWEPT_AT_ONCE: Final = 64
"""Pieces that one transaction deletes."""

LOOKED_AT_ONCE: Final = 200
"""Files that one transaction looks for in the rows."""


class Sweeping:
    """One walk through the pieces; remembers how far it has come."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        """Take the cursor of a connection that has both files open."""
        self._cursor = cursor
        self._known_up_to = ""

    def some(self) -> bool:
        """Delete some pieces; tell whether there is more to do."""
        return self._some_of_erased() or self._some_of_strays()

    ERASED: Final = """
        SELECT evidence_id FROM evidence WHERE state = 'erased' AND state <> 'clean' LIMIT 1
    """
    FORGET: Final = "DELETE FROM evidence WHERE evidence_id = ?"

    def _some_of_erased(self) -> bool:
        row = self._cursor.execute(self.ERASED).fetchone()
        if row is None:
            return False
        # The row goes in a later transaction than its last piece: the two files are not one.
        if not self._sweep(row[0]):
            self._cursor.execute(self.FORGET, row)
        return True

    NEXT: Final = "SELECT min(evidence_id) FROM pieces.evidence_pieces WHERE evidence_id > ?"
    KNOWN: Final = "SELECT 1 FROM evidence WHERE evidence_id = ?"

    def _some_of_strays(self) -> bool:
        # A row is there before its first piece, so what has no row will never have one.
        for _ in range(LOOKED_AT_ONCE):
            (evidence,) = self._cursor.execute(self.NEXT, (self._known_up_to,)).fetchone()
            if evidence is None:
                return False
            if self._cursor.execute(self.KNOWN, (evidence,)).fetchone() is None:
                return self._sweep(evidence)
            self._known_up_to = evidence
        return True

    SWEEP: Final = """
        DELETE FROM pieces.evidence_pieces WHERE (evidence_id, part, number) IN (
            SELECT evidence_id, part, number FROM pieces.evidence_pieces
            WHERE evidence_id = ? LIMIT ?
        )
    """

    def _sweep(self, evidence: str) -> bool:
        return self._cursor.execute(self.SWEEP, (evidence, SWEPT_AT_ONCE)).rowcount > 0
