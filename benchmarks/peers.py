"""An environment of its own for the bot whose dependencies exclude ours; made when missing."""

import subprocess
import venv

from benchmarks.processes import ROOT

LOCK = ROOT / "benchmarks" / "requirements-peers.lock"
HOME = ROOT / ".venv-bench"
READY = HOME / ".ready"
PYTHON = HOME / "bin" / "python"


def python_with_peers() -> str | None:
    """Return the interpreter that has the peers; None where they cannot be installed."""
    locked = LOCK.read_text(encoding="utf-8")
    if not READY.exists() or READY.read_text(encoding="utf-8") != locked:
        venv.create(HOME, with_pip=True, clear=True)
        install = (str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        if subprocess.run((*install, "--requirement", str(LOCK)), check=False).returncode:
            return None
        READY.write_text(locked, encoding="utf-8")
    return str(PYTHON)
