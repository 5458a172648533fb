"""Somebody shows staff a proof of receipt: is it real? Tells the day, and opens nothing."""

from domain.model.receipt_proof import confirmed
from handlers.context import Office
from handlers.events import StaffSaid
from handlers.screens import Reply, Screen


async def asked_about_proof(said: StaffSaid, office: Office) -> Reply | None:
    """Say whether a proof is one of ours, to whoever has a role here."""
    if not office.member.roles:
        return None
    if not said.argument:
        return Reply(screen=Screen(office.say("staff-proof-how")))
    day = confirmed(said.argument, office.services.ways.mac)
    if day is None:
        return Reply(screen=Screen(office.say("staff-proof-unknown")))
    return Reply(screen=Screen(office.say("staff-proof-real", day=day)))
