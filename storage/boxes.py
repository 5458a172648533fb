"""Mailboxes' cryptography: from a case code, slowly, to its keys; sealing to one; opening one.

A mailbox is a pair of keys that only the code leads to. Whoever has the database and every key
file of the service can write to it and open nothing.
"""

import asyncio
from hashlib import blake2b
from typing import Final

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.pwhash import argon2id

from domain.model.code import CaseCode
from domain.model.contact import Mailbox, MailKeys
from storage.problems import Unreadable, WrongKey
from storage.sealing import BLOCK, KEY_BYTES, Place

OPS: Final = 2
MEMORY_BYTES: Final = 19 * 1024 * 1024
"""One of the pairs that OWASP names for Argon2id; see the decision page on what a code costs."""

LOOKUP_BYTES: Final = 16
BOUND_BYTES: Final = 16


class CodeKeys:
    """Leads from a code to its keys, one code at a time and off the event loop."""

    def __init__(self, salt: bytes) -> None:
        """Take the salt of this service; without it no guess at a code can be tested."""
        self._salt = salt
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self, code: CaseCode) -> MailKeys:
        """Return the keys of a code; takes milliseconds and megabytes, for everybody the same."""
        async with self._one_at_a_time:
            return await asyncio.to_thread(mail_keys, code, self._salt)


def mail_keys(code: CaseCode, salt: bytes) -> MailKeys:
    """Return the keys of a code."""
    slow = argon2id.kdf(KEY_BYTES, code.encode(), salt, opslimit=OPS, memlimit=MEMORY_BYTES)
    secret = blake2b(b"tellsafe/x25519", key=slow, digest_size=KEY_BYTES).digest()
    lookup = blake2b(b"tellsafe/lookup", key=slow, digest_size=LOOKUP_BYTES).digest()
    public = bytes(PrivateKey(secret).public_key)
    return MailKeys(mailbox=Mailbox(lookup=lookup, public_key=public), secret=secret)


class BoxSeal:
    """Seals bytes to a mailbox, and cannot open them again."""

    __slots__ = ("_box",)

    def __init__(self, public_key: bytes) -> None:
        """Take the public key of the mailbox."""
        self._box = SealedBox(PublicKey(public_key))

    def seal(self, plain: bytes, place: Place, row: str) -> bytes:
        """Return the bytes padded and sealed; where they lie is sealed with them."""
        return self._box.encrypt(sodium_pad(_bound(place, row) + plain, BLOCK))


class OpenBox:
    """Opens what was sealed to a mailbox."""

    __slots__ = ("_box",)

    def __init__(self, secret: bytes) -> None:
        """Take the secret that the code led to."""
        self._box = SealedBox(PrivateKey(secret))

    def open(self, sealed: bytes, place: Place, row: str) -> bytes:
        """Return what was sealed for this row, or raise `WrongKey` or `Unreadable`."""
        try:
            plain = sodium_unpad(self._box.decrypt(sealed), BLOCK)
        except CryptoError:
            raise WrongKey from None
        if plain[:BOUND_BYTES] != _bound(place, row):
            raise Unreadable(place.name)
        return plain[BOUND_BYTES:]


def _bound(place: Place, row: str) -> bytes:
    return blake2b(place.row(row), digest_size=BOUND_BYTES).digest()
