"""When and because of which update something happens."""

from dataclasses import dataclass
from datetime import datetime

from domain.model.ids import UpdateId


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """``now`` is aware and in the service's own time zone, so that its date is people's date."""

    now: datetime
    update: UpdateId
