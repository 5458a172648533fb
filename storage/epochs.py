"""Epoch keys: each seals what is to be gone by the end of one week, and is destroyed after it.

An epoch is the week in which something has to be deleted: a case's deletion day, the hour at which
a draft expires. So all that an epoch's key opens is due together, and once it is gone the key can
go too; from then on every older copy of the database is noise, for these things, for everybody.

The files are `storage.epoch_files`; here they are loaded once and held in memory.
"""

from collections.abc import Iterable
from datetime import date

from domain.ports import Chance
from storage.epoch_files import EpochFolder
from storage.erased import Notes
from storage.problems import EpochsLost
from storage.sealing import KEY_BYTES, Keys, Seal

NO_EPOCH = ""
"""What stands in rows that were written before there were epochs."""


def epoch_of(day: date) -> str:
    """Name the week that a day lies in, such as ``2027-W08``; names sort as weeks do."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


class Epochs:
    """The keys of all weeks that are not destroyed yet."""

    def __init__(self, folder: EpochFolder, keys: Keys, chance: Chance) -> None:
        """Load every key of a folder; raises `EpochFileProblem`."""
        self._folder = folder
        self._keys = keys
        self._chance = chance
        self._seals = self._loaded()

    @property
    def names(self) -> frozenset[str]:
        """Return the weeks whose keys are there."""
        return frozenset(self._seals)

    def seal(self, epoch: str) -> Seal:
        """Return the key of a week, or raise `EpochsLost`."""
        if epoch not in self._seals:
            # Another process may have made it. Only this one: retired keys must not come back.
            made = self._loaded().get(epoch)
            if made is None:
                raise EpochsLost(self._folder.path, (epoch,))
            self._seals[epoch] = made
        return self._seals[epoch]

    def seal_until(self, day: date) -> tuple[str, Seal]:
        """Return the week of a day and its key, which is on the disk before it is used."""
        epoch = epoch_of(day)
        if epoch not in self._seals:
            key = self._folder.make(epoch, self._chance.token(KEY_BYTES))
            self._seals[epoch] = self._keys.epoch_seal(key)
        return epoch, self._seals[epoch]

    def ensure_there(self, used: Iterable[str]) -> None:
        """Raise `EpochsLost` unless the key of every week in use is there."""
        lost = tuple(sorted(set(used) - self.names))
        if lost:
            raise EpochsLost(self._folder.path, lost)

    def over(self, today: date) -> frozenset[str]:
        """Return the weeks that are over and whose keys are still there."""
        this_week = epoch_of(today)
        return frozenset(name for name in self._seals if name < this_week)

    def retire(self, epoch: str) -> None:
        """Seal nothing more under a week's key; `destroy` or `take_back` follows."""
        self._folder.retire(epoch)
        del self._seals[epoch]

    def take_back(self, epochs: Iterable[str]) -> None:
        """Undo `retire`: something under these keys was not deleted after all."""
        for epoch in epochs:
            self._seals[epoch] = self._keys.epoch_seal(self._folder.take_back(epoch))

    def destroy(self) -> int:
        """Overwrite and remove the files of retired keys; return how many."""
        return self._folder.destroy_retired()

    def note_erased(self, notes: Notes) -> None:
        """Remember erased cases beside the keys."""
        self._folder.note_erased(notes)

    def close(self) -> None:
        """Let others have the folder."""
        self._folder.close()

    def _loaded(self) -> dict[str, Seal]:
        return {name: self._keys.epoch_seal(key) for name, key in self._folder.load().items()}
