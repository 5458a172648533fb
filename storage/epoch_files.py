"""The folder of epoch keys: one file a week, its owner's only, outside the data and its backups.

Knows files, not what the keys are for. A key is on the disk before it is handed out, never
written over, and leaves in two steps: retired (`….retired`, can be taken back) and destroyed.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from storage.erased import Notes
from storage.key_file import OWNER_ONLY, decoded, encoded, sync_folder, write_whole
from storage.problems import EpochFileProblem, KeysInUse

LIVE: Final = ".key"
RETIRED: Final = ".retired"
ERASED: Final = ".erased"
FOLDER_RIGHTS: Final = 0o700
COMMENT: Final = (
    "# Tellsafe key of one week. It is destroyed by itself; keep no copy past its week."
)


def folder_beside(database: Path) -> Path:
    """Return where the epoch keys are if nobody says otherwise: beside the data folder."""
    data = database.absolute().parent
    return data.with_name(f"{data.name}.epochs")


class EpochFolder:
    """A folder that is held: by many who use its keys, or by one who changes them all."""

    def __init__(self, path: Path, *, alone: bool = False) -> None:
        """Make the folder if need be and hold it; raises `EpochFileProblem` or `KeysInUse`."""
        self.path = path
        try:
            path.mkdir(mode=FOLDER_RIGHTS, parents=True, exist_ok=True)
            sync_folder(path.parent)
            self._held = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            mend = "Let the user that runs the bot own it, or name another in TELLSAFE_EPOCHS_DIR."
            raise EpochFileProblem(path, f"cannot be used ({error.strerror})", mend) from None
        try:
            # A lock that ends with the process, however it ends.
            fcntl.flock(self._held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            self.close()
            raise KeysInUse(path) from None

    def close(self) -> None:
        """Let go of the folder; may be called repeatedly."""
        held, self._held = self._held, -1
        if held >= 0:
            os.close(held)

    def load(self) -> dict[str, bytes]:
        """Return every key by its week, retired ones too: whether they may go is not known yet."""
        found = {}
        for ending in (RETIRED, LIVE):
            for file in sorted(self.path.glob(f"*{ending}")):
                with suppress(_Overwritten):
                    found[file.name.removesuffix(ending)] = _read(file)
        return found

    @property
    def retired(self) -> frozenset[str]:
        """Return the weeks whose keys are set aside."""
        return frozenset(file.name.removesuffix(RETIRED) for file in self.path.glob(f"*{RETIRED}"))

    def make(self, epoch: str, key: bytes) -> bytes:
        """Write a new key to the disk and return it; where there is one, return that one."""
        draft = self.path / f".{epoch}.{os.getpid()}"
        try:
            with suppress(FileNotFoundError):
                draft.unlink()
            write_whole(draft, f"{COMMENT}\n{encoded(key)}\n")
            try:
                # A link, unlike a rename, fails if the name is taken.
                os.link(draft, self._live(epoch))
            except FileExistsError:
                return _read(self._live(epoch))
            finally:
                draft.unlink()
            sync_folder(self.path)
        except OSError as error:
            mend = "Make room, or let the user that runs the bot own the folder."
            raise EpochFileProblem(draft, f"cannot be made ({error.strerror})", mend) from None
        return key

    def retire(self, epoch: str) -> None:
        """Set a key aside; until `destroy_retired` it can be taken back."""
        with suppress(FileNotFoundError):  # retired already, by a start that a crash cut short
            self._live(epoch).rename(self._retired(epoch))
        sync_folder(self.path)

    def take_back(self, epoch: str) -> bytes:
        """Undo `retire` and return the key."""
        self._retired(epoch).rename(self._live(epoch))
        sync_folder(self.path)
        return _read(self._live(epoch))

    def destroy_retired(self) -> int:
        """Overwrite retired keys where they lie, then remove them; return how many."""
        retired = sorted(self.path.glob(f"*{RETIRED}"))
        for file in retired:
            overwrite(file)
            file.unlink()
            # What was erased under it can be brought back by nothing now.
            file.with_suffix(ERASED).unlink(missing_ok=True)
        if retired:
            sync_folder(self.path)
        return len(retired)

    def note_erased(self, notes: Notes) -> None:
        """Add hashes of erased cases to the file of their week, and wait for the disk."""
        for epoch in sorted(set(notes.values())):
            path = self.path / f"{epoch}{ERASED}"
            lines = "".join(f"{tag.hex()}\n" for tag, each in notes.items() if each == epoch)
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
            with os.fdopen(descriptor, "a", encoding="ascii") as file:
                # On a line of its own, whatever a power cut left of the one before.
                file.write(f"\n{lines}")
                file.flush()
                os.fsync(file.fileno())
        sync_folder(self.path)

    def erased(self) -> frozenset[str]:
        """Return the hashes, in hexadecimal digits, of every case that was noted as erased."""
        files = self.path.glob(f"*{ERASED}")
        return frozenset(line for file in files for line in file.read_text("ascii").splitlines())

    def _live(self, epoch: str) -> Path:
        return self.path / f"{epoch}{LIVE}"

    def _retired(self, epoch: str) -> Path:
        return self.path / f"{epoch}{RETIRED}"


def overwrite(file: Path) -> None:
    """Put zeros in place of what a file holds, on the disk; flash may keep the old block."""
    with file.open("r+b") as open_file:
        size = os.fstat(open_file.fileno()).st_size
        open_file.write(bytes(size))
        open_file.flush()
        os.fsync(open_file.fileno())


class _Overwritten(Exception):
    """A crash came between overwriting a key and removing its file."""


def _read(file: Path) -> bytes:
    try:
        text = file.read_bytes()
    except OSError as error:
        mend = "Let the user that runs the bot read it."
        raise EpochFileProblem(file, f"cannot be read ({error.strerror})", mend) from None
    if file.suffix == RETIRED and not text.strip(b"\0"):
        raise _Overwritten
    try:
        return decoded(text.decode("ascii"))
    except ValueError:
        mend = "Restore this one file from where its offline copy is kept."
        raise EpochFileProblem(file, "holds no key", mend) from None
