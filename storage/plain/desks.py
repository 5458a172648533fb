"""What members of staff are in the middle of as plain data and back."""

from domain.model.desk import Desk
from domain.model.ids import CaseId, StepId
from storage.plain.packing import Plain
from storage.times import moment, moment_from


def desk_to_plain(desk: Desk) -> Plain:
    """Return what is sealed of a desk: all but whose it is."""
    return {
        "action": desk.action,
        "case": desk.case,
        "expires_at": moment(desk.expires_at),
        "choice": desk.choice,
        "step": desk.step,
        "words": desk.words,
        "stamp": desk.stamp,
    }


def desk_from_plain(plain: object) -> Desk:
    """Return what a member of staff is in the middle of."""
    match plain:
        case {
            "action": str(action),
            "case": str(case),
            "expires_at": str(expires_at),
            "choice": str(choice),
            "step": (None | str()) as step,
            "words": str(words),
            "stamp": str(stamp),
            **rest,
        } if not rest:
            return Desk(
                action=action,
                case=CaseId(case),
                expires_at=moment_from(expires_at),
                choice=choice,
                step=StepId(step) if step is not None else None,
                words=words,
                stamp=stamp,
            )
        case _:
            raise ValueError("not a desk")
