"""Fetches the files that wait, has them cleaned, stores them, and forgets how they were fetched.

What waits stands in the database, so a crash at any moment loses nothing: the file is fetched
again. Works beside the intake, a file or two at a time; the bytes exist in memory only.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.limits import Lane
from bot.sinks import EventSink
from bot.transport import TooLarge
from domain.model.attached import AttachedFile
from domain.model.errors import CaseGone, EvidenceGone
from domain.model.evidence import LARGEST, Cleaned, FileRefused, Refusal
from domain.model.fetching import FetchRequest
from domain.model.ids import EvidenceId, UpdateId
from domain.model.occasion import Occasion
from domain.ports import Scrubber, StoreUnavailableError
from domain.usecases import laundering
from domain.usecases.laundering import Landed, LandedInCase
from handlers.context import Services

AT_ONCE = 2
"""Files in work at the same time; cleaning has limits of its own."""

PIECE = 192 * 1024
"""Bytes of a file that one transaction stores."""

MOST_TRIES = 3
"""How often cleaning a file is begun: one that brings the process down must not do so for ever."""

MOST_REFUSALS = 4
"""How often Telegram may say that it does not give a file before we believe it."""

FIRST_WAIT = 1.0
LONGEST_WAIT = 300.0

LOOK_EVERY = 60.0
"""Seconds after which waiting files are looked for even if nobody rang."""

NO_UPDATE = UpdateId(0)
"""The worker acts on nobody's tap."""


Late = tuple[FetchRequest, Landed | LandedInCase]
"""A file that was refused when Telegram may have been away, and who has to be told."""


class Downloads(Protocol):
    """Fetches bytes, up to a limit."""

    async def download(self, url: str, limit: int) -> bytes:
        """Return what is there; raises `TooLarge`, `NotSent`, `MaybeSent` or `BadRequest`."""


class News(Protocol):
    """Tells a person what became of a file."""

    async def tell(
        self, request: FetchRequest, landed: Landed | LandedInCase, occasion: Occasion
    ) -> None:
        """Show it."""


@dataclass(slots=True)
class _Trouble:
    """What went wrong with a file so far, and until when it is left alone."""

    pauses: int = 0
    refusals: int = 0
    rest_until: float = 0.0


class Laundry:
    """The worker: from a file that waits to cleaned bytes in the database."""

    def __init__(
        self,
        bot: ExtBot[Lane],
        services: Services,
        scrubber: Scrubber,
        *,
        downloads: Downloads,
        news: News,
        event: EventSink,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what fetches, what cleans, and who tells the person."""
        self._bot = bot
        self._services = services
        self._scrubber = scrubber
        self._downloads = downloads
        self._news = news
        self._event = event
        self._monotonic = monotonic
        self._woken = asyncio.Event()
        self._working: dict[EvidenceId, asyncio.Task[None]] = {}
        self._troubles: dict[EvidenceId, _Trouble] = {}
        self._untold: deque[Late] = deque()
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin with whatever waits, from before a crash too."""
        self._loop = asyncio.create_task(self._run())

    def wake(self) -> None:
        """Look for waiting files now."""
        self._woken.set()

    @property
    def at_work(self) -> tuple[asyncio.Task[None], ...]:
        """Return what is being done now."""
        return tuple(self._working.values())

    async def stop(self) -> None:
        """Stop at once; what was under way is begun anew at the next start."""
        tasks = [*([self._loop] if self._loop else []), *self._working.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                seconds = await self._take_up()
            except StoreUnavailableError:
                seconds = FIRST_WAIT
            except Exception as error:  # noqa: BLE001  the loop outlives whatever breaks in it
                self._services.note_error(error)
                seconds = LOOK_EVERY
            with suppress(TimeoutError):
                # `wait_for` would lose a stop that comes as somebody rings (before Python 3.12).
                async with asyncio.timeout(seconds):
                    await self._woken.wait()

    async def _take_up(self) -> float:
        """Begin with as many files as there is room for; return when to look again."""
        await self.refuse_overdue()
        await self._tell_late()
        waiting = await self._services.store.read(laundering.waiting_files)
        troubles = self._troubles
        self._troubles = {each: troubles[each] for each in waiting if each in troubles}
        now, look_in = self._monotonic(), LOOK_EVERY
        for evidence in waiting:
            if evidence in self._working:
                continue
            trouble = self._troubles.get(evidence)
            left = trouble.rest_until - now if trouble else 0.0
            if left > 0:
                look_in = min(look_in, left)
            elif len(self._working) < AT_ONCE:
                self._working[evidence] = asyncio.create_task(self._work(evidence))
        return look_in

    async def _work(self, evidence: EvidenceId) -> None:
        try:
            await self._launder(evidence)
        except (EvidenceGone, CaseGone):
            # Removed by its sender, or left behind by the report, while it was in work.
            self._event("evidence_gone")
        except StoreUnavailableError:
            self._rest(evidence)
        except Exception as error:  # noqa: BLE001  one file that fails must stop no other
            self._services.note_error(error)
            self._rest(evidence)
        finally:
            del self._working[evidence]
            self.wake()

    async def _launder(self, evidence: EvidenceId) -> None:
        file, request = await self._known(evidence)
        started = self._monotonic()
        try:
            result = await self._cleaned(file, request)
        except FileRefused as refusal:
            await self._refuse(file, request, refusal.reason)
        except TelegramError as error:
            # A network that is away says nothing about the file; a refused request does.
            refused = isinstance(error, BadRequest) or not isinstance(error, NetworkError)
            self._rest(evidence, refused=refused and not isinstance(error, RetryAfter))
        else:
            await self._keep(file, request, result)
            self._event("evidence_cleaned", seconds=self._monotonic() - started)

    async def _known(self, evidence: EvidenceId) -> tuple[AttachedFile, FetchRequest]:
        store = self._services.store
        sealed = await store.read(laundering.request_of, evidence)
        if sealed is None:
            raise EvidenceGone
        request = self._services.requests.open(evidence, sealed)
        return await store.read(laundering.known_of, evidence, request.holder), request

    async def _cleaned(self, file: AttachedFile, request: FetchRequest) -> Cleaned:
        received = await self._fetch(file, request)
        begun = await self._services.store.write(laundering.begin_cleaning, file.id, request.holder)
        if begun.tries > MOST_TRIES:
            raise FileRefused(Refusal.UNAVAILABLE)
        return await self._scrubber.scrub(
            received, mime_hint=file.mime, without_sound=file.without_sound
        )

    async def _fetch(self, file: AttachedFile, request: FetchRequest) -> bytes:
        try:
            found = await self._bot.get_file(request.file_id)
            if (found.file_size or 0) > LARGEST or not found.file_path:
                raise FileRefused(Refusal.TOO_LARGE)
            return await self._downloads.download(found.file_path, LARGEST)
        except TooLarge:
            raise FileRefused(Refusal.TOO_LARGE) from None
        except BadRequest as refusal:
            if "too big" in refusal.message.casefold():
                raise FileRefused(Refusal.TOO_LARGE) from None
            trouble = self._troubles.get(file.id)
            if trouble and trouble.refusals >= MOST_REFUSALS:
                raise FileRefused(Refusal.NOT_FETCHED) from None
            raise

    async def _keep(self, file: AttachedFile, request: FetchRequest, result: Cleaned) -> None:
        for part, cleaned in enumerate(result.parts):
            for number, at in enumerate(range(0, len(cleaned.data), PIECE)):
                await self._services.store.write(
                    laundering.store_piece,
                    file.id,
                    request.holder,
                    cleaned.data[at : at + PIECE],
                    part=part,
                    number=number,
                )
        await self._land(file.cleaned(result), request)

    async def _refuse(self, file: AttachedFile, request: FetchRequest, reason: Refusal) -> None:
        if reason is Refusal.UNAVAILABLE and file.tries < MOST_TRIES:
            # Nothing is wrong with the file, so it is tried again before anybody is troubled.
            self._rest(file.id)
            return
        await self._land(file.turned_down(reason), request)
        self._event("evidence_refused", reason=reason)

    async def refuse_overdue(self) -> None:
        """Refuse what was not fetched in time for its case; it is told once Telegram answers.

        Asks nothing of Telegram, which may be the reason why it was not fetched.
        """
        overdue = await self._services.store.read(laundering.overdue_files, self._services.now())
        for evidence in overdue:
            # What is in work may still be taken; it ends by itself, one way or the other.
            if evidence not in self._working:
                await self._refuse_late(evidence)

    async def _refuse_late(self, evidence: EvidenceId) -> None:
        reason = Refusal.NOT_FETCHED
        try:
            file, request = await self._known(evidence)
            self._untold.append((request, await self._store(file.turned_down(reason), request)))
        except (EvidenceGone, CaseGone):
            self._event("evidence_gone")
        except StoreUnavailableError:
            raise
        except Exception as error:  # noqa: BLE001  one file that fails must stop no other
            self._services.note_error(error)
        else:
            self._event("evidence_refused", reason=reason)

    async def _tell_late(self) -> None:
        """Tell what was refused because its time was over, as soon as Telegram answers.

        Known in memory only: on the disk nothing leads from a file that was refused to its chat.
        """
        while self._untold:
            try:
                await self._bot.get_me()
            except TelegramError:
                return
            if self._untold:
                await self._tell_first(self._untold.popleft())

    async def _tell_first(self, late: Late) -> None:
        try:
            await self._tell(*late)
        except StoreUnavailableError:
            self._untold.appendleft(late)
            raise

    async def _land(self, file: AttachedFile, request: FetchRequest) -> None:
        await self._tell(request, await self._store(file, request))

    async def _tell(self, request: FetchRequest, landed: Landed | LandedInCase) -> None:
        await self._news.tell(request, landed, self._occasion())

    def _occasion(self) -> Occasion:
        return Occasion(now=self._services.now(), update=NO_UPDATE)

    async def _store(self, file: AttachedFile, request: FetchRequest) -> Landed | LandedInCase:
        landed = await self._services.store.write(
            laundering.land,
            file,
            request.holder,
            occasion=self._occasion(),
            policy=self._services.policy,
            chance=self._services.chance,
        )
        # The log of the database still holds how the file was fetched: not for long.
        self._services.scrub_soon()
        self._services.wake_delivery()
        return landed

    def _rest(self, evidence: EvidenceId, *, refused: bool = False) -> None:
        trouble = self._troubles.setdefault(evidence, _Trouble())
        wait = min(FIRST_WAIT * 2 ** min(trouble.pauses, 10), LONGEST_WAIT)
        trouble.pauses += 1
        trouble.refusals += refused
        trouble.rest_until = self._monotonic() + wait
        self._event("evidence_later", tries=trouble.pauses, wait=wait)
