"""The process that has every parser loaded, opens no file itself, and forks a child for each.

It is started by `media.room` on first use, with an empty environment: no token, no key, no open
file of the bot comes here. It ends when the bot does. Standard output and error go nowhere,
because the parsers print what files say.
"""

import json
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

from domain.model.evidence import FileRefused, Refusal
from media import fence
from media.limits import Limits
from media.parcel import Result, packed, packed_refusal

LONGEST_ORDER = 4096
Clean = Callable[..., Result]


def serve(line: socket.socket, clean: Clean) -> None:
    """Take orders until the other end is closed: one child each, one at a time."""
    line.send(b"ready")
    while True:
        order, files, *_ = socket.recv_fds(line, LONGEST_ORDER, 2)
        if not order:
            return
        wanted = json.loads(order)
        received, made = files
        began, parent = time.monotonic(), os.getpid()
        child = os.fork()
        if child == 0:
            line.close()
            _be_the_child(clean, wanted, files, parent)
        os.close(received)
        os.close(made)
        left = wanted["limits"]["clock"] - (time.monotonic() - began)
        line.send(json.dumps(_outcome(child, line, left)).encode())


def _outcome(child: int, line: socket.socket, seconds: float) -> dict[str, Any]:
    """Wait for a child, but neither too long nor for nobody, and tell how it ended."""
    handle = os.pidfd_open(child)
    ended, *_ = select.select([handle, line.fileno()], [], [], max(0.0, seconds))
    late = handle not in ended
    os.close(handle)
    if late:
        os.kill(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    return {
        "status": os.waitstatus_to_exitcode(status),
        "late": late,
        "peak": used.ru_maxrss,
        "processor": used.ru_utime + used.ru_stime,
    }


def _be_the_child(clean: Clean, order: dict[str, Any], files: list[int], parent: int) -> None:
    received, made = files
    try:
        fence.close_in(Limits(**order["limits"]))
        fence.die_with(parent)  # after the change of rights, which would undo it
        data = os.pread(received, os.fstat(received).st_size, 0)
        for piece in _cleaned(clean, data, order):
            _write_all(made, piece)
        os._exit(0)
    finally:  # whatever was raised, its words came from the file
        os._exit(1)


def _cleaned(clean: Clean, data: bytes, order: dict[str, Any]) -> list[bytes]:
    try:
        return list(packed(clean(data, **order["wishes"])))
    except FileRefused as refused:
        return list(packed_refusal(refused.reason))
    except MemoryError:
        return list(packed_refusal(Refusal.TOO_MUCH_INSIDE))
    except Exception:  # noqa: BLE001  parsers raise whatever they like; their words stay here
        return list(packed_refusal(Refusal.BROKEN))


def _write_all(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def main() -> None:
    """Load everything once, then serve."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which closes the line
    fence.die_with(int(sys.argv[2]))
    from media.cleaning import clean, warm_up  # noqa: PLC0415  loads every parser

    warm_up()
    serve(socket.socket(fileno=int(sys.argv[1])), clean)


if __name__ == "__main__":
    main()
