"""Who staff are and what each role may do."""

from dataclasses import dataclass
from enum import StrEnum

from domain.model.ids import StaffId


class Role(StrEnum):
    """What somebody on the staff side may do; a moderator is also a case worker."""

    MODERATOR = "moderator"
    CASE_WORKER = "case_worker"
    OWNER = "owner"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffMember:
    """Somebody who acts under their own name; ``roles`` as checked just now."""

    id: StaffId
    name: str
    roles: frozenset[Role] = frozenset()
