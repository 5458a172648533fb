"""Authenticated encryption of what is stored, and the keys it is done with.

Knows bytes and where they lie, never what they mean. A sealed value is

    version (1 byte) · key id (4) · nonce (24) · XChaCha20-Poly1305 of the padded bytes

and opens only in the table, column and row that it was sealed for.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from copy import copy
from datetime import date, datetime
from hashlib import blake2b
from typing import Final

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)
from nacl.exceptions import CryptoError
from nacl.utils import random as system_random

from domain.model.attached import Holder, OfCase, OfDraft
from domain.model.contact import WayBack
from domain.model.ids import CaseId, CaseNumber, ChatId, ReporterKey, SenderTag, StaffId
from domain.model.mute import weeks
from domain.model.receipt_proof import MAC_BYTES
from storage.problems import Unreadable, WrongKey

KEY_BYTES: Final = 32
BLOCK: Final = 1024
"""Plain bytes are padded to a multiple of this, so that a length does not tell an answer."""

PAD: Final = b"\x80"
VERSION: Final = b"\x01"
ID_BYTES: Final = 4
NONCE_BYTES: Final = 24
TAG_BYTES: Final = 16
SALT_BYTES: Final = 16
TICKET_NONCE: Final = 8
"""A ticket has to fit into a button; so few are made that eight random bytes do not repeat."""
TIME_BYTES: Final = 4
HEAD_BYTES: Final = len(VERSION) + ID_BYTES
BODY_AT: Final = HEAD_BYTES + NONCE_BYTES
OVERHEAD: Final = BODY_AT + TAG_BYTES


class Place:
    """A table's column; together with a row it is what a sealed value is bound to."""

    __slots__ = ("_bytes", "name")

    def __init__(self, table: str, column: str) -> None:
        """Name the column."""
        self.name = f"{table}.{column}"
        self._bytes = f"{table}\0{column}\0".encode()

    def row(self, row: str) -> bytes:
        """Return the bytes that stand for the place of one value."""
        return self._bytes + row.encode()


WAY_BACK: Final = Place("ways", "back")
"""Where a private chat is sealed for until it is stored, or far more often forgotten."""


class Seal:
    """One key: seals bytes for a place, and opens what it sealed there."""

    __slots__ = ("_head", "_key")

    def __init__(self, key: bytes) -> None:
        """Take the key; its id is a hash, so that a wrong key is told from damage."""
        if len(key) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        self._key = key
        self._head = VERSION + blake2b(b"key id", key=key, digest_size=ID_BYTES).digest()

    def seal(self, plain: bytes, place: Place, row: str, block: int = BLOCK) -> bytes:
        """Return the bytes padded to blocks and sealed for one row of a column."""
        return self._encrypted(padded(plain, block), place, row)

    def open(self, sealed: bytes, place: Place, row: str, block: int = BLOCK) -> bytes:
        """Return what was sealed for this row, or raise `WrongKey` or `Unreadable`."""
        plain = unpadded(self._decrypted(sealed, place, row), block)
        if plain is None:
            raise Unreadable(place.name)
        return plain

    def wrap(self, key: bytes, place: Place, row: str) -> bytes:
        """Return another key sealed for one row; its length is no secret."""
        return self._encrypted(key, place, row)

    def unwrap(self, wrapped: bytes, place: Place, row: str) -> "Seal":
        """Return the key that was wrapped for this row, ready to use."""
        return Seal(self.unwrapped(wrapped, place, row))

    def unwrapped(self, wrapped: bytes, place: Place, row: str) -> bytes:
        """Return the key that was wrapped for this row."""
        key = self._decrypted(wrapped, place, row)
        if len(key) != KEY_BYTES:
            raise Unreadable(place.name)
        return key

    def sealed(self, value: bytes | None) -> bool:
        """Tell whether this key sealed a value."""
        return value is not None and value.startswith(self._head)

    def handed_over(self, sealed: bytes, to: "Seal", place: Place, row: str) -> bytes:
        """Return what was sealed or wrapped for this row, the same under another key."""
        return to._encrypted(self._decrypted(sealed, place, row), place, row)  # noqa: SLF001 - one of its own kind

    def rewrap(self, wrapped: bytes, to: "Seal", place: Place, row: str) -> bytes:
        """Return a key that was wrapped for this row by us, wrapped by another instead."""
        return to.wrap(self._decrypted(wrapped, place, row), place, row)

    def _encrypted(self, plain: bytes, place: Place, row: str) -> bytes:
        # A nonce is never passed in: one that came twice would lay open both values.
        nonce = system_random(NONCE_BYTES)
        bound = self._head + place.row(row)
        body = crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, nonce, self._key)
        return self._head + nonce + body

    def _decrypted(self, sealed: bytes, place: Place, row: str) -> bytes:
        head = sealed[:HEAD_BYTES]
        if head != self._head:
            whole = len(sealed) >= OVERHEAD and head.startswith(VERSION)
            raise WrongKey if whole else Unreadable(place.name)
        bound = head + place.row(row)
        nonce = sealed[HEAD_BYTES:BODY_AT]
        try:
            return crypto_aead_xchacha20poly1305_ietf_decrypt(
                sealed[BODY_AT:], bound, nonce, self._key
            )
        except (CryptoError, ValueError):
            raise Unreadable(place.name) from None


class Keys:
    """Everything that is derived from the master secret, each under a label of its own."""

    __slots__ = (
        "_chat",
        "_epoch",
        "_erased",
        "_holder",
        "_merge",
        "_number",
        "_person",
        "_proof",
        "_reporter",
        "_sender",
        "_staff",
        "_ticket",
        "check_tag",
        "code_salt",
        "server",
    )

    def __init__(self, master: bytes, *, tags: bytes | None = None) -> None:
        """Derive all keys from 32 secret bytes; the master itself is not kept.

        ``tags``: what hashes are keyed with, where that is not the master (`storage.unlocking`).
        """
        if len(master) != KEY_BYTES:
            raise ValueError("the master secret has 32 bytes")
        derived = _derivation(master)
        self.server = Seal(derived("seal"))
        """Seals whatever has no key of its own, and wraps the keys of cases."""
        self.check_tag = derived("check")
        """Stored in the database to tell at start whether the key fits; tells nothing else."""
        self._epoch = derived("epoch")
        self._take_tags(tags or master)

    def with_tags(self, tags: bytes) -> "Keys":
        """Return the same keys with hashes that do not depend on the master."""
        keys = copy(self)
        keys._take_tags(tags)  # noqa: SLF001 - one of its own kind
        return keys

    def _take_tags(self, tags: bytes) -> None:
        # Everything that hashes what cannot be hashed again when the key file is changed.
        derived = _derivation(tags)
        self.code_salt = derived("case code")[:SALT_BYTES]
        """Goes into the slow hash of every case code; without it no guess can be tested."""
        self._reporter = derived("reporter key")
        self._sender = derived("sender")
        self._person = derived("route")
        self._ticket = derived("ticket")
        self._proof = derived("proof of receipt")
        self._staff = derived("staff key")
        self._number = derived("case number")
        self._merge = derived("outbox merge")
        self._chat = derived("chat")
        self._holder = derived("evidence holder")
        self._erased = derived("erased case")

    def epoch_seal(self, key: bytes) -> Seal:
        """Return the seal of an epoch: both its file and the key file are needed for it."""
        return Seal(blake2b(key, key=self._epoch, digest_size=KEY_BYTES).digest())

    def reporter_key(self, telegram_id: int) -> ReporterKey:
        """Return what stands for an account in drafts and traces, and never in a case."""
        return ReporterKey(_tag(self._reporter, str(telegram_id)).hex())

    def way_back(self, telegram_id: int) -> WayBack:
        """Seal a private chat, to be kept only if its owner asks to be answered there."""
        return WayBack(self.server.seal(str(telegram_id).encode(), WAY_BACK, ""))

    def chat_behind(self, way: WayBack) -> ChatId:
        """Open a way back."""
        return ChatId(int(self.server.open(way.sealed, WAY_BACK, "")))

    def sender_tags(self, reporter: ReporterKey, today: date) -> tuple[SenderTag, ...]:
        """Return what an account is muted by, this week's first and then those of weeks before."""
        return tuple(SenderTag(_tag(self._sender, f"{reporter}\0{week}")) for week in weeks(today))

    def person_tag(self, chat: ChatId, case: CaseId) -> bytes:
        """Return what a person's route to one case is found by; another one for each case."""
        return _tag(self._person, f"{chat}\0{case}")

    def ticket(self, case: CaseId, until: datetime) -> str:
        """Return button data that lets its holder take a case back until a time (48 symbols).

        It is kept nowhere but in the chat: so for five minutes nothing here ties the two.
        """
        plain = bytes.fromhex(case) + int(until.timestamp()).to_bytes(TIME_BYTES, "big")
        nonce = system_random(TICKET_NONCE)
        body = crypto_aead_xchacha20poly1305_ietf_encrypt(
            plain, None, nonce.ljust(NONCE_BYTES, b"\0"), self._ticket
        )
        return urlsafe_b64encode(nonce + body).decode("ascii")

    def read_ticket(self, ticket: str, now: datetime) -> CaseId | None:
        """Return the case of a ticket; None where it is forged or its time is over."""
        try:
            raw = urlsafe_b64decode(ticket)
            nonce, body = raw[:TICKET_NONCE].ljust(NONCE_BYTES, b"\0"), raw[TICKET_NONCE:]
            plain = crypto_aead_xchacha20poly1305_ietf_decrypt(body, None, nonce, self._ticket)
        except (CryptoError, ValueError):
            return None
        case, until = plain[:-TIME_BYTES].hex(), int.from_bytes(plain[-TIME_BYTES:], "big")
        return CaseId(case) if now.timestamp() < until else None

    def receipt_mac(self, told: bytes) -> bytes:
        """Return what proves that this service wrote a receipt; 5 bytes."""
        return blake2b(told, key=self._proof, digest_size=MAC_BYTES).digest()

    def staff_key(self, member: StaffId) -> str:
        """Return what stands for a member of staff in the table of desks."""
        return _tag(self._staff, str(member)).hex()

    def number_tag(self, number: CaseNumber) -> bytes:
        """Return what a case is found by when staff type its number."""
        return _tag(self._number, number)

    def merge_tag(self, case: CaseId, where: str) -> bytes:
        """Return what two messages have in common that show or tell the same there."""
        return _tag(self._merge, f"{case}\0{where}")

    def holder_tag(self, holder: Holder) -> bytes:
        """Return what the files of a draft or a case are found by."""
        match holder:
            case OfDraft(reporter=reporter):
                return _tag(self._holder, f"draft\0{reporter}")
            case OfCase(case=case):
                return _tag(self._holder, f"case\0{case}")

    def erased_tag(self, case: CaseId) -> bytes:
        """Return what an erased case is remembered by, so that no backup brings it back."""
        return _tag(self._erased, case)

    def chat_tag(self, chat: ChatId) -> bytes:
        """Return what a staff chat that moved is found by."""
        return _tag(self._chat, str(chat))


def padded(plain: bytes, block: int) -> bytes:
    """Return bytes with one 0x80 and zeros behind them, up to whole blocks (ISO/IEC 7816-4)."""
    return plain + PAD + bytes(-(len(plain) + len(PAD)) % block)


def unpadded(found: bytes, block: int) -> bytes | None:
    """Return what was padded to whole blocks, or None where it was not.

    libsodium's own takes constant time, because it may be asked about anything; here only bytes
    arrive that have proved to be ours.
    """
    bare = found.rstrip(b"\0")
    whole = len(found) % block == 0 and len(found) - len(bare) < block
    return bare.removesuffix(PAD) if whole and bare.endswith(PAD) else None


def _derivation(master: bytes) -> Callable[[str], bytes]:
    def derived(label: str) -> bytes:
        return blake2b(f"tellsafe/{label}".encode(), key=master, digest_size=KEY_BYTES).digest()

    return derived


def _tag(key: bytes, value: str) -> bytes:
    return blake2b(value.encode(), key=key, digest_size=16).digest()
