"""What is wrong with a form file: the place, what is wrong there, and the mend."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One thing that is wrong with a form file."""

    where: str
    what: str
    mend: str


class FormFaultsError(Exception):
    """A form file has faults; ``faults`` lists them all."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Remember every fault."""
        super().__init__(f"{len(faults)} faults in the form")
        self.faults = faults
