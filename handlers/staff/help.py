"""What staff can ask the bot in their chat."""

from handlers.context import Office
from handlers.events import StaffSaid
from handlers.screens import Reply, Screen


async def asked_for_staff_help(_: StaffSaid, office: Office) -> Reply:
    """Say how cases move and who may do what."""
    return Reply(screen=Screen(office.say("staff-help")))
