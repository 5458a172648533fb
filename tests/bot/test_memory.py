"""The interpreter's search for objects that hold each other: rarer, and not for good."""

import gc
import subprocess
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.memory import BETWEEN_LOOKS, settle

ROOT = Path(__file__).resolve().parents[2]


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


def test_a_web_server_is_loaded_only_where_one_is_wanted() -> None:
    ask = "import sys, bot.app; print('aiohttp.web' in sys.modules)"
    command = [sys.executable, "-c", ask]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603  ourselves
    assert told.stdout.split() == [b"False"]
