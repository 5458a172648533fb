"""Secrets from the environment, or from the files it names; they are never in the settings file."""

import re
from collections.abc import Mapping
from pathlib import Path

from pydantic import SecretStr

from bot.config_problems import Problem, unknown_variables

TOKEN = "TELLSAFE_BOT_TOKEN"  # noqa: S105  the name of a variable
KEY_FILE = "TELLSAFE_KEY_FILE"
EPOCHS_DIR = "TELLSAFE_EPOCHS_DIR"
WEBHOOK_SECRET = "TELLSAFE_WEBHOOK_SECRET"  # noqa: S105  the name of a variable
CLOCK_FILE = "TELLSAFE_CLOCK_FILE"
VARIABLES = (
    *(
        TOKEN,
        f"{TOKEN}_FILE",
        KEY_FILE,
        EPOCHS_DIR,
        WEBHOOK_SECRET,
        f"{WEBHOOK_SECRET}_FILE",
        CLOCK_FILE,
    ),
    "TELLSAFE_CONFIG",  # read by the command line, to find the file at all
)

_TOKEN_SHAPE = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]{16,256}")


def read_secrets(
    environment: Mapping[str, str], problems: list[Problem], *, wants_webhook: bool
) -> dict[str, SecretStr | Path | None]:
    """Return the secrets by the names they have in `Config`; what is wrong joins the problems."""
    problems += unknown_variables(environment, VARIABLES)
    token = _secret(environment, TOKEN, problems, _TOKEN_SHAPE, "the token BotFather gave you")
    secrets: dict[str, SecretStr | Path | None] = {"token": SecretStr(token)}
    if wants_webhook:
        mend = "16 to 256 random characters of A-Z, a-z, 0-9, _ and -"
        word = _secret(environment, WEBHOOK_SECRET, problems, _WEBHOOK_SECRET_SHAPE, mend)
        secrets["webhook_secret"] = SecretStr(word)
    key_file = environment.get(KEY_FILE, "")
    if not key_file:
        mend = "Set it to the path of the key file, which is not in the data folder."
        problems.append(Problem(KEY_FILE, "missing", mend))
    epochs_dir = environment.get(EPOCHS_DIR) or f"{key_file}.epochs"
    clock_file = environment.get(CLOCK_FILE)
    return secrets | {
        "key_file": Path(key_file),
        "epochs": Path(epochs_dir),
        "clock_file": Path(clock_file) if clock_file else None,
    }


def _secret(
    environment: Mapping[str, str],
    name: str,
    problems: list[Problem],
    shape: re.Pattern[str],
    what: str,
) -> str:
    word, file = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if bool(word) == bool(file):
        found = "given twice" if word else "missing"
        mend = f"Set either {name} or {name}_FILE to {what} (or to a file that holds it)."
        problems.append(Problem(name, found, mend))
        return ""
    if file:
        name = f"{name}_FILE"
        try:
            word = Path(file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            mend = "Let it name a file that this user may read."
            problems.append(Problem(name, "a path to no readable file", mend))
            return ""
    word = word.strip()
    if not shape.fullmatch(word):
        problems.append(Problem.of(name, word, f"Put {what} there."))
    return word
