"""Evidence, from the phone that sends it to the eyes of staff: cleaned, counted, shown, gone."""

import io
import re
import sqlite3
from contextlib import closing

import pytest
from PIL import Image

from bot.jobs.keep_up import keep_up
from sandbox import Message
from sandbox.refusals import bad_request
from storage.piece_file import piece_file_of
from tests.journeys.belongings import BELONGINGS, a_photo
from tests.journeys.english import words
from tests.journeys.phone import Phone
from tests.journeys.scene import MAYA, Scene
from tests.journeys.staff import Colleague, buttons_of, number_of
from tests.media import planted_offices, planted_pictures
from tests.media.referees import MARK

pytestmark = pytest.mark.asyncio

SHA_256 = re.compile(r"\b[0-9a-f]{64}\b")


async def comes_to_evidence(phone: Phone) -> None:
    """Tell what a report cannot do without, and go to the question for files."""
    await phone.tells_briefly()
    await phone.taps("button-add-files")
    phone.is_asked("evidence")


async def reports_with(scene: Scene, phone: Phone, *photos: str) -> Message:
    """Send a report with photos of these colours; return its card."""
    await comes_to_evidence(phone)
    for colour in photos:
        await phone.does(phone.actor.sends_file("photo", a_photo(colour)))
    await scene.cleaned()
    await phone.taps("button-done")
    await phone.sends()
    await scene.delivered()
    return scene.in_queue[0]


async def looks(scene: Scene, colleague: Colleague, card: Message) -> list[Message]:
    """Have somebody of the staff open the evidence; return the messages with files."""
    await colleague.follows("staff-action-evidence", card)
    await scene.delivered()
    return files_before(scene, colleague.actor.id)


def files_before(scene: Scene, member: int) -> list[Message]:
    """List the files in the private chat of a member of staff."""
    return [each for each in scene.messages(member) if each.from_bot and each.kind]


@pytest.mark.parametrize("which", BELONGINGS)
async def test_every_type_of_file_reaches_staff_cleaned_and_tells_nothing_of_its_sender(
    scene: Scene, amina: Phone, maya: Colleague, which: str
) -> None:
    sent = BELONGINGS[which]
    received = sent.make()
    assert MARK.encode() in received
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file(sent.kind, received, name=sent.name, mime=sent.mime))
    if sent.asks:
        amina.shows("evidence-warning-voice")
        await amina.taps("button-add-to-report")
    await scene.cleaned()
    amina.is_asked("evidence", files=1)
    assert words("evidence-removed", list="").rstrip(" .") in amina.text
    await amina.taps("button-done")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert words("answer-files", count=1, kinds="").partition("(")[0] in card.text
    (shown,) = await looks(scene, maya, card)
    assert shown.kind == sent.shown_as
    assert shown.protected
    assert shown.spoiler is (sent.shown_as in {"photo", "video", "animation"})
    assert SHA_256.search(shown.text)
    assert MARK.encode() not in maya.actor.file(shown)
    assert maya.actor.file(shown) != received
    assert name_of(shown) in {None, f"evidence-1.{sent.ending}"}


async def test_of_an_office_file_its_words_and_pictures_reach_staff_and_not_the_file(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_to_evidence(amina)
    sent = amina.actor.sends_file("document", planted_offices.word(), name=f"{MARK}.docx")
    await amina.does(sent)
    await scene.cleaned()
    await amina.taps("button-done")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    shown = await looks(scene, maya, card)
    assert len(shown) > 1
    assert {each.kind for each in shown} == {"document", "photo"}
    for part, each in enumerate(shown, 1):
        assert MARK.encode() not in maya.actor.file(each)
        assert each.protected
        if each.kind == "document":
            assert name_of(each) == f"evidence-1-{part}.txt"


async def test_a_text_reaches_staff_as_a_text(scene: Scene, amina: Phone, maya: Colleague) -> None:
    await comes_to_evidence(amina)
    received = "They wrote: go home\u200b.".encode()
    await amina.does(amina.actor.sends_file("document", received, name="note.txt"))
    await scene.cleaned()
    await amina.taps("button-done")
    await amina.sends()
    await scene.delivered()
    (shown,) = await looks(scene, maya, scene.in_queue[0])
    assert maya.actor.file(shown) == b"They wrote: go home.\n"
    assert name_of(shown) == "evidence-1.txt"


@pytest.mark.parametrize("gone", ["evidence", "evidence_pieces"])
async def test_a_file_that_a_backup_left_out_is_said_to_be_missing(
    scene: Scene, amina: Phone, maya: Colleague, gone: str
) -> None:
    card = await reports_with(scene, amina, "red")
    database = scene.program.config.database
    where = database if gone == "evidence" else piece_file_of(database)
    with closing(sqlite3.connect(where)) as opened:
        opened.execute(f"DELETE FROM {gone}")  # noqa: S608  one of the two names above
        opened.commit()
    assert await looks(scene, maya, card) == []
    name = words("evidence-name-photo", number=1)
    assert words("staff-evidence-missing", number=number_of(card), name=name) in maya.text
    assert "evidence_missing" in scene.log.events


async def test_a_long_screenshot_reaches_staff_in_pictures_that_can_be_read(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await reports_with_a_document(scene, amina, planted_pictures.long_screenshot())
    shown = await looks(scene, maya, card)
    assert len(shown) > 1
    for part, each in enumerate(shown, 1):
        assert each.kind == "photo"
        assert f"part {part} of {len(shown)}" in each.text
        assert each.spoiler
        assert each.protected
        content = maya.actor.file(each)
        assert MARK.encode() not in content
        assert Image.open(io.BytesIO(content)).width == 1080
    assert "delivery_refused" not in scene.log.events


async def test_a_picture_that_telegram_takes_as_no_photo_comes_as_a_document(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await reports_with_a_document(scene, amina, a_thread())
    (shown,) = await looks(scene, maya, card)
    assert shown.kind == "document"
    assert name_of(shown) == "evidence-1.png"
    assert shown.protected
    assert "delivery_refused" not in scene.log.events


async def test_a_file_that_telegram_takes_in_no_form_is_told_to_staff_and_not_tried_for_ever(
    scene: Scene, amina: Phone, maya: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await reports_with(scene, amina, "red")

    def refuse(*_: object) -> None:
        raise bad_request("IMAGE_PROCESS_FAILED")

    monkeypatch.setattr("sandbox.methods.filing._check", refuse)
    assert await looks(scene, maya, card) == []
    name = words("evidence-name-photo", number=1)
    assert words("staff-evidence-refused", number=number_of(card), name=name) in maya.text
    assert "evidence_not_shown" in scene.log.events
    tried = len(scene.calls)
    await scene.passes(hours=1)
    assert not any(each.method.startswith("sendP") for each in scene.calls[tried:])


def a_thread() -> bytes:
    """Return a picture too slim for a photo."""
    out = io.BytesIO()
    Image.new("RGB", (2, 9000), "red").save(out, "PNG")
    return out.getvalue()


async def reports_with_a_document(scene: Scene, phone: Phone, content: bytes) -> Message:
    """Send a report with a picture that was sent as a document; return its card."""
    await comes_to_evidence(phone)
    await phone.does(phone.actor.sends_file("document", content, name=f"{MARK}.png"))
    await scene.cleaned()
    await phone.taps("button-done")
    await phone.sends()
    await scene.delivered()
    return scene.in_queue[0]


def name_of(shown: Message) -> str | None:
    """Return the name of the file that a message carries."""
    return shown.value.get("file_name") if isinstance(shown.value, dict) else None


async def test_evidence_is_shown_to_nobody_without_the_role_for_it(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await reports_with(scene, amina, "red")
    sam, tom = scene.colleague("Sam"), scene.colleague("Tom")
    for colleague in sam, tom:
        await colleague.actor.opens(f"s_evidence_{case_of(card)}")
        await scene.delivered()
        assert files_before(scene, colleague.actor.id) == []
    await maya.presses("staff-action-release", card)
    await scene.delivered()
    (released,) = scene.in_channel
    assert await sam.presses("staff-action-evidence", released) != ""
    assert len(await looks(scene, tom, released)) == 1
    assert files_before(scene, sam.actor.id) == []


def case_of(card: Message) -> str:
    """Read the id of a case from the data of its card's buttons."""
    data = next(button.data for row in card.buttons for button in row if button.data)
    return data.split(":")[1]


async def test_done_takes_the_files_out_of_the_chat(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await reports_with(scene, amina, "red", "blue")
    shown = await looks(scene, maya, card)
    assert len(shown) == 2
    assert all(words("staff-evidence-done") in buttons_of(each) for each in shown)
    await maya.presses("staff-evidence-done", shown[0])
    await scene.delivered()
    assert files_before(scene, MAYA) == []


async def test_files_go_from_the_chat_by_themselves_after_a_day(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await reports_with(scene, amina, "red")
    await looks(scene, maya, card)
    await scene.passes(hours=22)
    assert len(files_before(scene, MAYA)) == 1
    await scene.passes(hours=3)
    assert files_before(scene, MAYA) == []


async def test_opening_the_evidence_again_does_not_pile_it_up(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await reports_with(scene, amina, "red")
    await looks(scene, maya, card)
    assert len(await looks(scene, maya, card)) == 1


async def test_files_go_with_their_case(scene: Scene, amina: Phone, maya: Colleague) -> None:
    card = await reports_with(scene, amina, "red")
    await scene.passes(days=89)
    await looks(scene, maya, card)
    await scene.passes(hours=13)
    assert files_before(scene, MAYA) == []
    assert await rows_of_evidence(scene) == (0, 0)


async def rows_of_evidence(scene: Scene) -> tuple[int, int]:
    """Count the files and the pieces of files in the database."""
    await keep_up(scene.program.services, scene.log)
    path = scene.program.config.database
    with closing(sqlite3.connect(path)) as database:
        database.execute("ATTACH ? AS pieces", (str(piece_file_of(path)),))
        (files,) = database.execute("SELECT count(*) FROM evidence").fetchone()
        (pieces,) = database.execute("SELECT count(*) FROM evidence_pieces").fetchone()
    return files, pieces


async def test_several_files_are_numbered_in_the_order_they_came(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await reports_with(scene, amina, "red", "green", "blue")
    assert words("answer-files", count=3, kinds="photo") in card.text
    shown = await looks(scene, maya, card)
    for number, each in enumerate(shown, 1):
        assert words("evidence-name-photo", number=number) in each.text
