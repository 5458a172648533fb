"""Words that could name somebody are pointed out, one by one, before the review."""

import pytest

from domain.usecases.reporting import current_draft
from tests.journeys.english import label, words
from tests.journeys.phone import BRIEF, Phone
from tests.journeys.scene import AMINA, Scene
from tests.journeys.test_chat import speaks_arabic

pytestmark = pytest.mark.asyncio

NUMBER, MAIL = "07911 123456", "amina.k@example.org"
SHORT_NUMBER, SHORT_MAIL = "07…56", "am…rg"
STORY = f"He shouted. Call me on {NUMBER} or {MAIL}."


async def tells(phone: Phone, *story: str) -> None:
    """Tell it in one message, up to where the review would come."""
    await phone.begins(short=True)
    await phone.is_safe()
    await phone.answers(story=story, what=("threats",), when="unknown", where="Camden")
    await phone.answers(contact=None, sharing=None)


async def card_of(scene: Scene) -> str:
    """Return all that staff got."""
    await scene.delivered()
    return "\n".join(each.text for each in scene.in_queue)


async def test_a_phone_number_and_an_e_mail_address_are_asked_about_one_by_one(
    scene: Scene, amina: Phone
) -> None:
    await tells(amina, STORY)
    amina.shows("clue-progress", left=2)
    amina.shows("clue-phone", words=SHORT_NUMBER)
    assert NUMBER not in amina.text
    assert MAIL not in amina.text
    assert words("clue-hidden") == await amina.taps("button-hide-clue")
    amina.shows("clue-progress", left=1)
    amina.shows("clue-email", words=SHORT_MAIL)
    await amina.taps("button-keep-clue")
    amina.shows("review-title")
    await amina.sends()
    card = await card_of(scene)
    assert f"He shouted. Call me on {words('clue-hidden-phone')} or {MAIL}." in card
    assert NUMBER not in card


async def test_a_story_without_clues_leads_straight_to_the_review(amina: Phone) -> None:
    await tells(amina, "He shouted on the 73 bus in E8 at 3pm.")
    amina.shows("review-title")


async def test_check_and_send_leads_by_the_clues(scene: Scene, amina: Phone) -> None:
    await amina.begins()
    await amina.is_safe()
    await amina.answers(**{**BRIEF, "where": "14 Mare Street"})
    await amina.taps("button-check-and-send")
    amina.shows("clue-address", words="14…et")
    amina.shows("clue-where", label=label("where"))
    await amina.taps("button-hide-clue")
    await amina.sends()
    assert words("clue-hidden-address") in await card_of(scene)


async def test_all_of_them_can_be_kept_at_once(scene: Scene, amina: Phone) -> None:
    await tells(amina, STORY)
    await amina.taps("button-keep-all-clues")
    amina.shows("review-title")
    await amina.sends()
    assert STORY in await card_of(scene)


async def test_one_clue_alone_offers_no_button_for_all(amina: Phone) -> None:
    await tells(amina, f"Call me on {NUMBER}.")
    assert not amina.has("button-keep-all-clues")


async def test_the_text_can_be_written_anew_from_a_clue(amina: Phone) -> None:
    await tells(amina, STORY)
    await amina.taps("button-change-words")
    amina.is_asked("story")
    await amina.taps("button-write-anew")
    await amina.answers(story=(f"He shouted. Write to {MAIL}.",))
    amina.shows("clue-email", words=SHORT_MAIL)
    amina.shows("clue-progress", left=1)


async def test_whoever_thinks_again_about_changing_comes_back_to_the_clue(amina: Phone) -> None:
    await tells(amina, STORY)
    await amina.taps("button-change-words")
    await amina.taps("button-back")
    amina.shows("clue-phone", words=SHORT_NUMBER)


async def test_what_was_kept_is_not_asked_again(amina: Phone) -> None:
    await tells(amina, STORY)
    await amina.taps("button-keep-all-clues")
    await amina.taps("button-change", label=label("story"))
    await amina.says("Their car was AB12 CDE.")
    await amina.taps("button-done")
    amina.shows("clue-plate", words="AB…DE")
    await amina.taps("button-keep-clue")
    amina.shows("review-title")


async def test_a_decision_outlives_a_restart(scene: Scene, amina: Phone) -> None:
    await tells(amina, STORY)
    await amina.taps("button-keep-clue")
    await scene.restart_bot()
    await amina.says("/report")
    await amina.taps("button-resume")
    amina.shows("clue-email", words=SHORT_MAIL)
    await amina.taps("button-hide-clue")
    await scene.restart_bot()
    await amina.says("/report")
    await amina.taps("button-resume")
    amina.shows("review-title")


async def test_hidden_words_are_in_the_draft_no_longer(scene: Scene, amina: Phone) -> None:
    await tells(amina, STORY)
    drafts = [
        await scene.program.store.read(current_draft, scene.program.services.reporter_key(AMINA))
    ]
    assert NUMBER in repr(drafts)
    await amina.taps("button-hide-clue")
    await amina.taps("button-keep-clue")
    drafts = [
        await scene.program.store.read(current_draft, scene.program.services.reporter_key(AMINA))
    ]
    assert NUMBER not in repr(drafts)
    assert MAIL in repr(drafts)


async def test_a_second_tap_does_not_decide_about_the_next_clue(amina: Phone) -> None:
    await tells(amina, STORY)
    hide = amina.data(words("button-hide-clue"))
    await amina.taps("button-hide-clue")
    await amina.forges(hide)
    amina.shows("clue-email", words=SHORT_MAIL)


async def test_an_old_send_button_sends_no_undecided_words(scene: Scene, amina: Phone) -> None:
    await amina.tells_briefly()
    send = amina.data(words("button-send-report"))
    await amina.says(f"One more thing: {NUMBER}")
    await amina.taps("button-add-to-report")
    amina.shows("clue-phone", words=SHORT_NUMBER)
    await amina.forges(send)
    amina.shows("clue-phone", words=SHORT_NUMBER)
    await amina.taps("button-change-words")
    await amina.forges(send)
    amina.shows("clue-phone", words=SHORT_NUMBER)
    await scene.delivered()
    assert scene.in_queue == []


async def test_from_a_clue_the_emergency_card_and_the_way_back_are_one_tap_away(
    amina: Phone,
) -> None:
    await tells(amina, STORY)
    await amina.taps("button-emergency")
    amina.shows("emergency-card")
    await amina.taps("button-safe-continue")
    amina.shows("clue-phone", words=SHORT_NUMBER)
    assert amina.has("button-hide")
    await amina.taps("button-back")
    amina.is_asked("sharing")


async def test_arabic_digits_and_words_are_found_and_hidden_in_arabic(scene: Scene) -> None:
    yusuf = scene.phone("Yusuf")
    await speaks_arabic(yusuf)
    await tells(yusuf, "اسمي يوسف وهاتفي ٠٧٩١١ ١٢٣٤٥٦")
    yusuf.shows("clue-name", words="ي…")
    await yusuf.taps("button-hide-clue")
    yusuf.shows("clue-phone", words="٠٧…٥٦")
    await yusuf.taps("button-hide-clue")
    yusuf.shows("review-title")
    await yusuf.sends()
    card = await card_of(scene)
    assert words("clue-hidden-name", "ar") in card
    assert words("clue-hidden-phone", "ar") in card
    assert "يوسف" not in card
