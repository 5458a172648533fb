"""Plain text: decoded, cleaned of what no reader could see, and written in one way.

It must not pass on anything that some program would run or draw: a page, a mail, a script.
"""

import re
from unicodedata import normalize

from domain.model.evidence import CleanPart, FileRefused, Kind, Refusal, Remains, Removed
from domain.model.words import cleaned
from media.parcel import Result

MOST_BYTES = 1024 * 1024
MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
"""Characters that no text holds, so that whatever has them is something else."""
SOMETHING_ELSE = re.compile(
    r"\s*(<[!?a-z]|\{\\rtf|%!PS|#!|BEGIN:V(CARD|CALENDAR)|-----BEGIN)", re.IGNORECASE
)
MAIL = re.compile(
    r"^(Received|Return-Path|Message-ID|MIME-Version|Delivered-To|X-[\w-]+): ",
    re.IGNORECASE | re.MULTILINE,
)
HEAD = 4096
MOST_FOREIGN = 0.3
"""Share of letters outside ASCII up to which an unmarked text is taken for a Western one."""


def clean_text(data: bytes) -> Result:
    """Return one text."""
    if len(data) > MOST_BYTES:
        raise FileRefused(Refusal.TOO_MUCH_INSIDE)
    received = decoded(data)
    if NO_TEXT.search(received) or SOMETHING_ELSE.match(received) or MAIL.search(received[:HEAD]):
        raise FileRefused(Refusal.UNSAFE_KIND)
    part, is_whole = text_part(received)
    return Result([part], set() if is_whole else {Removed.HIDDEN_TEXT}, {Remains.WRITING})


def text_part(text: str) -> tuple[CleanPart, bool]:
    """Return a text as a piece of evidence, and whether every character of it could be seen."""
    clean = cleaned(text)
    if not clean:
        raise FileRefused(Refusal.NOTHING_VISIBLE)
    is_whole = "".join(clean.split()) == "".join(normalize("NFC", text).split())
    # Always .txt: a spreadsheet would run what a .csv asks it to.
    part = CleanPart(kind=Kind.TEXT, ending="txt", data=clean.encode() + b"\n")
    return part, is_whole


def decoded(data: bytes) -> str:
    """Return the text; refuse what could be read in two ways."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    letters = [each for each in data if chr(each).isalpha()]
    if sum(each > 127 for each in letters) > MOST_FOREIGN * len(letters):  # noqa: PLR2004  ASCII
        raise FileRefused(Refusal.UNSAFE_KIND)
    return data.decode("cp1252", errors="replace")
