"""A small Telegram on the loopback interface: try the bot without a token, test it on the wire.

Knows the Bot API and nothing of the bot; imports nothing of this project.
"""

from sandbox.api import Call
from sandbox.cast import DEMO, BotAccount, Cast, Group, Person
from sandbox.deeds import ImpossibleError
from sandbox.faults import Fault
from sandbox.messages import Message
from sandbox.people import Actor
from sandbox.sandbox import Sandbox
from sandbox.sim import ProcessControl

__all__ = [
    "DEMO",
    "Actor",
    "BotAccount",
    "Call",
    "Cast",
    "Fault",
    "Group",
    "ImpossibleError",
    "Message",
    "Person",
    "ProcessControl",
    "Sandbox",
]
