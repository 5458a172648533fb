"""What is stored as plain data in JSON bytes, and back; nothing is guessed on the way.

One module a table. Knows neither keys nor SQL. Whatever is not exactly what is written here raises
`ValueError`, from which the tables make `Unreadable`.
"""

from storage.plain.cases import case_from_plain, case_to_plain
from storage.plain.conversations import conversation_from_plain, conversation_to_plain
from storage.plain.desks import desk_from_plain, desk_to_plain
from storage.plain.drafts import draft_from_plain, draft_to_plain
from storage.plain.letters import letter_from_plain, letter_to_plain
from storage.plain.outbox import outgoing_from_plain, outgoing_to_plain
from storage.plain.packing import Plain, packed, unpacked
from storage.plain.posts import post_from_plain, post_to_plain

__all__ = [
    "Plain",
    "case_from_plain",
    "case_to_plain",
    "conversation_from_plain",
    "conversation_to_plain",
    "desk_from_plain",
    "desk_to_plain",
    "draft_from_plain",
    "draft_to_plain",
    "letter_from_plain",
    "letter_to_plain",
    "outgoing_from_plain",
    "outgoing_to_plain",
    "packed",
    "post_from_plain",
    "post_to_plain",
    "unpacked",
]
