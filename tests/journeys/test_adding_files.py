"""Somebody who reported adds a photo or a film later: staff get it, and not from whom."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from domain.model.attached import MOST_FILES
from domain.model.evidence import LARGEST, Cleaned, FileRefused, Refusal
from domain.model.ids import CaseId
from domain.usecases.casework import case_for_staff
from domain.usecases.laundering import waiting_files
from domain.usecases.visiting import FETCH_TIME
from sandbox import Call, Fault, Message
from storage import Keys, load_key_file
from tests.journeys.belongings import BELONGINGS, a_photo
from tests.journeys.english import bare, words
from tests.journeys.phone import Phone
from tests.journeys.scene import AMINA, OLA, PATIENCE, Scene
from tests.journeys.staff import Colleague, buttons_of, cards_in, number_of
from tests.journeys.test_coming_back import code_in, gives, released, sends
from tests.journeys.test_evidence import case_of, comes_to_evidence, looks, rows_of_evidence
from tests.journeys.test_two_way import asks, taken
from tests.media import planted_offices
from tests.media.referees import MARK
from tests.storage.thief import stolen

pytestmark = pytest.mark.asyncio

SNAP = a_photo()
HOUR = timedelta(hours=1)
FILM = BELONGINGS["video"].make()


async def comes_back(scene: Scene, amina: Phone, maya: Colleague) -> Message:
    """Send a report, have it released, and open it with its code; return its card."""
    await sends(amina, "mailbox")
    card = await released(scene, maya)
    await gives(amina, code_in(amina))
    return card


async def adds(scene: Scene, phone: Phone, *colours: str) -> None:
    """Send photos and say that they are for the case; wait until staff have what they get."""
    for colour in colours:
        await phone.does(phone.actor.sends_file("photo", a_photo(colour)))
    await phone.taps("button-add-to-case")
    await scene.cleaned()
    await scene.delivered()


def fetched(scene: Scene) -> list[Call]:
    """List the calls by which files are fetched."""
    return [call for call in scene.calls if call.method == "getFile"]


def in_channel(scene: Scene) -> list[str]:
    """List the words of everything in the channel."""
    return [bare(each.text) for each in scene.in_channel]


async def test_a_photo_sent_from_another_account_reaches_staff_through_the_case(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await sends(amina, "mailbox")
    card = await released(scene, maya)
    assert words("staff-action-evidence") not in buttons_of(card)
    ola = scene.phone("Ola")
    await ola.opens()
    await gives(ola, code_in(amina))
    await ola.does(ola.actor.sends_file("photo", SNAP))
    ola.shows("case-offer-files", count=1)
    ola.shows("evidence-warning-looks")
    assert fetched(scene) == []
    assert await rows_of_evidence(scene) == (0, 0)
    await ola.taps("button-add-to-case")
    await scene.cleaned()
    ola.shows("timeline-reporter-attached", kind=words("evidence-kind-photo"))
    assert words("evidence-removed", list="").rstrip(" .") in ola.text
    await scene.delivered()
    assert words("staff-notice-attached", number=number_of(card)) in in_channel(scene)
    (card,) = cards_in(scene.in_channel)
    assert words("answer-files", count=1, kinds="photo") in bare(card.text)
    (shown,) = await looks(scene, maya, card)
    assert words("evidence-name-photo", number=1) in bare(shown.text)
    assert MARK.encode() not in maya.actor.file(shown)
    await maya.follows("staff-action-history", card)
    assert words("staff-done-reporter-attached") in maya.text


async def test_of_a_file_added_later_the_person_reads_what_is_passed_on(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_back(scene, amina, maya)
    word = planted_offices.word()
    await amina.does(amina.actor.sends_file("document", word, name="a.docx"))
    await amina.does(amina.actor.sends_file("document", SNAP, name="b.jpg"))
    await amina.taps("button-add-to-case")
    await scene.cleaned()
    amina.shows("evidence-taken-apart")
    amina.shows("evidence-place-in-document")


async def test_files_added_later_are_counted_and_shown_with_those_of_the_report(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await amina.begins(short=True)
    await amina.is_safe()
    await amina.answers(story=("Look.",), what=("threats",), when="unknown", where="Camden")
    await amina.answers(contact="reply_here", sharing=None)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.taps("button-add-to-report")
    await scene.cleaned()
    await amina.sends()
    await released(scene, maya)
    await amina.says("/case")
    await adds(scene, amina, "red")
    (card,) = cards_in(scene.in_channel)
    assert words("answer-files", count=2, kinds="photo") in bare(card.text)
    shown = await looks(scene, maya, card)
    names = [words("evidence-name-photo", number=number) for number in (1, 2)]
    assert [name in bare(each.text) for name, each in zip(names, shown, strict=True)] == [True] * 2


async def test_a_film_can_be_added_without_its_sound(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_back(scene, amina, maya)
    await amina.does(amina.actor.sends_file("video", FILM))
    amina.shows("evidence-warning-voice")
    await amina.taps("button-take-silent")
    await scene.cleaned()
    amina.shows("timeline-reporter-attached", kind=words("evidence-kind-video"))
    assert words("evidence-removed-sound") in amina.text
    assert words("evidence-remains-voice") not in amina.text


async def test_what_is_not_wanted_is_never_fetched_and_was_never_written_down(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_back(scene, amina, maya)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.taps("button-do-not-take")
    amina.shows("timeline-received")
    await scene.cleaned()
    assert fetched(scene) == []
    assert await rows_of_evidence(scene) == (0, 0)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    amina.shows("case-offer-files", count=1)


async def test_an_album_is_one_question_and_one_notice(
    scene: Scene, amina: Phone, maya: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = await comes_back(scene, amina, maya)
    album = [("photo", a_photo(colour)) for colour in ("red", "green", "blue")]
    await amina.does(amina.actor.sends_album(album, "Look at the badge"))
    amina.shows("case-offer-files", count=3)
    amina.shows("case-words-under-files")
    await scene.delivered()
    with monkeypatch.context() as patched:
        patched.setattr(scene.program.delivery, "wake", lambda: None)
        await amina.taps("button-add-to-case")
        await scene.cleaned()
    assert amina.text.count(words("timeline-reporter-attached", kind="photo")) == 3
    await scene.delivered()
    assert "Look at the badge" not in " ".join(in_channel(scene))
    told = words("staff-notice-attached", number=number_of(card))
    assert in_channel(scene).count(told) == 1


async def test_words_written_after_a_photo_do_not_lose_it(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_back(scene, amina, maya)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.says("This is the red door.")
    await amina.taps("button-send-to-staff")
    amina.shows("case-offer-files", count=1)
    await amina.taps("button-add-to-case")
    await scene.cleaned()
    amina.shows("timeline-reporter-added")
    amina.shows("timeline-reporter-attached", kind="photo")


async def test_a_photo_answers_a_question_of_staff(
    scene: Scene, amina: Phone, maya: Colleague, tom: Colleague
) -> None:
    await sends(amina, "reply_here")
    card = await taken(scene, maya, tom)
    await asks(scene, tom, card)
    await amina.taps("button-open-case")
    await adds(scene, amina, "red")
    (shown,) = cards_in(scene.in_channel)
    assert words("staff-status-in-progress") in shown.text
    assert len(await looks(scene, tom, shown)) == 1


async def test_what_is_too_large_or_too_many_is_said_before_anything_is_fetched(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_back(scene, amina, maya)
    await amina.does(amina.actor.sends_file("video", b"x" * (LARGEST + 1)))
    amina.shows("evidence-refused-too-large")
    amina.shows("timeline-received")
    for _ in range(MOST_FILES + 1):
        await amina.does(amina.actor.sends_file("photo", SNAP))
    amina.shows("refusal-case-too-many-files", limit=MOST_FILES)
    amina.shows("case-offer-files", count=MOST_FILES)
    assert fetched(scene) == []


async def test_a_case_on_which_nobody_works_takes_no_file(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await sends(amina, "mailbox")
    await scene.delivered()
    (card,) = scene.in_queue
    await gives(amina, code_in(amina))
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await maya.picks("staff-action-decline", "staff-choice-decline-not-for-us", card)
    await amina.taps("button-add-to-case")
    amina.shows("case-takes-no-files")
    await amina.does(amina.actor.sends_file("photo", SNAP))
    amina.shows("case-takes-no-files")
    assert fetched(scene) == []
    assert await rows_of_evidence(scene) == (0, 0)


async def test_a_file_that_cannot_be_cleaned_is_told_where_the_person_is_now(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await comes_back(scene, amina, maya)
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile"))
    await amina.does(amina.actor.sends_file("document", b"%PDF-1.7 broken", name="a.pdf"))
    await amina.taps("button-add-to-case")
    amina.shows("evidence-in-work", count=1)
    await amina.says("/tips")
    await scene.cleaned()
    amina.shows("evidence-kind-not-taken", kind=words("evidence-kind-document"))
    assert number_of(card) not in amina.text
    await scene.delivered()
    assert words("staff-notice-attached", number=number_of(card)) not in in_channel(scene)
    assert await rows_of_evidence(scene) == (0, 0)


async def test_a_hidden_chat_stays_hidden_and_the_file_still_arrives(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_back(scene, amina, maya)
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile"))
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.does(amina.actor.sends_file("document", b"%PDF-1.7 broken", name="a.pdf"))
    await amina.taps("button-add-to-case")
    await amina.taps("button-hide")
    await scene.cleaned()
    assert "evidence_refused" in scene.log.events
    amina.shows("hide-done")
    assert len(amina.theirs) == 1
    await scene.delivered()
    (card,) = cards_in(scene.in_channel)
    assert len(await looks(scene, maya, card)) == 1


async def test_words_that_wait_for_a_yes_stay_when_a_file_is_ready(
    scene: Scene, amina: Phone
) -> None:
    await opens_own(scene, amina, "mailbox")
    await sends_slowly(scene, amina)
    await amina.says("This is the red door.")
    await scene.cleaned()
    amina.shows("case-confirm-words")
    await amina.taps("button-send-to-staff")
    amina.shows("timeline-reporter-attached", kind="photo")


async def test_a_file_of_an_unsent_report_does_not_take_the_place_of_an_open_case(
    scene: Scene, amina: Phone
) -> None:
    await sends(amina, "reply_here")
    await comes_to_evidence(amina)
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile"))
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.says("/case")
    amina.shows("timeline-received")
    await scene.cleaned()
    amina.shows("timeline-received")


async def test_a_photo_sent_after_leaving_the_case_is_for_a_new_report(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_back(scene, amina, maya)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.says("/help")
    await amina.does(amina.actor.sends_file("photo", SNAP))
    amina.shows("evidence-offer", count=1)


async def test_a_restart_forgets_what_was_asked_and_nothing_is_added(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_back(scene, amina, maya)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await scene.restart_bot()
    assert words("problem-stale-button") in await amina.taps("button-add-to-case")
    assert await rows_of_evidence(scene) == (0, 0)


@pytest.mark.parametrize("contact", ["mailbox", "reply_here"])
async def test_taking_the_report_back_while_a_file_is_fetched_leaves_nothing_of_it(
    scene: Scene, amina: Phone, contact: str
) -> None:
    await opens_own(scene, amina, contact)
    await sends_slowly(scene, amina)
    await amina.taps("button-withdraw")
    await amina.taps("button-withdraw-surely")
    await scene.cleaned()
    await scene.delivered()
    assert await rows_of_evidence(scene) == (0, 0)


async def test_giving_up_the_chat_forgets_a_file_that_is_not_ready(
    scene: Scene, amina: Phone
) -> None:
    await opens_own(scene, amina, "reply_here")
    await sends_slowly(scene, amina)
    await amina.taps("button-cut")
    amina.shows("case-cut-files")
    await amina.taps("button-cut-surely")
    await scene.cleaned()
    assert await rows_of_evidence(scene) == (0, 0)


async def test_erasing_what_is_held_forgets_a_file_that_is_not_ready_and_none_of_others(
    scene: Scene, amina: Phone
) -> None:
    ola = scene.phone("Ola")
    for phone in amina, ola:
        await opens_own(scene, phone, "mailbox")
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile", times=9))
    for phone in amina, ola:
        await phone.does(phone.actor.sends_file("photo", SNAP))
        await phone.taps("button-add-to-case")
    await amina.says("/delete")
    await amina.taps("button-delete-everything")
    assert await rows_of_evidence(scene) == (1, 0)
    assert len(requests_in(scene)) == 1
    scene.sandbox.faults.clear()


async def opens_own(scene: Scene, phone: Phone, contact: str) -> None:
    """Send a report, and open it in the same chat."""
    await sends(phone, contact)
    await scene.delivered()
    if contact == "mailbox":
        await gives(phone, code_in(phone))
    else:
        await phone.says("/case")
    phone.shows("timeline-received")


async def sends_slowly(scene: Scene, phone: Phone) -> None:
    """Add a photo that is not fetched at once."""
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile"))
    await phone.does(phone.actor.sends_file("photo", SNAP))
    await phone.taps("button-add-to-case")
    phone.shows("evidence-in-work", count=1)


async def test_once_a_file_is_clean_nothing_leads_from_the_case_to_the_chat(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    """A thief with the file and every key tries the account on every value that is stored."""
    card = await comes_back(scene, amina, maya)
    await sends_slowly(scene, amina)
    (sealed,) = requests_in(scene)
    await scene.cleaned()
    await scene.delivered()
    assert requests_in(scene) == []
    await is_out_of_the_log(scene, sealed)
    await scene.program.store.rewrite_files()
    files = stolen(scene.program.config.database)
    for trace in (sealed[8:40], str(AMINA).encode(), MARK.encode(), SNAP[-200:-100]):
        assert trace not in files
    keys = Keys(load_key_file(scene.folder / "tellsafe.key"))
    case_id = CaseId(case_of(card))
    case = await scene.program.store.read(case_for_staff, case_id)
    told = repr(case) + repr(case.files)
    ids = {each.id for each in scene.sandbox.world.files._files.values()}
    for person in AMINA, OLA:
        assert not [each for each in (str(person), keys.reporter_key(person)) if each in told]
    assert not [each for each in ids if each in told]
    with closing(sqlite3.connect(scene.program.config.database)) as database:
        (rows,) = database.execute("SELECT group_concat(hex(holder_tag)) FROM evidence").fetchone()
    assert rows is not None


async def is_out_of_the_log(scene: Scene, sealed: bytes) -> None:
    """Wait until the database's log holds nothing of a sealed request any more."""
    database = scene.program.config.database
    log = database.with_name(f"{database.name}-wal")
    async with asyncio.timeout(PATIENCE):
        while sealed[8:40] in log.read_bytes():
            await scene.program.store.read(waiting_files)


def requests_in(scene: Scene) -> list[bytes]:
    """List the sealed requests in the database."""
    with closing(sqlite3.connect(scene.program.config.database)) as database:
        rows = database.execute("SELECT request_sealed FROM evidence").fetchall()
    return [sealed for (sealed,) in rows if sealed is not None]


async def opens_own_without_fetching(scene: Scene, phone: Phone) -> None:
    """Add a photo to a report of one's own, which Telegram does not give."""
    await opens_own(scene, phone, "mailbox")
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile", times=99))
    await phone.does(phone.actor.sends_file("photo", SNAP))
    await phone.taps("button-add-to-case")
    phone.shows("evidence-in-work", count=1)


async def looks_again(scene: Scene, *, hours: float, until: str = "evidence_later") -> None:
    """Let time pass, until the worker has looked after what waits once more."""
    scene.sandbox.clock.advance(3600 * hours)
    tried = len(scene.log.events)
    scene.program.laundry.wake()
    await scene.sandbox.until(lambda: until in scene.log.events[tried:])


async def is_told_that_it_was_not_fetched(scene: Scene, phone: Phone) -> None:
    """Wait until a person is told that a file could not be fetched."""
    await scene.sandbox.until(lambda: words("evidence-refused-not-fetched") in phone.text)
    phone.shows("evidence-kind-not-taken", kind=words("evidence-kind-photo"))


IN_TIME, TOO_LATE = FETCH_TIME / HOUR - 1, 2
"""Hours: until shortly before the time is over, and from there until it surely is."""


async def test_a_file_that_cannot_be_fetched_in_time_is_refused_and_its_request_goes(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.laundering.FIRST_WAIT", 0.01)
    await opens_own_without_fetching(scene, amina)
    await looks_again(scene, hours=IN_TIME)
    assert len(requests_in(scene)) == 1
    await looks_again(scene, hours=TOO_LATE, until="evidence_refused")
    await is_told_that_it_was_not_fetched(scene, amina)
    assert await rows_of_evidence(scene) == (0, 0)
    assert requests_in(scene) == []


async def test_a_file_that_was_given_late_but_in_time_is_taken(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.laundering.FIRST_WAIT", 0.01)
    await opens_own_without_fetching(scene, amina)
    await looks_again(scene, hours=IN_TIME)
    scene.sandbox.faults.clear()
    await scene.cleaned()
    assert await rows_of_evidence(scene) == (1, 1)


async def test_a_restart_does_not_begin_the_time_of_a_file_anew(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.laundering.FIRST_WAIT", 0.01)
    await opens_own_without_fetching(scene, amina)
    await looks_again(scene, hours=IN_TIME)
    await scene.restart_bot()
    await looks_again(scene, hours=TOO_LATE, until="evidence_refused")
    await is_told_that_it_was_not_fetched(scene, amina)
    assert await rows_of_evidence(scene) == (0, 0)


async def test_a_bot_that_was_away_meanwhile_fetches_nothing_too_late(
    scene: Scene, amina: Phone
) -> None:
    await opens_own_without_fetching(scene, amina)
    await scene.stop_bot()
    scene.sandbox.faults.clear()
    scene.sandbox.clock.advance(3600 * (IN_TIME + TOO_LATE))
    before = len(fetched(scene))
    await scene.start_bot()
    await is_told_that_it_was_not_fetched(scene, amina)
    assert len(fetched(scene)) == before
    assert await rows_of_evidence(scene) == (0, 0)


async def test_while_telegram_is_down_a_file_is_refused_in_time_and_told_later(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.laundering.FIRST_WAIT", 0.01)
    await opens_own_without_fetching(scene, amina)
    monkeypatch.setattr("handlers.showing.TRIES", 1)  # Telegram is down for longer than it tries
    scene.sandbox.weather = "down"
    await looks_again(scene, hours=IN_TIME + TOO_LATE, until="evidence_refused")
    assert requests_in(scene) == []
    for _ in range(2):
        # Whether Telegram is back is asked again and again, for there is still somebody to tell.
        await asks_whether_telegram_is_there(scene)
    amina.shows("evidence-in-work", count=1)
    scene.sandbox.weather = "fine"
    scene.program.laundry.wake()
    await is_told_that_it_was_not_fetched(scene, amina)


async def asks_whether_telegram_is_there(scene: Scene) -> None:
    """Have the worker look, and wait until it has asked."""
    begun = len(scene.calls)
    scene.program.laundry.wake()
    await scene.sandbox.until(lambda: any(call.method == "getMe" for call in scene.calls[begun:]))


async def test_a_start_that_waits_for_telegram_refuses_what_is_overdue_all_the_same(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.program.LONGEST_WAIT", 0.05)
    await opens_own_without_fetching(scene, amina)
    await scene.stop_bot()
    scene.sandbox.weather = "down"
    scene.sandbox.clock.advance(3600 * (IN_TIME + TOO_LATE))
    starting = asyncio.create_task(scene.start_bot())
    await scene.sandbox.until(lambda: "evidence_refused" in scene.log.events)
    assert requests_in(scene) == []
    scene.sandbox.weather = "fine"
    await starting
    await is_told_that_it_was_not_fetched(scene, amina)


async def test_trying_to_clean_a_file_does_not_take_its_end_away(
    scene: Scene, amina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.laundering.FIRST_WAIT", 0.01)
    await opens_own(scene, amina, "mailbox")
    scene.program.laundry._scrubber = Absent()
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.taps("button-add-to-case")
    await scene.sandbox.until(lambda: "evidence_later" in scene.log.events)
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile", times=99))
    await looks_again(scene, hours=IN_TIME + TOO_LATE, until="evidence_refused")
    await is_told_that_it_was_not_fetched(scene, amina)


class Absent:
    """A scrubber that is away."""

    async def scrub(
        self, received: bytes, *, mime_hint: str = "", without_sound: bool = False
    ) -> Cleaned:
        """Clean nothing."""
        raise FileRefused(Refusal.UNAVAILABLE)


async def test_whoever_looks_at_evidence_is_in_the_audit_log(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    card = await comes_back(scene, amina, maya)
    await adds(scene, amina, "red")
    await looks(scene, maya, cards_in(scene.in_channel)[0])
    lines = await scene.program.store.read(lambda tx: tx.audit.entries())
    looked = [each for each in lines if each.action == "evidence"]
    assert [(each.by_name, each.case, each.detail) for each in looked] == [
        ("Maya", number_of(card), "")
    ]
