"""What a thief learns: from the file, with the key file, with all keys, from an old copy."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.jobs.destroy_keys import destroy_keys
from domain.model.code import read_code
from domain.model.contact import Letter
from domain.model.ids import CaseId
from domain.ports import Transaction
from storage import Keys
from storage.boxes import mail_keys
from tests.journeys.belongings import a_photo
from tests.journeys.phone import Phone
from tests.journeys.scene import AMINA, Scene
from tests.journeys.staff import Colleague, cards_in
from tests.journeys.test_adding_files import comes_back, sends_slowly
from tests.journeys.test_coming_back import code_in, released, sends
from tests.journeys.test_evidence import comes_to_evidence, reports_with
from tests.thieves.thief import (
    FROM_AN_ACCOUNT,
    FROM_AN_ACCOUNT_AND_A_DAY,
    NOT_FROM_AN_ACCOUNT,
    Thief,
    copied,
)

CHAT_MEMORY = {"conversations.reporter_key"}
"""For as long as an unsent report is kept, the service knows that an account wrote to it."""

ROUTE = {"routes.person_tag", "routes.chat_sealed"}

OF_A_FILE = {"evidence.request_sealed", "evidence.body_sealed", "evidence_pieces.bytes_sealed"}

ANSWER = "Come to the desk on Friday."

asynchronous = pytest.mark.asyncio


@dataclass
class Robbery:
    """Thieves who come to a scene, each with a fresh copy."""

    scene: Scene
    folder: Path
    taken: int = 0

    def copy(self) -> Path:
        """Copy the database and what lies beside it, while the bot runs."""
        self.taken += 1
        return copied(self.scene.program.config.database, self.folder / str(self.taken))

    def knows_all(self, copy: Path | None = None) -> Thief:
        """Return a thief with every key there is now."""
        config = self.scene.program.config
        today = self.scene.now().date()
        return Thief(copy or self.copy(), config.key_file, config.epochs, today)


@pytest.fixture
def robbery(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Robbery:
    """Return thieves at the door."""
    return Robbery(scene, tmp_path_factory.mktemp("stolen"))


async def answers(scene: Scene) -> CaseId:
    """Write a letter of staff to the reporter of the only case."""

    def write(tx: Transaction) -> CaseId:
        (case,) = tx.cases.due_for_deletion(scene.now().date().replace(year=2099), 2)
        tx.letters.add(case, Letter(on=scene.now().date(), words=ANSWER))
        return case

    return await scene.program.store.write(write)


def reads(thief: Thief, words: str) -> bool:
    """Tell whether words are in anything that a thief opens."""
    return any(words.encode() in plain for _, plain in thief.read())


def test_everything_that_keys_make_of_an_account_is_tried() -> None:
    made = {
        name for name in vars(Keys) if not name.startswith("_") and callable(getattr(Keys, name))
    }
    made -= {"server", "check_tag", "code_salt"}
    assert made == FROM_AN_ACCOUNT.keys() | NOT_FROM_AN_ACCOUNT | {FROM_AN_ACCOUNT_AND_A_DAY}


@asynchronous
async def test_the_file_alone_says_nothing(scene: Scene, amina: Phone, robbery: Robbery) -> None:
    await sends(amina, "reply_here")
    await scene.phone("Ola").begins()
    thief = Thief(robbery.copy())
    assert thief.opened == {}
    assert thief.finds(AMINA) == set()
    assert {"cases.body_sealed", "drafts.body_sealed", "routes.chat_sealed"} <= set(thief.sealed)


@asynchronous
async def test_the_key_file_without_the_keys_of_the_weeks_opens_nothing_a_person_said(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await sends(amina, "reply_here")
    await scene.phone("Ola").begins()
    await answers(scene)
    thief = Thief(robbery.copy(), scene.program.config.key_file)
    assert set(thief.opened) <= {"outbox.body_sealed", "desks.body_sealed", "audit.body_sealed"}
    assert thief.finds(AMINA) == {"conversations.reporter_key", "routes.person_tag"}


@asynchronous
async def test_with_all_keys_a_mailbox_case_leads_to_nobody(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague, robbery: Robbery
) -> None:
    await sends(amina, "mailbox")
    card = await released(scene, maya)
    await tom.presses("staff-action-claim", card)
    case = await answers(scene)
    thief = robbery.knows_all()
    assert {"cases.body_sealed", "posts.body_sealed"} <= set(thief.opened)
    # The chat's short memory is found by trying accounts; it does not say which case.
    assert thief.finds(AMINA) == CHAT_MEMORY
    memory = [plain for place, plain in thief.read() if place == "conversations.body_sealed"]
    assert memory
    assert not [each for each in memory if case.encode() in each]
    await scene.passes(hours=73)
    assert robbery.knows_all().finds(AMINA) == set()


@asynchronous
async def test_without_the_code_nobody_reads_what_staff_wrote_to_a_mailbox(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await sends(amina, "mailbox")
    code = read_code(code_in(amina))
    await answers(scene)
    thief = robbery.knows_all()
    assert "letters.body_sealed" in thief.sealed
    assert "letters.body_sealed" not in thief.opened
    assert not reads(thief, ANSWER)
    assert code
    assert thief.keys
    thief.gets(mail_keys(code, thief.keys.code_salt).secret)
    assert reads(thief, ANSWER)


@asynchronous
async def test_a_route_is_known_with_all_keys_while_it_is_open(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await sends(amina, "reply_here")
    await answers(scene)
    thief = robbery.knows_all()
    assert thief.finds(AMINA) == CHAT_MEMORY | ROUTE
    assert reads(thief, ANSWER)


async def closes(scene: Scene) -> None:
    """Have a case released, taken and closed."""
    tom = scene.colleague("Tom")
    card = await released(scene, scene.colleague("Maya"))
    await tom.presses("staff-action-claim", card)
    await scene.delivered()
    await tom.picks("staff-action-close", "staff-choice-close-recorded", card)
    await scene.delivered()


async def declines(scene: Scene) -> None:
    """Have a case declined."""
    await scene.delivered()
    (card,) = cards_in(scene.in_queue)
    maya = scene.colleague("Maya")
    await maya.picks("staff-action-decline", "staff-choice-decline-not-for-us", card)
    await scene.delivered()


@asynchronous
@pytest.mark.parametrize("ends", [closes, declines])
async def test_a_route_is_gone_a_week_after_closing(
    scene: Scene, amina: Phone, robbery: Robbery, ends: Callable[[Scene], Awaitable[None]]
) -> None:
    await sends(amina, "reply_here")
    await ends(scene)
    await scene.passes(days=6)
    assert robbery.knows_all().finds(AMINA) >= ROUTE
    await scene.passes(days=1)
    assert robbery.knows_all().finds(AMINA) == set()


@asynchronous
async def test_a_route_that_was_cut_is_gone(scene: Scene, amina: Phone, robbery: Robbery) -> None:
    await sends(amina, "reply_here")
    await amina.says("/case")
    await amina.taps("button-cut")
    await amina.taps("button-cut-surely")
    assert robbery.knows_all().finds(AMINA) == CHAT_MEMORY


@asynchronous
async def test_after_erasing_nothing_leads_to_the_person(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await sends(amina, "reply_here")
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    assert robbery.knows_all().finds(AMINA) == set()


@asynchronous
async def test_erasing_takes_the_files_of_an_unsent_report_along(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", a_photo("red")))
    await scene.cleaned()
    await amina.does(amina.actor.sends_file("voice", b"not fetched before a yes"))
    assert robbery.knows_all().finds(AMINA) >= {"evidence.holder_tag", "evidence.request_sealed"}
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    assert robbery.knows_all().finds(AMINA) == set()


@asynchronous
async def test_a_mute_tells_with_all_keys_that_an_account_is_muted_and_not_for_which_case(
    scene: Scene, amina: Phone, maya: Colleague, robbery: Robbery
) -> None:
    await sends(amina, "mailbox")
    await scene.delivered()
    card = cards_in(scene.in_queue)[-1]
    await maya.unfolds("staff-action-mute", card)
    await maya.presses("staff-choice-mute-7", card)
    await scene.delivered()
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    thief = robbery.knows_all()
    assert thief.finds(AMINA) == {"mutes.sender_tag"}
    (mute,) = [cell.value for cell in thief.cells if cell.place == "mutes.sender_tag"]
    assert not [
        place for place, plain in thief.read() if mute in plain or mute.hex().encode() in plain
    ]
    await scene.passes(days=8)
    assert robbery.knows_all().finds(AMINA) == set()


@asynchronous
async def test_an_old_copy_and_every_key_open_no_case_once_its_week_is_over(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await sends(amina, "reply_here")
    await scene.phone("Ola").begins()
    await answers(scene)
    old = robbery.copy()
    assert reads(robbery.knows_all(old), ANSWER)
    await scene.passes(days=98)
    await destroy_keys(scene.program.services, scene.log)
    thief = robbery.knows_all(old)
    held = {"cases", "drafts", "conversations", "letters", "posts", "routes"}
    assert not held & {place.partition(".")[0] for place in thief.opened}
    assert thief.finds(AMINA) == {"conversations.reporter_key", "routes.person_tag"}


@asynchronous
async def test_a_file_of_a_report_opens_with_the_key_of_its_week_and_never_after_it(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await reports_with(scene, amina, "red")
    old, pieces = robbery.copy(), "evidence_pieces.bytes_sealed"
    assert pieces in Thief(old).sealed
    assert pieces in robbery.knows_all(old).opened
    assert pieces not in Thief(old, scene.program.config.key_file).opened
    await scene.passes(days=98)
    await destroy_keys(scene.program.services, scene.log)
    assert pieces not in robbery.knows_all(old).opened


async def attaches(scene: Scene, phone: Phone) -> None:
    """Hand over a photo for a report that is not sent, and a voice that is only offered."""
    await comes_to_evidence(phone)
    await phone.does(phone.actor.sends_file("photo", a_photo("red")))
    await scene.cleaned()
    await phone.does(phone.actor.sends_file("voice", b"not fetched before a yes"))


@asynchronous
async def test_a_file_of_an_unsent_report_does_not_open_with_the_key_file_alone(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await attaches(scene, amina)
    thief = Thief(robbery.copy(), scene.program.config.key_file)
    assert not OF_A_FILE & set(thief.opened)


@asynchronous
async def test_an_old_copy_and_every_key_open_no_unsent_file_once_its_week_is_over(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await attaches(scene, amina)
    old = robbery.copy()
    assert set(robbery.knows_all(old).opened) >= OF_A_FILE
    await scene.passes(days=14)
    await destroy_keys(scene.program.services, scene.log)
    thief = robbery.knows_all(old)
    assert not OF_A_FILE & set(thief.opened)
    assert thief.finds(AMINA) == {
        *("conversations.reporter_key", "drafts.reporter_key", "evidence.holder_tag")
    }


@asynchronous
async def test_a_draft_that_is_kept_on_leaves_no_copy_of_its_files_to_its_first_week(
    scene: Scene, amina: Phone, robbery: Robbery
) -> None:
    await attaches(scene, amina)
    old = robbery.copy()
    for _ in range(6):
        await scene.passes(days=2)
        await amina.says("/report")
        await amina.taps("button-resume")
        await amina.taps("button-back")
    await destroy_keys(scene.program.services, scene.log)
    assert set(robbery.knows_all().opened) >= OF_A_FILE - {"evidence.request_sealed"}
    assert not OF_A_FILE & set(robbery.knows_all(old).opened)


@asynchronous
async def test_how_a_file_for_a_sent_report_is_fetched_opens_never_after_its_week(
    scene: Scene, amina: Phone, maya: Colleague, robbery: Robbery
) -> None:
    await comes_back(scene, amina, maya)
    await sends_slowly(scene, amina)
    old, request = robbery.copy(), "evidence.request_sealed"
    assert request in Thief(old).sealed
    assert request in robbery.knows_all(old).finds(AMINA)
    assert request not in Thief(old, scene.program.config.key_file).opened
    await scene.cleaned()
    await scene.passes(days=14)
    await destroy_keys(scene.program.services, scene.log)
    thief = robbery.knows_all(old)
    assert request not in thief.opened
    assert "cases.body_sealed" in thief.opened
