"""Takes from the file the copies of deleted rows that SQLite leaves behind, within a bound.

Knows which tables hold what passes and which what stays; nothing of what is in them.
"""

import sqlite3
from typing import Final

WHOLE_UP_TO: Final = 32_000_000
"""Bytes of a file that is written anew as a whole: about 5 ms a MB, and as much memory."""

# When SQLite parts or joins pages it leaves copies of rows behind that `secure_delete` never finds
# again: erased keys of cases were found in the file. Only writing the file anew leaves none, and
# it also forgets the order in which rows came into a page.
WHOLE: Final = "VACUUM"
SIZE: Final = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
CHANGES: Final = "SELECT total_changes()"

PASSING: Final = (
    *("drafts", "conversations", "routes", "outbox", "desks", "chat_moves"),
    *("erased", "mutes", "evidence"),
)
"""Small however old the file is, and leading to somebody: these are written anew.

Of files only the rows: until a file was cleaned its row says how it could be fetched and from whose
chat, and the key that seals this lives until the end of its week.
"""

LASTING: Final = ("cases", "posts", "mailboxes", "letters", "audit", "tombstones")
"""As large as the service is old; what of them is erased dies with a key, or leads nowhere.

A letter to a mailbox opens with its case code alone, which is stored nowhere.
"""

BARE: Final = ("updates", "key_check", "secrets", "audit_ends")
"""Hold nothing that is sealed and nothing of a person."""


class PassingTables:
    """The tables that are emptied and filled again."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        """Take the cursor of the connection."""
        self._cursor = cursor

    def write_anew(self) -> int:
        """Move every row out of its pages, have those overwritten, and put the rows back.

        Returns how many changes the connection has made by then.

        Emptying a table hands back whole pages, which `secure_delete` overwrites from end to end;
        deleting its rows one by one would overwrite just where each row lies now.
        """
        for table in PASSING:
            rows = self._cursor.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()  # noqa: S608  a name of ours
            self._cursor.execute(f"DELETE FROM {table}")  # noqa: S608  as above
            if rows:
                places = ", ".join("?" * len(rows[0]))
                self._cursor.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  as above
        return self._cursor.connection.total_changes
