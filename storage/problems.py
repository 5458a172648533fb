"""What can be wrong with the database or its key, in words that say how to mend it.

StorageProblem
├── OldSqlite            the SQLite of this machine is too old
├── SettingRefused       SQLite did not take a setting that people's safety depends on
├── UnreadableDatabase   the file is no database of ours, or cannot be opened
├── PiecesAlone          people's files are there, and the database they belong to is not
├── NewerDatabase        a newer version of the program has been here
├── KeyFileProblem       the key file is missing, unreadable, or there already
├── EpochFileProblem     the folder or a file of epoch keys cannot be used
├── EpochsLost           the key of a week is missing though something needs it
├── KeysInUse            somebody else holds the keys: the bot, or a change of keys
├── BackupProblem        a backup cannot be made or put back
├── WrongKey             sealed under another key than the one given
└── Unreadable           sealed bytes were changed, moved, or hold something unknown

None of them carries what was stored: a path and numbers are the most they say.
"""

from pathlib import Path


class StorageProblem(Exception):
    """Something is wrong that only people can mend; its text says what and how."""


class OldSqlite(StorageProblem):
    """The SQLite library of this machine is too old."""

    def __init__(self, found: str, needed: str) -> None:
        """Say which version is there and which is needed."""
        super().__init__(
            f"SQLite {found} is too old; {needed} or newer is needed. "
            "Use a newer Python image or system."
        )


class SettingRefused(StorageProblem):
    """SQLite did not take a setting that people's safety depends on."""

    def __init__(self, name: str, found: object, wanted: object) -> None:
        """Say which setting, what it is and what it has to be."""
        super().__init__(
            f"The database refuses the setting {name}: it is {found} and has to be {wanted}. "
            "Put the database on a local disk; network file systems cannot hold it."
        )


class UnreadableDatabase(StorageProblem):
    """The file is no database of ours, or cannot be opened."""

    def __init__(self, path: Path, why: str) -> None:
        """Say which file and why."""
        super().__init__(
            f"The database {path} cannot be used: {why}. "
            "Check [storage] url in the settings; a backup can be put in its place. "
            "Nothing was changed."
        )


class PiecesAlone(StorageProblem):
    """People's files are there, and the database they belong to is not."""

    def __init__(self, pieces: Path, database: Path) -> None:
        """Say which file is alone and which is missing."""
        super().__init__(
            f"{pieces} is there, and the database {database} that it belongs to is not. "
            "Bring the database back to its place, or move both away to start anew or to restore "
            "a backup. Nothing was changed."
        )


class NewerDatabase(StorageProblem):
    """A newer version of the program has been here."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        """Say how new the database is and how new this program's is."""
        super().__init__(
            f"The database {path} is at version {found}; this program knows {known}. "
            "Start the newer program again, or restore the backup made before it. "
            "Nothing was changed."
        )


class KeyFileProblem(StorageProblem):
    """The key file is missing, unreadable, or there already."""

    def __init__(self, path: Path, what: str, mend: str) -> None:
        """Say what is wrong with which file and how to mend it."""
        super().__init__(f"TELLSAFE_KEY_FILE: {path} {what}. {mend}")


class EpochFileProblem(StorageProblem):
    """The folder or a file of epoch keys cannot be used."""

    def __init__(self, path: Path, what: str, mend: str) -> None:
        """Say what is wrong with which path and how to mend it."""
        super().__init__(f"Epoch keys: {path} {what}. {mend}")


class EpochsLost(StorageProblem):
    """The key of a week is missing though something in the database needs it."""

    def __init__(self, folder: Path, epochs: tuple[str, ...]) -> None:
        """Say which weeks, and where their keys belong."""
        super().__init__(
            f"The epoch keys of {', '.join(epochs)} are missing in {folder}. Without them the "
            "reports that are due for deletion in those weeks cannot be read. Copy the files "
            f"{', '.join(f'{each}.key' for each in epochs)} back from their offline copy, or let "
            "TELLSAFE_EPOCHS_DIR name the right folder. Nothing was changed."
        )
        self.epochs = epochs


class KeysInUse(StorageProblem):
    """Somebody else holds the keys."""

    def __init__(self, folder: Path) -> None:
        """Say who may hold them."""
        super().__init__(
            f"The keys in {folder} are in use. Stop the bot and every other command that works "
            "with its database, then try again. Nothing was changed."
        )


class BackupProblem(StorageProblem):
    """A backup cannot be made or put back."""

    def __init__(self, what: str, mend: str) -> None:
        """Say what is wrong and how to mend it."""
        super().__init__(f"{what}. {mend}")


class WrongKey(StorageProblem):
    """Sealed under another key than the one given."""

    def __init__(self) -> None:
        """Say how to find the right one."""
        super().__init__(
            "TELLSAFE_KEY_FILE: this key is not the one the database was sealed with. "
            "Give the key file that belongs to this database; without it nothing in it can be "
            "read. To start anew, move the database away first."
        )


class Unreadable(StorageProblem):
    """Sealed bytes were changed, moved, or hold something unknown."""

    def __init__(self, where: str) -> None:
        """Name the table and column, never the row."""
        super().__init__(
            f"What is stored in {where} cannot be read: it was changed or is damaged. "
            "Restore a backup."
        )
