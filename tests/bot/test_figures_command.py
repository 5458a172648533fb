"""Figures as an operator prints them."""

import asyncio
from pathlib import Path

import pytest

from domain.model.ids import StepId
from domain.ports import Transaction
from tests.bot.household import opened, said, settled
from tests.builders import REQUIRED, a_case, chosen


def write(tx: Transaction) -> None:
    for number, kind in enumerate(["verbal_abuse"] * 9 + ["threat"] * 3):
        tx.cases.add(a_case(f"{number:03}-XX", answers={**REQUIRED, StepId("what"): chosen(kind)}))


async def filled(folder: Path) -> None:
    store = await opened(folder)
    await store.write(write)
    await store.close()


def test_figures_are_shown_in_words_and_small_ones_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = settled(tmp_path, monkeypatch)
    asyncio.run(filled(tmp_path))
    words = said(config, "figures")
    assert "2026-11" in words
    assert "All reports │ 12 │" in words
    assert "│ 9 │" in words
    assert "│ 3 │" not in words
    assert "│ <5 │" in words
    assert "option" not in words


def test_nothing_to_count_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = settled(tmp_path, monkeypatch)
    (tmp_path / "data").mkdir()
    assert "nothing to count" in said(config, "figures")
