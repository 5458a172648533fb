"""Which messages in staff chats show which case; sealed with the key of the case."""

import sqlite3
from collections.abc import Collection
from typing import Final

from domain.model.errors import CaseGone
from domain.model.ids import CaseId, ChatId
from domain.model.outgoing import Post, Spot
from domain.ports import Chance
from storage.bodies import open_body, seal_body
from storage.cases import CasesTable
from storage.plain import post_from_plain, post_to_plain
from storage.sealing import Place

BODY: Final = Place("posts", "body_sealed")
ID_BYTES: Final = 8


class PostsTable:
    """Implements `domain.ports.Posts`."""

    def __init__(self, cursor: sqlite3.Cursor, cases: CasesTable, chance: Chance) -> None:
        """Take the cursor of the connection, who has the cases' keys, and where ids come from."""
        self._cursor = cursor
        self._cases = cases
        self._chance = chance

    ADD: Final = "INSERT INTO posts (case_id, post_id, spot, body_sealed) VALUES (?, ?, ?, ?)"

    def add(self, case: CaseId, spot: Spot, post: Post) -> None:
        """Remember a message, or raise `CaseGone`."""
        seal = self._cases.seal(case)
        if seal is None:
            raise CaseGone
        post_id = self._chance.token(ID_BYTES).hex()
        body = seal_body(seal, post_to_plain(post), BODY, _bound(case, post_id, spot))
        self._cursor.execute(self.ADD, (case, post_id, spot, body))

    FORGET: Final = "DELETE FROM posts WHERE case_id = ? AND post_id = ?"
    OF: Final = "SELECT post_id, spot, body_sealed FROM posts WHERE case_id = ?"

    def of(self, case: CaseId, spot: Spot | None = None) -> tuple[Post, ...]:
        """List the messages of a case, cards first, in one spot or in both."""
        posts = [post for _, where, post in self._every(case) if spot is None or where == spot]
        return tuple(sorted(posts, key=lambda post: (post.part, post.chat, post.message)))

    def forget(self, case: CaseId, spot: Spot, chat: ChatId) -> tuple[Post, ...]:
        """Forget the messages of a case in one chat and return them."""
        gone = [
            (post_id, post)
            for post_id, where, post in self._every(case)
            if where == spot and post.chat == chat
        ]
        for post_id, _ in gone:
            self._cursor.execute(self.FORGET, (case, post_id))
        return tuple(post for _, post in gone)

    def drop(self, case: CaseId, posts: Collection[Post]) -> None:
        """Forget these messages of a case, wherever they are."""
        for post_id, _, post in self._every(case):
            if post in posts:
                self._cursor.execute(self.FORGET, (case, post_id))

    def _every(self, case: CaseId) -> list[tuple[str, str, Post]]:
        rows = self._cursor.execute(self.OF, (case,)).fetchall()
        seal = self._cases.seal(case) if rows else None
        if seal is None:
            return []
        return [
            (
                post_id,
                spot,
                open_body(seal, sealed, BODY, _bound(case, post_id, spot), post_from_plain),
            )
            for post_id, spot, sealed in rows
        ]


def _bound(case: CaseId, post_id: str, spot: str) -> str:
    return f"{case}\0{post_id}\0{spot}"
