"""Groups that became supergroups and so have a new id."""

import sqlite3
from typing import Final

from domain.model.ids import ChatId
from storage.bodies import open_body, seal_body
from storage.sealing import Keys, Place

BODY: Final = Place("chat_moves", "body_sealed")


class ChatMovesTable:
    """Implements `domain.ports.ChatMoves`."""

    def __init__(self, cursor: sqlite3.Cursor, keys: Keys) -> None:
        """Take the cursor of the connection and the keys."""
        self._cursor = cursor
        self._keys = keys

    PUT: Final = """
        INSERT INTO chat_moves (chat_tag, body_sealed) VALUES (?, ?)
        ON CONFLICT (chat_tag) DO UPDATE SET body_sealed = excluded.body_sealed
    """

    def put(self, old: ChatId, new: ChatId) -> None:
        """Remember a move."""
        tag = self._keys.chat_tag(old)
        body = seal_body(self._keys.server, {"to": new}, BODY, tag.hex())
        self._cursor.execute(self.PUT, (tag, body))

    def current(self, chat: ChatId) -> ChatId:
        """Follow moves to the id a chat has now."""
        passed = {chat}
        while (moved := self._moved(chat)) is not None and moved not in passed:
            passed.add(moved)
            chat = moved
        return chat

    GET: Final = "SELECT body_sealed FROM chat_moves WHERE chat_tag = ?"

    def _moved(self, chat: ChatId) -> ChatId | None:
        tag = self._keys.chat_tag(chat)
        row = self._cursor.execute(self.GET, (tag,)).fetchone()
        if row is None:
            return None
        (sealed,) = row
        return open_body(self._keys.server, sealed, BODY, tag.hex(), _chat)


def _chat(plain: object) -> ChatId:
    match plain:
        case {"to": int(chat), **rest} if not rest:
            return ChatId(chat)
        case _:
            raise ValueError("not a chat")
