"""Polling: nothing is confirmed before it is handled, and nothing stops the line."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import pytest
from telegram import Update

from bot.config_problems import TokenRefused
from bot.handling import ALLOWED_UPDATES, Handling
from bot.intake import Intake
from sandbox import DEMO, Fault, Sandbox
from sandbox.faults import FaultKind
from tests.bot.told import Told
from tests.bot.updates import TOKEN, Telegram, application_at, message, poison, refusal, telegram


class StorageUnavailableError(Exception):
    """Stands for storage that can take nothing just now."""


@dataclass
class Bot:
    """A running intake and what its handler has seen."""

    telegram: Telegram
    intake: Intake
    handling: Handling
    log: Told
    seen: list[int] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    answers: list[tuple[int, ...]] = field(default_factory=list)
    running: asyncio.Task[None] | None = None


@asynccontextmanager
async def bot(
    told: Telegram,
    handle: Callable[[Update], Awaitable[None]] | None = None,
    *,
    answers: Callable[[], Awaitable[None]] | None = None,
    drain_seconds: float = 5.0,
) -> AsyncIterator[Bot]:
    async def handled(update: Update) -> None:
        if handle is not None:
            await handle(update)
        running.seen.append(update.update_id)

    async def shown() -> None:
        running.answers.append(tuple(running.seen))
        if answers is not None:
            await answers()

    async def sleep(seconds: float) -> None:
        running.slept.append(seconds)
        await asyncio.sleep(0)

    async with application_at(told.url, handled) as (application, request):
        log = Told()
        handling = Handling(application, log, unavailable=(StorageUnavailableError,))
        intake = Intake(
            bot=application.bot,
            request=request,
            handling=handling,
            log=log,
            answers_shown=shown,
            sleep=sleep,
            drain_seconds=drain_seconds,
        )
        running = Bot(told, intake, handling, log)
        running.running = asyncio.create_task(intake.run())
        try:
            yield running
        finally:
            await intake.stop()
            with suppress(asyncio.CancelledError, TokenRefused):
                await running.running


@pytest.mark.asyncio
async def test_update_is_confirmed_only_after_it_was_handled() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_: Update) -> None:
        begun.set()
        await go_on.wait()

    async with telegram() as told, bot(told, handle) as running:
        await told.tells(message(1, 7))
        await begun.wait()
        # The rest is asked for meanwhile, but with an offset that confirms nothing.
        await told.tells(message(2, 8))
        await told.until(lambda: len(told.questions) > 2)
        assert told.confirmed == []
        go_on.set()
        await told.until_confirmed(1, 2)
        assert sorted(running.seen) == [1, 2]


@pytest.mark.asyncio
async def test_killed_bot_is_offered_everything_again() -> None:
    begun = asyncio.Event()

    async def handle(update: Update) -> None:
        if update.update_id == 2:
            begun.set()
            await asyncio.Event().wait()

    async with telegram() as told:
        async with bot(told, handle, drain_seconds=0.01) as killed:
            await told.tells(message(1, 7), message(2, 8))
            await begun.wait()
            assert killed.running
        assert told.confirmed == [1]
        async with bot(told) as running:
            await told.until_confirmed(2)
            assert running.seen == [2]


@pytest.mark.asyncio
async def test_slow_person_does_not_hold_others_up() -> None:
    go_on = asyncio.Event()

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            await go_on.wait()

    async with telegram() as told, bot(told, handle) as running:
        await told.tells(message(1, 7), message(2, 8), message(3, 7))
        await told.until(lambda: len(told.questions) > 1)
        await told.tells(message(4, 9))
        await told.until(lambda: len(told.questions) > 3)
        assert running.seen == [2, 4]
        assert told.confirmed == []
        go_on.set()
        await told.until_confirmed(1, 2, 3, 4)
        assert running.seen == [2, 4, 1, 3]


@pytest.mark.asyncio
async def test_one_person_is_handled_in_order_and_never_twice_at_once() -> None:
    now: Counter[int] = Counter()
    order: dict[int, list[int]] = {7: [], 8: []}

    async def handle(update: Update) -> None:
        assert update.effective_chat
        person = update.effective_chat.id
        now[person] += 1
        assert now[person] == 1
        for _ in range(update.update_id % 5):
            await asyncio.sleep(0)
        order[person].append(update.update_id)
        now[person] -= 1

    async with telegram() as told, bot(told, handle):
        await told.tells(*(message(number, 7 + number % 2) for number in range(1, 241)))
        await told.until_confirmed(*range(1, 241))
    assert order == {7: list(range(2, 241, 2)), 8: list(range(1, 241, 2))}


@pytest.mark.asyncio
async def test_poisoned_update_is_set_aside_and_the_rest_handled() -> None:
    async with telegram() as told, bot(told) as running:
        await told.tells(message(1, 7), poison(2), "nonsense", None, message(3, 7))
        await told.until_confirmed(1, 2, 3)
        assert running.seen == [1, 3]
        assert running.handling.set_aside == 3
        assert running.log.events["update_set_aside"] == running.handling.set_aside


@pytest.mark.asyncio
async def test_update_that_cannot_be_handled_is_set_aside_at_once() -> None:
    async def handle(update: Update) -> None:
        if update.update_id == 2:
            raise KeyError("somebody's words")

    async with telegram() as told, bot(told, handle) as running:
        await told.tells(*(message(number, 7) for number in (1, 2, 3)))
        await told.until_confirmed(1, 2, 3)
        assert running.seen == [1, 3]
        assert running.log.errors == ["KeyError"]
        assert running.handling.set_aside == 1


@pytest.mark.asyncio
async def test_storage_trouble_neither_confirms_nor_overtakes() -> None:
    trouble = [True, True]

    async def handle(update: Update) -> None:
        if update.update_id == 2 and trouble:
            trouble.pop()
            raise StorageUnavailableError

    async with telegram() as told, bot(told, handle) as running:
        await told.tells(message(1, 7), message(2, 8), message(3, 8), message(4, 9))
        await told.until_confirmed(1, 2, 3, 4)
        assert sorted(running.seen) == [1, 2, 3, 4]
        assert running.seen.index(2) < running.seen.index(3)
        assert running.slept == [1, 2]
        assert running.handling.set_aside == 0
        assert running.log.events["storage_trouble"] == 2


@pytest.mark.asyncio
async def test_repeated_update_in_one_batch_is_handled_once() -> None:
    async with telegram() as told, bot(told) as running:
        await told.tells(message(2, 7), message(1, 7), message(2, 7))
        await told.until_confirmed(1, 2)
        assert running.seen == [2, 1]


@pytest.mark.asyncio
async def test_answers_are_on_their_way_before_the_offset_moves() -> None:
    async with telegram() as told, bot(told) as running:
        await told.tells(message(1, 7))
        await told.until_confirmed(1)
        assert running.answers == [(1,)]


@pytest.mark.asyncio
async def test_failing_answers_do_not_hold_the_line() -> None:
    async def fail() -> None:
        raise OSError("no way through")

    async with telegram() as told, bot(told, answers=fail) as running:
        await told.tells(message(1, 7))
        await told.until_confirmed(1)
        assert running.log.errors == ["OSError"]


@pytest.mark.asyncio
async def test_slow_answers_hold_the_line_for_a_second_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.handling.ANSWERS_SECONDS", 0.01)

    async def never() -> None:
        await asyncio.Event().wait()

    async with telegram() as told, bot(told, answers=never):
        await told.tells(message(1, 7))
        await told.until_confirmed(1)


@pytest.mark.asyncio
async def test_network_trouble_is_waited_out_longer_and_longer() -> None:
    async with telegram() as told:
        told.faults = [(502, "<html>bad gateway</html>")] * 7 + [(200, "no json"), (200, "{}")]
        async with bot(told) as running:
            await told.tells(message(1, 7))
            await told.until_confirmed(1)
            assert running.slept == [1, 2, 4, 8, 16, 30, 30, 30, 30]
            assert running.log.events["network_fine_again"] == 1


@pytest.mark.asyncio
async def test_batch_without_a_number_is_no_reason_to_hurry() -> None:
    async with telegram() as told:
        told.faults = [(200, '{"ok": true, "result": ["nonsense"]}')]
        async with bot(told) as running:
            await told.tells(message(1, 7))
            await told.until_confirmed(1)
            assert running.slept == [1]


@pytest.mark.asyncio
async def test_pause_that_telegram_asks_for_is_kept() -> None:
    async with telegram() as told:
        told.faults = [refusal(429, "Too Many Requests", retry_after=17)]
        async with bot(told) as running:
            await told.tells(message(1, 7))
            await told.until_confirmed(1)
            assert running.slept == [17]
            assert running.log.events["asked_to_wait"] == 1


@pytest.mark.asyncio
async def test_second_poller_is_said_loudly_and_waited_for() -> None:
    async with telegram() as told:
        told.faults = [refusal(409, "Conflict: terminated by other getUpdates request")]
        async with bot(told) as running:
            await told.tells(message(1, 7))
            await told.until_confirmed(1)
            assert running.log.events["polling_conflict"] == 1
            assert running.slept == [30]


@pytest.mark.asyncio
async def test_refused_token_stops_the_intake_with_words() -> None:
    async with telegram() as told:
        told.faults = [refusal(401, "Unauthorized")]
        async with bot(told) as running:
            assert running.running
            with pytest.raises(TokenRefused, match="does not know the token"):
                await running.running
            assert running.log.events["token_refused"] == 1


@pytest.mark.asyncio
async def test_stop_drains_and_confirms_even_when_asked_repeatedly() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(_: Update) -> None:
        begun.set()
        await go_on.wait()

    async with telegram() as told, bot(told, handle) as running:
        await told.tells(message(1, 7))
        await begun.wait()
        stops = [asyncio.create_task(running.intake.stop()) for _ in range(3)]
        await asyncio.sleep(0)
        stops[0].cancel()
        go_on.set()
        await asyncio.gather(*stops[1:])
        assert running.seen == [1]
        assert told.confirmed == [1]


@pytest.mark.asyncio
async def test_stop_ends_the_long_question_at_once() -> None:
    async with telegram() as told, bot(told) as running:
        await told.until(lambda: True)
        async with asyncio.timeout(2):
            await running.intake.stop()


@pytest.mark.asyncio
async def test_stop_ends_a_pause_at_once() -> None:
    async with telegram() as told:
        told.faults = [refusal(429, "Too Many Requests", retry_after=1000)]
        async with bot(told) as running:

            async def never(seconds: float) -> None:
                await asyncio.Event().wait()

            running.intake._sleep = never
            await told.tells(message(1, 7))
            async with asyncio.timeout(2):
                await running.intake.stop()
            assert running.seen == []


@pytest.mark.asyncio
async def test_offset_is_forgotten_when_all_is_confirmed() -> None:
    """After a quiet week Telegram may count from a lower number."""
    async with telegram() as told, bot(told):
        await told.tells(message(1000, 7))
        await told.until_confirmed(1000)
        assert told.questions[-1]["offset"] == 1001
        await told.has_no_news()
        asked = len(told.questions)
        await told.tells(message(3, 7))
        await told.until(lambda: len(told.questions) > asked)
        assert "offset" not in told.questions[asked]
        await told.until_confirmed(3)


@pytest.mark.asyncio
async def test_only_what_is_handled_is_asked_for() -> None:
    async with telegram() as told, bot(told):
        await told.tells(message(1, 7))
        await told.until_confirmed(1)
        asked = told.questions[0]["allowed_updates"]
    assert all(kind in asked for kind in ALLOWED_UPDATES)
    assert "drop_pending_updates" not in told.questions[0]


@pytest.mark.asyncio
@pytest.mark.parametrize("kind", ["duplicated", "reordered", "poisoned", "conflict", "lost_after"])
async def test_spoiled_updates_are_each_handled_once(kind: FaultKind) -> None:
    said: list[str] = []
    all_said = asyncio.Event()

    async def handle(update: Update) -> None:
        assert update.message
        said.append(update.message.text or "")
        if len(said) == 10:
            all_said.set()

    async with Sandbox(DEMO, token=TOKEN) as sandbox:
        for _ in range(3):
            sandbox.faults.add(Fault(kind=kind, method="getUpdates"))
        amina, ola = sandbox.person("Amina"), sandbox.person("Ola")
        async with bot(Telegram(url=sandbox.base_url), handle):
            for number in range(5):
                await amina.says(f"a{number}")
                await ola.says(f"o{number}")
            async with asyncio.timeout(5):
                await all_said.wait()
        assert len(sandbox.world.updates) == 0
        assert sorted(said) == sorted(f"{who}{n}" for n in range(5) for who in "ao")
        assert sandbox.complaints == []
