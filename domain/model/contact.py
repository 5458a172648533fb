"""Ways for staff to be read by somebody they do not know, and what each way needs.

Holds no account: a way back is opaque bytes that only storage can open, and a mailbox is a pair of
keys that only the case code leads to.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.model.code import CaseCode


class Contact(StrEnum):
    """How a reporter can be reached, as they chose."""

    MAILBOX = "mailbox"
    """Answers wait until the case code is entered; nothing leads to the person."""
    REPLY_HERE = "reply_here"
    """A sealed route to the chat is kept until the case closes or the person cuts it."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class WayBack:
    """A private chat, sealed the moment somebody writes; names nobody without the server key."""

    sealed: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mailbox:
    """What is stored of a case code: a tag to find the case by, and the key to write to it."""

    lookup: bytes = field(repr=False)
    public_key: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class MailKeys:
    """What a case code leads to (slowly): its mailbox, and the secret that opens the letters."""

    mailbox: Mailbox
    secret: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMailbox:
    """A mailbox that was just made, and the code that leads to it, to be shown once."""

    code: CaseCode = field(repr=False)
    mailbox: Mailbox


Proof = MailKeys | WayBack
"""What shows that a case is somebody's own: its code, or the chat it is tied to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """Words of staff to a reporter, and the day they were written."""

    on: date
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Addition:
    """Words a reporter added to a case after sending it, and the day they came."""

    on: date
    words: str
