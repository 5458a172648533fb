"""One live screen a chat: edited, moved, replaced; and what Telegram's refusals do to it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import pytest_asyncio

from bot.calls import Calls
from bot.limits import Limits
from bot.transport import AiohttpRequest
from domain.model.ids import CaseId, MessageId
from handlers.screens import Button, Reply, Screen
from handlers.showing import TRIES, Due, Holding, Showing
from sandbox import Actor, BotAccount, Cast, Fault, Group, Message, Person, Sandbox
from sandbox.faults import FaultKind
from texts.markup import Html

pytestmark = pytest.mark.asyncio

AMINA, GROUP = 501, -1001
EDIT, SEND, DELETE = "editMessageText", "sendMessage", "deleteMessages"
TAKE = "editMessageReplyMarkup"


@dataclass
class Theatre:
    """A bot that shows, a chat to show in, and what was remembered and waited for."""

    sandbox: Sandbox
    showing: Showing
    waited: list[float]
    errors: list[BaseException]
    remembered: list[tuple[tuple[MessageId, ...], MessageId | None]] = field(default_factory=list)
    kept: MessageId | None = None

    @property
    def amina(self) -> Actor:
        """Return whose chat it is."""
        return self.sandbox.person("Amina")

    @property
    def shown(self) -> list[Message]:
        """List the bot's messages that are there."""
        return [each for each in self.amina.messages() if each.from_bot]

    def due(self, words: str, **more: object) -> Due:
        """Return a screen that is to be shown."""
        asks, forgets = bool(more.pop("asks", False)), more.pop("remember_nothing", False)
        screen = Screen(Html(words), ((Button("Go", "go"),),), asks=asks)
        parts = ("wipe", "fresh", "reply_to", "answered")
        reply = {name: more.pop(name) for name in parts if name in more}
        return Due(
            reply=Reply(screen=screen, **reply),  # type: ignore[arg-type]  # whatever a test says
            remember=None if "card" in more or forgets else self.remember,
            **more,  # type: ignore[arg-type]  # whatever a test says
        )

    async def remember(
        self,
        messages: tuple[MessageId, ...],
        screen: MessageId | None,
        kept: MessageId | None,
    ) -> None:
        """Note what the chat is asked to remember."""
        self.remembered.append((messages, screen))
        self.kept = kept or self.kept

    async def shows(self, words: str, **more: object) -> None:
        """Show a screen and wait until that is done."""
        self.showing.show(AMINA, self.due(words, **more))
        await self.showing.settled()

    def fails(self, kind: FaultKind, method: str, times: int = 1, retry_after: int = 1) -> None:
        """Have Telegram fail."""
        self.sandbox.faults.add(
            Fault(kind=kind, method=method, times=times, retry_after=retry_after)
        )

    def asked(self, method: str) -> int:
        """Count the calls of a method."""
        return sum(call.method == method for call in self.sandbox.calls)


@pytest_asyncio.fixture
async def theatre() -> AsyncIterator[Theatre]:
    """Return a theatre with one person, who has pressed Start."""
    cast = Cast(
        bot=BotAccount(username="a_bot", name="Bot"),
        people=(Person(id=AMINA, name="Amina"),),
        groups=(Group(id=GROUP, title="Group", members=(AMINA,)),),
    )
    waited: list[float] = []
    errors: list[BaseException] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)
        await asyncio.sleep(0)

    def note_error(error: BaseException) -> str:
        errors.append(error)
        return "E-0000"

    async with Sandbox(cast, token="1:sandbox") as sandbox, AiohttpRequest() as request:
        call = Calls(f"{sandbox.base_url}/bot1:sandbox", request, Limits(enabled=False))
        await sandbox.person("Amina").opens()
        yield Theatre(
            sandbox=sandbox,
            showing=Showing(call, pause=pause, note_error=note_error),
            waited=waited,
            errors=errors,
        )


async def test_a_press_edits_the_pressed_message(theatre: Theatre) -> None:
    await theatre.shows("one")
    (screen,) = theatre.shown
    await theatre.shows("two", pressed=screen.id)
    assert [each.text for each in theatre.shown] == ["two"]
    assert theatre.shown[0].id == screen.id


async def test_words_move_the_screen_below_them(theatre: Theatre) -> None:
    await theatre.shows("one")
    (old,) = theatre.shown
    said = await theatre.amina.says("hello")
    await theatre.shows("two", heard=(said.id,), old_screen=old.id)
    (new,) = theatre.shown
    assert new.text == "two"
    assert new.id > said.id
    assert theatre.remembered[-1] == ((said.id, new.id), new.id)


async def test_a_screen_takes_the_place_of_the_last_one_even_if_it_does_not_know_it_yet(
    theatre: Theatre,
) -> None:
    await theatre.shows("one")
    (first,) = theatre.shown
    await theatre.shows("two", heard=(1,), old_screen=first.id)
    # Asked for before "two" was remembered: what it takes for the screen is the one before.
    await theatre.shows("three", heard=(1,), old_screen=first.id)
    assert [each.text for each in theatre.shown] == ["three"]


async def test_a_fresh_screen_is_a_new_message_even_after_a_press(theatre: Theatre) -> None:
    await theatre.shows("one")
    (old,) = theatre.shown
    await theatre.shows("two", pressed=old.id, old_screen=old.id, fresh=True)
    assert [each.text for each in theatre.shown] == ["two"]
    assert theatre.shown[0].id != old.id


async def test_the_newest_of_several_screens_wins(theatre: Theatre) -> None:
    for words in "one", "two", "three":
        theatre.showing.show(AMINA, theatre.due(words))
    await theatre.showing.settled()
    assert [each.text for each in theatre.shown] == ["three"]
    assert theatre.asked(SEND) == 1


async def test_a_screen_that_comes_while_one_is_sent_takes_its_place(theatre: Theatre) -> None:
    theatre.showing.show(AMINA, theatre.due("one"))
    await theatre.sandbox.until(lambda: len(theatre.shown) == 1)
    theatre.showing.show(AMINA, theatre.due("two"))
    await theatre.showing.settled()
    assert [each.text for each in theatre.shown] == ["two"]


async def test_what_replaces_a_screen_forgets_nothing_that_was_heard_or_is_to_be_wiped(
    theatre: Theatre,
) -> None:
    first, second = await theatre.amina.says("a"), await theatre.amina.says("b")
    theatre.showing.show(AMINA, theatre.due("one", heard=(first.id,), wipe=(first.id,)))
    theatre.showing.show(AMINA, theatre.due("two", heard=(second.id,), wipe=(second.id,)))
    await theatre.showing.settled()
    assert first.deleted
    assert second.deleted
    assert theatre.remembered[-1][0][:2] == (first.id, second.id)


async def test_a_chat_that_telegram_wants_left_alone_is_left_alone_that_long(
    theatre: Theatre,
) -> None:
    theatre.fails("flood", SEND, retry_after=17)
    await theatre.shows("one")
    assert theatre.waited == [17]
    assert [each.text for each in theatre.shown] == ["one"]


@pytest.mark.parametrize("kind", ["server_error", "refused_before", "lost_after"])
async def test_a_screen_that_may_not_have_arrived_is_sent_again(
    theatre: Theatre, kind: FaultKind
) -> None:
    await theatre.shows("one")
    (screen,) = theatre.shown
    theatre.fails(kind, EDIT)
    await theatre.shows("two", pressed=screen.id)
    assert [each.text for each in theatre.shown] == ["two"]
    assert len(theatre.waited) == 1


async def test_pauses_after_failures_grow(theatre: Theatre) -> None:
    theatre.fails("server_error", SEND, times=3)
    await theatre.shows("one")
    assert theatre.waited == [0.5, 1.0, 2.0]
    assert [each.text for each in theatre.shown] == ["one"]


async def test_a_screen_is_given_up_in_the_end(theatre: Theatre) -> None:
    theatre.fails("server_error", SEND, times=1000)
    await theatre.shows("one")
    assert theatre.asked(SEND) == TRIES
    assert theatre.errors == []


async def test_a_screen_that_arrived_unheard_can_be_wiped(theatre: Theatre) -> None:
    said = await theatre.amina.says("hello")
    theatre.fails("lost_after", SEND)
    await theatre.shows("one", heard=(said.id,))
    stray, screen = theatre.shown
    known, newest = theatre.remembered[-1]
    assert {said.id, stray.id, screen.id} <= set(known)
    assert newest == screen.id
    await theatre.shows("two", pressed=screen.id, wipe=known[:-1])
    assert [each.text for each in theatre.shown] == ["two"]


async def test_nothing_is_guessed_where_the_screen_surely_did_not_arrive(theatre: Theatre) -> None:
    said = await theatre.amina.says("hello")
    theatre.fails("flood", SEND)
    await theatre.shows("one", heard=(said.id,))
    (screen,) = theatre.shown
    assert theatre.remembered == [((said.id, screen.id), screen.id)]


async def test_what_was_heard_before_a_screen_was_given_up_can_be_wiped(theatre: Theatre) -> None:
    said = await theatre.amina.says("hello")
    theatre.fails("lost_after", SEND, times=TRIES)
    await theatre.shows("one", heard=(said.id,))
    ((known, newest),) = theatre.remembered
    assert {said.id, *(each.id for each in theatre.shown)} <= set(known)
    assert newest is None


async def test_whoever_has_blocked_the_bot_is_let_be(theatre: Theatre) -> None:
    await theatre.amina.blocks()
    await theatre.shows("one")
    assert theatre.asked(SEND) == 1
    assert theatre.errors == []


async def test_a_pressed_message_that_is_gone_is_replaced(theatre: Theatre) -> None:
    await theatre.shows("one")
    (old,) = theatre.shown
    await theatre.amina.deletes(old.id)
    await theatre.shows("two", pressed=old.id)
    assert [each.text for each in theatre.shown] == ["two"]


async def test_the_same_screen_again_is_no_trouble(theatre: Theatre) -> None:
    await theatre.shows("one")
    (screen,) = theatre.shown
    await theatre.shows("one", pressed=screen.id)
    assert [each.id for each in theatre.shown] == [screen.id]
    assert theatre.errors == []


async def test_a_card_that_is_gone_is_not_sent_anew(theatre: Theatre) -> None:
    await theatre.shows("card")
    (card,) = theatre.shown
    await theatre.amina.deletes(card.id)
    await theatre.shows("drawn anew", pressed=card.id, card=True)
    assert theatre.shown == []


async def test_cards_in_one_chat_do_not_take_each_others_place(theatre: Theatre) -> None:
    await theatre.shows("one", card=True)
    await theatre.shows("two", card=True)
    one, two = theatre.shown
    theatre.showing.show(AMINA, theatre.due("one!", pressed=one.id, card=True))
    theatre.showing.show(AMINA, theatre.due("two!", pressed=two.id, card=True))
    await theatre.showing.settled()
    assert [each.text for each in theatre.shown] == ["one!", "two!"]


async def test_more_messages_than_telegram_deletes_at_once_are_wiped(theatre: Theatre) -> None:
    said = [await theatre.amina.says(f"word {at}") for at in range(250)]
    await theatre.shows("clean", wipe=tuple(each.id for each in said))
    assert all(each.deleted for each in said)
    assert theatre.asked(DELETE) == 3


async def test_what_can_no_longer_be_deleted_stops_nothing(theatre: Theatre) -> None:
    await theatre.shows("old")
    (old,) = theatre.shown
    theatre.sandbox.clock.advance(49 * 3600)
    said = await theatre.amina.says("new")
    await theatre.shows("clean", wipe=(old.id,))
    await theatre.shows("cleaner", wipe=(said.id,))
    assert said.deleted
    assert theatre.errors == []


async def test_a_screen_that_telegram_cannot_read_is_noted_and_ends_nothing(
    theatre: Theatre,
) -> None:
    await theatre.shows("<b>half")
    assert len(theatre.errors) == 1
    await theatre.shows("whole")
    assert [each.text for each in theatre.shown] == ["whole"]


async def test_an_answer_to_a_press_that_comes_too_late_is_no_trouble(theatre: Theatre) -> None:
    theatre.showing.answer_press("12345", Reply(toast="late"))
    await theatre.showing.settled()
    assert theatre.errors == []


async def test_a_long_toast_is_cut_to_what_telegram_takes(theatre: Theatre) -> None:
    await theatre.shows("one")
    press = await theatre.amina.taps("Go")
    assert press is not None
    theatre.showing.answer_press(press.id, Reply(toast="x" * 500))
    answer = await theatre.amina.answer_to(press)
    assert answer.text == "x" * 200


async def test_a_screen_can_answer_a_message_even_if_that_is_gone(theatre: Theatre) -> None:
    said = await theatre.amina.says("hello")
    await theatre.shows("one", reply_to=said.id)
    assert theatre.shown[0].reply_to is said
    await theatre.amina.deletes(said.id)
    await theatre.shows("two", reply_to=said.id)
    assert theatre.shown[-1].text == "two"


@dataclass
class Case:
    """A case whose words are shown, and the messages that are remembered with it."""

    there: bool = True
    messages: list[MessageId] = field(default_factory=list)

    def holding(self, theatre: Theatre) -> Holding:
        """Return what remembers messages; it makes sure that they show no words yet."""

        async def hold(_: CaseId, message: MessageId) -> bool:
            if message not in self.messages:
                assert WORDS not in [each.text for each in theatre.shown if each.id == message]
                self.messages.append(message)
            return self.there

        return Holding(cover=Screen(Html("wait")), gone=Screen(Html("erased")), hold=hold)


WORDS = "what somebody wrote"


async def shows_words(theatre: Theatre, case: Case, pressed: int | None = None) -> None:
    """Show words of a case, and wait until that is done."""
    screen = Screen(Html(WORDS), words_of=CaseId("a case"))
    holding = case.holding(theatre)
    at = MessageId(pressed) if pressed else None
    theatre.showing.show(AMINA, Due(reply=Reply(screen=screen), pressed=at, holding=holding))
    await theatre.showing.settled()


async def test_words_of_a_case_stand_only_in_messages_that_are_remembered_by_then(
    theatre: Theatre,
) -> None:
    case = Case()
    await shows_words(theatre, case)
    (shown,) = theatre.shown
    assert (shown.text, shown.id) == (WORDS, case.messages[0])


async def test_words_of_a_case_that_is_gone_by_then_are_not_shown(theatre: Theatre) -> None:
    await shows_words(theatre, Case(there=False))
    assert [each.text for each in theatre.shown] == ["erased"]


async def test_words_that_were_for_a_message_that_is_gone_stand_in_another_one_that_is_remembered(
    theatre: Theatre,
) -> None:
    case = Case()
    await shows_words(theatre, case)
    (first,) = theatre.shown
    await theatre.amina.deletes(first.id)
    await shows_words(theatre, case, pressed=first.id)
    (second,) = theatre.shown
    assert second.text == WORDS
    assert case.messages == [first.id, second.id]


@pytest.mark.parametrize("method", [SEND, EDIT])
async def test_words_of_a_case_that_are_sent_again_stand_there_once(
    theatre: Theatre, method: str
) -> None:
    case = Case()
    theatre.fails("lost_after", method)
    await shows_words(theatre, case)
    (shown,) = [each for each in theatre.shown if each.text == WORDS]
    assert shown.id in case.messages


async def test_a_question_loses_its_buttons_when_it_is_answered(theatre: Theatre) -> None:
    await theatre.shows("Write it", asks=True, remember_nothing=True)
    await theatre.shows("Something to read", remember_nothing=True)
    assert [bool(each.buttons) for each in theatre.shown] == [True, True]
    await theatre.shows("Taken", answered=True, remember_nothing=True)
    assert [bool(each.buttons) for each in theatre.shown] == [False, True, True]


async def test_buttons_that_cannot_be_taken_cost_no_second_screen(theatre: Theatre) -> None:
    theatre.fails("flood", TAKE)
    await theatre.shows("Write it", asks=True, remember_nothing=True)
    await theatre.shows("Taken", answered=True, remember_nothing=True)
    assert (theatre.asked(SEND), theatre.asked(TAKE)) == (2, 1)
