"""Fetching and cleaning go wrong: nothing is lost silently, and nothing of a file lies about."""

import sqlite3
import tempfile
from contextlib import closing

import pytest

from domain.model.evidence import Cleaned, CleanPart, FileRefused, Kind, Refusal
from sandbox import Fault, Message
from sandbox.faults import FaultKind
from tests.journeys.belongings import a_photo
from tests.journeys.english import bare, words
from tests.journeys.phone import Phone
from tests.journeys.process import as_a_process
from tests.journeys.scene import MAYA, Scene
from tests.journeys.staff import Colleague, cards_in
from tests.journeys.test_coming_back import code_in, gives, released, sends
from tests.journeys.test_evidence import comes_to_evidence, files_before, looks, reports_with
from tests.media.referees import MARK

pytestmark = pytest.mark.asyncio

SNAP = a_photo()


@pytest.mark.parametrize("calls", range(6))
async def test_a_kill_while_a_file_is_fetched_cleaned_or_stored_only_delays_it(
    scene: Scene, amina: Phone, maya: Colleague, calls: int
) -> None:
    await comes_to_evidence(amina)
    async with as_a_process(scene) as process:
        enough = len(scene.calls) + calls
        await amina.actor.sends_file("photo", SNAP)
        await scene.sandbox.until(lambda: len(scene.calls) >= enough)
        await process.kill()
    await scene.cleaned()
    await amina.taps("button-stop")
    await amina.taps("button-back-to-report")
    amina.shows("evidence-name-photo", number=1)
    assert words("evidence-name-photo", number=2) not in amina.text
    await amina.taps("button-done")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    assert len(await looks(scene, maya, card)) == 1


@pytest.mark.parametrize("calls", range(5))
async def test_a_kill_after_a_file_was_added_to_a_case_only_delays_it(
    scene: Scene, amina: Phone, maya: Colleague, calls: int
) -> None:
    await sends(amina, "mailbox")
    await released(scene, maya)
    async with as_a_process(scene) as process:
        await gives(amina, code_in(amina))
        await amina.does(amina.actor.sends_file("photo", SNAP))
        press = await amina.actor.taps(words("button-add-to-case"), message=amina.screen.id)
        await amina.actor.answer_to(press)
        enough = len(scene.calls) + calls
        await scene.sandbox.until(lambda: len(scene.calls) >= enough)
        await process.kill()
    await scene.cleaned()
    await scene.delivered()
    assert requests_in(scene) == []
    (card,) = cards_in(scene.in_channel)
    assert words("answer-files", count=1, kinds="photo") in bare(card.text)
    assert len(await looks(scene, maya, card)) == 1


@pytest.mark.parametrize("kind", ["server_error", "flood", "refused_before", "lost_after"])
async def test_a_network_that_comes_back_brings_the_file(
    scene: Scene, amina: Phone, kind: FaultKind
) -> None:
    scene.sandbox.faults.add(Fault(kind=kind, method="getFile"))
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await scene.cleaned()
    amina.shows("evidence-name-photo", number=1)
    assert "evidence_later" in scene.log.events


async def test_a_file_that_telegram_gives_no_more_is_told_in_words(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.laundering.FIRST_WAIT", 0.01)
    await comes_to_evidence(amina)
    scene.sandbox.world.files._files.clear()
    stored = await amina.actor.sends_file("photo", SNAP)
    forget(scene, stored)
    await scene.cleaned()
    amina.shows("evidence-refused-not-fetched")


def forget(scene: Scene, message: Message) -> None:
    """Let Telegram have a file no longer."""
    assert message.kind == "photo"
    scene.sandbox.world.files._files.clear()


class Stubborn:
    """A scrubber that goes wrong so many times before it works."""

    def __init__(self, error: Exception, times: int) -> None:
        """Take what goes wrong, and how often."""
        self.error = error
        self.times = times
        self.tried = 0

    async def scrub(
        self, received: bytes, *, mime_hint: str = "", without_sound: bool = False
    ) -> Cleaned:
        """Fail, or return a picture."""
        self.tried += 1
        if self.tried <= self.times:
            raise self.error
        part = CleanPart(kind=Kind.PHOTO, ending="jpg", data=received[:100])
        empty: frozenset[object] = frozenset()
        return Cleaned(parts=(part,), removed=empty, remains=empty, sha256=b"s" * 32)  # type: ignore[arg-type]


@pytest.mark.parametrize(("times", "taken"), [(2, True), (99, False)])
async def test_a_scrubber_that_is_away_is_waited_for_and_then_said(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch, times: int, *, taken: bool
) -> None:
    monkeypatch.setattr("bot.laundering.FIRST_WAIT", 0.01)
    stubborn = Stubborn(FileRefused(Refusal.UNAVAILABLE), times)
    scene.program.laundry._scrubber = stubborn
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await scene.cleaned()
    assert (words("evidence-refused-unavailable") in amina.text) is not taken
    amina.shows("evidence-name-photo", number=1)


async def test_a_file_removed_while_it_is_cleaned_leaves_nothing(
    scene: Scene, amina: Phone
) -> None:
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile"))
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.taps("button-remove-file", name=words("evidence-name-photo", number=1))
    await scene.cleaned()
    amina.is_asked("evidence")
    assert amina.has("button-skip")


@pytest.mark.parametrize("kind", ["flood", "server_error", "lost_after"])
async def test_a_send_to_staff_that_goes_wrong_is_repeated_with_a_mark_where_it_may_have_arrived(
    scene: Scene, amina: Phone, maya: Colleague, kind: FaultKind
) -> None:
    card = await reports_with(scene, amina, "red")
    scene.sandbox.faults.add(Fault(kind=kind, method="sendPhoto"))
    shown = await looks(scene, maya, card)
    marked = [words("staff-repeat-mark") in each.text for each in shown]
    assert marked == {"flood": [False], "server_error": [True], "lost_after": [False, True]}[kind]
    await maya.presses("staff-evidence-done", shown[-1])
    await scene.delivered()
    assert len(files_before(scene, MAYA)) == len(shown) - 1


async def test_no_byte_of_a_file_lies_in_the_data_folder_or_a_temporary_one_or_the_log(
    scene: Scene,
    amina: Phone,
    maya: Colleague,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = scene.folder / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    card = await reports_with(scene, amina, "red", "blue")
    (first, *_) = await looks(scene, maya, card)
    cleaned = maya.actor.file(first)
    pieces = (MARK.encode(), SNAP[-200:-100], cleaned[200:260])
    for path in scene.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for piece in pieces:
            assert piece not in content, path
    assert list(temporary.iterdir()) == []
    assert MARK not in caplog.text
    assert not any(each.id in caplog.text for each in scene.sandbox.world.files._files.values())


async def test_how_a_file_was_fetched_is_forgotten_the_moment_it_is_clean(
    scene: Scene, amina: Phone
) -> None:
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile"))
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    (sealed,) = requests_in(scene)
    await scene.cleaned()
    assert requests_in(scene) == []
    await scene.program.store.rewrite_files()
    files = list(scene.program.config.database.parent.iterdir())
    assert scene.program.config.database in files
    for file in files:
        assert sealed[8:40] not in file.read_bytes(), file


def requests_in(scene: Scene) -> list[bytes]:
    """List the sealed requests in the database."""
    with closing(sqlite3.connect(scene.program.config.database)) as database:
        rows = database.execute("SELECT request_sealed FROM evidence").fetchall()
    return [sealed for (sealed,) in rows if sealed is not None]
