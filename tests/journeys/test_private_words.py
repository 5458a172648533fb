"""Words of a case in staff's private chats: they go after a day, and whenever the case goes."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from domain.ports import Transaction
from sandbox import Fault, Message
from tests.journeys.english import bare, words
from tests.journeys.phone import Phone
from tests.journeys.process import as_a_process
from tests.journeys.scene import MAYA, NOOR, Place, Scene
from tests.journeys.staff import Colleague, cards_in, number_of
from tests.journeys.test_casework import tells
from tests.journeys.test_coming_back import code_in, gives, keepsake, sends
from tests.journeys.test_crashes import dies
from tests.journeys.test_places import GROUP, one_place
from tests.journeys.test_time import stored_rows

pytestmark = pytest.mark.asyncio

STORY = "He shouted by the fountain."
NAME = "fountain"


@pytest.fixture
def place() -> Place:
    """Return one chat for all, where words are read in private until the release."""
    return one_place(replace(GROUP, members=(*GROUP.members, NOOR)))


def newest_card(scene: Scene) -> Message:
    """Return the newest card."""
    return cards_in(scene.in_queue)[-1]


async def arrives(scene: Scene, phone: Phone) -> Message:
    """Send a report whose reporter can be reached with a code; return its card."""
    await sends(phone, "mailbox", STORY)
    await scene.delivered()
    return newest_card(scene)


def with_words(scene: Scene, said: str = STORY) -> list[Message]:
    """List what has words of the report in the private chat of the moderator."""
    return [each for each in scene.messages(MAYA) if said in each.text]


async def reads(maya: Colleague, card: Message) -> None:
    """Read the words of a case."""
    await maya.follows("staff-action-read", card)
    assert STORY in maya.text


async def masks(maya: Colleague, card: Message) -> None:
    """Look at the words of a case to mask some."""
    await maya.follows("staff-action-mask", card)
    assert STORY in maya.text


async def notes(maya: Colleague, card: Message) -> None:
    """Quote the words of a case in a note, and read it in the history."""
    await maya.follows("staff-action-note", card)
    await maya.writes(f"They say: {STORY}")
    assert STORY in maya.text


async def presses_take_back(scene: Scene, phone: Phone) -> None:
    """Press the button that takes the report back."""
    press = await phone.actor.taps(words("button-take-back"), message=keepsake(phone).id)
    await phone.actor.answer_to(press)
    await scene.quiet()


async def presses_withdraw(_: Scene, phone: Phone) -> None:
    """Press the button that withdraws the report, with its code."""
    await gives(phone, code_in(phone))
    await phone.taps("button-withdraw")
    await phone.taps("button-withdraw-surely")


async def takes_back(scene: Scene, phone: Phone) -> None:
    """Take the report back, until nothing of it is left to remove."""
    await presses_take_back(scene, phone)
    await scene.delivered()


async def withdraws(scene: Scene, phone: Phone) -> None:
    """Withdraw the report, until nothing of it is left to remove."""
    await presses_withdraw(scene, phone)
    await scene.delivered()


async def two_erase(scene: Scene, _: Phone) -> None:
    """Have two moderators erase the case."""
    await scene.colleague("Maya").unfolds("staff-action-erase", newest_card(scene))
    await scene.delivered()
    await scene.colleague("Noor").presses("staff-action-confirm", newest_card(scene))
    await scene.delivered()


async def expires(scene: Scene, _: Phone) -> None:
    """Let the day come on which the case is deleted."""
    await scene.passes(hours=13)


Looks = Callable[[Colleague, Message], Awaitable[None]]
Ends = Callable[[Scene, Phone], Awaitable[None]]


@pytest.mark.parametrize("looks", [reads, masks, notes])
@pytest.mark.parametrize("ends", [takes_back, withdraws, two_erase, expires])
async def test_words_in_private_chats_of_staff_go_with_their_case(
    scene: Scene, amina: Phone, maya: Colleague, looks: Looks, ends: Ends
) -> None:
    card = await arrives(scene, amina)
    if ends is expires:
        await scene.passes(days=89)
    await looks(maya, card)
    await ends(scene, amina)
    assert with_words(scene) == []


async def test_a_letter_that_was_previewed_goes_with_its_case(scene: Scene, amina: Phone) -> None:
    tom = scene.colleague("Tom")
    card = await arrives(scene, amina)
    await scene.colleague("Maya").presses("staff-action-release", card)
    await scene.delivered()
    await tom.presses("staff-action-claim", newest_card(scene))
    await scene.delivered()
    card = newest_card(scene)
    await tom.begins_letter("staff-action-ask", "staff-choice-ask-own-words", card)
    await tom.writes(f"You said: {STORY}")
    assert STORY in tom.text
    await withdraws(scene, amina)
    assert [each for each in scene.messages(tom.actor.id) if STORY in each.text] == []


async def test_words_that_a_moderator_typed_to_mask_them_go_with_their_case(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await masks(maya, await arrives(scene, amina))
    await maya.writes(NAME)
    assert with_words(scene, NAME) != []
    await takes_back(scene, amina)
    assert with_words(scene, NAME) == []


async def test_words_typed_for_a_case_that_is_gone_are_taken_out_of_the_chat(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await masks(maya, await arrives(scene, amina))
    await takes_back(scene, amina)
    await maya.writes(NAME)
    assert with_words(scene, NAME) == []


async def test_words_go_from_private_chats_by_themselves_after_a_day(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await reads(maya, await arrives(scene, amina))
    assert words("staff-words-go") in maya.text
    await scene.passes(hours=22)
    assert len(with_words(scene)) == 1
    await scene.passes(hours=3)
    assert with_words(scene) == []
    assert await remembered(scene) == 1  # the card


async def remembered(scene: Scene) -> int:
    """Count the messages that are remembered of all cases."""

    def count(tx: Transaction) -> int:
        return sum(len(tx.posts.of(case.id)) for case in tx.cases.every())

    return await scene.program.store.read(count)


async def test_words_too_old_to_be_deleted_are_blanked_with_their_case(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await reads(maya, await arrives(scene, amina))
    await scene.stop_bot()
    scene.sandbox.clock.advance(3 * 24 * 3600)
    await scene.start_bot()
    await scene.delivered()
    assert with_words(scene) == []
    assert words("staff-erased") in [each.text for each in scene.messages(MAYA)]


async def test_turning_pages_makes_nothing_stay_longer(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await tells(amina, f"{STORY} " + "He would not stop. " * 150)
    await scene.delivered()
    await maya.follows("staff-action-mask", newest_card(scene))
    await scene.passes(hours=20)
    await maya.taps("staff-mask-next")
    await maya.taps("staff-mask-previous")
    assert len(with_words(scene)) == 1
    await scene.passes(hours=5)
    assert with_words(scene) == []


@pytest.mark.parametrize("calls", range(1, 4))
async def test_a_kill_while_words_are_shown_leaves_none_that_nobody_finds(
    scene: Scene, amina: Phone, maya: Colleague, calls: int
) -> None:
    card = await arrives(scene, amina)
    async with as_a_process(scene) as process:
        await maya.presses("staff-action-read", card)
        await maya.actor.follows_link()
        await dies(process, scene, calls=calls)
    assert STORY in maya.text
    await takes_back(scene, amina)
    assert with_words(scene) == []


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_a_kill_before_telegrams_answer_leaves_no_words_that_nobody_finds(
    scene: Scene, amina: Phone, maya: Colleague, method: str
) -> None:
    card = await arrives(scene, amina)
    async with as_a_process(scene) as process:
        slow = Fault(kind="slow", method=method, chat_id=MAYA, seconds=30)
        await maya.presses("staff-action-read", card)
        before = len(scene.messages(MAYA))
        scene.sandbox.faults.add(slow)
        await maya.actor.follows_link()
        arrived = 1 + 1  # what Maya's phone sends when she follows the link, and the bot's message
        await scene.sandbox.until(lambda: len(scene.messages(MAYA)) == before + arrived)
        if method == "editMessageText":
            await scene.sandbox.until(lambda: len(with_words(scene)) == 1)
        await process.kill()
    assert STORY in maya.text
    await takes_back(scene, amina)
    assert with_words(scene) == []


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
async def test_words_whose_arrival_nobody_heard_of_stand_there_once_and_go(
    scene: Scene, amina: Phone, maya: Colleague, method: str
) -> None:
    card = await arrives(scene, amina)
    scene.sandbox.faults.add(Fault(kind="lost_after", method=method, chat_id=MAYA))
    await reads(maya, card)
    assert len(with_words(scene)) == 1
    await takes_back(scene, amina)
    assert with_words(scene) == []


async def test_looking_at_evidence_leaves_the_words_that_are_read_beside_it(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await arrives(scene, amina)
    await reads(maya, card)
    shown = maya.actor.screen()
    case = (shown.buttons[-1][0].data or "").rpartition(":")[2]
    await maya.actor.opens(f"s_evidence_{case}")
    await scene.delivered()
    assert with_words(scene) == [shown]


@pytest.mark.parametrize("ends", [presses_take_back, presses_withdraw])
async def test_nothing_in_staffs_chats_tells_the_moment_at_which_a_report_was_withdrawn(
    scene: Scene, amina: Phone, maya: Colleague, ends: Ends
) -> None:
    card = await arrives(scene, amina)
    await reads(maya, card)
    await scene.stop_bot()
    settings = scene.config_file.read_text(encoding="utf-8")
    settings = settings.replace("delay_minutes = 0", "delay_minutes = 600")
    scene.config_file.write_text(settings, encoding="utf-8")
    await scene.start_bot()
    before = [each.text for each in scene.in_queue]
    await ends(scene, amina)
    text = "taken-back" if ends is presses_take_back else "case-withdrawn"
    amina.shows(text, delay_minutes=600)
    assert (await stored_rows(scene))["cases"] == 0
    assert ([each.text for each in scene.in_queue], len(with_words(scene))) == (before, 1)
    await scene.passes(hours=10.1)
    told = words("staff-notice-withdrawn", number=number_of(card))
    assert ([bare(each.text) for each in scene.in_queue], with_words(scene)) == ([told], [])
