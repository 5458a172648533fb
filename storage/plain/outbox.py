"""What waits to be sent as plain data and back."""

from datetime import datetime

from domain.model.ids import CaseId, CaseNumber, ChatId, EvidenceId, OutgoingId
from domain.model.outgoing import (
    Outgoing,
    PostCard,
    PostNotice,
    Priority,
    RefreshCard,
    RemovePosts,
    ShowEvidence,
    Spot,
    TellReporter,
    What,
)
from storage.plain.packing import Plain, all_of
from storage.plain.posts import post_from_plain, post_to_plain
from storage.times import hour_of, moment, moment_from


def outgoing_to_plain(outgoing: Outgoing) -> Plain:
    """Return what is sealed of a message that waits: all but its id."""
    return {
        "what": _what_to_plain(outgoing.what),
        "due_at": moment(outgoing.due_at),
        "priority": outgoing.priority,
        "attempts": outgoing.attempts,
        "maybe_repeat": outgoing.maybe_repeat,
    }


def outgoing_from_plain(plain: object, outgoing: OutgoingId, due_at: str) -> Outgoing:
    """Return a message that waits; ``due_at`` is what stands in its row.

    Rows from before the time was sealed have it there whole, and not here.
    """
    match plain:
        case {
            "what": what,
            "priority": str(priority),
            "attempts": int(attempts),
            "maybe_repeat": bool(maybe_repeat),
            **rest,
        } if rest.keys() <= {"due_at"}:
            return Outgoing(
                id=outgoing,
                what=_what_from_plain(what),
                priority=Priority(priority),
                due_at=_time(rest.get("due_at"), due_at),
                attempts=attempts,
                maybe_repeat=maybe_repeat,
            )
        case _:
            raise ValueError("not a message that waits")


def _time(sealed: object, in_row: str) -> datetime:
    if isinstance(sealed, str):
        return moment_from(sealed)
    before = moment_from(in_row)
    if sealed is not None or hour_of(before) == in_row:
        raise ValueError("a message without its time")
    return before


def _what_to_plain(what: What) -> Plain:
    match what:
        case PostCard():
            return {"kind": "post", "case": what.case, "spot": what.spot, "part": what.part}
        case RefreshCard():
            return {"kind": "refresh", "case": what.case, "spot": what.spot}
        case RemovePosts():
            posts = [post_to_plain(post) for post in what.posts]
            return {"kind": "remove", "posts": posts, "case": what.case}
        case PostNotice():
            return {
                "kind": "notice",
                "spot": what.spot,
                "notice": what.notice,
                "number": what.number,
                "case": what.case,
                "about": post_to_plain(what.about) if what.about is not None else None,
            }
        case TellReporter():
            return {"kind": "tell", "case": what.case}
        case ShowEvidence():
            return {
                "kind": "evidence",
                "case": what.case,
                "evidence": what.evidence,
                "part": what.part,
                "chat": what.chat,
            }


def _what_from_plain(plain: object) -> What:
    match plain:
        case {
            "kind": "post",
            "case": str(case),
            "spot": str(spot),
            "part": int(part),
            **rest,
        } if not rest:
            return PostCard(case=CaseId(case), spot=Spot(spot), part=part)
        case {"kind": "refresh", "case": str(case), "spot": str(spot), **rest} if not rest:
            return RefreshCard(case=CaseId(case), spot=Spot(spot))
        case {
            "kind": "evidence",
            "case": str(case),
            "evidence": str(evidence),
            "part": int(part),
            "chat": int(chat),
            **rest,
        } if not rest:
            return ShowEvidence(
                case=CaseId(case), evidence=EvidenceId(evidence), part=part, chat=ChatId(chat)
            )
        case {"kind": "remove", "posts": list(posts), **rest} if not set(rest) - {"case"}:
            # Rows that were written before cases forgot what is gone name none.
            return RemovePosts(posts=all_of(posts, post_from_plain), case=_case_in(rest))
        case {
            "kind": "notice",
            "spot": str(spot),
            "notice": str(notice),
            "number": str(number),
            "case": (None | str()) as of,
            "about": about,
            **rest,
        } if not rest:
            return PostNotice(
                spot=Spot(spot),
                notice=notice,
                number=CaseNumber(number),
                case=CaseId(of) if of is not None else None,
                about=post_from_plain(about) if about is not None else None,
            )
        case {"kind": "tell", "case": str(case), **rest} if not rest:
            return TellReporter(case=CaseId(case))
        case _:
            raise ValueError("not what waits to be shown")


def _case_in(rest: dict[object, object]) -> CaseId | None:
    match rest.get("case"):
        case None:
            return None
        case str(case):
            return CaseId(case)
        case _:
            raise ValueError("not a case")
