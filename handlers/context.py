"""What handlers are given: the services, and the room in which one person and the bot talk."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from domain.model.clues import ClueFinder
from domain.model.contact import WayBack
from domain.model.conversation import Conversation
from domain.model.form import Form
from domain.model.ids import CaseId, Language, ReporterKey, SenderTag
from domain.model.occasion import Occasion
from domain.model.policy import Policy
from domain.model.staff import StaffMember
from domain.ports import Chance, DateFinder, DateReader, MailKeysOf, RequestSeal, Store
from handlers.senders import Senders
from handlers.visits import Visits
from handlers.waiting_words import WaitingWords
from texts.catalogue import Catalogue
from texts.markup import Html


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Who runs this bot and where; ``areas`` are offered as buttons."""

    name: str
    area: str
    areas: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StaffSide:
    """Where staff work and who they are.

    ``member`` looks roles up (configuration and chat administrators; may ask Telegram);
    ``may_be_staff`` answers at once from what is known; ``queue`` and ``channel`` are chat ids.
    """

    queue: int
    channel: int
    language: Language
    member: Callable[[int, str], Awaitable[StaffMember]]
    may_be_staff: Callable[[int], bool]

    @property
    def chats(self) -> frozenset[int]:
        """Return the ids of the staff chats."""
        return frozenset({self.queue, self.channel})

    @property
    def is_one_place(self) -> bool:
        """Tell whether moderators and case workers share one chat."""
        return self.queue == self.channel


@dataclass(frozen=True, kw_only=True)
class WaysBack:
    """What leads people back to what is theirs; made by storage, opaque here.

    ``mail_keys``: from a case code, slowly.  ``of_chat``: from a private chat.
    ``ticket``/``read_ticket``: to a report sent just now, for five minutes.
    ``mac``: proves that this service wrote something.
    """

    mail_keys: MailKeysOf
    of_chat: Callable[[int], WayBack]
    ticket: Callable[[CaseId, datetime], str]
    read_ticket: Callable[[str, datetime], CaseId | None]
    mac: Callable[[bytes], bytes]


@dataclass(frozen=True, kw_only=True)
class Services:
    """Everything a handler may use; made once, by `bot.app`."""

    store: Store
    texts: Catalogue
    form: Form
    policy: Policy
    organisation: Organisation
    staff: StaffSide
    clock: Callable[[], datetime]
    timezone: tzinfo
    chance: Chance
    read_date: DateReader
    find_date: DateFinder
    find_clues: ClueFinder
    requests: RequestSeal
    reporter_key: Callable[[int], ReporterKey]
    ways: WaysBack
    visits: Visits
    waiting_words: WaitingWords
    senders: Senders
    sender_tags: Callable[[ReporterKey, date], tuple[SenderTag, ...]]
    bot_username: Callable[[], str]
    wake_delivery: Callable[[], None]
    wake_laundry: Callable[[], None]
    scrub_soon: Callable[[], None]
    rewrite_files: Callable[[], Awaitable[None]]
    destroy_epochs: Callable[[date], Awaitable[int]]
    note_error: Callable[[BaseException], str]

    def now(self) -> datetime:
        """Return the time where the service is, so that its date is people's date."""
        return self.clock().astimezone(self.timezone)

    def deep_link(self, payload: str) -> str:
        """Return the address that opens the private chat and presses Start with a payload."""
        return f"https://t.me/{self.bot_username()}?start={payload}"


@dataclass(frozen=True, kw_only=True)
class Room:
    """One person's chat at one moment; made by `incoming` for each thing they do."""

    services: Services
    reporter: ReporterKey
    way: WayBack
    language: Language
    conversation: Conversation | None
    occasion: Occasion

    @property
    def sender(self) -> tuple[SenderTag, ...]:
        """Return what a mute of this person would be found by."""
        return self.services.sender_tags(self.reporter, self.occasion.now.date())

    def say(self, key: str, **values: str | int | date) -> Html:
        """Return words as markup in the person's language."""
        return self.services.texts.say(self.language, key, **values)

    def plain(self, key: str, **values: str | int | date) -> str:
        """Return words for a button or a toast in the person's language."""
        return self.services.texts.plain(self.language, key, **values)


@dataclass(frozen=True, kw_only=True)
class Office:
    """The staff side at one moment; ``member`` as checked for this press or message."""

    services: Services
    member: StaffMember
    occasion: Occasion

    @property
    def language(self) -> Language:
        """Return the language staff work in."""
        return self.services.staff.language

    def say(self, key: str, **values: str | int | date) -> Html:
        """Return words as markup in staff's language."""
        return self.services.texts.say(self.language, key, **values)

    def plain(self, key: str, **values: str | int | date) -> str:
        """Return words for a button or a toast in staff's language."""
        return self.services.texts.plain(self.language, key, **values)
