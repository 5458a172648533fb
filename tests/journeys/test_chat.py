"""The chat itself: one screen, its language, wiping it, and erasing what is held."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from domain.model.ids import Language
from handlers.commands import REPORTER_COMMANDS, STAFF_COMMANDS
from sandbox import Fault
from storage import tables_as_stored
from tests.journeys.english import Values, catalogue, headline, hyphened, option, words
from tests.journeys.phone import BRIEF, Phone
from tests.journeys.process import as_a_process
from tests.journeys.scene import CHANNEL, QUEUE, Scene
from tests.journeys.test_crashes import dies
from tests.journeys.test_time import stored_rows

pytestmark = pytest.mark.asyncio

AR = Language("ar")
SECRET = "Something nobody else should read"


async def speaks_arabic(phone: Phone) -> None:
    """Switch the chat to Arabic."""
    await phone.says("/language")
    await phone.taps_words(catalogue().language(AR).own_name)
    phone.language = "ar"


async def test_the_first_screen_names_every_language_in_its_own_letters(amina: Phone) -> None:
    await amina.opens()
    names = [each.own_name for each in catalogue().languages]
    (button,) = [each for each in amina.buttons if "🌐" in each]
    assert [name for name in names if name not in button] == []
    await amina.taps_words(button)
    amina.shows("language-choose")


async def test_the_chat_does_not_fill_up(amina: Phone) -> None:
    await amina.tells_briefly()
    assert len(amina.theirs) == 1
    await amina.says("/tips")
    await amina.says("/privacy")
    assert len(amina.theirs) == 1


async def test_taps_edit_one_message_and_words_move_it_below_them(amina: Phone) -> None:
    await amina.opens()
    screen = amina.screen.id
    await amina.taps("button-report")
    await amina.taps("button-start")
    assert amina.screen.id == screen
    said = await amina.says("1")
    assert amina.screen.id > said.id


async def test_a_change_of_language_in_the_middle_keeps_the_answers(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(role="me")
    await amina.toggles("what", "threats")
    await speaks_arabic(amina)
    amina.is_asked("what")
    assert amina.ticked == [option("what", "threats", "ar")]
    await amina.taps("button-continue")
    after = {step: answer for step, answer in BRIEF.items() if step not in {"role", "what"}}
    await amina.answers(**after)
    await amina.answers(story=("حدث هذا في الشارع",))
    await amina.taps("button-check-and-send")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert option("what", "threats") in card.text
    assert "حدث هذا في الشارع" in card.text
    assert words("staff-card-language", name="Arabic") in card.text


async def test_the_whole_form_can_be_walked_in_arabic(amina: Phone) -> None:
    await amina.opens()
    await speaks_arabic(amina)
    await amina.tells_briefly()
    await amina.taps("button-what-staff-see")
    assert option("what", "threats") in amina.text
    await amina.sends()
    await amina.says("/privacy")
    limits: Values = {"organisation": "Safer Streets", "draft_hours": 72, "retention_days": 90}
    assert headline("privacy", "ar", delay_minutes=0, **limits) in amina.text


def hidden_with_a_draft(scene: Scene) -> str:
    """Return what is left of a hidden chat in which a report was begun."""
    until = (scene.program.services.now() + timedelta(hours=72)).date()
    return f"{words('hide-done')}\n{words('hide-done-kept', when=until)}"


async def test_hiding_a_chat_without_a_report_speaks_of_none(amina: Phone) -> None:
    await amina.says("/tips")
    await amina.says("/hide")
    (left,) = amina.actor.messages()
    assert left.text == words("hide-done")


async def test_a_hidden_chat_says_that_a_report_is_kept_and_how_to_erase_it(
    scene: Scene, amina: Phone
) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.taps("button-hide")
    (left,) = amina.actor.messages()
    assert left.text == hidden_with_a_draft(scene)
    await amina.says("/start")
    await amina.taps("button-resume")
    amina.is_asked("role")
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    await amina.says("/hide")
    assert amina.text == words("hide-no-list")


async def test_hiding_wipes_both_sides_and_leaves_one_line(scene: Scene, amina: Phone) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.says("Something nobody else should read")
    await amina.says("/tips")
    await amina.says("/hide")
    (left,) = amina.actor.messages()
    assert left.text == hidden_with_a_draft(scene)
    assert left.buttons == ()


async def test_the_button_that_hides_is_on_every_screen_of_a_report(amina: Phone) -> None:
    await amina.begins()
    assert amina.has("button-hide")
    await amina.is_safe()
    for step, answer in BRIEF.items():
        assert amina.has("button-hide"), step
        await amina.answers(**{step: answer})
    await amina.taps("button-check-and-send")
    assert amina.has("button-hide")
    await amina.taps("button-what-staff-see")
    assert amina.has("button-hide")
    await amina.sends()
    assert amina.has("button-hide")


async def test_a_hidden_chat_keeps_the_answers(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.taps("button-hide")
    (left,) = amina.actor.messages()
    assert left.text == hidden_with_a_draft(scene)
    await amina.says("/report")
    await amina.taps("button-resume")
    amina.is_asked("role")


async def test_a_hidden_receipt_is_not_shown_again(amina: Phone) -> None:
    await amina.reports()
    await amina.taps("button-hide")
    await amina.opens()
    assert amina.has("button-report")
    await amina.says("/start")
    assert headline("receipt-title") not in amina.actor.reads()


async def test_hiding_leaves_what_telegram_lets_no_bot_delete(scene: Scene, amina: Phone) -> None:
    await amina.opens()
    old = {each.id for each in amina.actor.messages()}
    await scene.passes(hours=49)
    await amina.says("/tips")
    await amina.says("/hide")
    left = {each.id for each in amina.actor.messages()}
    assert left >= old
    assert len(left - old) == 1


async def test_erasing_leaves_nothing_about_the_person(scene: Scene, amina: Phone) -> None:
    await speaks_arabic(amina)
    await amina.begins()
    await amina.is_safe()
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    amina.shows("delete-done")
    tables = await tables_as_stored(scene.program.config.database)
    rows = {name: found for name, _, found in tables}
    assert rows["drafts"] == rows["conversations"] == []
    amina.language = "en"
    await amina.opens()
    assert amina.has("button-report")


async def test_erasing_does_not_reach_what_was_sent(scene: Scene, amina: Phone) -> None:
    await amina.reports()
    await scene.delivered()
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    await scene.delivered()
    assert len(scene.in_queue) == 1


async def test_whoever_blocks_the_bot_loses_nothing(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.does(amina.actor.blocks())
    await amina.does(amina.actor.unblocks())
    await amina.says("/report")
    await amina.taps("button-resume")
    amina.is_asked("role")


@pytest.mark.parametrize("language", ["en", "ar", "pl"])
async def test_commands_and_descriptions_are_set_for_every_language(
    scene: Scene, amina: Phone, language: str
) -> None:
    profile = scene.sandbox.world.profile
    own = language if language == "ar" else "en"
    offered = profile.seen_commands(amina.actor.chat(), amina.actor.id, language)
    assert [(each["command"], each["description"]) for each in offered] == [
        (each, words(f"command-{hyphened(each)}", own)) for each in REPORTER_COMMANDS
    ]
    assert profile.said("description", language) == catalogue().plain(
        Language(own), "bot-description"
    )
    assert profile.said("short_description", language) == catalogue().plain(
        Language(own), "bot-short-description"
    )


async def test_staff_chats_offer_only_what_works_there(scene: Scene) -> None:
    world = scene.sandbox.world
    maya = scene.colleague("Maya").actor
    offered = world.profile.seen_commands(world.chats[QUEUE], maya.id, "en")
    assert [each["command"] for each in offered] == list(STAFF_COMMANDS)
    assert world.profile.commands[("chat", CHANNEL, 0), ""]


async def test_menus_are_set_again_only_when_they_changed(scene: Scene) -> None:
    begun = len(scene.calls)
    await scene.restart_bot()
    asked = {call.method for call in scene.calls[begun:]}
    assert "getMyCommands" in asked
    assert not asked & {"setMyDescription", "setMyShortDescription"}
    private = [
        call
        for call in scene.calls[begun:]
        if call.method == "setMyCommands" and call.parameters["scope"]["type"] != "chat"
    ]
    assert private == []


async def test_every_command_of_the_menu_is_answered(amina: Phone) -> None:
    for command in REPORTER_COMMANDS:
        await amina.says(f"/{command}")
        assert words("unknown-command") not in amina.text
        await amina.says(f"/{command}@TellsafeTestBot")
        assert words("unknown-command") not in amina.text


async def test_erasing_wipes_the_chat_and_says_what_stays(scene: Scene, amina: Phone) -> None:
    await amina.opens()
    old = {each.id for each in amina.actor.messages()}
    await scene.passes(hours=49)
    await writes_and_erases(amina)
    left = [each for each in amina.actor.messages() if each.id not in old]
    assert [each.id for each in left] == [amina.screen.id]
    amina.shows("delete-done")
    assert "48" in amina.text
    assert {each.id for each in amina.actor.messages()} >= old


async def writes_and_erases(phone: Phone) -> None:
    """Write something, and have everything erased."""
    await phone.begins(short=True)
    await phone.is_safe()
    await phone.says(SECRET)
    await phone.says("/delete")
    await phone.taps("button-delete-everything")


@pytest.mark.parametrize("restarted", [False, True])
async def test_hiding_after_erasing_does_not_say_that_the_chat_was_cleared(
    scene: Scene, amina: Phone, *, restarted: bool
) -> None:
    await writes_and_erases(amina)
    if restarted:
        await scene.restart_bot()
    await amina.says("/hide")
    assert amina.screen.text == words("hide-no-list")


@pytest.mark.parametrize("calls", range(4))
async def test_a_kill_just_after_erasing_leaves_no_message_that_could_be_wiped(
    scene: Scene, amina: Phone, calls: int
) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.says(SECRET)
    await amina.says("/delete")
    async with as_a_process(scene) as process:
        await amina.actor.taps(words("button-delete-everything"), message=amina.screen.id)
        await dies(process, scene, calls=calls)
    (left,) = amina.actor.messages()
    amina.shows("delete-done")
    assert left.id == amina.screen.id
    assert (await stored_rows(scene))["conversations"] == 0


async def erases_all(phone: Phone) -> None:
    """Press the button that erases everything."""
    await phone.actor.taps(words("button-delete-everything"), message=phone.screen.id)


async def hides(phone: Phone) -> None:
    """Press the button that hides the chat."""
    await phone.actor.taps(words("button-hide"), message=phone.screen.id)


def wiped_since(scene: Scene, begun: int) -> bool:
    """Tell whether the bot has tried to wipe the chat after so many calls."""
    return any(call.method == "deleteMessages" for call in scene.calls[begun:])


@pytest.mark.parametrize("ends", [erases_all, hides])
async def test_a_kill_just_before_a_wipe_leaves_no_message_that_could_be_wiped(
    scene: Scene, amina: Phone, ends: Callable[[Phone], Awaitable[None]]
) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.says(SECRET)
    await amina.says("/delete")
    async with as_a_process(scene) as process:
        scene.sandbox.faults.add(
            Fault(kind="flood", method="deleteMessages", times=99, retry_after=30)
        )
        begun = len(scene.calls)
        await ends(amina)
        await scene.sandbox.until(lambda: wiped_since(scene, begun))
        await process.kill()
        scene.sandbox.faults.clear()
    assert len(amina.actor.messages()) == 1


async def test_hiding_wipes_what_is_younger_than_two_days_however_soon_drafts_expire(
    scene: Scene, amina: Phone
) -> None:
    await scene.stop_bot()
    settings = scene.config_file.read_text(encoding="utf-8")
    scene.config_file.write_text(f"{settings}draft_hours = 12\n", encoding="utf-8")
    await scene.start_bot()
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.says(SECRET)
    await scene.passes(hours=14)
    assert (await stored_rows(scene))["drafts"] == 0
    await scene.passes(hours=33)
    await amina.says("/hide")
    (left,) = amina.actor.messages()
    assert left.text == words("hide-done")
