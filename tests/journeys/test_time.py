"""What time alone causes: reports are erased on their day, with everything that showed them."""

import pytest

from storage import tables_as_stored
from tests.journeys.english import words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene
from tests.journeys.staff import Colleague
from tests.journeys.test_casework import new_card, released

pytestmark = pytest.mark.asyncio

STORY = "Something that must not outlive its day."


async def stored_rows(scene: Scene) -> dict[str, int]:
    """Count the rows of each table."""
    tables = await tables_as_stored(scene.program.config.database)
    return {name: len(rows) for name, _, rows in tables}


async def test_a_report_is_erased_on_its_day_with_its_messages(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    card = await released(scene, amina, maya, STORY)
    await tom.presses("staff-action-claim", card)
    await scene.passes(days=89)
    assert STORY in card.text
    await scene.passes(days=1)
    for message in (*scene.in_queue, *scene.in_channel):
        assert message.text == words("staff-erased")
    left = await stored_rows(scene)
    assert left["cases"] == left["outbox"] == 0
    assert STORY not in str([each.text for each in (*scene.in_queue, *scene.in_channel)])


async def test_a_long_report_leaves_none_of_its_parts(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await released(scene, amina, maya, f"{STORY} " * 90)
    assert len(scene.in_queue) > 1
    await scene.passes(days=90)
    shown = "".join(each.text for each in (*scene.in_queue, *scene.in_channel))
    assert "outlive" not in shown


async def test_a_press_on_a_card_of_an_erased_case_says_so(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await new_card(scene, amina)
    data = card.buttons[0][0].data
    other = await new_card(scene, scene.phone("Ola"))
    await scene.passes(days=89)
    late = await new_card(scene, scene.phone("Yusuf"))
    await scene.passes(days=1)
    assert data is not None
    assert other is not late
    assert await maya.forges(data, late) == words("staff-case-gone")


async def test_a_receipt_names_the_day_of_deletion(scene: Scene, amina: Phone) -> None:
    await amina.reports()
    policy = scene.program.services.policy
    day = policy.delete_on(scene.program.services.now().date())
    amina.shows("receipt", days=3, deletion_day=day, contact="mailbox", code="here")
    await scene.delivered()
    assert words("staff-card-delete-day", day=day) in scene.in_queue[0].text


async def test_what_is_remembered_of_a_chat_is_forgotten_in_time(
    scene: Scene, amina: Phone
) -> None:
    await amina.reports()
    assert (await stored_rows(scene))["conversations"] == 1
    await scene.passes(hours=73)
    left = await stored_rows(scene)
    assert left["conversations"] == left["drafts"] == 0
    await scene.passes(days=3)
    assert (await stored_rows(scene))["updates"] == 0
