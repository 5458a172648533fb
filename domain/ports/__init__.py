"""Everything the domain asks of the world.

A use case is a plain function of a `Transaction`. The store runs it whole on the database's own
thread, so nothing can be awaited, sent or interleaved between its first read and its last write.
"""

from domain.ports.cases import Audit, Cases, Letters, Mailboxes, Routes, Tombstones
from domain.ports.chats import Conversations, Drafts, Updates
from domain.ports.evidence import EvidenceFiles
from domain.ports.skills import (
    Chance,
    DateFinder,
    DateReader,
    MailKeysOf,
    PhoneFinder,
    RequestSeal,
    Scrubber,
)
from domain.ports.staff import ChatMoves, Desks, Mutes, Outbox, Posts
from domain.ports.store import Store, StoreUnavailableError, Transaction

__all__ = [
    "Audit",
    "Cases",
    "Chance",
    "ChatMoves",
    "Conversations",
    "DateFinder",
    "DateReader",
    "Desks",
    "Drafts",
    "EvidenceFiles",
    "Letters",
    "MailKeysOf",
    "Mailboxes",
    "Mutes",
    "Outbox",
    "PhoneFinder",
    "Posts",
    "RequestSeal",
    "Routes",
    "Scrubber",
    "Store",
    "StoreUnavailableError",
    "Tombstones",
    "Transaction",
    "Updates",
]
