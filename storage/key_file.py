"""The file that holds the master secret: reading it, and making one.

It must lie outside the data folder and outside backups; this module cannot know whether it does.
"""

import os
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path
from typing import Final

from domain.ports import Chance
from storage.problems import KeyFileProblem
from storage.sealing import KEY_BYTES

COMMENT: Final = (
    "# Tellsafe key. Without it nothing stored can be read. Keep it apart from backups."
)
HOW_TO_MAKE: Final = (
    "Set it to the key file that belongs to the database. For a new database make one: "
    "(umask 077; head -c 32 /dev/urandom | base64 > the-file)"
)
OWNER_ONLY: Final = 0o600


def next_to(path: Path) -> Path:
    """Return where the key lies that is about to take the place of one."""
    return path.with_name(f"{path.name}.next")


def load_key_file(path: Path) -> bytes:
    """Return the 32 secret bytes of a key file, or raise `KeyFileProblem`."""
    if next_to(path).exists():
        mend = "Stop the bot and finish that: python -m bot keys rotate"
        raise KeyFileProblem(path, "is being changed, and that was interrupted", mend)
    return read_key(path)


def read_key(path: Path) -> bytes:
    """Return the 32 secret bytes of a key file, even in the middle of a change."""
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise KeyFileProblem(path, "is not there", HOW_TO_MAKE) from None
    except OSError as error:
        mend = "Let the user that runs the bot read it."
        raise KeyFileProblem(path, f"cannot be read ({error.strerror})", mend) from None
    except UnicodeDecodeError:
        raise _not_a_key(path) from None
    try:
        return decoded(text)
    except ValueError:
        raise _not_a_key(path) from None


def make_key_file(path: Path, chance: Chance) -> None:
    """Write a new key that only its owner may read; raise `KeyFileProblem` rather than replace."""
    line = encoded(chance.token(KEY_BYTES))
    draft = path.with_name(f".{path.name}.{chance.token(8).hex()}")
    try:
        write_whole(draft, f"{COMMENT}\n{line}\n")
        # A link, unlike a rename, fails if the name is taken: a key is never lost to another.
        os.link(draft, path)
        sync_folder(path.parent)
    except FileExistsError:
        mend = "It is left as it is. Move it away if nothing was ever stored with it."
        raise KeyFileProblem(path, "is there already", mend) from None
    except OSError as error:
        mend = "Choose a folder that the bot's user may write to."
        raise KeyFileProblem(path, f"cannot be made ({error.strerror})", mend) from None
    finally:
        with suppress(OSError):
            draft.unlink()


def _not_a_key(path: Path) -> KeyFileProblem:
    mend = "It has to hold one line with 32 bytes in base64. Restore it from where keys are kept."
    return KeyFileProblem(path, "holds no key", mend)


def encoded(key: bytes) -> str:
    """Return a key as a line of text."""
    return b64encode(key).decode("ascii")


def decoded(text: str) -> bytes:
    """Return the one key in a text with comments, or raise `ValueError`."""
    (line,) = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    key = b64decode(line.strip(), validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return key


def write_whole(path: Path, text: str) -> None:
    """Write a new file that is its owner's from the first byte, and wait for the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
