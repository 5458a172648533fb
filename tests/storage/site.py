"""A place with a database, its epoch keys, and somebody elsewhere who can open backups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyrage

from storage import Keys, SqliteStore
from storage.backup import back_up
from storage.restore import Restored, restore
from tests.builders import NOW, SeededChance
from tests.storage.samples import KEYS

TODAY = NOW.date()


@dataclass
class Site:
    """A database, its epoch keys, and somebody elsewhere who can open backups."""

    folder: Path
    identity: pyrage.x25519.Identity

    @property
    def database(self) -> Path:
        return self.folder / "data" / "tellsafe.db"

    @property
    def epochs(self) -> Path:
        return self.folder / "epochs"

    @property
    def identity_file(self) -> Path:
        return self.folder / "identity.txt"

    @property
    def recipient(self) -> str:
        return str(self.identity.to_public())

    async def opened(self) -> SqliteStore:
        return await SqliteStore.open(self.database, KEYS, SeededChance(), epochs=self.epochs)

    def back_up(
        self, name: str = "backup.age", recipients: Sequence[str] = (), *, with_files: bool = True
    ) -> Path:
        file = self.folder / name
        to = recipients or (self.recipient,)
        back_up(self.database, file, to, TODAY, with_files=with_files)
        return file

    def opened_backup(self, file: Path) -> bytes:
        """Return what a backup holds, as its recipient sees it."""
        return bytes(pyrage.decrypt(file.read_bytes(), [self.identity]))

    def sealed(self, lines: Iterable[bytes]) -> bytes:
        """Return a backup that somebody with the public key made of these lines."""
        return bytes(pyrage.encrypt(b"\n".join([*lines, b""]), [self.identity.to_public()]))

    def lose(self) -> None:
        """Lose the disk with the data folder, but not the keys."""
        for file in self.database.parent.iterdir():
            file.unlink()

    def restore(self, source: Path, *, keys: Keys = KEYS, today: date = TODAY) -> Restored:
        return restore(
            source,
            self.identity_file,
            database=self.database,
            keys=keys,
            epochs=self.epochs,
            chance=SeededChance(7),
            today=today,
        )
