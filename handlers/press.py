"""A press on a button as it came from Telegram: all that may be known of it before the firewall.

It names a person, so `incoming` is where it ends, as an update of the framework does.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Press:
    """``id`` is what answers it; ``message`` is the pressed one, in a ``chat`` that is ``private``.

    ``about``: what stands in the message that the pressed one replies to, which came from another
    chat where it is ``about_forwarded``.  ``name``: the person's,
    read for staff only.
    """

    update_id: int
    id: str
    data: str
    person: int
    name: str = field(repr=False)
    chat: int
    private: bool
    message: int
    about: str = field(repr=False)
    about_forwarded: bool = False
