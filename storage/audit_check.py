"""Says whether the audit log is whole, and if not, where it breaks.

What it cannot know: whoever has the keys can write a whole new log. Against that, and against an
older state of the whole database, stands a head that somebody wrote down elsewhere.
"""

import hmac
import re
from dataclasses import dataclass
from itertools import count
from typing import Final, cast

from domain.ports import Transaction
from storage.audit import AuditTable, Ends

HEAD_DIGITS: Final = 24
HEAD: Final = re.compile(rf"(\d+)-([0-9a-f]{{{HEAD_DIGITS}}})")


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a look at the log found; ``problem`` is empty when it holds.

    ``head`` stands for every line there is; worth writing down where this machine cannot reach.
    """

    lines: int
    dropped: int
    head: str
    problem: str = ""


def verify(audit: AuditTable, noted: str = "") -> Verdict:
    """Follow the chain from its first line to its last, past a head that was noted earlier."""
    found = audit.ends()
    if found is None:
        return Verdict(lines=0, dropped=0, head="", problem="The note of its ends was taken out.")
    ends, tag = found
    head = head_of(ends.last, ends.last_link)
    if not hmac.compare_digest(tag, audit.chain.tag(ends)):
        problem = "The note of where it begins and ends was changed."
        return Verdict(lines=0, dropped=ends.dropped, head=head, problem=problem)
    links, problem = _followed(audit, ends)
    problem = problem or _compared(links, noted)
    lines = len(links) - 1
    return Verdict(lines=lines, dropped=ends.dropped, head=head, problem=problem)


def verify_audit(tx: Transaction, noted: str = "") -> Verdict:
    """Look at the log as a use case; the store is one of ours."""
    return verify(cast("AuditTable", tx.audit), noted)


def head_of(line: int, link: bytes) -> str:
    """Return what to write down of a line."""
    return f"{line}-{link.hex()[:HEAD_DIGITS]}"


def _followed(audit: AuditTable, ends: Ends) -> tuple[dict[int, bytes], str]:
    links, link = {ends.dropped: ends.dropped_link}, ends.dropped_link
    for expected, (line, stored, sealed) in zip(
        count(ends.dropped + 1), audit.lines(), strict=False
    ):
        if line != expected:
            return links, f"Line {expected} was taken out or moved."
        link = audit.chain.link(link, line, sealed)
        if not hmac.compare_digest(link, stored):
            return links, f"Line {line} was changed, or put in the place of another."
        links[line] = link
    last = max(links)
    if last < ends.last:
        return links, f"Lines {last + 1} to {ends.last} were taken off the end."
    if last > ends.last or link != ends.last_link:
        return links, f"Lines after {ends.last} were put in."
    return links, ""


def _compared(links: dict[int, bytes], noted: str) -> str:
    if not noted:
        return ""
    shape = HEAD.fullmatch(noted.strip())
    if shape is None:
        return "What was noted is no head: it looks like 17-0123456789abcdef01234567."
    line = int(shape[1])
    if line > max(links):
        return f"It ends at line {max(links)}, but line {line} was noted once: an older state."
    if line not in links:
        return f"Line {line} was noted, but it is dropped by now, for its age."
    if head_of(line, links[line]) != noted.strip():
        return f"Line {line} is not the one that was noted: the log was written anew."
    return ""
