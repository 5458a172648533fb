"""A folder as an operator has it: settings, a key file, a database; and commands run in it."""

from base64 import b64encode
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import cli
from storage import Keys, SqliteStore, load_key_file
from tests.builders import SeededChance

SECRET = b"k" * 32

SETTINGS = """\
[organisation]
name = "Example"
[staff]
channel_id = -1001
"""


def settled(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> Path:
    """Write settings and a key, let the environment name them, and return the settings."""
    key_file = folder / "tellsafe.key"
    key_file.write_bytes(b64encode(SECRET))
    monkeypatch.setenv("TELLSAFE_BOT_TOKEN", "1:sandbox")
    monkeypatch.setenv("TELLSAFE_KEY_FILE", str(key_file))
    monkeypatch.setenv("COLUMNS", "200")
    file = folder / "config.toml"
    file.write_text(SETTINGS + more)
    return file


async def opened(folder: Path) -> SqliteStore:
    """Open the store that these settings name."""
    (folder / "data").mkdir(exist_ok=True)
    return await SqliteStore.open(
        folder / "data" / "tellsafe.db",
        Keys(load_key_file(folder / "tellsafe.key")),
        SeededChance(),
        epochs=folder / "tellsafe.key.epochs",
    )


def said(config: Path, *command: str, code: int = 0) -> str:
    """Run a command and return what it said, on one line."""
    result = CliRunner().invoke(cli.app, [*command, "--config", str(config)])
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())
