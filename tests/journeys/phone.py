"""Somebody with a telephone who reports: taps by key, answers questions, and what is on the screen.

Every deed waits until the bot is done with it, so that the next one meets a still screen.
"""

from collections.abc import Awaitable, Callable
from datetime import date

from domain.model.hate_incident import FORM
from domain.model.ids import StepId
from domain.model.step import Date, LongWords, ManyOf, OneOf, Place, Step
from sandbox import Actor, Message
from tests.journeys.english import bare, headline, hyphened, option, prompt, words

SOME_DAY = date(2000, 1, 1)
"""A day that words need and a test does not care about."""

NOT_SURE = "not sure"
"""An answer that says so."""

Given = str | tuple[str, ...] | None
"""An option or words, several of them, or nothing: the question is skipped."""

BRIEF: dict[str, Given] = {
    "role": None,
    "what": ("threats",),
    "why": None,
    "when": "unknown",
    "where_kind": None,
    "where": "Hackney",
}
"""The shortest way to where a report can be sent."""


class Phone:
    """One person's private chat with the bot."""

    def __init__(
        self, actor: Actor, quiet: Callable[[], Awaitable[None]], language: str = "en"
    ) -> None:
        """Take whose telephone it is, and how to wait until the bot is done."""
        self.actor = actor
        self.language = language
        self.role = "none"
        self._quiet = quiet

    @property
    def screen(self) -> Message:
        """Return the bot's newest message."""
        return self.actor.screen()

    @property
    def text(self) -> str:
        """Return the words on the screen."""
        return bare(self.screen.text)

    @property
    def buttons(self) -> list[str]:
        """Return the words of the buttons on the screen."""
        return [bare(button.text) for row in self.screen.buttons for button in row]

    @property
    def ticked(self) -> list[str]:
        """Return the words of the options on the screen that are chosen."""
        return [each[2:] for each in self.buttons if each.startswith(("☑ ", "● "))]

    @property
    def theirs(self) -> list[Message]:
        """List the bot's messages that are still there."""
        return [each for each in self.actor.messages() if each.from_bot]

    def data(self, text: str) -> str:
        """Return the data behind a button of the screen."""
        found = [
            each.data for row in self.screen.buttons for each in row if text in bare(each.text)
        ]
        assert found, f"no button {text} among {self.buttons}"
        assert found[0] is not None
        return found[0]

    def has(self, key: str) -> bool:
        """Tell whether the screen has a button."""
        return words(key, self.language) in self.buttons

    def shows(self, key: str, /, **values: str | int | date) -> None:
        """Make sure that the screen shows the words of a key."""
        wanted = words(key, self.language, **values)
        assert wanted in self.text, f"“{wanted}” is not in:\n{self.actor.reads()}"

    def shows_button(self, text: str) -> None:
        """Make sure that the screen has a button with these words."""
        assert text in self.buttons, f"no button {text} among {self.buttons}"

    def is_asked(self, step: str, *, files: int = 0) -> None:
        """Make sure that the screen asks a question, as somebody with so many files is asked."""
        wanted = prompt(step, self.role, self.language, files=files)
        assert wanted in self.text, f"“{wanted}” is not in:\n{self.actor.reads()}"

    async def opens(self, payload: str | None = None) -> None:
        """Press START, perhaps through a link."""
        await self.actor.opens(payload)
        await self._quiet()

    async def says(self, text: str) -> Message:
        """Write words."""
        said = await self.actor.says(text)
        await self._quiet()
        return said

    async def taps(self, key: str, /, **values: str | int | date) -> str:
        """Tap a button of the screen; return the words that answered the press."""
        return await self.taps_words(words(key, self.language, **values))

    async def taps_words(self, text: str) -> str:
        """Tap a button by its words; return the words that answered the press."""
        press = await self.actor.taps(text, message=self.screen.id)
        if press is None:
            return ""
        answer = await self.actor.answer_to(press)
        await self._quiet()
        return answer.text

    async def forges(self, data: str) -> str:
        """Press a button of the screen that is not there; return the words that answered."""
        press = await self.actor.taps_data(data, self.screen.id)
        answer = await self.actor.answer_to(press)
        await self._quiet()
        return answer.text

    async def does(self, deed: Awaitable[object]) -> None:
        """Do anything else that a person can do, and wait until the bot is done with it."""
        await deed
        await self._quiet()

    async def begins(self, *, short: bool = False) -> None:
        """Start a report from the first screen, up to the first question."""
        await self.opens()
        await self.taps("button-report")
        await self.taps("button-short-way" if short else "button-start")
        self.is_asked("safe_now")

    async def is_safe(self) -> None:
        """Answer the first question with yes."""
        await self.answers(safe_now="safe")

    async def tells_briefly(self) -> None:
        """Give the answers that a report cannot do without, and come to the review."""
        await self.begins()
        await self.is_safe()
        await self.answers(**BRIEF)
        await self.taps("button-check-and-send")
        self.shows("review-title")

    async def reports(self) -> None:
        """Send a short report."""
        await self.tells_briefly()
        await self.sends()

    async def keeps_clues(self) -> None:
        """Keep whatever could name somebody, where the bot has found something."""
        for key in "button-keep-all-clues", "button-keep-clue":
            if self.has(key):
                await self.taps(key)

    async def sends(self) -> None:
        """Tap Send, and see that it has arrived."""
        await self.taps("button-send-report")
        self.sees_receipt()

    def sees_receipt(self) -> None:
        """Make sure that the screen says that the report has arrived."""
        first = headline("receipt-title", self.language)
        assert first in self.text, self.actor.reads()

    async def answers(self, **given: Given) -> None:
        """Answer the questions in this order, seeing each of them asked."""
        for step, answer in given.items():
            self.is_asked(step)
            await self.answer(step, answer)

    async def answer(self, step_id: str, answer: Given) -> None:
        """Answer the question on the screen."""
        step = FORM.step(StepId(step_id))
        assert step is not None
        if answer is None:
            await self.taps("button-skip")
        elif answer == NOT_SURE:
            await self.taps("button-not-sure")
        else:
            await self._give(step, (answer,) if isinstance(answer, str) else answer)

    async def toggles(self, step: str, name: str) -> None:
        """Tick an option, turning to the page it is on."""
        text = option(step, name, self.language)
        if not any(text in each for each in self.buttons):
            await self.taps("button-more" if self.has("button-more") else "button-fewer")
        await self.taps_words(text)

    async def _give(self, step: Step, given: tuple[str, ...]) -> None:
        match step:
            case OneOf():
                await self._picks(step, given[0])
            case ManyOf():
                for each in given:
                    await self.toggles(step.id, each)
                await self.taps("button-continue")
            case Date():
                await self.taps(f"when-{hyphened(given[0])}")
            case Place() if given[0] in self.buttons:
                await self.taps_words(given[0])
            case _:
                for each in given:
                    await self.says(each)
        if isinstance(step, LongWords):
            await self.taps("button-done")

    async def _picks(self, step: OneOf, name: str) -> None:
        text = option(step.id, name, self.language)
        if not any(text in each for each in self.buttons):
            await self.taps("button-more")
        await self.taps_words(text)
        self.role = name if step.id == FORM.perspective else self.role
