"""What comes twice, late, out of order or forged changes nothing that it should not."""

import pytest

from sandbox import Fault
from tests.journeys.english import option, words
from tests.journeys.phone import Phone
from tests.journeys.scene import Scene

pytestmark = pytest.mark.asyncio

FORGED = (
    "x",
    ":",
    "::::",
    "pick",
    "pick:role",
    "pick:role:nobody",
    "pick:nothing:me",
    "pick:what:threats",
    "toggle:role:me",
    "toggle:what",
    "toggle:what:threats:-1",
    "page:role:9999999999999999999999",
    "page:what:\u0663",
    "next:role",
    "pass:what",
    "pass:safe_now",
    "unsure:role",
    "unsure:what",
    "anew:role",
    "anew:story",
    "when",
    "when:never",
    "when:today",
    "month:now:now",
    "month:0000-00",
    "month:0001-01",
    "month:9999-13",
    "month:\u0662026-01",
    "day:2026-02-30",
    "day:tomorrow",
    "day:2999-01-01",
    "day:",
    "yes",
    "yes:role",
    "no:when",
    "keep_words",
    "area:0",
    "area:-1",
    "area:999999",
    "area:one",
    "area:\u0661",
    "online",
    "grid:street",
    "grid:planet",
    "back:what",
    "back:review",
    "review",
    "edit:nothing",
    "edit:agreed",
    "edit:__class__",
    "deliver",
    "preview",
    "preview:-1",
    "preview:\u00b2",
    "preview:99999999999999999999",
    "begin:full:x",
    "begin:full:99",
    "meaning:report:99",
    "meaning::",
    "over:x",
    "over:99",
    "begin:full:-1",
    "use",
    "tip:abused",
    "tip:abused:x",
    "tip:abused:\u00b2",
    "tip:nothing:0",
    "tip:../../etc/passwd:0",
    "another",
    "another:abused:x",
    "language:xx",
    "language:../ar",
    "constructor",
    "__init__",
    "a" * 64,
    "🙂" * 16,
    "pick:role:" + "\u202e" * 18,
    "c",
    "c:0123456789abcdef:1:release",
    "c:0123456789abcdef:x:claim",
    "s",
    "spage:read:0123456789abcdef:0",
    "sundo:0123456789abcdef:0:0:1",
    "smask:0123456789abcdef:0",
    "sdone:read:0123456789abcdef",
    "scancel",
)
"""Data that no button of the question who it happened to has."""


async def test_forged_data_of_buttons_changes_nothing(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    for data in FORGED:
        await amina.forges(data)
        await amina.says("/report")
        await amina.taps("button-resume")
        amina.is_asked("role")
        assert amina.ticked == [], data
        assert scene.log.errors == [], data
    await amina.answers(role="me")
    amina.is_asked("what")


async def test_a_double_tap_on_send_sends_one_report(scene: Scene, amina: Phone) -> None:
    await amina.tells_briefly()
    data, screen = amina.data(words("button-send-report")), amina.screen.id
    presses = [await amina.actor.taps_data(data, screen) for _ in range(5)]
    for press in presses:
        await amina.actor.answer_to(press)
    await scene.delivered()
    amina.sees_receipt()
    assert len(scene.in_queue) == 1


async def test_a_double_tap_on_an_answer_answers_one_question(amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    data, screen = amina.data(words("button-skip")), amina.screen.id
    presses = [await amina.actor.taps_data(data, screen) for _ in range(3)]
    answers = [await amina.actor.answer_to(press) for press in presses]
    await amina.does(amina.actor.edits(1, "/start"))
    assert [each.text for each in answers] == ["", *[words("problem-stale-button")] * 2]
    amina.is_asked("what")


async def test_a_button_of_another_time_shows_the_question_of_now(amina: Phone) -> None:
    await amina.begins()
    old = amina.data(option("safe_now", "safe"))
    await amina.is_safe()
    await amina.answers(role="witness")
    assert await amina.forges(old) == words("problem-stale-button")
    amina.is_asked("what")


async def test_buttons_of_a_sent_report_show_the_receipt(scene: Scene, amina: Phone) -> None:
    await amina.tells_briefly()
    old = amina.data(words("button-send-report"))
    await amina.sends()
    await amina.forges(old)
    amina.sees_receipt()
    await scene.delivered()
    assert len(scene.in_queue) == 1


async def loses_confirmation(scene: Scene, phone: Phone, key: str) -> None:
    """Tap a button; what it caused is stored and shown, but the bot never gets to confirm it."""
    faults = scene.sandbox.faults
    faults.add(Fault(kind="server_error", method="getUpdates", times=1000))
    press = await phone.actor.taps(key, message=phone.screen.id)
    await phone.actor.answer_to(press)
    await scene.stop_bot()
    faults.clear()
    assert len(scene.sandbox.world.updates) > 0
    await scene.start_bot()
    await scene.quiet()


async def test_a_tick_that_is_delivered_again_after_a_restart_stays_ticked(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    await loses_confirmation(scene, amina, option("what", "threats"))
    amina.is_asked("what")
    assert amina.ticked == [option("what", "threats")]


async def test_a_send_that_is_delivered_again_after_a_restart_shows_the_receipt(
    scene: Scene, amina: Phone
) -> None:
    await amina.tells_briefly()
    await loses_confirmation(scene, amina, words("button-send-report"))
    amina.sees_receipt()
    await scene.delivered()
    assert len(scene.in_queue) == 1


async def test_updates_in_duplicate_are_handled_once(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role=None)
    scene.sandbox.faults.add(Fault(kind="duplicated", method="getUpdates"))
    await amina.toggles("what", "threats")
    assert amina.ticked == [option("what", "threats")]


async def test_an_update_that_cannot_be_read_holds_up_nobody(scene: Scene, amina: Phone) -> None:
    scene.sandbox.faults.add(Fault(kind="poisoned", method="getUpdates"))
    await amina.begins()
    assert scene.log.events.count("update_set_aside") == 1
    scene.log.errors.clear()


async def test_edited_words_change_no_answer(scene: Scene, amina: Phone) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    said = await amina.says("As it was")
    await amina.does(amina.actor.edits(said.id, "As it never was"))
    await amina.taps("button-done")
    await amina.answers(what=("theft",), when="unknown", where="Camden", contact=None, sharing=None)
    assert "As it was" in amina.text
    assert "As it never was" not in amina.text
