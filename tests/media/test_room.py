"""The room: what the bot holds, and what becomes of children that hang, crash or lie."""

import asyncio
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from domain.model.evidence import LARGEST, FileRefused, Refusal
from media import CleaningRoom, Limits
from media.bench import Bench
from media.fence import landlock_version
from media.room import PROGRAM
from tests.media import planted_pictures as planted
from tests.media.conftest import Rooms

ROOT = Path(__file__).parents[2]
FAULTY = str(Path(__file__).with_name("faulty_forker.py"))


@pytest.fixture(scope="module")
def faulty_room() -> Iterator[CleaningRoom]:
    room = CleaningRoom(program=(FAULTY,))
    yield room
    asyncio.run(room.close())


QUICK = Limits(clock=1.0, processor=1)
WITH_LANDLOCK = pytest.mark.skipif(landlock_version() < 1, reason="the kernel has no Landlock")
WITH_SCOPES = pytest.mark.skipif(landlock_version() < 6, reason="Landlock here has no scopes")


async def reason(room: CleaningRoom, received: bytes) -> Refusal:
    with pytest.raises(FileRefused) as refused:
        await room.scrub(received)
    return refused.value.reason


def test_bot_never_loads_a_parser() -> None:
    ask = "import sys, media; print([m for m in sys.modules if m.split('.')[0] in {names}])"
    names = {"PIL", "pillow_heif", "av", "pypdfium2", "pypdfium2_raw", "defusedxml"}
    command = [sys.executable, "-c", ask.format(names=names)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603  ourselves
    assert told.stdout.strip() == "[]"


@pytest.mark.asyncio
async def test_nothing_runs_before_the_first_file_and_after_close(rooms: Rooms) -> None:
    room = rooms()
    running = [room.is_running]
    await room.scrub(planted.jpeg())
    running.append(room.is_running)
    await room.close()
    assert [*running, room.is_running] == [False, True, False]


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("received", "why"),
    [
        (b"", Refusal.EMPTY),
        (bytes(LARGEST + 1), Refusal.TOO_LARGE),
        (b"\x7fELF" + bytes(99), Refusal.UNSAFE_KIND),
        (b"\xff\xd8\xff\xe0 no picture", Refusal.BROKEN),
    ],
)
async def test_what_cannot_be_cleaned_is_refused_with_its_reason(
    room: CleaningRoom, received: bytes, why: Refusal
) -> None:
    assert await reason(room, received) is why


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (b"crashes", Refusal.BROKEN),
        (b"aborts", Refusal.BROKEN),
        (b"exits", Refusal.BROKEN),
        (b"raises", Refusal.BROKEN),
        (b"eats memory", Refusal.TOO_MUCH_INSIDE),
        (b"eats memory and dies", Refusal.TOO_MUCH_INSIDE),
        (b"writes nothing", Refusal.BROKEN),
        (b"writes nonsense", Refusal.BROKEN),
        (b"writes no parts", Refusal.BROKEN),
        (b"writes an empty part", Refusal.BROKEN),
        (b"writes another ending", Refusal.BROKEN),
        (b"writes too much", Refusal.BROKEN),
        pytest.param(b"kills its parent", Refusal.BROKEN, marks=WITH_SCOPES),
        pytest.param(b"opens a file", Refusal.BROKEN, marks=WITH_LANDLOCK),
        (b"starts a program", Refusal.BROKEN),
        (b"has children", Refusal.BROKEN),
    ],
)
async def test_child_that_misbehaves_costs_its_file_and_nothing_else(
    faulty_room: CleaningRoom, fault: bytes, why: Refusal
) -> None:
    assert (await faulty_room.scrub(b"words")).parts
    (bench,) = faulty_room._benches
    assert await reason(faulty_room, b"FAULT " + fault) is why
    assert bench.is_there, "the parent is unharmed"
    assert (await faulty_room.scrub(planted.jpeg())).parts
    assert faulty_room._benches == [bench]


@pytest.mark.asyncio
@pytest.mark.parametrize("fault", [b"sleeps", b"spins"])
async def test_child_that_does_not_end_is_ended(faulty_room: CleaningRoom, fault: bytes) -> None:
    assert (await faulty_room.scrub(b"words")).parts
    (bench,) = faulty_room._benches
    faulty_room._limits, usual = QUICK, faulty_room._limits
    assert await reason(faulty_room, b"FAULT " + fault) is Refusal.TOO_SLOW
    faulty_room._limits = usual
    assert faulty_room._benches == [bench]


@pytest.mark.asyncio
async def test_child_cannot_call_out(faulty_room: CleaningRoom) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1]).encode()
        assert await reason(faulty_room, b"FAULT calls out " + port) is Refusal.BROKEN


@pytest.mark.asyncio
async def test_lost_parent_is_started_again(rooms: Rooms) -> None:
    room = rooms()
    await room.scrub(planted.jpeg())
    (bench,) = room._benches
    bench.process.kill()
    assert (await room.scrub(planted.jpeg())).parts
    assert room._benches != [bench]


@pytest.mark.asyncio
async def test_parent_lost_in_mid_file_is_started_again(rooms: Rooms, tmp_path: Path) -> None:
    room = rooms(program=(FAULTY, str(tmp_path / "once")))
    assert (await room.scrub(planted.jpeg())).parts


@pytest.mark.asyncio
async def test_without_a_parent_that_starts_files_cannot_be_cleaned_now(rooms: Rooms) -> None:
    room = rooms(program=("-c", "raise SystemExit"))
    assert await reason(room, planted.jpeg()) is Refusal.UNAVAILABLE
    assert not room.is_running


@pytest.mark.asyncio
async def test_cancelled_cleaning_leaves_no_child(rooms: Rooms, tmp_path: Path) -> None:
    room = rooms(program=(FAULTY,))
    await room.scrub(planted.jpeg())
    (bench,) = room._benches
    waiting = asyncio.create_task(room.scrub(b"FAULT sleeps"))
    await child_of(bench)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not bench.is_there
    assert (await room.scrub(planted.jpeg())).parts


@pytest.mark.asyncio
async def test_child_ends_with_its_parent(rooms: Rooms) -> None:
    room = rooms(program=(FAULTY,))
    await room.scrub(planted.jpeg())
    (bench,) = room._benches
    waiting = asyncio.create_task(room.scrub(b"FAULT sleeps"))
    child = Path("/proc") / await child_of(bench)
    bench.process.kill()
    async with asyncio.timeout(20):
        while is_alive(child):  # noqa: ASYNC110  another process has no event to wait for
            await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def child_of(bench: Bench) -> str:
    listed = Path(f"/proc/{bench.process.pid}/task/{bench.process.pid}/children")
    while not listed.read_text():  # noqa: ASYNC110  another process has no event to wait for
        await asyncio.sleep(0)
    return listed.read_text().split()[0]


def is_alive(process: Path) -> bool:
    try:
        return "\nState:\tZ" not in (process / "status").read_text()
    except OSError:
        return False


@pytest.mark.asyncio
async def test_many_files_at_once_wait_their_turn(rooms: Rooms) -> None:
    room = rooms(at_once=2)
    cleaned = await asyncio.gather(*(room.scrub(planted.jpeg()) for _ in range(6)))
    assert len({each.parts[0].data for each in cleaned}) == 1
    assert len(room._benches) <= min(2, os.cpu_count() or 1)


@pytest.mark.asyncio
async def test_nothing_of_the_bots_world_is_there(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELLSAFE_BOT_TOKEN", "12345:secret")
    room = rooms()
    await room.scrub(planted.jpeg())
    (bench,) = room._benches
    environment = Path(f"/proc/{bench.process.pid}/environ").read_bytes()
    assert b"TELLSAFE" not in environment
    open_files = [str(each.readlink()) for each in Path(f"/proc/{bench.process.pid}/fd").iterdir()]
    assert not [each for each in open_files if not each.startswith(("socket:", "/dev/null"))]


@pytest.mark.asyncio
async def test_bot_writes_no_file(rooms: Rooms, opened_to_write: list[str]) -> None:
    room = rooms()
    await room.scrub(planted.jpeg())
    assert set(opened_to_write) <= {os.devnull}


@pytest.fixture
def opened_to_write() -> Iterator[list[str]]:
    """Note what this process opens to write; a hook stays for ever, so it is switched off."""
    noted: list[str] = []
    is_on = True

    def note(event: str, details: tuple[object, ...]) -> None:
        if is_on and event == "open":
            path, _, how = details
            if isinstance(how, int) and how & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                noted.append(str(path))

    sys.addaudithook(note)
    yield noted
    is_on = False


@pytest.mark.asyncio
@WITH_LANDLOCK
async def test_child_can_write_no_file(faulty_room: CleaningRoom, tmp_path: Path) -> None:
    place = Path(tempfile.gettempdir()) / f"left-by-{tmp_path.name}-{os.getpid()}"
    assert await reason(faulty_room, b"FAULT leaves " + bytes(place)) is Refusal.BROKEN
    assert not place.exists()


@pytest.mark.asyncio
async def test_nothing_is_printed(room: CleaningRoom, capfd: pytest.CaptureFixture[str]) -> None:
    for received in (planted.jpeg(), planted.jpeg()[:900], b"%PDF-1.7 nothing", b"OggS nothing"):
        with suppress(FileRefused):
            await room.scrub(received)
    assert capfd.readouterr() == ("", "")


def test_program_is_started_by_its_module() -> None:
    assert PROGRAM == ("-m", "media.forker")
