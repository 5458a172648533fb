"""A disk that is really full: a tiny one of its own, or files that may not grow any more."""

import resource
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from tests.journeys.scene import Scene

MOUNT = ("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs")
BLOCK = 4096


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[None]:
    """Lay a disk of 4 MB where the database will be, if that may be done."""
    data = tmp_path / "data"
    data.mkdir()
    try:
        subprocess.run((*MOUNT, str(data)), check=True, capture_output=True)  # noqa: S603  our own folder
    except (OSError, subprocess.CalledProcessError):
        yield
        return
    yield
    subprocess.run(("umount", "--lazy", str(data)), check=True)  # noqa: S603, S607  as above


@asynccontextmanager
async def no_room(scene: Scene) -> AsyncIterator[None]:
    """Fill the disk to the last byte with somebody else's file; skips where there is none."""
    if not (scene.folder / "data").is_mount():
        pytest.skip("only root may lay a tiny disk")
    other = scene.folder / "data" / "other"
    with other.open("wb", buffering=0) as file:
        for size in BLOCK, 1:
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    yield
    other.unlink()


@asynccontextmanager
async def no_growth(scene: Scene) -> AsyncIterator[None]:
    """Let no file become larger than the database's log is now."""
    log = scene.program.config.database.with_name("tellsafe.db-wal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
