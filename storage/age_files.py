"""The age format: a stream of bytes sealed for public keys, so that no plain copy touches the disk.

The only place that knows the library. The private halves of the keys are never needed to seal.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, Protocol

import pyrage

from storage.problems import BackupProblem

READ_AT_MOST: Final = 1 << 16


class Recipient(Protocol):
    """The public half of a key pair."""


def recipients_from(texts: Sequence[str]) -> list[Recipient]:
    """Return public keys; raises `BackupProblem` where there is none, or one is none."""
    if not texts:
        mend = (
            "Make a key pair with age-keygen on another machine and put its public key into "
            "[backup] recipients. Nothing was written."
        )
        raise BackupProblem("Nobody could open it", mend)
    try:
        return [pyrage.x25519.Recipient.from_str(text) for text in texts]
    except pyrage.RecipientError:
        mend = "Look at [backup] recipients: each is one line of age-keygen that begins with age1."
        raise BackupProblem("One of the recipients is no public key", mend) from None


def seal_stream(chunks: Iterable[bytes], to: BinaryIO, recipients: list[Recipient]) -> None:
    """Write chunks to a file, sealed for the recipients, each as it comes."""
    reading = _Reading(iter(chunks))
    try:
        pyrage.encrypt_io(reading, to, recipients)
    except Exception:
        # What went wrong on our side is told as it is, not as the library words it.
        if reading.failure:
            raise reading.failure from None
        raise


def open_stream(source: BinaryIO, identity: Path, take: Callable[[bytes], None]) -> None:
    """Hand over what a file holds, piece by piece; raises `BackupProblem`."""
    identities = _identities(identity)
    writing = _Writing(take)
    try:
        pyrage.decrypt_io(source, writing, identities)
    except Exception as error:
        if writing.failure:
            raise writing.failure from None
        if not isinstance(error, (pyrage.DecryptError, OSError)):
            raise
        mend = "Give the identity that belongs to one of its recipients, and a whole copy of it."
        raise BackupProblem("The backup does not open with this identity", mend) from None


def _identities(file: Path) -> list[object]:
    try:
        lines = file.read_text(encoding="ascii").splitlines()
        keys = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
        found = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        found = []
    if not found:
        mend = "Let --identity name the file that age-keygen wrote, which begins AGE-SECRET-KEY-1."
        raise BackupProblem(f"There is no identity in {file}", mend)
    return list(found)


class _Reading:
    """Chunks as a file to read from."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = b""
        self.failure: Exception | None = None

    def read(self, size: int = READ_AT_MOST) -> bytes:
        """Return up to so many bytes, none at the end."""
        while not self._left:
            try:
                following = next(self._chunks, None)
            except Exception as error:
                self.failure = error
                raise
            if following is None:
                return b""
            self._left = following
        found, self._left = self._left[:size], self._left[size:]
        return found


class _Writing:
    """What takes chunks, as a file to write to."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self.failure: Exception | None = None

    def write(self, data: bytes) -> int:
        """Pass bytes on."""
        if self.failure:  # the library flushes once more while it gives up
            raise self.failure
        try:
            self._take(bytes(data))
        except Exception as error:
            self.failure = error
            raise
        return len(data)

    def flush(self) -> None:
        """Do nothing: everything was passed on."""
