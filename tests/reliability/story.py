"""The people of the kill-point story: one reports, one releases, one claims.

They know nothing of kills: each looks, does the next thing, and waits until it shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.model.ids import OptionId, ReporterKey, StepId
from domain.ports import Transaction
from sandbox import Message
from tests.builders import REQUIRED, a_draft, chosen
from tests.journeys.english import headline, option, words
from tests.journeys.phone import Phone
from tests.journeys.scene import CHANNEL, QUEUE, Scene
from tests.journeys.staff import buttons_of

WHAT = StepId("what")
TICKED, TAPPED = OptionId("verbal_abuse"), OptionId("threats")
SENT = {**REQUIRED, WHAT: chosen(TICKED, TAPPED)}
"""What the reporter means to say: one option was ticked before, the other is tapped."""

RECEIPT = headline("receipt-title")


def put_draft(tx: Transaction, reporter: ReporterKey, scene: Scene) -> None:
    """Let a person be about to change one answer of a report that could be sent."""
    draft = a_draft({**REQUIRED, WHAT: chosen(TICKED)}, at=WHAT)
    expires_at = scene.now() + timedelta(days=1)
    tx.drafts.put(replace(draft, reporter=reporter, changing=True, expires_at=expires_at))


@dataclass(frozen=True, kw_only=True)
class Story:
    """Whoever waits for longer than ``patience`` (seconds) says that it never came."""

    scene: Scene
    patience: float

    async def tell(self) -> None:
        """Let a report be changed, sent, released and claimed."""
        await self._reports(self.scene.phone("Amina"))
        await self._presses("Maya", "staff-action-release", QUEUE, then="staff-action-claim")
        await self._presses("Tom", "staff-action-claim", CHANNEL, then="staff-action-give-back")

    async def _reports(self, phone: Phone) -> None:
        await phone.actor.opens()
        await self._shows(lambda: bool(phone.theirs), "the first screen")
        await self.scene.quiet()
        await self._taps(phone, words("button-resume"), lambda: bool(phone.ticked))
        tapped = option(WHAT, TAPPED)
        await self._taps(phone, tapped, lambda: tapped in phone.ticked)
        send = "button-send-report"
        await self._taps(phone, words("button-continue"), lambda: phone.has(send))
        await self._taps(phone, words(send), lambda: RECEIPT in phone.text)

    async def _taps(self, phone: Phone, text: str, until: Callable[[], bool]) -> None:
        await phone.actor.taps(text)
        await self._shows(until, f"what the tap on “{text}” should show")
        await self.scene.quiet()

    async def _presses(self, name: str, action: str, chat: int, *, then: str) -> None:
        """Press the oldest card that offers the action, and the next where one was a repeat.

        ``then`` is offered in the channel once the action was done: a kill may have come between
        the doing and the answer, so that only a repeat is left to answer.
        """
        actor, label = self.scene.colleague(name).actor, words(action)
        tried: set[int] = set()

        def untried() -> Message | None:
            offered = (each for each in self.scene.messages(chat) if label in buttons_of(each))
            return next((each for each in offered if each.id not in tried), None)

        def is_done() -> bool:
            cards = self.scene.messages(CHANNEL)
            return any(words(then) in buttons_of(each) for each in cards)

        while True:
            await self._shows(
                lambda: untried() is not None or (bool(tried) and is_done()),
                f"a card with “{label}”",
            )
            card = untried()
            if card is None:
                return
            tried.add(card.id)
            answer = await actor.answer_to(await actor.taps(label, chat=chat, message=card.id))
            await self.scene.quiet()
            if answer.text != words("staff-duplicate-toast"):
                # A press that was stored but not answered before a kill has moved the case on.
                assert answer.text == words("staff-card-changed-unknown") or not answer.alert
                return

    async def _shows(self, condition: Callable[[], bool], what: str) -> None:
        try:
            await self.scene.sandbox.until(condition, timeout=self.patience)
        except AssertionError:
            raise AssertionError(f"{what} never came") from None
