"""A person hands over files: at the question, elsewhere, before a report; and takes them back."""

import asyncio
from datetime import timedelta

import pytest

from bot.jobs.destroy_keys import destroy_keys
from domain.model.answers import to_plain
from domain.model.attached import MOST_FILES
from domain.model.evidence import LARGEST
from domain.model.ids import CaseId, StepId
from domain.usecases.casework import case_for_staff
from domain.usecases.laundering import waiting_files
from sandbox import Fault
from tests.journeys.belongings import BELONGINGS, a_photo
from tests.journeys.english import words
from tests.journeys.phone import Phone
from tests.journeys.scene import MAYA, PATIENCE, Scene
from tests.journeys.staff import Colleague
from tests.journeys.test_evidence import (
    case_of,
    comes_to_evidence,
    files_before,
    looks,
    reports_with,
    rows_of_evidence,
)
from tests.journeys.test_typing import comes_to
from tests.media import planted_films, planted_offices, planted_pdfs, planted_pictures

pytestmark = pytest.mark.asyncio

SNAP = a_photo()
FILM = BELONGINGS["video"].make()
VOICE = BELONGINGS["voice message"].make()
WORD = planted_offices.word()
PDF = planted_pdfs.planted()
PLACELESS = planted_pictures.bmp()


async def test_a_photo_sent_before_any_report_offers_to_start_one_with_it(
    scene: Scene, amina: Phone
) -> None:
    await amina.opens()
    await amina.does(amina.actor.sends_file("photo", SNAP))
    amina.shows("evidence-offer", count=1)
    await amina.taps("button-report-with-this")
    await amina.is_safe()
    await amina.answers(story=None, what=("threats",), when="unknown", where="Hackney")
    await amina.answers(contact=None, sharing=None)
    await scene.cleaned()
    amina.shows("answer-files", count=1, kinds="photo")


async def test_a_forwarded_picture_offers_a_report_and_says_nothing_of_whose_it_was(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await amina.opens()
    await amina.does(amina.actor.forwards_file("photo", SNAP, "Somebody Else", "You are next"))
    await amina.taps("button-report-with-this")
    await amina.is_safe()
    await amina.answers(story=None, what=("threats",), when="unknown", where="Hackney")
    await amina.answers(contact=None, sharing=None)
    await scene.cleaned()
    await amina.taps("button-caption-leave")
    await amina.sends()
    await scene.delivered()
    (card,) = scene.in_queue
    (shown,) = await looks(scene, maya, card)
    for told in card.text, shown.text:
        assert "Somebody Else" not in told
        assert "You are next" not in told


async def test_staff_learn_of_a_forwarded_file_that_it_was_forwarded_and_nothing_more(
    scene: Scene, amina: Phone, maya: Colleague
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.forwards_file("photo", SNAP, "Somebody Else"))
    await amina.does(amina.actor.sends_file("photo", a_photo("blue")))
    await scene.cleaned()
    await amina.taps("button-done")
    await amina.sends()
    await scene.delivered()
    forwarded, taken = await looks(scene, maya, scene.in_queue[0])
    assert words("staff-evidence-forwarded") in forwarded.text
    assert "Somebody Else" not in forwarded.text
    assert words("staff-evidence-forwarded") not in taken.text


async def test_a_photo_sent_at_another_question_is_offered_and_the_place_is_kept(
    scene: Scene, amina: Phone
) -> None:
    await comes_to(amina, "when")
    await amina.does(amina.actor.sends_file("photo", SNAP))
    amina.shows("evidence-offer-in-report", count=1)
    await amina.taps("button-add-to-report")
    await scene.cleaned()
    amina.is_asked("when")
    await amina.answers(when="unknown", where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    amina.shows("answer-files", count=1, kinds="photo")


async def test_a_photo_that_is_not_wanted_is_forgotten(scene: Scene, amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.does(amina.actor.sends_file("photo", SNAP))
    assert await rows_of_evidence(scene) == (1, 0)
    await amina.taps("button-do-not-take")
    amina.is_asked("when")
    assert await rows_of_evidence(scene) == (0, 0)


@pytest.mark.parametrize("sent", ["video", "video_note", "voice", "audio"])
async def test_nothing_with_a_voice_is_fetched_before_the_person_was_told_and_said_yes(
    scene: Scene, amina: Phone, sent: str
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file(sent, FILM))
    await scene.cleaned()
    amina.shows("evidence-warning-voice")
    assert amina.has("button-take-silent") is (sent in {"video", "video_note"})
    assert not [call for call in scene.calls if call.method == "getFile"]
    await amina.taps("button-do-not-take")
    amina.is_asked("evidence")
    assert not [call for call in scene.calls if call.method == "getFile"]


@pytest.mark.parametrize("mime", ["application/ogg", "application/octet-stream", "audio/ogg"])
async def test_a_voice_sent_as_a_document_is_fetched_only_after_the_person_was_told(
    scene: Scene, amina: Phone, mime: str
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("document", VOICE, name="note", mime=mime))
    await scene.cleaned()
    amina.shows("evidence-warning-voice")
    assert not [call for call in scene.calls if call.method == "getFile"]
    await amina.taps("button-add-to-report")
    await scene.cleaned()
    assert words("evidence-remains-voice") in amina.text


async def test_a_video_can_be_taken_without_its_sound(scene: Scene, amina: Phone) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("video", FILM))
    await amina.taps("button-take-silent")
    await scene.cleaned()
    assert words("evidence-removed-sound") in amina.text
    assert words("evidence-remains-voice") not in amina.text


async def test_an_album_at_the_question_is_as_many_files_and_one_answer(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    album = [("photo", a_photo(colour)) for colour in ("red", "green", "blue")]
    await amina.does(amina.actor.sends_album(album))
    await scene.cleaned()
    assert len(amina.theirs) == 1
    for number in 1, 2, 3:
        amina.shows("evidence-name-photo", number=number)


async def test_an_album_elsewhere_is_one_question_about_all_of_it(
    scene: Scene, amina: Phone
) -> None:
    await amina.opens()
    album = [("photo", a_photo(colour)) for colour in ("red", "green", "blue")]
    await amina.does(amina.actor.sends_album(album, "All of it"))
    assert len(amina.theirs) == 1
    amina.shows("evidence-offer", count=3)
    await amina.taps("button-report-with-this")
    assert await rows_of_evidence(scene) >= (3, 0)


async def test_an_album_in_which_something_is_asked_about_takes_the_rest(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_album([("photo", SNAP), ("video", FILM)]))
    amina.shows("evidence-offer-here", count=1)
    await amina.taps("button-add-to-report")
    await scene.cleaned()
    amina.shows("evidence-name-photo", number=1)
    amina.shows("evidence-name-video", number=1)


async def test_words_under_a_file_go_into_the_story_only_when_the_person_says_so(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_album([("photo", SNAP), ("photo", SNAP)], "On the stairs"))
    await scene.cleaned()
    amina.shows("evidence-caption", words="On the stairs")
    await amina.taps("button-caption-add", name=words("evidence-name-photo", number=1))
    assert "On the stairs" not in amina.text
    await amina.taps("button-done")
    assert "On the stairs" in amina.text


async def test_words_under_a_photo_sent_at_another_question_are_asked_about_before_the_review(
    scene: Scene, amina: Phone
) -> None:
    await comes_to(amina, "when")
    sent = amina.actor.sends_file("photo", SNAP, caption="He said he will kill me")
    await amina.does(sent)
    amina.shows("evidence-offer-words")
    await amina.taps("button-add-to-report")
    await scene.cleaned()
    await amina.answers(when="unknown", where_kind=None, where="Hackney")
    await amina.taps("button-check-and-send")
    photo = words("evidence-name-photo", number=1)
    amina.shows("evidence-caption-ask", name=photo, words="He said he will kill me")
    await amina.taps("button-caption-add", name=photo)
    amina.shows("review-title")
    await amina.sends()
    await scene.delivered()
    assert "He said he will kill me" in scene.in_queue[0].text


async def test_words_under_a_file_that_were_left_out_are_not_sent(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP, caption="I am Amina"))
    await scene.cleaned()
    await amina.taps("button-done")
    await amina.taps("button-caption-leave")
    await amina.sends()
    await scene.delivered()
    assert "I am Amina" not in "".join(each.text for each in scene.in_queue)
    case_id = CaseId(case_of(scene.in_queue[0]))
    case = await scene.program.store.read(case_for_staff, case_id)
    assert "I am Amina" not in repr(to_plain(case.report.answers[StepId("evidence")]))


async def test_of_an_office_file_the_person_reads_that_it_is_not_passed_on_itself(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("document", WORD, name="a.docx"))
    await scene.cleaned()
    amina.shows("evidence-taken-apart")
    for _ in range(3):
        await amina.does(amina.actor.sends_file("document", WORD, name="b.docx"))
    await scene.cleaned()
    assert amina.text.count(words("evidence-all-taken-apart")) == 1
    assert words("evidence-taken-apart") not in amina.text


async def test_of_a_pdf_the_person_reads_that_watermarks_stay_and_nothing_of_office_files(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("document", PDF, name="a.pdf"))
    await scene.cleaned()
    assert words("evidence-remains-watermarks") in amina.text
    assert words("evidence-taken-apart") not in amina.text


async def test_of_pictures_sent_as_files_the_person_reads_once_that_they_carried_the_place(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.does(amina.actor.sends_file("document", PLACELESS, name="a.bmp"))
    await scene.cleaned()
    assert words("evidence-removed-place") in amina.text
    assert words("evidence-place-in-document") not in amina.text
    for _ in range(2):
        await amina.does(amina.actor.sends_file("document", SNAP, name="b.jpg"))
        await scene.cleaned()
        assert amina.text.count(words("evidence-place-in-document")) == 1


async def test_a_file_can_be_removed_again(scene: Scene, amina: Phone) -> None:
    await comes_to_evidence(amina)
    for colour in "red", "blue":
        await amina.does(amina.actor.sends_file("photo", a_photo(colour)))
    await scene.cleaned()
    await amina.taps("button-remove-file", name=words("evidence-name-photo", number=2))
    assert (await rows_of_evidence(scene))[0] == 1
    await amina.taps("button-remove-file", name=words("evidence-name-photo", number=1))
    assert await rows_of_evidence(scene) == (0, 0)
    amina.is_asked("evidence")
    assert amina.has("button-skip")


async def test_many_files_are_told_in_a_line_each_and_what_was_refused_stands_last(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("document", SNAP[: len(SNAP) // 3], name="half.jpg"))
    for colour in "red", "blue", "green":
        await amina.does(amina.actor.sends_file("photo", a_photo(colour)))
    await scene.cleaned()
    broken, *whole = [words("evidence-name-photo", number=number) for number in (1, 2, 3, 4)]
    for name in whole:
        assert words("evidence-brief-removed", name=name, list="").rstrip(" .") in amina.text
        amina.shows_button(words("button-remove-one-of-many", name=name))
    assert amina.text.count(words("evidence-remains-looks")) == 1
    assert amina.text.endswith(words("evidence-refused-broken"))
    amina.is_asked("evidence", files=3)
    await amina.taps("button-remove-one-of-many", name=broken)
    assert amina.text.count(words("evidence-remains-looks")) == 3


async def test_what_was_too_large_is_said_below_a_list_of_files(scene: Scene, amina: Phone) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await scene.cleaned()
    await amina.does(amina.actor.sends_file("document", b"%PDF", size=LARGEST + 1))
    assert amina.text.endswith(words("evidence-refused-too-large"))


async def test_a_file_that_is_too_large_is_refused_before_it_is_fetched(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("document", b"%PDF", size=LARGEST + 1))
    amina.shows("evidence-refused-too-large")
    amina.is_asked("evidence")
    assert await rows_of_evidence(scene) == (0, 0)
    assert not [call for call in scene.calls if call.method == "getFile"]


@pytest.mark.parametrize(
    ("content", "name", "asks", "reason"),
    [
        (b"Rar!\x1a\x07\x00 an archive", "all.rar", True, "unsafe-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg", False, "unsafe-kind"),
        (SNAP[: len(SNAP) // 3], "half.jpg", False, "broken"),
    ],
)
async def test_a_refusal_is_told_in_words_with_what_to_send_instead(
    scene: Scene, amina: Phone, content: bytes, name: str, *, asks: bool, reason: str
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("document", content, name=name))
    if asks:
        await amina.taps("button-add-to-report")
    await scene.cleaned()
    amina.shows(f"evidence-refused-{reason}")
    amina.is_asked("evidence")
    assert await rows_of_evidence(scene) == (0, 0)
    await amina.taps("button-done")
    await amina.sends()


@pytest.mark.parametrize("ending", ["avi", "wmv", "mkv"])
async def test_a_film_that_cannot_be_made_safe_is_refused_in_words(
    scene: Scene, amina: Phone, ending: str
) -> None:
    film = planted_films.of_a_kind_refused(ending)
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("document", film, name=f"film.{ending}"))
    amina.shows("evidence-warning-voice")
    await amina.taps("button-add-to-report")
    await scene.cleaned()
    amina.shows("evidence-refused-unsafe-kind")
    assert await rows_of_evidence(scene) == (0, 0)


async def test_a_refusal_is_told_at_another_question_too(scene: Scene, amina: Phone) -> None:
    await comes_to(amina, "when")
    await amina.does(
        amina.actor.sends_file("document", b"Rar!\x1a\x07\x00 an archive", name="a.rar")
    )
    await amina.taps("button-add-to-report")
    await scene.cleaned()
    amina.shows("evidence-refused-unsafe-kind")
    amina.is_asked("when")


async def test_one_file_more_than_fits_is_refused_and_the_others_stay(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    for _ in range(MOST_FILES):
        await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.does(amina.actor.sends_file("photo", SNAP))
    amina.shows("refusal-too-many-files", limit=MOST_FILES)
    await scene.cleaned()
    assert (await rows_of_evidence(scene))[0] == MOST_FILES


async def test_files_that_are_too_much_together_are_refused(scene: Scene, amina: Phone) -> None:
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile", times=1000))
    await comes_to_evidence(amina)
    for _ in range(3):
        await amina.does(amina.actor.sends_file("photo", SNAP, size=LARGEST))
    await amina.does(amina.actor.sends_file("photo", SNAP, size=1))
    amina.shows("refusal-too-much-in-files", limit=60)


async def test_sending_asks_while_a_file_is_in_work_and_can_go_without_it(
    scene: Scene, amina: Phone
) -> None:
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile", times=1000))
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    amina.shows("evidence-in-work", count=1)
    await amina.taps("button-done")
    await amina.taps("button-send-report")
    amina.shows("evidence-unfinished", count=1)
    await amina.taps("button-wait-for-files")
    amina.shows("review-title")
    await amina.taps("button-send-report")
    await amina.taps("button-send-without", count=1)
    amina.sees_receipt()
    assert await rows_of_evidence(scene) == (0, 0)


async def test_the_review_shows_by_itself_that_a_file_is_ready(scene: Scene, amina: Phone) -> None:
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile", times=1))
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.taps("button-done")
    amina.shows("answer-files-in-work", count=1)
    screen = amina.screen.id
    await scene.cleaned()
    assert amina.screen.id == screen
    assert words("answer-files-in-work", count=1) not in amina.text
    amina.shows("answer-files", count=1, kinds="photo")


async def test_a_screen_that_shows_no_files_is_not_redrawn(scene: Scene, amina: Phone) -> None:
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile", times=1))
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await amina.taps("button-emergency")
    await scene.cleaned()
    amina.shows("emergency-card")


async def test_a_hidden_chat_stays_hidden_when_a_file_is_refused(
    scene: Scene, amina: Phone
) -> None:
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile", times=1))
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("document", b"PK\x03\x04", name="a.docx"))
    await amina.taps("button-hide")
    before = amina.actor.reads()
    await scene.cleaned()
    assert amina.actor.reads() == before


async def test_a_discarded_draft_takes_its_files_along(scene: Scene, amina: Phone) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await scene.cleaned()
    await amina.taps("button-stop")
    await amina.taps("button-delete-draft")
    assert await rows_of_evidence(scene) == (0, 0)


async def test_an_expired_draft_takes_its_files_along(scene: Scene, amina: Phone) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await scene.cleaned()
    await scene.passes(hours=74)
    assert await rows_of_evidence(scene) == (0, 0)


async def test_a_file_that_waits_when_its_week_is_over_goes_with_its_draft_and_stops_nothing(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    scene.sandbox.faults.add(Fault(kind="server_error", method="getFile", times=99))
    await amina.does(amina.actor.sends_file("photo", a_photo()))
    await scene.stop_bot()
    scene.sandbox.clock.advance(timedelta(days=14).total_seconds())
    await scene.start_bot()
    scene.program.laundry.wake()
    await scene.passes(hours=1)
    await asyncio.gather(*scene.program.laundry.at_work)
    assert await rows_of_evidence(scene) == (0, 0)
    assert scene.log.errors == []
    await destroy_keys(scene.program.services, scene.log)
    assert "keys_destroyed" in scene.log.events


async def test_a_stop_that_comes_as_a_file_arrives_is_heard(scene: Scene) -> None:
    laundry = scene.program.laundry
    for _ in range(3):  # what it looks for at its start is read by then, and it waits
        await scene.program.store.read(waiting_files)
    async with asyncio.timeout(PATIENCE):
        laundry.wake()
        await laundry.stop()


async def test_a_new_report_in_place_of_the_old_one_erases_its_files(
    scene: Scene, amina: Phone
) -> None:
    await comes_to_evidence(amina)
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await scene.cleaned()
    await amina.says("/report")
    await amina.taps("button-start-over")
    await amina.taps("button-start")
    assert await rows_of_evidence(scene) == (0, 0)


async def test_an_offer_nobody_answers_is_forgotten(scene: Scene, amina: Phone) -> None:
    await amina.opens()
    await amina.does(amina.actor.sends_file("photo", SNAP))
    await scene.passes(hours=14)
    assert await rows_of_evidence(scene) == (0, 0)


async def test_files_of_two_people_stay_apart(scene: Scene, amina: Phone, maya: Colleague) -> None:
    ola = scene.phone("Ola")
    await comes_to_evidence(ola)
    await ola.does(ola.actor.sends_file("photo", a_photo("green")))
    await reports_with(scene, amina, "red")
    await ola.taps("button-done")
    await ola.sends()
    await scene.delivered()
    for card in scene.in_queue:
        await looks(scene, maya, card)
    assert len(files_before(scene, MAYA)) == 2
