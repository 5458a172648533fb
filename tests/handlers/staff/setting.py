"""A staff side for tests: who works there, which chats there are, and the services they use."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from domain.model.clues import Sighting
from domain.model.hate_incident import FORM
from domain.model.ids import ChatId, Language, MessageId, ReporterKey, StaffId, UpdateId
from domain.model.occasion import Occasion
from domain.model.outgoing import Spot
from domain.model.staff import Role, StaffMember
from domain.ports import Store, Transaction
from handlers.context import Office, Organisation, Services, StaffSide, WaysBack
from handlers.events import StaffTapped
from handlers.senders import Senders
from handlers.visits import Visits
from handlers.waiting_words import WaitingWords
from storage import CodeKeys, Keys, RequestSealing
from tests.builders import NOW, POLICY, SeededChance
from tests.stores import SECRET
from texts.catalogue import Catalogue

P = ParamSpec("P")
T = TypeVar("T")

KEYS = Keys(b"k" * 32)
QUEUE = ChatId(-1001)
CHANNEL = ChatId(-1002)

MAYA = StaffMember(
    id=StaffId(2001), name="Maya", roles=frozenset({Role.MODERATOR, Role.CASE_WORKER})
)
TOM = StaffMember(id=StaffId(2002), name="Tom", roles=frozenset({Role.CASE_WORKER}))
PRIYA = StaffMember(id=StaffId(2003), name="Priya", roles=frozenset({Role.CASE_WORKER}))
SAM = StaffMember(id=StaffId(2004), name="Sam")
NOOR = StaffMember(
    id=StaffId(2005), name="Noor", roles=frozenset({Role.MODERATOR, Role.CASE_WORKER})
)
MEMBERS = {member.id: member for member in (MAYA, TOM, PRIYA, SAM, NOOR)}


class Bell:
    """Counts how often the delivery loop was woken."""

    def __init__(self) -> None:
        """Start at none."""
        self.rung = 0

    def __call__(self) -> None:
        """Ring."""
        self.rung += 1


class Hands:
    """A clock moved by hand."""

    def __init__(self, now: datetime = NOW) -> None:
        """Start at a time."""
        self.now = now

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now


class NoStore:
    """A store for tests that only draw."""

    async def write(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Fail: drawing writes nothing."""
        raise AssertionError("written while drawing")

    async def read(
        self, usecase: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Fail: drawing reads nothing."""
        raise AssertionError("read while drawing")


def services(
    store: Store, texts: Catalogue, *, one_place: bool = False, clock: Hands | None = None
) -> Services:
    """Return the services of a staff side with a queue of its own, or with one place for all."""
    return Services(
        requests=RequestSealing(Keys(SECRET)),
        wake_laundry=lambda: None,
        store=store,
        texts=texts,
        form=FORM,
        policy=POLICY,
        organisation=Organisation(name="Stop Hate", area="London", areas=("Hackney",)),
        staff=StaffSide(
            queue=QUEUE,
            channel=QUEUE if one_place else CHANNEL,
            language=Language("en"),
            member=_member,
            may_be_staff=lambda user: user in MEMBERS,
        ),
        clock=clock or Hands(),
        timezone=ZoneInfo("Europe/London"),
        chance=SeededChance(),
        read_date=_no_date,
        find_date=_no_date_in,
        find_clues=_no_clues,
        reporter_key=lambda user: ReporterKey(f"{user:032x}"),
        ways=WaysBack(
            mail_keys=CodeKeys(KEYS.code_salt),
            of_chat=KEYS.way_back,
            ticket=KEYS.ticket,
            read_ticket=KEYS.read_ticket,
            mac=KEYS.receipt_mac,
        ),
        visits=Visits(),
        waiting_words=WaitingWords(),
        senders=Senders(),
        sender_tags=KEYS.sender_tags,
        bot_username=lambda: "TellsafeDemoBot",
        wake_delivery=Bell(),
        scrub_soon=_nothing_to_scrub,
        rewrite_files=_nothing_to_rewrite,
        destroy_epochs=_nothing_to_destroy,
        note_error=_raised,
    )


def office(used: Services, member: StaffMember, update: int = 1) -> Office:
    """Return the staff side as one member finds it when something happens."""
    return Office(
        services=used, member=member, occasion=Occasion(now=used.now(), update=UpdateId(update))
    )


def tap(data: str, *, card: int, spot: Spot = Spot.QUEUE, chat: int | None = None) -> StaffTapped:
    """Return a press on a message; the data is a button's."""
    verb, *arguments = data.split(":")
    where = chat if chat is not None else (QUEUE if spot is Spot.QUEUE else CHANNEL)
    return StaffTapped(
        verb=verb, arguments=tuple(arguments), chat=ChatId(where), card=MessageId(card)
    )


async def _member(user: int, name: str) -> StaffMember:
    return MEMBERS.get(StaffId(user), StaffMember(id=StaffId(user), name=name))


def _nothing_to_scrub() -> None:
    return


def _no_date(_: str, __: date, ___: str) -> date | None:
    return None


def _no_date_in(_: str, __: date, ___: str) -> tuple[str, date] | None:
    return None


def _no_clues(_: str) -> tuple[Sighting, ...]:
    return ()


def _raised(error: BaseException) -> str:
    raise error


async def _nothing_to_destroy(_: date) -> int:
    return 0


async def _nothing_to_rewrite() -> None:
    """Do nothing; the store of these tests lives as long as the test."""
