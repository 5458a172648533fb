"""What the kernel takes away from a child before it looks at a file.

The resource limits must hold. The rest is taken where the kernel offers it: a network of its own
(empty), the rights of nobody, and no file to open but fonts, so that a parser which was taken over
finds neither the key file nor the database nor anybody to tell.
It must not know what is parsed.
"""

import ctypes
import os
import resource
import struct
from contextlib import suppress
from pathlib import Path

from media import syscalls
from media.limits import Limits

FONTS = ("/usr/share/fonts", "/usr/local/share/fonts")
"""All that stays readable: PDF pages name fonts that they do not bring."""

NOBODY = 65534
OWN_USERS, OWN_NETWORK, OWN_MESSAGES = 0x10000000, 0x40000000, 0x08000000
DIE_WITH_PARENT, DUMPABLE, NO_NEW_PRIVILEGES = 1, 4, 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
"""How many rights on files each version of Landlock knows; 16 from the fifth on."""
NETWORK_SINCE, SCOPES_SINCE = 4, 6

_kernel = ctypes.CDLL(None, use_errno=True)


def die_with(parent: int) -> None:
    """End this process when the one that started it ends, even where nobody tells it."""
    _kernel.prctl(DIE_WITH_PARENT, 9, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def landlock_version() -> int:
    """Return which version of Landlock the kernel offers; below one for none."""
    return int(_kernel.syscall(CREATE_RULESET, None, 0, 1))


def close_in(limits: Limits) -> None:
    """Give up everything that cleaning one file does not need; there is no way back."""
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.processor),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    _be_killed_first()
    _leave_the_world()
    _kernel.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _kernel.prctl(DUMPABLE, 0, 0, 0, 0)
    _open_nothing_but(FONTS)
    if not syscalls.forbid(_kernel):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))  # then HEIC cannot be read


def _be_killed_first() -> None:
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _leave_the_world() -> None:
    if os.getuid() == 0:
        _kernel.unshare(OWN_NETWORK | OWN_MESSAGES)
        with suppress(OSError):
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
    _kernel.unshare(OWN_USERS | OWN_NETWORK | OWN_MESSAGES)


def _open_nothing_but(folders: tuple[str, ...]) -> None:
    version = landlock_version()
    if version < 1:
        return
    handled = struct.pack(
        "QQQ",
        (1 << FILE_RIGHTS.get(version, 16)) - 1,
        0b11 if version >= NETWORK_SINCE else 0,
        0b11 if version >= SCOPES_SINCE else 0,
    )
    known = 8 * (1 + (version >= NETWORK_SINCE) + (version >= SCOPES_SINCE))
    rules = _kernel.syscall(CREATE_RULESET, handled, known, 0)
    if rules < 0:
        return
    for folder in folders:
        with suppress(OSError):
            place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
            allowed = struct.pack("=Qi", READ_FILE | READ_FOLDER, place)
            _kernel.syscall(ADD_RULE, rules, 1, allowed, 0)
            os.close(place)
    _kernel.syscall(RESTRICT_SELF, rules, 0)
    os.close(rules)
