"""The pre-loaded process with children that misbehave when the file asks for it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from domain.model.evidence import CleanPart, Kind
from media import fence, forker
from media.cleaning import clean, warm_up
from media.parcel import Result

MEGABYTE = b"x" * 1024 * 1024


def text(data: bytes, *, ending: str = "txt") -> Result:
    return Result([CleanPart(kind=Kind.TEXT, ending=ending, data=data)])


def eats_memory(*, dies: bool = False) -> Result:
    eaten = []
    while True:
        try:
            eaten.append(bytearray(MEGABYTE))
        except MemoryError:
            if dies:
                os.abort()
            raise


def calls_out(port: int) -> Result:
    with socket.create_connection(("127.0.0.1", port)):
        return text(b"reached")


def has_children() -> Result:
    if os.fork() == 0:
        os._exit(0)
    return text(b"a child was born")


def writes(data: bytes) -> Result:
    files = [each for each in range(3, 32) if is_memory(each)]
    os.write(files[-1], data)
    os._exit(0)


def is_memory(file: int) -> bool:
    try:
        return os.fstat(file).st_nlink == 0 and os.fstat(file).st_size == 0
    except OSError:
        return False


def spins() -> Result:
    while True:
        pass


def kills_its_parent() -> Result:
    os.kill(os.getppid(), signal.SIGKILL)
    return text(b"killed")


def starts_a_program() -> Result:
    return text(subprocess.run(["/bin/echo", "x"], check=True, capture_output=True).stdout)


FAULTS: dict[bytes, Callable[[], object]] = {
    b"sleeps": lambda: time.sleep(600),
    b"spins": spins,
    b"crashes": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    b"aborts": os.abort,
    b"exits": lambda: os._exit(3),
    b"raises": lambda: Path("/nowhere").stat(),
    b"eats memory": eats_memory,
    b"eats memory and dies": lambda: eats_memory(dies=True),
    b"writes nothing": lambda: os._exit(0),
    b"writes nonsense": lambda: writes(b"\0\0\0\2{}"),
    b"writes no parts": Result,
    b"writes an empty part": lambda: text(b""),
    b"writes another ending": lambda: text(b"MZ", ending="exe"),
    b"writes too much": lambda: text(MEGABYTE * 65),
    b"kills its parent": kills_its_parent,
    b"opens a file": lambda: text(Path("/etc/hostname").read_bytes()),
    b"starts a program": starts_a_program,
    b"has children": has_children,
}


def faulty(data: bytes, **wishes: Any) -> Any:  # noqa: ANN401  a lie has no type
    if data.startswith(b"FAULT calls out"):
        return calls_out(int(data.split()[-1]))
    if data.startswith(b"FAULT leaves "):
        Path(data.removeprefix(b"FAULT leaves ").decode()).write_bytes(data)
        return text(b"left")
    if data.startswith(b"FAULT "):
        return FAULTS[data.removeprefix(b"FAULT ")]()
    return clean(data, **wishes)


def main() -> None:
    *once, line, parent = sys.argv[1:]
    if once and not Path(once[0]).exists():
        Path(once[0]).touch()
        socket.socket(fileno=int(line)).send(b"ready")
        os._exit(1)
    fence.die_with(int(parent))
    warm_up()
    forker.serve(socket.socket(fileno=int(line)), faulty)


if __name__ == "__main__":
    main()
