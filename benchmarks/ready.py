"""Very many people in a sandbox who all stand before the last button of a report.

Their drafts are in the database; on each telephone is one message of the bot to press on.
"""

import asyncio
from dataclasses import dataclass, field

from benchmarks.household import CHANNEL, MODERATOR, QUEUE, Household
from benchmarks.people import FIRST_PERSON
from bot.chance import SystemChance
from domain.model.answers import Answer, Chosen, When, WhenKind, Where, WhereKind
from domain.model.hate_incident import FORM
from domain.model.ids import Language, OptionId, StepId, UpdateId
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.usecases.reporting import begin_report
from sandbox import Actor, BotAccount, Cast, Group, Message, Person, Sandbox
from sandbox.chats import Chat
from sandbox.floods import Floods
from sandbox.refusals import Refusal
from storage import SqliteStore

URGENT_EVERY = 10
"""One report of so many tells of a weapon."""

POLICY = Policy(response_window_days=3, draft_hours=72, retention_days=90, delay_minutes=0)
FEWEST: dict[StepId, Answer] = {
    StepId("safe_now"): Chosen(options=(OptionId("safe"),)),
    StepId("what"): Chosen(options=(OptionId("verbal_abuse"),)),
    StepId("when"): When(kind=WhenKind.UNKNOWN),
    StepId("where"): Where(kind=WhereKind.AREA, words="Hackney"),
}
URGENT = FEWEST | {StepId("weapon"): Chosen(options=(OptionId("yes"),))}
"""What they answered."""


class Counted(Floods):
    """Telegram's real limits, and how often they were met."""

    def __init__(self, sandbox: Sandbox) -> None:
        """Take the place of the sandbox's own."""
        super().__init__(sandbox.clock)
        self.refused = 0
        sandbox.faults.floods = self

    def count(self, chat: Chat) -> None:
        """Count one message, and whether it was refused."""
        try:
            super().count(chat)
        except Refusal:
            self.refused += 1
            raise


def is_urgent(number: int) -> bool:
    """Tell whether this person's report goes first."""
    return number % URGENT_EVERY == 0


def cast(reporters: int, others: int = 1) -> Cast:
    """Return reporters, others who want something else, and staff's two chats."""
    people = (Person(id=FIRST_PERSON + n, name=name_of(n)) for n in range(reporters + others))
    maya = Person(id=MODERATOR, name="Maya", side="staff")
    groups = (
        Group(id=QUEUE, title="Queue", members=(MODERATOR,), administrators=(MODERATOR,)),
        Group(id=CHANNEL, title="Channel", type="channel", administrators=(MODERATOR,)),
    )
    bot = BotAccount(username="BenchBot", name="Bench")
    return Cast(bot=bot, people=(*people, maya), groups=groups)


def name_of(number: int) -> str:
    """Return what one of the people is called."""
    return f"Person {number}"


async def write_drafts(home: Household, reporters: int, sandbox: Sandbox) -> None:
    """Let so many people have answered what is needed; one in ten urgently."""
    store = await SqliteStore.open(home.database, home.keys(), SystemChance(), epochs=home.epochs)
    writes = (
        store.write(
            begin_report,
            store.keys.reporter_key(FIRST_PERSON + number),
            # Far below every number that Telegram gives.
            occasion=Occasion(now=sandbox.clock.now(), update=UpdateId(number + 1)),
            form=FORM,
            policy=POLICY,
            language=Language("en"),
            answers=URGENT if is_urgent(number) else FEWEST,
        )
        for number in range(reporters)
    )
    await asyncio.gather(*writes)
    await store.close()


@dataclass
class Telephone:
    """One person's, with one old message of the bot on it."""

    sandbox: Sandbox
    number: int
    screen: Message = field(init=False)

    def __post_init__(self) -> None:
        """Have had a conversation before."""
        world = self.sandbox.world
        chat = world.chats[FIRST_PERSON + self.number]
        chat.started = True
        self.screen = world.post(chat, world.bot, text="What you told so far")

    @property
    def actor(self) -> Actor:
        """Return whose it is."""
        return self.sandbox.person(name_of(self.number))

    async def presses(self, data: str) -> None:
        """Press a button of the message."""
        await self.actor.taps_data(data, self.screen.id)

    @property
    def has_receipt(self) -> bool:
        """Tell whether the screen says that the report has arrived."""
        return self._has("numbers")

    @property
    def has_keepsake(self) -> bool:
        """Tell whether the chat was given its case code."""
        return self._has("unsend:")

    def shows_tip_after(self, text: str) -> bool:
        """Tell whether the screen is a safety tip, and not what it was before."""
        return self._has("another:") and self.screen.text != text

    def _has(self, data: str) -> bool:
        rows = self.screen.buttons
        return any((each.data or "").startswith(data) for row in rows for each in row)
