"""The clock of the machine is wrong by an hour, or the country's is moved: nothing is lost."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from tests.journeys.english import words
from tests.journeys.phone import BRIEF, Phone
from tests.journeys.scene import Place, Scene

pytestmark = pytest.mark.asyncio

HOUR = timedelta(hours=1)
SPRING = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
AUTUMN = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)

either_way = pytest.mark.parametrize("moved", [HOUR, -HOUR], ids=["forward", "back"])


class Machine(Scene):
    """A scene whose bot has a clock of its own, which somebody moves."""

    moved = timedelta()

    def now(self) -> datetime:
        """Return what the machine takes for the time."""
        return super().now() + self.moved


@pytest_asyncio.fixture
async def machine(tmp_path: Path, place: Place) -> AsyncIterator[Machine]:
    """Return a scene with a running bot."""
    made = Machine(tmp_path, place)
    await made.open()
    await made.start_bot()
    yield made
    await made.close()


def marks(scene: Scene) -> list[bool]:
    return [words("staff-repeat-mark") in each.text for each in scene.in_queue]


@either_way
async def test_a_clock_moved_in_the_middle_of_the_form_loses_no_answer(
    machine: Machine, moved: timedelta
) -> None:
    amina = machine.phone("Amina")
    await amina.begins()
    await amina.is_safe()
    machine.moved = moved
    await amina.answers(**BRIEF)
    await amina.taps("button-check-and-send")
    await amina.sends()
    await machine.delivered()
    assert marks(machine) == [False]


@either_way
async def test_a_card_that_waits_while_the_clock_is_moved_is_sent_once(
    machine: Machine, moved: timedelta
) -> None:
    async with machine.without_staff_chats():
        await machine.phone("Amina").reports()
        machine.moved = moved
    queue = await machine.program.store.read(lambda tx: tx.outbox.waiting())
    await machine.program.delivery.send_due()
    # Put back, it waits for its time; it is neither sent twice nor forgotten.
    assert (queue, marks(machine)) in [(1, []), (1, [False]), (0, [False])]
    machine.moved = timedelta()
    await machine.delivered()
    assert marks(machine) == [False]


@either_way
async def test_a_moved_clock_erases_nothing_before_its_day(
    machine: Machine, moved: timedelta
) -> None:
    await machine.phone("Amina").reports()
    ola = machine.phone("Ola")
    await ola.begins()
    machine.moved = moved
    await machine.passes(hours=24)
    assert marks(machine) == [False]
    await ola.is_safe()
    ola.is_asked("role")


@pytest.mark.parametrize("night", [SPRING, AUTUMN], ids=["spring", "autumn"])
async def test_a_report_told_over_the_hour_that_is_skipped_or_repeated_arrives(
    scene: Scene, amina: Phone, night: datetime
) -> None:
    scene.sandbox.clock.advance((night - scene.now()).total_seconds())
    await amina.begins()
    await scene.passes(hours=1)
    await amina.is_safe()
    await amina.answers(role=None, what=("threats",), why=None, when="today")
    assert not amina.has("button-check-and-send")
    await amina.taps("button-skip")
    await amina.answers(where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    await scene.passes(hours=1)
    await amina.sends()
    await scene.delivered()
    assert marks(scene) == [False]
