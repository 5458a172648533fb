"""What may be told of all reports together, those that are erased included."""

from collections.abc import Iterator

from domain.model.figures import Month, by_month, kind_of
from domain.model.form import Form
from domain.model.tombstone import Tombstone, tombstone_of
from domain.ports import Transaction


def figures_by_month(tx: Transaction, form: Form) -> tuple[Month, ...]:
    """Count reports a month by kind of incident; opens every case."""
    step = kind_of(form)
    if step is None:
        return ()
    return by_month(_counted(tx, form), step.id, step.options)


def _counted(tx: Transaction, form: Form) -> Iterator[Tombstone]:
    for case in tx.cases.every():
        counted = tombstone_of(case, form)
        if counted is not None:
            yield counted
    yield from tx.tombstones.every()
