"""Which calls a child may no longer make of the kernel: none that makes a process or reaches one.

Threads stay possible, because the HEIC decoder needs one. It must be installed last: it cannot be
taken back, and nothing after it could leave the world any further.
"""

import ctypes
import errno
import platform
import struct

SET_FILTER, BY_PROGRAM = 22, 2
LOAD, EQUAL, ANY_BIT, AT_LEAST, ANSWER = 0x20, 0x15, 0x45, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16
A_THREAD = 0x00010000
OTHER_ABI = 0x40000000
"""The same calls by other numbers, on one kind of machine."""

MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CLONE = {"x86_64": 56, "aarch64": 220}
NEW_CLONE = 435
FORBIDDEN = {
    # socket, connect, fork, vfork, execve, kill, ptrace, mount, keys, perf, processes' memory,
    # bpf, execveat, userfaultfd, unshare, signals by handle, io_uring
    "x86_64": (41, 42, 57, 58, 59, 62, 101, 165, 248, 249, 250, 298, 310, 311, 321, 322, 323,
               272, 424, 425),
    "aarch64": (198, 203, 221, 129, 117, 40, 217, 218, 219, 241, 270, 271, 280, 281, 282, 97,
                424, 425),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def forbid(kernel: ctypes.CDLL) -> bool:
    """Forbid the calls for ever; tell whether the kernel agreed."""
    machine = platform.machine()
    if machine not in MACHINES:
        return False
    steps = _steps(machine)
    program = _Program(len(steps) // 8, steps)
    return bool(kernel.prctl(SET_FILTER, BY_PROGRAM, ctypes.byref(program), 0, 0) == 0)


def _steps(machine: str) -> bytes:
    refuse, unknown, allow = REFUSE | errno.EPERM, REFUSE | errno.ENOSYS, ALLOW
    steps = [
        (LOAD, 0, 0, MACHINE),
        (EQUAL, 1, 0, MACHINES[machine]),
        (ANSWER, 0, 0, refuse),
        (LOAD, 0, 0, NUMBER),
    ]
    steps += _answer_if(AT_LEAST, OTHER_ABI, refuse)
    steps += [step for each in FORBIDDEN[machine] for step in _answer_if(EQUAL, each, refuse)]
    # The C library tries the older call when the newer, whose flags cannot be seen, is unknown.
    steps += _answer_if(EQUAL, NEW_CLONE, unknown)
    steps += [
        (EQUAL, 0, 3, CLONE[machine]),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (ANY_BIT, 1, 0, A_THREAD),
        (ANSWER, 0, 0, refuse),
        (ANSWER, 0, 0, allow),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _answer_if(test: int, value: int, answer: int) -> list[tuple[int, int, int, int]]:
    return [(test, 0, 1, value), (ANSWER, 0, 0, answer)]
