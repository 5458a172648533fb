"""A demo that is started again finds an empty folder, whatever the one before left."""

from pathlib import Path

import pytest

from bot.demo import prepare_folder
from storage.piece_file import ensure_not_alone


@pytest.mark.parametrize("left", ["tellsafe.db", "tellsafe-files.db", "tellsafe-files.db-wal"])
def test_nothing_of_an_earlier_demo_is_left(tmp_path: Path, left: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / left).write_bytes(b"old")
    prepare_folder(tmp_path, "http://127.0.0.1:1")
    assert list(data.iterdir()) == []
    ensure_not_alone(data / "tellsafe.db")
