"""The interpreter's search for objects that hold each other: rarer, and not for good."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.memory import BETWEEN_LOOKS, settle


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


class Loop:
    """Can hold itself."""

    itself: object = None


def test_what_is_loaded_is_not_looked_through_again() -> None:
    settle()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == BETWEEN_LOOKS


def test_what_holds_itself_is_still_found() -> None:
    settle()
    loop = Loop()
    loop.itself = loop
    lost = weakref.ref(loop)
    del loop
    kept: list[list[int]] = [[] for _ in range(BETWEEN_LOOKS + 1)]
    assert lost() is None
    assert kept
